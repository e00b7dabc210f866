using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Features.Exits;

/// <summary>Somebody outside was told of a patient who is lost, moves away or refused: who, when and how.</summary>
/// <param name="ExitId">The loss or the move that it was about; null for a refusal.</param>
/// <param name="Receiver">Who took it there, by office or badge.</param>
[Needs(Right.TellParties)]
public sealed record RecordTold(ManagedCaseId CaseId, ToldAbout About, Guid? ExitId, Party Party, ToldHow Means, DateTimeOffset At, string? Receiver = null, long? ExpectedVersion = null) : ICommand<PartRecorded>, ICaseCommand;

internal sealed class RecordToldValidator : AbstractValidator<RecordTold>
{
    public RecordToldValidator(TimeProvider clock)
    {
        RuleFor(x => x.About).Known();
        RuleFor(x => x.Party).Known();
        RuleFor(x => x.Means).Must(Parties.IsByHand).As("told.how");
        RuleFor(x => x.At).Must(at => at <= clock.GetUtcNow()).As("told.in-future");
        RuleFor(x => x.Receiver).OptionalText(PartyTold.ReceiverMaxLength);
    }
}

internal sealed class RecordToldHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<RecordTold, PartRecorded>
{
    public async Task<PartRecorded> Handle(RecordTold command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        var part = managed.RecordTold(new(command.About, command.ExitId, command.Party, command.Means, Clock.DayOf(command.At), command.At, command.Receiver), actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new PartRecorded(managed.Id, part.Id, managed.Version);
    }
}
