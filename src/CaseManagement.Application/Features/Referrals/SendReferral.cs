using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Referrals;

/// <summary>Primary care refers a patient to a specialist hospital, which sees the case from then on.</summary>
/// <param name="SentOn">The day of the referral; a slip on paper may be entered later.</param>
/// <param name="Summary">What the hospital has to know.</param>
/// <param name="Contact">Whom to ask, with a telephone at work.</param>
[Needs(Right.SendToSpecialist)]
public sealed record SendReferral(
    ManagedCaseId CaseId,
    InstitutionId HospitalId,
    DateOnly SentOn,
    IReadOnlyList<ReferralReason> Reasons,
    bool IsUrgent,
    string Summary,
    string? FromDepartment = null,
    string? ToDepartment = null,
    string? Contact = null,
    long? ExpectedVersion = null) : ICommand<ReferralChanged>, ICaseCommand;

/// <summary>The referral as it now stands, and the version of its case.</summary>
public sealed record ReferralChanged(ReferralId Id, ReferralState State, ReferralEnd? WaitsFor, long Version) : IVersioned
{
    internal static ReferralChanged Of(Referral referral, ManagedCase managed) => new(referral.Id, referral.State, referral.WaitsFor, managed.Version);
}

internal sealed class SendReferralValidator : AbstractValidator<SendReferral>
{
    public SendReferralValidator(TimeProvider clock)
    {
        RuleFor(x => x.SentOn).NotAhead(clock, "referral.in-future");
        RuleFor(x => x.Reasons).Must(reasons => reasons is { Count: > 0 }).As("referral.reason-missing");
        RuleFor(x => x.Reasons).Must(ReferralShape.AreReasons).When(x => x.Reasons is { Count: > 0 }).As("code.unknown");
        RuleFor(x => x.Summary).Text(Referral.SummaryMaxLength);
        RuleFor(x => x.FromDepartment).OptionalText(Referral.DepartmentMaxLength);
        RuleFor(x => x.ToDepartment).OptionalText(Referral.DepartmentMaxLength);
        RuleFor(x => x.Contact).OptionalText(Referral.ContactMaxLength);
    }
}

internal sealed class SendReferralHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<SendReferral, ReferralChanged>
{
    public async Task<ReferralChanged> Handle(SendReferral command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        var hospital = await db.Institutions.FindOrThrowAsync(institution => institution.Id == command.HospitalId && institution.Kind == InstitutionKind.SpecialistHospital, "specialist-hospital", ct);
        var entry = new ReferralEntry(
            command.SentOn, [.. command.Reasons.Distinct().Order()], command.Summary.Trim(), command.IsUrgent, CentreId: actor.Acting.InstitutionId,
            FromDepartment: command.FromDepartment, ToDepartment: command.ToDepartment, Contact: command.Contact);

        var referral = managed.SendReferral(hospital.Id, entry, actor.Party(), standards, clock.Today(), clock.Now());

        await db.SaveChangesAsync(ct);
        return ReferralChanged.Of(referral, managed);
    }
}

/// <summary>What the requests about referrals have in common.</summary>
internal static class ReferralShape
{
    /// <summary>A psychiatrist speaks for the hospital, everybody else for the community.</summary>
    public static ReferralParty Party(this IActor actor) =>
        new(actor.StaffId, actor.Role == StaffRole.Psychiatrist ? ReferralEnd.Hospital : ReferralEnd.Community, actor.Acting.InstitutionId);

    public static bool AreReasons(IReadOnlyList<ReferralReason>? reasons) => reasons is { Count: > 0 and <= 20 } && reasons.All(Enum.IsDefined);

    /// <exception cref="NotFoundException">The case is not theirs to know of, or has no such referral.</exception>
    public static async Task<(ManagedCase Managed, Referral Referral)> ReferralOrThrowAsync(this ICaseDb db, ManagedCaseId caseId, ReferralId id, long? expectedVersion, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(caseId, expectedVersion, ct);
        return (managed, managed.Referrals.FirstOrDefault(referral => referral.Id == id) ?? throw new NotFoundException("referral"));
    }
}
