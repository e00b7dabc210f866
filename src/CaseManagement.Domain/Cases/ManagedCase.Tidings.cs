using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Domain.Cases;

public sealed partial class ManagedCase
{
    private readonly List<Tidings> _tidings = [];

    /// <summary>What others are to be told of the change at hand; whoever saves it takes this with it, once.</summary>
    public IReadOnlyList<Tidings> TakeTidings()
    {
        List<Tidings> taken = [.. _tidings];
        _tidings.Clear();

        return taken;
    }

    /// <summary>Somebody whom the system told says inside it that they know: they have been told, as if a person had called them.</summary>
    /// <remarks>
    /// Where the emergency or the way out takes nothing more, only the notice keeps it. The first to acknowledge counts, and a party that a person has told already is not told again.
    /// The report of a loss goes out in writing all the same: see <see cref="MustBeTold"/>.
    /// </remarks>
    public void Acknowledged(Notice notice, StaffId by, DateTimeOffset at, Standards standards, DateOnly today)
    {
        if (notice.Event == NoticeEvent.CrisisStarted)
        {
            var takesIt = CaseStates.Answer(State, CaseAct.TellOfCrisis) is null && _crises.Find(crisis => crisis.Id.Value == notice.EventId) is { IsPending: true } crisis && standards.NotTold(crisis).Contains(notice.Party) && crisis.Log.IsKnownBy(notice.Round);
            if (takesIt) TellOfCrisis(new(notice.EventId), new CrisisTold(notice.Party, ToldHow.InSystem, ToldResult.Knows, at, null, null, by), at);
        }
        else if (notice.Event == NoticeEvent.DangerousRefusal)
        {
            if (CaseStates.Answer(State, CaseAct.RecordTold) is null && RefusalToTell(standards).Contains(notice.Party)) RecordTold(new(ToldAbout.Refusal, null, notice.Party, ToldHow.InSystem, DateOnly.FromDateTime(at.DateTime), at), by, standards, today);
        }
        else if (CaseStates.Answer(State, CaseAct.RecordTold) is null && _exits.Find(exit => exit.Id == notice.EventId) is { } exit && MustBeTold.Left(exit, ValidTold).Contains(notice.Party))
        {
            RecordTold(new(exit.Kind == ExitKind.Loss ? ToldAbout.Loss : ToldAbout.LeavingArea, exit.Id, notice.Party, ToldHow.InSystem, DateOnly.FromDateTime(at.DateTime), at), by, standards, today);
        }
    }

    private void Tell(Tidings tidings)
    {
        if (tidings.Parties.Count > 0) _tidings.Add(tidings);
    }
}
