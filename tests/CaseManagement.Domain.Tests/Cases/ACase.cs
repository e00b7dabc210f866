using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Domain.Tests.Cases;

/// <summary>A case to vary, with what it is judged by.</summary>
internal static class ACase
{
    public static readonly DateOnly RegisteredOn = new(2026, 1, 5);
    public static readonly StaffId Doctor = StaffId.New();
    public static readonly StaffId Psychiatrist = StaffId.New();
    public static readonly CareTeamId Team = CareTeamId.New();
    public static readonly CareTeamId OtherTeam = CareTeamId.New();

    public static Standards Standards { get; } = StandardsReader.Read();

    public static Product Pp1m => Standards.Formulary.Find("pp1m-janssen")!;

    public static Signature Signed(DateOnly on) => new(Signer.Guardian, "测试母", "母亲", on);

    /// <summary>Registered on 5 January 2026 and consented on the same day.</summary>
    public static ManagedCase Managed(bool agrees = true)
    {
        var managed = new ManagedCase(
            new(new Guid("019b8e2a-0000-7000-8000-000000000001")), new(new Guid("019b8e2a-0000-7000-8000-000000000002")), "441900003001",
            new Diagnosis(Disorder.Schizophrenia, "F20", "精神卫生中心", new(2020, 1, 15)), new SupplementaryForm(), Team, RegisteredOn);
        managed.RecordConsent(agrees, Signed(RegisteredOn), Doctor, Standards, RegisteredOn);

        return managed;
    }

    public static FollowUpEntry Visit(DateOnly on, Stability stability = Stability.Stable, VisitMode mode = VisitMode.Home, HospitalStay hospital = HospitalStay.None) => new(
        on, FollowUpOutcome.Seen,
        The.CalmFindings with
        {
            Mode = mode,
            Hospital = hospital,
            Risk = new(stability switch { Stability.Unstable => 3, Stability.BasicallyStable => 1, _ => 0 }),
        },
        stability, OverrideReason: null, NextVisitOn: null);

    public static FollowUpEntry Death(DateOnly on) => new(
        on, FollowUpOutcome.Dead, new FollowUpFindings { DiedOn = on, DeathCause = DeathCause.Accident }, Class: null, OverrideReason: null, NextVisitOn: null);

    public static FollowUpEntry Loss(DateOnly on) => new(
        on, FollowUpOutcome.Lost, new FollowUpFindings { LossReason = LossReason.WorkingAway }, Class: null, OverrideReason: null, NextVisitOn: null);

    public static InjectionPrescription Prescription(DateOnly startsOn) => new(startsOn, 100, RenalBand.Normal, Psychiatrist, OralToleratedOn: new(2025, 12, 1));

    /// <summary>A dose that a psychiatrist has confirmed, so that any day may be entered.</summary>
    public static DoseGiven Dose(DateOnly on, decimal dose = 100) => new(on, dose, InjectionSite.DeltoidLeft, "B1", ExpiresOn: null, Doctor, ObservedUntil: null, ConfirmedBy: Psychiatrist);
}
