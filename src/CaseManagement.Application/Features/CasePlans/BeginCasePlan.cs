using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.CasePlans;

/// <summary>A plan for the patient is agreed: its goals, what is done for them by whom and by when; it counts from the day on which it was agreed.</summary>
/// <param name="NextReviewOn">A day for the first review that is earlier than the rule asks.</param>
[Needs(Right.WriteCasePlan)]
public sealed record BeginCasePlan(ManagedCaseId CaseId, CasePlanContent Plan, Signature Agreed, DateOnly? NextReviewOn = null, long? ExpectedVersion = null) : ICommand<CasePlanChanged>, ICaseCommand;

/// <param name="ReviewBy">The last day on time for the next review; null where none is asked for.</param>
public sealed record CasePlanChanged(ManagedCaseId CaseId, CasePlanId Id, DateOnly? ReviewBy, long Version) : IVersioned
{
    internal static CasePlanChanged Of(ManagedCase managed, CasePlanId id) => new(managed.Id, id, ReviewOf(managed)?.ClosesOn, managed.Version);

    internal static CareTask? ReviewOf(ManagedCase managed) => managed.Tasks.FirstOrDefault(task => task is { Kind: CareTaskKind.CasePlanReview, State: CareTaskState.Open });
}

internal sealed class BeginCasePlanValidator : AbstractValidator<BeginCasePlan>
{
    public BeginCasePlanValidator()
    {
        RuleFor(x => x.Plan).NotNull().As("text.missing").SetValidator(new CasePlanShape());
        RuleFor(x => x.Agreed).NotNull().As("text.missing").SetValidator(new SignatureValidator());
        RuleFor(x => x.Agreed.SignedOn).Must(day => Refuse.IsOfOurTime(day)).As("day.out-of-range").When(x => x.Agreed is not null);
        RuleFor(x => x.NextReviewOn).OfOurTime();
    }
}

/// <summary>The shape of what a plan says: lists that are there, texts that are short enough, days of our time.</summary>
internal sealed class CasePlanShape : AbstractValidator<CasePlanContent>
{
    public CasePlanShape()
    {
        RuleFor(x => x).Form(CasePlan.TextMaxLength, CasePlan.HighestNumber);
        RuleFor(x => x.Members).NotNull().As("plan.member-missing");
        RuleFor(x => x.Members).Must(members => members.All(member => member is null || Math.Max(member.Name?.Length ?? 0, Math.Max(member.Role?.Length ?? 0, member.Institution?.Length ?? 0)) <= CasePlan.NameMaxLength)).As("text.too-long").When(x => x.Members is not null);
        RuleFor(x => x.Goals).NotNull().As("plan.goal-missing");
        RuleFor(x => x.Goals).Must(goals => goals.All(goal => goal is null or { Measures: not null })).As("plan.measure-missing").When(x => x.Goals is not null);
        RuleFor(x => x.Goals).Must(goals => goals.All(goal => (goal?.Measures ?? []).All(measure => measure is null || Refuse.IsOfOurTime(measure.ByOn)))).As("day.out-of-range").When(x => x.Goals is not null);
    }
}

internal sealed class BeginCasePlanHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<BeginCasePlan, CasePlanChanged>
{
    public async Task<CasePlanChanged> Handle(BeginCasePlan command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        var plan = managed.BeginPlan(command.Plan, command.Agreed, command.NextReviewOn, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return CasePlanChanged.Of(managed, plan.Id);
    }
}
