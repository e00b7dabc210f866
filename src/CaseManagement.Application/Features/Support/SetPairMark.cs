using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Support;

namespace CaseManagement.Application.Features.Support;

/// <summary>Nobody goes to this patient alone, and why; where that holds already, it was looked at again and still holds.</summary>
/// <param name="ReviewOn">The day by which somebody looks at it again.</param>
/// <param name="ExpectedVersion">Of the mark that holds, where one does.</param>
[Needs(Right.MarkPairs)]
public sealed record SetPairMark(ManagedCaseId CaseId, PairReason Reason, DateOnly ReviewOn, string? Note = null, long? ExpectedVersion = null) : ICommand<PairMarkChanged>, ICaseCommand
{
    long? ICaseCommand.ExpectedVersion => null;
}

/// <summary>The mark as it now stands.</summary>
public sealed record PairMarkChanged(PairMarkId Id, DateOnly ReviewOn, DateOnly? EndedOn, long Version) : IVersioned;

internal sealed class SetPairMarkValidator : AbstractValidator<SetPairMark>
{
    public SetPairMarkValidator()
    {
        RuleFor(x => x.Reason).Known();
        RuleFor(x => (DateOnly?)x.ReviewOn).OfOurTime().OverridePropertyName(nameof(SetPairMark.ReviewOn));
        RuleFor(x => x.Note).OptionalText(PairMark.NoteMaxLength);
    }
}

internal sealed class SetPairMarkHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<SetPairMark, PairMarkChanged>
{
    public async Task<PairMarkChanged> Handle(SetPairMark command, CancellationToken ct)
    {
        var managed = await db.FindSupportedAsync(command.CaseId, ct);
        var held = await db.PairMarks.FirstOrDefaultAsync(mark => mark.CaseId == managed.Id && mark.EndedOn == null, ct);
        if (held?.Version != command.ExpectedVersion) throw new ChangedMeanwhileException(); // somebody has set it, renewed it or ended it since
        var (id, today, months, note) = (PairMarkId.New(), clock.Today(), standards.Settings.Support.PairReviewMonths, command.Note?.Trim());

        var mark = held?.Renew(id, command.Reason, note, command.ReviewOn, actor.StaffId, today, months) ?? new PairMark(id, managed.Id, command.Reason, note, command.ReviewOn, actor.StaffId, today, months);
        db.PairMarks.Add(mark);

        await db.SaveChangesAsync(ct);
        return new PairMarkChanged(mark.Id, mark.ReviewOn, mark.EndedOn, mark.Version);
    }
}
