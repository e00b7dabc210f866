using System.Collections;
using System.Globalization;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Domain.Cards;

/// <summary>What a field of a card says: codes as the platform numbers them, how often each act happened, words, or rows of drugs.</summary>
/// <param name="Codes">In the paper's numbers, with the platform's beside them; also what was counted and the platform has no number for.</param>
/// <param name="Times">By the platform's number.</param>
/// <param name="Precision">Of a day that may be known in part.</param>
public sealed record CardValue(
    IReadOnlyList<CardChoice> Codes, IReadOnlyDictionary<int, int> Times, string? Text, DatePrecision? Precision, IReadOnlyList<PaperDrug> Drugs)
{
    private static readonly IReadOnlyDictionary<int, int> NoTimes = new Dictionary<int, int>();

    /// <summary>A record would print a name or a number with everything else.</summary>
    public override string ToString() => "(value)";

    internal static CardValue? Of(CardField field, object? value, CardBook book)
    {
        var empty = new CardValue([], NoTimes, null, null, []);
        return value switch
        {
            null => null,
            string text => string.IsNullOrWhiteSpace(text) ? null : empty with { Text = text.Trim() },
            int number => empty with { Text = number.ToString(CultureInfo.InvariantCulture) },
            DateOnly day => empty with { Text = day.ToString("O", CultureInfo.InvariantCulture) },
            DateTimeOffset at => empty with { Text = at.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) },
            PartialDate day => empty with { Text = day.ToString(), Precision = day.Precision },
            bool yes => Chosen(yes ? 1 : 2),
            RiskLevel risk => Chosen(risk.Value),
            Enum code => Chosen(Convert.ToInt32(code, CultureInfo.InvariantCulture)),
            DangerousActs acts => PaperField.CodesOf(acts) is var (ticked, times) && ticked.Count + times.Count > 0
                ? empty with { Codes = [.. ticked.Union(times.Keys.Where(code => Choice(code).SentAs is null)).Select(Choice)], Times = times.Where(count => Choice(count.Key).SentAs is not null).ToDictionary(count => Choice(count.Key).SentAs!.Value, count => count.Value) }
                : null,
            DrugRows rows => rows.IsEmpty ? null : empty with { Drugs = FollowUpPaper.DrugsOf2018(rows) },
            IEnumerable codes => codes.Cast<Enum>().Select(code => Convert.ToInt32(code, CultureInfo.InvariantCulture)).Order().Select(Choice).ToList() is var choices ? empty with { Codes = choices } : null, // none ticked is an answer
            _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType().Name, "Nobody has said how this is sent."),
        };

        CardValue Chosen(int code) => empty with { Codes = [Choice(code)] };
        CardChoice Choice(int code) => new(code, book.SentAs(field.List ?? "", code));
    }
}

/// <summary>One code that was chosen: as the paper prints it, and as the platform numbers it.</summary>
/// <param name="SentAs">Null where the list has no such code.</param>
public readonly record struct CardChoice(int Code, int? SentAs);

/// <summary>One field with what it says.</summary>
/// <param name="IsAsked">It must be filled on this card.</param>
public sealed record CardEntry(CardField Field, CardValue? Value, bool IsAsked = false);

/// <summary>Why a card is not sent: which field, by which check, and where it is put right.</summary>
/// <param name="Check">A stable code, a row of <c>db/reference/national-card-checks.csv</c>.</param>
public sealed record CardFault(string Field, string Check, CardMend Mend)
{
    /// <summary>As it is kept: the field and the check, never what the field says.</summary>
    public string Stored => $"{Field}:{Check}";
}

/// <summary>A card filled in from the facts of a case, and what the platform would refuse of it.</summary>
/// <remarks>Source of the checks across fields: those of the national platform as seen in its clients (S5).</remarks>
public sealed record CardSheet(CardKind Kind, IReadOnlyList<CardEntry> Entries, IReadOnlyList<CardFault> Faults)
{
    public const string Missing = "card.missing";
    public const string TooLong = "card.too-long";
    public const string CodeUnknown = "card.code-unknown";
    public const string ActsContradict = "card.acts-contradict";
    public const string OnsetAfterTreatment = "card.treatment-before-onset";
    public const string InFuture = "card.in-future";
    public const string ConsentBeforeFile = "card.consent-before-file";
    public const string DrugsNotNeeded = "card.drugs-not-needed";

    /// <summary>Every check that a card can fail.</summary>
    public static IReadOnlyList<string> Checks { get; } = [Missing, TooLong, CodeUnknown, ActsContradict, OnsetAfterTreatment, InFuture, ConsentBeforeFile, DrugsNotNeeded];

    /// <param name="facts">By the name of the field; what the card does not ask is left out.</param>
    public static CardSheet Of(CardKind kind, CardFacts facts, CardBook book, DateOnly today)
    {
        var fields = book.Of(kind);
        var entries = fields.Select(field => new CardEntry(field, CardValue.Of(field, facts[field.Label.Code], book), IsAsked(field.Required, facts.Outcome))).ToList();
        var faults = entries.SelectMany(entry => FaultsOf(entry, today)).Concat(Together(facts).Select(fault => (fault.Field, fault.Check)))
            .Select(fault => (Entry: fields.FirstOrDefault(field => field.Label.Code == fault.Field), fault.Check))
            .Where(fault => fault.Entry is not null)
            .Select(fault => new CardFault(fault.Entry!.Label.Code, fault.Check, fault.Entry.Mend)).ToList();

        return new(kind, entries, faults);
    }

    private static IEnumerable<(string Field, string Check)> FaultsOf(CardEntry entry, DateOnly today)
    {
        var (field, value, isAsked) = entry;
        var name = field.Label.Code;
        if (value is null)
        {
            if (isAsked) yield return (name, Missing);
            yield break;
        }

        if (field.MaxLength is { } most && value.Text?.Length > most) yield return (name, TooLong);
        if (value.Codes.Any(choice => choice.SentAs is null)) yield return (name, CodeUnknown);
        if (field.Kind is FieldKind.Day or FieldKind.PartialDay && PartialDate.TryParse(value.Text, out var day) && day.IsCertainlyAfter(today) && name != NationalCards.NextVisit) yield return (name, InFuture);
    }

    private static bool IsAsked(CardDuty duty, FollowUpOutcome? outcome) => duty switch
    {
        CardDuty.Always => true,
        CardDuty.Seen => outcome == FollowUpOutcome.Seen,
        CardDuty.Lost => outcome == FollowUpOutcome.Lost,
        CardDuty.Dead => outcome == FollowUpOutcome.Dead,
        _ => false,
    };

    private static IEnumerable<(string Field, string Check)> Together(CardFacts facts)
    {
        if (facts["dangerous-acts"] is DangerousActs { Contradicts: true }) yield return ("dangerous-acts", ActsContradict);
        if (facts["first-treated-on"] is PartialDate treated && facts["first-onset-on"] is PartialDate onset && treated.IsCertainlyBefore(onset)) yield return ("first-treated-on", OnsetAfterTreatment);
        if (facts["consent-on"] is DateOnly consented && facts["file-on"] is DateOnly filed && consented < filed) yield return ("consent-on", ConsentBeforeFile);
        if (facts["adherence"] is Adherence.NoneOrdered && facts["drugs-in-use"] is DrugRows { IsEmpty: false }) yield return ("drugs-in-use", DrugsNotNeeded);
    }
}
