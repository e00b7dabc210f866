using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Referrals;

/// <summary>A hospital hands a patient to the community with a plan: the discharge form, or the answer to a referral that it has received.</summary>
/// <param name="Summary">What was found and done.</param>
/// <param name="Plan">What the community is to do.</param>
/// <param name="DischargedOn">The day of the discharge; only where the patient was an inpatient.</param>
/// <param name="WasInpatient">Nothing here says that the patient was admitted, and the sender has looked: the patient was.</param>
[Needs(Right.AdviseAsSpecialist)]
public sealed record SendDownReferral(
    ManagedCaseId CaseId,
    DateOnly SentOn,
    IReadOnlyList<ReferralReason> Reasons,
    string Summary,
    string Plan,
    DateOnly? DischargedOn = null,
    string? FromDepartment = null,
    string? ToDepartment = null,
    string? Contact = null,
    bool WasInpatient = false,
    long? ExpectedVersion = null) : ICommand<ReferralChanged>, ICaseCommand;

internal sealed class SendDownReferralValidator : AbstractValidator<SendDownReferral>
{
    public SendDownReferralValidator(TimeProvider clock)
    {
        RuleFor(x => x.SentOn).NotAhead(clock, "referral.in-future");
        RuleFor(x => x.DischargedOn).OfOurTime();
        RuleFor(x => x.Reasons).Must(reasons => reasons is { Count: > 0 }).As("referral.reason-missing");
        RuleFor(x => x.Reasons).Must(ReferralShape.AreReasons).When(x => x.Reasons is { Count: > 0 }).As("code.unknown");
        RuleFor(x => x.Summary).Text(Referral.SummaryMaxLength);
        RuleFor(x => x.Plan).Text(Referral.PlanMaxLength);
        RuleFor(x => x.FromDepartment).OptionalText(Referral.DepartmentMaxLength);
        RuleFor(x => x.ToDepartment).OptionalText(Referral.DepartmentMaxLength);
        RuleFor(x => x.Contact).OptionalText(Referral.ContactMaxLength);
    }
}

internal sealed class SendDownReferralHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<SendDownReferral, ReferralChanged>
{
    public async Task<ReferralChanged> Handle(SendDownReferral command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        var centre = await db.CareTeams.Where(team => team.Id == managed.CareTeamId).Select(team => (InstitutionId?)team.InstitutionId).FirstOrDefaultAsync(ct);
        var entry = new ReferralEntry(
            command.SentOn, [.. command.Reasons.Distinct().Order()], command.Summary.Trim(), Plan: command.Plan.Trim(), DischargedOn: command.DischargedOn, CentreId: centre,
            FromDepartment: command.FromDepartment, ToDepartment: command.ToDepartment, Contact: command.Contact, WasInpatient: command.WasInpatient);

        var referral = managed.SendDownReferral(entry, actor.Party(), standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return ReferralChanged.Of(referral, managed);
    }
}
