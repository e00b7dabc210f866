using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Testing;

namespace CaseManagement.Domain.Tests.Crises;

// What the tests do to an emergency, step by step.
public sealed partial class CrisisTests
{
    private static DateTimeOffset At(DateOnly day, int hour) => new(day, new TimeOnly(hour, 0), TimeSpan.FromHours(8));

    private static FollowUpEntry Entry(DateOnly on, int risk, VisitMode mode = VisitMode.Home, Func<FollowUpFindings, FollowUpFindings>? findings = null) =>
        new(on, FollowUpOutcome.Seen, (findings ?? (same => same))(A.CalmFindings with { Risk = new(risk), Mode = mode }), risk >= 3 ? Stability.Unstable : risk >= 1 ? Stability.BasicallyStable : Stability.Stable, null, null);

    private static FollowUp Visit(ManagedCase managed, DateOnly on, int risk, DateTimeOffset? at = null, VisitMode mode = VisitMode.Home, Func<FollowUpFindings, FollowUpFindings>? findings = null) =>
        managed.RecordFollowUp(Entry(on, risk, mode, findings), ACase.Doctor, ACase.Standards, on, at);

    private static void Start(ManagedCase managed, CrisisTrigger trigger, DateTimeOffset at, CrisisSource source = CrisisSource.ByHand) =>
        managed.StartCrisis(new(trigger, source, at, ACase.Doctor), at, ACase.Standards, DateOnly.FromDateTime(at.DateTime));

    private static void Tell(ManagedCase managed, Party party) =>
        managed.TellOfCrisis(managed.Crises[0].Id, new(party, ToldHow.Call, ToldResult.Knows, At(Monday, 10), null, null, ACase.Doctor), At(Monday, 11));

    private static void TellAll(ManagedCase managed)
    {
        foreach (var party in ACase.Standards.NotTold(managed.Crises[0])) Tell(managed, party);
    }

    private static void Record(ManagedCase managed, DateTimeOffset? at = null, DateTimeOffset? startedAt = null, string? reason = null)
    {
        var written = at ?? At(Monday, 12);
        var form = new CrisisRecordForm { StartedAt = startedAt ?? managed.Crises[0].StartedAt, Scene = "在家砸物", Measures = "劝解，联系民警", Reasons = [CrisisTrigger.DangerToOthers] };
        managed.RecordCrisis(managed.Crises[0].Id, new(form, written, ACase.Doctor, reason), ACase.Standards, DateOnly.FromDateTime(written.DateTime));
    }

    private static void End(ManagedCase managed, CrisisOutcome outcome, DateOnly on, DateOnly? next, string? note = null) =>
        managed.EndCrisis(managed.Crises[0].Id, new(outcome, note, on, next, ACase.Doctor), ACase.Standards, on);

    private static void Handled(ManagedCase managed, DateOnly on, DateOnly next)
    {
        Start(managed, CrisisTrigger.DangerToOthers, At(on, 9));
        TellAll(managed);
        Record(managed);
        End(managed, CrisisOutcome.Settled, on, next);
    }

    private static ManagedCase In(CrisisState state)
    {
        var managed = ACase.Managed();
        if (state == CrisisState.Withdrawn)
        {
            managed.CancelFollowUp(Visit(managed, Monday, 4).Id, "不是本人", ACase.Doctor, ACase.Standards, Monday);
            return managed;
        }

        Start(managed, CrisisTrigger.DangerToOthers, At(Monday, 9));
        TellAll(managed);
        Record(managed);
        if (state >= CrisisState.Watched)
        {
            End(managed, CrisisOutcome.Settled, Monday, Monday.AddDays(2));
            Visit(managed, Monday.AddDays(1), 1);
        }

        if (state == CrisisState.Closed) managed.CloseCrisis(managed.Crises[0].Id, "平稳", ACase.Doctor, ACase.Standards, Monday);
        return managed;
    }

    private static void Move(ManagedCase managed, string move)
    {
        switch (move)
        {
            case "tell": Tell(managed, Party.Police); break;
            case "record": Record(managed, reason: "更正"); break;
            case "end": End(managed, CrisisOutcome.Settled, Monday, Monday.AddDays(2)); break;
            case "plan": managed.PlanCrisisVisit(managed.Crises[0].Id, new(Monday.AddDays(4), ACase.Doctor, Monday), ACase.Standards, Monday); break;
            case "close": managed.CloseCrisis(managed.Crises[0].Id, "平稳", ACase.Doctor, ACase.Standards, Monday); break;
            default: Start(managed, CrisisTrigger.SelfHarm, At(Monday, 20)); break;
        }
    }

    private static CareTask? Open(ManagedCase managed, CareTaskKind kind) => managed.Tasks.SingleOrDefault(task => task.Kind == kind && task.State == CareTaskState.Open);
}
