using CaseManagement.Domain.Access;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Cases;

/// <summary>A psychiatrist answers what was asked about a patient; the team is asked to see to it.</summary>
[Needs(Right.AdviseAsSpecialist)]
public sealed record RecordAdvice(ManagedCaseId CaseId, DateOnly GivenOn, string Text, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand, IDoneInEmergencies;

internal sealed class RecordAdviceValidator : AbstractValidator<RecordAdvice>
{
    public RecordAdviceValidator(TimeProvider clock)
    {
        RuleFor(x => x.GivenOn).NotAhead(clock, "advice.in-future");
        RuleFor(x => x.Text).Text(SpecialistAdvice.TextMaxLength);
    }
}

internal sealed class RecordAdviceHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<RecordAdvice, CaseChanged>
{
    public async Task<CaseChanged> Handle(RecordAdvice command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        managed.RecordAdvice(command.GivenOn, command.Text, actor.StaffId, standards, clock.Today());
        if (!managed.Tasks.Any(task => task is { Kind: CareTaskKind.SpecialistReview, State: CareTaskState.Open })) // an advice from before the guidance was asked for leaves that owed
        {
            var asked = (await db.CaseGrants.Where(CaseGrant.IsWaiting(clock.GetUtcNow())).Where(grant => grant.CaseId == managed.Id && grant.Reason == GrantReason.Question).ToListAsync(ct)).Where(grant => Clock.DayOf(grant.FromAt) <= command.GivenOn).ToList();
            asked.ForEach(grant => grant.Answer(clock.GetUtcNow()));
            managed.QuestionsAnswered([.. asked.Select(grant => grant.Id)], command.GivenOn, standards, clock.Today());
        }

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
