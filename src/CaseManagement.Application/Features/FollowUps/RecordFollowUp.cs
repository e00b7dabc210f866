using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Application.Features.FollowUps;

/// <summary>A patient was seen, could not be found or has died, and what was found is recorded.</summary>
/// <param name="Class">The class the doctor chose; only a patient who was seen has one.</param>
/// <param name="OverrideReason">Why the class is another than the findings lead to.</param>
/// <param name="NextVisitOn">The day agreed for the next visit; the rule's last day when not given.</param>
[Needs(Right.RecordFollowUp)]
public sealed record RecordFollowUp(
    ManagedCaseId CaseId,
    DateOnly SeenOn,
    FollowUpOutcome Outcome,
    FollowUpFindings Findings,
    Stability? Class = null,
    string? OverrideReason = null,
    DateOnly? NextVisitOn = null,
    long? ExpectedVersion = null) : ICommand<FollowUpRecorded>, ICaseCommand, IDoneInEmergencies, IFollowUpForm
{
    internal FollowUpEntry Entry => new(SeenOn, Outcome, Findings, Class, OverrideReason, NextVisitOn);
}

/// <param name="ProposedClass">The class that the findings lead to; null where the text leaves the choice to the clinician.</param>
/// <param name="Reasons">The codes of the criteria that led there.</param>
/// <param name="Confirmations">Codes of what deserves a second look; nothing is blocked by them.</param>
/// <param name="NextDueOn">The last day on which the next contact is on time; null when none is asked for.</param>
public sealed record FollowUpRecorded(FollowUpId Id, Stability? ProposedClass, IReadOnlyList<string> Reasons, IReadOnlyList<string> Missing, IReadOnlyList<string> Confirmations, DateOnly? NextDueOn, string? NextDueBasis, long Version) : IVersioned
{
    internal static FollowUpRecorded Of(FollowUp followUp, ManagedCase managed, Standards standards, CriteriaBook criteria)
    {
        var proposal = Classification.Propose(followUp.Findings, standards.On(followUp.SeenOn).Classification);
        var next = managed.Tasks.FirstOrDefault(task => task is { State: Domain.CareTasks.CareTaskState.Open, Kind: Domain.CareTasks.CareTaskKind.FollowUp or Domain.CareTasks.CareTaskKind.HospitalCheck });
        var seen = followUp.Outcome == FollowUpOutcome.Seen;

        return new(followUp.Id, followUp.ProposedClass, followUp.ProposalReasons, seen ? proposal.Missing : [], seen ? [.. criteria.Asked(proposal.Confirmations, followUp.SeenOn).Select(question => question.Code)] : [], next?.ClosesOn, next?.Basis, managed.Version);
    }
}

internal sealed class RecordFollowUpValidator : AbstractValidator<RecordFollowUp>
{
    public RecordFollowUpValidator(TimeProvider clock) => Include(new FollowUpFormValidator(clock));
}

internal sealed class RecordFollowUpHandler(ICaseDb db, IActor actor, Standards standards, CriteriaBook criteria, TimeProvider clock) : IRequestHandler<RecordFollowUp, FollowUpRecorded>
{
    public async Task<FollowUpRecorded> Handle(RecordFollowUp command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        var followUp = managed.RecordFollowUp(command.Entry, actor.StaffId, standards, clock.Today(), clock.Now());

        await db.SaveChangesAsync(ct);
        return FollowUpRecorded.Of(followUp, managed, standards, criteria);
    }
}
