using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Places;

namespace CaseManagement.Domain.Exits;

/// <summary>A time in which the patient was lost or not managed here.</summary>
/// <param name="Exit">What began it, on the day it was decided.</param>
/// <param name="Until">What ended it and when; null while it lasts.</param>
/// <param name="WasSeen">It ended because the patient was seen: that visit says what is due next.</param>
public sealed record Absence(CaseExit Exit, Settlement? Until, bool WasSeen)
{
    public DateOnly From => Exit.DecidedOn!.Value;
}

/// <summary>A time without consent.</summary>
/// <param name="Until">The consent that ended it; null while it lasts.</param>
public sealed record Refusal(DateOnly From, Settlement? Until);

/// <summary>What is due for patients who are lost, refuse or move: the report and the monthly search, the question asked again, the answer of the other side.</summary>
/// <remarks>A pure function of what was recorded. One row a kind is open at most: a row asks first that others be told, and then, with the same first day, for what follows.</remarks>
public static class ExitPlan
{
    public const string LossReport = "loss-report.at-once";
    public const string LeavingArea = "leaving-area.at-once";
    public const string RefusalTold = "refusal-told.at-once";

    /// <summary>Every code that a plan can carry under these settings.</summary>
    public static IReadOnlyList<string> Codes(ExitSettings settings) =>
    [
        LossReport, LeavingArea, RefusalTold, Search(settings), Watch(settings), WatchDangerous(settings),
        .. from stage in new[] { Accept, AcceptElsewhere, Declined }
           from covered in new[] { true, false }
           select Days(stage, settings.AcceptanceWorkingDays, covered),
    ];

    private const string Accept = "transfer-acceptance";
    private const string AcceptElsewhere = "transfer-out";
    private const string Declined = "transfer-declined";

    /// <summary>First the written report, at once; then a search a month, counted from the last one.</summary>
    /// <remarks>Unit: calendar months, end of month clamped. Source: 2018 norm, lost to follow-up (report at once, from memory); the month is a setting of this project.</remarks>
    /// <param name="searches">Every attempt to reach the patient, in any order.</param>
    public static IEnumerable<PlannedTask> Searches(IEnumerable<Absence> losses, IReadOnlyList<Settlement> searches, IReadOnlyList<PartyTold> told, Func<DateOnly, ExitSettings> settings)
    {
        foreach (var loss in losses)
        {
            if (MustBeTold.Left(loss.Exit, told).Count > 0 && loss.Until is null)
            {
                yield return new(CareTaskKind.LossSearch, loss.From, loss.From, loss.From, loss.From, LossReport);
                continue;
            }

            var days = searches.Where(search => search.On > loss.From && !(search.On > loss.Until?.On)).GroupBy(search => search.On).OrderBy(day => day.Key).Select(day => day.MinBy(search => search.RecordId)!).ToList();
            var cycles = days.Select(day => day.On).Prepend(loss.From).ToList();
            for (var i = 0; i < cycles.Count; i++)
            {
                var months = settings(cycles[i]);
                var dueOn = cycles[i].AddMonths(months.SearchMonths);
                yield return new(CareTaskKind.LossSearch, cycles[i], cycles[i], dueOn, dueOn, Search(months), Settled: i < days.Count ? days[i] : loss.Until);
            }
        }
    }

    /// <summary>A patient who refused is asked again some months after the refusal, or after anybody last spoke to the patient.</summary>
    /// <remarks>
    /// Unit: calendar months, end of month clamped. Source: 2018 norm, informed consent (from memory): who is not seen for more than 6 months is handled jointly, so the question comes by then.
    /// Of a dangerous patient the police and the office above are told first, at once; then the question comes as often as an unstable patient is seen (our choice, to be confirmed), counted from the day on which that was known.
    /// </remarks>
    /// <param name="knownDangerousOn">From when the patient is known to have been dangerous or unstable on a day: what is entered later is due from then on; null where nobody knows of it.</param>
    /// <param name="contacts">Every answer, visit and talk, in any order.</param>
    public static IEnumerable<PlannedTask> Watches(IEnumerable<Refusal> refusals, IReadOnlyList<Settlement> contacts, IReadOnlyList<PartyTold> told, Func<DateOnly, DateOnly?> knownDangerousOn, Func<DateOnly, ExitSettings> settings)
    {
        foreach (var refusal in refusals)
        {
            if (refusal.Until is null && knownDangerousOn(refusal.From) is { } known && MustBeTold.Left(refusal, true, told).Count > 0)
            {
                yield return new(CareTaskKind.RefusalWatch, refusal.From, refusal.From, known, known, RefusalTold, Stability.Unstable);
                continue;
            }

            var days = contacts.Where(contact => contact.On > refusal.From && (refusal.Until is null || contact.On < refusal.Until.On)).GroupBy(contact => contact.On).OrderBy(day => day.Key).Select(day => day.MinBy(contact => contact.RecordId)!).ToList();
            var cycles = days.Select(day => day.On).Prepend(refusal.From).ToList();
            for (var i = 0; i < cycles.Count; i++)
            {
                var inForce = settings(cycles[i]);
                var dangerousFrom = knownDangerousOn(cycles[i]);
                var (asEverybody, asDangerous) = (cycles[i].AddMonths(inForce.RefusalWatchMonths), dangerousFrom?.AddDays(inForce.RefusalWatchDangerousDays));
                var isSooner = asDangerous < asEverybody; // what becomes known late never gives more time
                var dueOn = isSooner ? asDangerous!.Value : asEverybody;
                yield return new(CareTaskKind.RefusalWatch, cycles[i], cycles[i], dueOn, dueOn, isSooner ? WatchDangerous(inForce) : Watch(inForce), dangerousFrom is null ? null : Stability.Unstable, Settled: i < days.Count ? days[i] : refusal.Until);
            }
        }
    }

    /// <summary>The other side answers an offer within some working days; one that was sent back is the old team's work again within as many.</summary>
    /// <remarks>Whoever is dangerous or unstable is told of first: until then the row is due at once. Source: 2018 norm, deadlines (from memory, to be confirmed).</remarks>
    /// <param name="moves">All that were ever offered, in the order of offering.</param>
    public static IEnumerable<PlannedTask> Acceptances(IReadOnlyList<CaseExit> moves, IReadOnlyList<PartyTold> told, WorkingDayCalendar calendar, Func<DateOnly, ExitSettings> settings)
    {
        for (var i = 0; i < moves.Count; i++)
        {
            var move = moves[i];
            yield return move.IsOpen && MustBeTold.Left(move, told).Count > 0
                ? AtOnce(move, move.DangerousOn ?? move.ProposedOn)
                : Within(move.ProposedOn, move.Kind == ExitKind.Transfer ? Accept : AcceptElsewhere, SettledOf(move));
            if (move.Accepted != false) continue;

            var next = i + 1 < moves.Count ? moves[i + 1] : null;
            var settled = move.EndedOn is { } keptOn && !(next?.ProposedOn < keptOn) ? new Settlement(keptOn, move.Id) : next is null ? null : new Settlement(next.ProposedOn, next.Id);
            yield return Within(move.DecidedOn!.Value, Declined, settled);
        }

        static PlannedTask AtOnce(CaseExit move, DateOnly known) => new(CareTaskKind.TransferAcceptance, move.ProposedOn, move.ProposedOn, known, known, LeavingArea);

        PlannedTask Within(DateOnly from, string stage, Settlement? settled)
        {
            var inForce = settings(from);
            var last = inForce.Acceptance.From(from, calendar);
            return new(CareTaskKind.TransferAcceptance, from, from, last.On, last.On, Days(stage, inForce.AcceptanceWorkingDays, last.Covered), Settled: settled);
        }
    }

    private static Settlement? SettledOf(CaseExit move) => (move.DecidedOn ?? move.EndedOn) is { } on ? new(on, move.Id) : null;

    private static string Search(ExitSettings settings) => $"loss-search.{Months(settings.SearchMonths)}";

    private static string Watch(ExitSettings settings) => $"refusal-watch.{Months(settings.RefusalWatchMonths)}";

    private static string WatchDangerous(ExitSettings settings) => $"refusal-watch.dangerous.{settings.RefusalWatchDangerousDays}-days";

    private static string Days(string stage, int days, bool covered) => $"{stage}.{days}-working-days{(covered ? "" : ".uncovered")}";

    private static string Months(int n) => n == 1 ? "1-month" : $"{n}-months";
}
