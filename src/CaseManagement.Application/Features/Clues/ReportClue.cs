using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;

namespace CaseManagement.Application.Features.Clues;

/// <summary>Something was heard of somebody whom nobody knows here: a call to the hotline, a sign from a care group. It goes to the team or office of its area.</summary>
/// <param name="AreaCode">Where; the reporter's own area when it is not said.</param>
/// <param name="HeardAt">When; now when it is not said.</param>
/// <param name="Trigger">What sounds like an emergency.</param>
[Needs(Right.ReportClue)]
public sealed record ReportClue(ClueSource Source, string Said, string? AreaCode = null, string? Place = null, DateTimeOffset? HeardAt = null, CrisisTrigger? Trigger = null) : ICommand<ClueChanged>;

/// <summary>The clue as it now stands.</summary>
/// <param name="StillOpen">The emergency of the patient to whom it had been matched, where it goes on without it; null where none does, or the reader does not see that patient.</param>
public sealed record ClueChanged(ClueId Id, ClueState State, long Version, ClueEmergency? StillOpen = null) : IVersioned;

public sealed record ClueEmergency(ManagedCaseId CaseId, CrisisResponseId CrisisId);

internal sealed class ReportClueValidator : AbstractValidator<ReportClue>
{
    public ReportClueValidator()
    {
        RuleFor(x => x.Source).Known();
        RuleFor(x => x.Said).Text(Clue.SaidMaxLength);
        RuleFor(x => x.AreaCode).OptionalArea();
        RuleFor(x => x.Place).OptionalText(Clue.PlaceMaxLength);
        RuleFor(x => x.HeardAt).OfOurTime();
        RuleFor(x => x.Trigger).Known();
    }
}

internal sealed class ReportClueHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ReportClue, ClueChanged>
{
    public async Task<ClueChanged> Handle(ReportClue command, CancellationToken ct)
    {
        Rule.Require(ClueSources.Of(actor.Role).Contains(command.Source), "clue.source", "A member of a care group reports for the group.");
        var areaCode = command.AreaCode ?? actor.Acting.AreaCode;
        await db.RequireAreaAsync(actor, areaCode, ct);
        var now = clock.Now();

        var clue = new Clue(ClueId.New(), command.Source, Clock.InZone(command.HeardAt ?? now), areaCode, await db.TeamOfAsync(areaCode, ct), command.Place, command.Said.Trim(), command.Trigger, actor.StaffId, now, standards);

        db.Clues.Add(clue);
        await db.SaveChangesAsync(ct);
        return new ClueChanged(clue.Id, clue.State, clue.Version);
    }
}
