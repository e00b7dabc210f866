using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Cases;

/// <summary>Something that settled a duty was recorded by mistake: an advice, that it was seen to, an attempt, that somebody was told. It is kept, cancelled with a reason, and what it had settled is owed again.</summary>
/// <param name="FactId">Of an advice that was seen to, the advice itself.</param>
[Needs(Right.CancelFact)]
public sealed record CancelFact(ManagedCaseId CaseId, CaseFact Fact, Guid FactId, string Reason, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand
{
    /// <summary>Whoever may record such a thing may say that it was a mistake.</summary>
    public static Right RightFor(CaseFact fact) => fact switch
    {
        CaseFact.Advice => Right.AdviseAsSpecialist,
        CaseFact.Told => Right.TellParties,
        CaseFact.CrisisTold => Right.StartCrisis,
        _ => Right.RecordFollowUp,
    };
}

internal sealed class CancelFactValidator : AbstractValidator<CancelFact>
{
    public CancelFactValidator()
    {
        RuleFor(x => x.Fact).Known();
        RuleFor(x => x.Reason).Text(CancellableFact.ReasonMaxLength);
    }
}

internal sealed class CancelFactHandler(ICaseDb db, IActor actor, Rights rights, Standards standards, TimeProvider clock) : IRequestHandler<CancelFact, CaseChanged>
{
    public async Task<CaseChanged> Handle(CancelFact command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        if (!rights.Has(actor.Role, CancelFact.RightFor(command.Fact))) throw new NotPermittedException(CancelFact.RightFor(command.Fact));

        managed.CancelFact(command.Fact, command.FactId, command.Reason, actor.StaffId, standards, clock.Today());
        if (command.Fact == CaseFact.Advice) await AskAgain(managed, ct);

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }

    /// <summary>A question that nothing answers any more waits again.</summary>
    private async Task AskAgain(ManagedCase managed, CancellationToken ct)
    {
        var answered = await db.CaseGrants.Where(grant => grant.CaseId == managed.Id && grant.Reason == GrantReason.Question && grant.AnsweredAt != null && grant.EndedAt == null).ToListAsync(ct);
        var waiting = answered.FindAll(grant => !managed.Advice.Any(advice => advice is { IsValid: true, Source: AdviceSource.Advice } && advice.GivenOn >= Clock.DayOf(grant.FromAt)));
        foreach (var grant in waiting) grant.AskAgain();
        managed.QuestionsAskedAgain([.. waiting.Select(grant => grant.Id)], standards, clock.Today());
    }
}
