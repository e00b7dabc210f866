using System.Collections;
using System.Globalization;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Domain;

/// <summary>One field as the paper shows it: the codes to choose from, those that were chosen, and what was written.</summary>
/// <param name="Options">Empty where nothing is chosen from a list.</param>
/// <param name="Ticked">The numbers that go into the boxes.</param>
/// <param name="Times">How often, by the number of the code, where the paper asks for it.</param>
public sealed record PaperField(
    FormField Field, IReadOnlyList<ReferenceText> Options, IReadOnlyList<int> Ticked, IReadOnlyDictionary<int, int> Times, string? Text, IReadOnlyList<PaperDrug> Drugs)
{
    private static readonly IReadOnlyDictionary<int, int> NoTimes = new Dictionary<int, int>();

    /// <param name="value">What was answered; null leaves the field empty.</param>
    /// <param name="drugs">How the paper writes rows of drugs, where it has any.</param>
    internal static PaperField Of(FormField field, IReadOnlyList<ReferenceText> options, object? value, Func<DrugRows, IReadOnlyList<PaperDrug>>? drugs = null)
    {
        var empty = new PaperField(field, options, [], NoTimes, null, []);
        return value switch
        {
            null => empty,
            string text => empty with { Text = text },
            int number => empty with { Text = number.ToString(CultureInfo.InvariantCulture) },
            DateOnly day => empty with { Text = day.ToString("O", CultureInfo.InvariantCulture) },
            PartialDate day => empty with { Text = day.ToString() },
            RiskLevel risk => empty with { Ticked = [risk.Value] },
            Enum code => empty with { Ticked = [Number(code)] },
            DangerousActs acts => CodesOf(acts) is var (ticked, times) ? empty with { Ticked = ticked, Times = times } : empty,
            DrugRows rows => empty with { Drugs = drugs?.Invoke(rows) ?? throw new ArgumentNullException(nameof(drugs)) },
            IEnumerable codes => empty with { Ticked = [.. codes.Cast<Enum>().Select(Number).Order()] },
            _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType().Name, "Nobody has said how this is printed."),
        };
    }

    /// <summary>The acts that happened, and how often; "none" where it was said.</summary>
    internal static (IReadOnlyList<int> Ticked, IReadOnlyDictionary<int, int> Times) CodesOf(DangerousActs acts)
    {
        (DangerousAct Act, int? Times)[] counts =
        [
            (DangerousAct.MinorDisturbance, acts.MinorDisturbance), (DangerousAct.PublicSecurityOffence, acts.PublicSecurityOffence), (DangerousAct.CriminalOffence, acts.CriminalOffence),
            (DangerousAct.OtherHarm, acts.OtherHarm), (DangerousAct.SelfHarm, acts.SelfHarm), (DangerousAct.SuicideAttempt, acts.SuicideAttempt),
        ];
        var happened = counts.Where(count => count.Times is not null).ToDictionary(count => (int)count.Act, count => count.Times!.Value);

        return ([.. happened.Where(count => count.Value > 0).Select(count => count.Key), .. acts.None == true ? (int[])[(int)DangerousAct.None] : []], happened);
    }

    private static int Number(Enum code) => Convert.ToInt32(code, CultureInfo.InvariantCulture);
}

/// <summary>One row of drugs on paper: by the time of day, or so many times a day, or once in so many weeks.</summary>
/// <remarks>Unit: milligrams. What an edition has no room for is null.</remarks>
public sealed record PaperDrug(
    string Name, decimal? MorningMg = null, decimal? NoonMg = null, decimal? EveningMg = null, int? TimesADay = null, int? EveryWeeks = null, decimal? MgEachTime = null);
