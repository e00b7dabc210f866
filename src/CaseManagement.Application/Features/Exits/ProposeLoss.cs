using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;

namespace CaseManagement.Application.Features.Exits;

/// <summary>Whoever looks after a patient proposes to count the patient as lost.</summary>
[Needs(Right.RecordFollowUp)]
public sealed record ProposeLoss(ManagedCaseId CaseId, LossCriterion Criterion, string? Note = null, long? ExpectedVersion = null) : ICommand<PartRecorded>, ICaseCommand;

internal sealed class ProposeLossValidator : AbstractValidator<ProposeLoss>
{
    public ProposeLossValidator()
    {
        RuleFor(x => x.Criterion).Known();
        RuleFor(x => x.Note).OptionalText(CaseExit.NoteMaxLength);
    }
}

internal sealed class ProposeLossHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ProposeLoss, PartRecorded>
{
    public async Task<PartRecorded> Handle(ProposeLoss command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        var part = managed.ProposeLoss(command.Criterion, command.Note, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new PartRecorded(managed.Id, part.Id, managed.Version);
    }
}
