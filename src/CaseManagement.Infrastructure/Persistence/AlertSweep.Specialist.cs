using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>Which alerts a specialist has: told to whom it concerns, in the hands of whoever sees the case.</summary>
internal sealed partial class AlertSweep
{
    /// <summary>Open, for a specialist, and no specialist has to do with it any more; whoever has taken it keeps it while they still see the case themselves, and whoever of the office has.</summary>
    private static string SeenByNoSpecialist =>
        $"""
        "Alert"."Tells" = {(int)ToldRole.Specialist} AND "Alert"."State" < {Closed} AND NOT {SpecialistSees("\"Alert\".\"CaseId\"", Reaches("\"Alert\".\"Kind\"", ItsTask("CycleOn")))}
        AND {IsInNoHandsThatSee}
        """;

    /// <summary>Open, for a specialist whom it reaches, and in the hands of another who sees the case no more.</summary>
    private static string OfGoneSpecialist => $""" "Alert"."Tells" = {(int)ToldRole.Specialist} AND "Alert"."State" < {Closed} AND "Alert"."ClaimedBy" IS NOT NULL AND {IsInNoHandsThatSee}""";

    private static string IsInNoHandsThatSee =>
        $$"""
        {{NotWithTheOffice}} AND NOT EXISTS (SELECT 1 FROM "StaffMember" AS s WHERE s."Id" = "Alert"."ClaimedBy" AND {{IsPsychiatrist}}
        AND EXISTS (SELECT 1 FROM "CaseGrant" AS g WHERE g."CaseId" = "Alert"."CaseId" AND {{IsActive}} AND (g."InstitutionId" = s."InstitutionId" OR g."StaffId" = s."Id")))
        """;

    /// <summary>A psychiatrist who works here sees the case now, because it was sent to their hospital or to them.</summary>
    /// <param name="by">By which of the grants.</param>
    /// <remarks>As the scope of psychiatrists has it, without emergency access: nobody is told of what they cannot see.</remarks>
    private static string SpecialistSees(string caseId, string by) =>
        $$"""
        EXISTS (SELECT 1 FROM "CaseGrant" AS g WHERE g."CaseId" = {{caseId}} AND {{IsActive}} AND ({{by}})
        AND (EXISTS (SELECT 1 FROM "StaffMember" AS s WHERE s."InstitutionId" = g."InstitutionId" AND {{IsPsychiatrist}}) OR EXISTS (SELECT 1 FROM "StaffMember" AS s WHERE s."Id" = g."StaffId" AND {{IsPsychiatrist}})))
        """;

    private static string IsActive => $$"""g."Kind" = {{(int)GrantKind.Specialist}} AND g."EndedAt" IS NULL AND g."FromAt" <= {0} AND (g."UntilAt" IS NULL OR g."UntilAt" > {0})""";

    /// <summary>The twin in SQL of <see cref="SpecialistReach"/>; a test holds them equal.</summary>
    private static string Reaches(string kind, string cycleOn) =>
        $"""
        ({kind} IN ({Numbers(SpecialistReach.OfAReferral)}) AND g."Reason" = {(int)GrantReason.Referred} AND EXISTS (SELECT 1 FROM "Referral" AS r WHERE r."CaseId" = g."CaseId" AND r."HospitalId" = g."InstitutionId" AND ({IsOwed(kind, cycleOn)})))
        OR ({kind} = {(int)CareTaskKind.SpecialistQuestion} AND g."Reason" = {(int)GrantReason.Question} AND g."AnsweredAt" IS NULL AND g."AskedOn" = {cycleOn})
        OR ({kind} = {(int)CareTaskKind.SpecialistReview} AND g."Reason" = {(int)GrantReason.Question} AND g."AnsweredAt" IS NULL)
        OR ({kind} = {(int)CareTaskKind.SpecialistReview} AND g."Reason" = {(int)GrantReason.ReviewDue} AND g."UntilAt" IS NULL)
        OR ({kind} IN ({Numbers(SpecialistReach.OfTheTreatment)}) AND (g."Reason" = {(int)GrantReason.Question} OR (g."Reason" = {(int)GrantReason.ReviewDue} AND g."UntilAt" IS NULL)))
        OR ({kind} IN ({Numbers([.. SpecialistReach.OfTheTreatment, CareTaskKind.ReportCard])}) AND g."Reason" = {(int)GrantReason.Referred} AND g."UntilAt" IS NULL AND NOT ({HasOnlyDeclined}))
        """;

    private static string HasOnlyDeclined =>
        $"""
        EXISTS (SELECT 1 FROM "Referral" AS r WHERE r."CaseId" = g."CaseId" AND r."HospitalId" = g."InstitutionId" AND {IsDeclined})
        AND NOT EXISTS (SELECT 1 FROM "Referral" AS r WHERE r."CaseId" = g."CaseId" AND r."HospitalId" = g."InstitutionId" AND r."State" < {(int)ReferralState.Closed} AND NOT ({IsDeclined}))
        """;

    private static string IsDeclined => $"""r."Direction" = {(int)ReferralDirection.Up} AND r."State" = {(int)ReferralState.Declined}""";

    /// <summary>A referral that waits for its hospital and of which such a task is open; of discharges that were refused, the one whose refusal the task counts from.</summary>
    private static string IsOwed(string kind, string cycleOn) => string.Join(" OR ",
        from owed in SpecialistReach.OfAReferral
        let stands = ReferralLoop.OwedByHospital(owed)
        select $"""({kind} = {(int)owed} AND r."Direction" = {(int)stands.Direction} AND r."State" = {(int)stands.State}{(owed == CareTaskKind.RefusedDischarge ? $""" AND EXISTS (SELECT 1 FROM "ReferralStep" AS d WHERE d."ReferralId" = r."Id" AND d."Move" = {(int)ReferralMove.Decline} AND d."CancelledOn" IS NULL AND d."HappenedOn" = {cycleOn})""" : "")})""");

    private static string Numbers(IEnumerable<CareTaskKind> kinds) => string.Join(", ", kinds.Select(kind => (int)kind));

    private static string IsPsychiatrist => $"""s."Role" = {(int)StaffRole.Psychiatrist} AND s."ClosedOn" IS NULL""";
}
