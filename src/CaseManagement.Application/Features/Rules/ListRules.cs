using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Rules;

namespace CaseManagement.Application.Features.Rules;

/// <summary>Every rule by which the system works, with its source, its edition and how sure we are of it, to be read beside the documents.</summary>
/// <param name="On">The day for which the settings and the editions in force are told; today where it is not said.</param>
[Needs(Right.SeeRules)]
public sealed record ListRules(DateOnly? On = null) : IQuery<RuleList>;

public sealed record RuleList(DateOnly On, IReadOnlyList<RuleGroup> Groups);

public sealed record RuleGroup(string Code, RuleText Name, IReadOnlyList<RuleLine> Rules);

/// <param name="Anchor">Names the row among all rows: a page shows it at <c>/rules#anchor</c>.</param>
/// <param name="MayChange">Whether an administrator may set another value.</param>
public sealed record RuleLine(string Anchor, string Code, RuleText? Text, IReadOnlyList<RuleFact> Facts, RuleEdition Edition, RuleText Source, Certainty Certainty, bool MayChange);

/// <param name="ValidFrom">Null where the day is not known.</param>
/// <param name="HoldsThen">Whether the edition is in force on the day asked for.</param>
public sealed record RuleEdition(string Code, RuleText Name, DateOnly? ValidFrom, DateOnly? ValidUntil, bool HoldsThen);

/// <summary>How a rule is named in an address: what an address could not hold becomes a dash.</summary>
public static class RuleAnchor
{
    public static string Of(string code) => string.Concat(code.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '-'));
}

internal sealed class ListRulesHandler(RuleSheet sheet, IStandardsInForce standards, TimeProvider clock) : IRequestHandler<ListRules, RuleList>
{
    public Task<RuleList> Handle(ListRules query, CancellationToken ct)
    {
        var day = query.On ?? clock.Today();
        var taken = new HashSet<string>(sheet.Groups.Select(group => group.Code)); // a group has its place on the page too
        return Task.FromResult(new RuleList(day, [.. sheet.Groups.Select(group => new RuleGroup(group.Code, group.Name, [.. sheet.Rows.Where(row => row.Group == group.Code).Select(row => Line(row, day, taken))]))]));
    }

    private RuleLine Line(RuleRow row, DateOnly day, HashSet<string> taken)
    {
        var setting = standards.Settings.On(row.Code, day) is { } found && found.Row.Edition == row.Edition && row.Group is "clinical-settings" or "deadlines" ? found : null;
        var anchor = RuleAnchor.Of(row.Code);
        for (var twin = 2; !taken.Add(anchor); twin++) anchor = $"{RuleAnchor.Of(row.Code)}-{twin}"; // the same code in another edition

        return new(anchor, row.Code, row.Text, setting is null ? row.Facts : [.. InForce(setting), .. row.Facts], EditionOf(row.Edition, day), row.Source, row.Certainty, setting?.Bounds is not null);
    }

    /// <summary>What holds on the day; beside it what is printed, where an administrator has set another value, and how far it may go.</summary>
    private IEnumerable<RuleFact> InForce(SettingInForce setting)
    {
        yield return new(sheet.Say("in-force"), Said(setting.Value, setting.Row.Unit));
        if (setting.Change is { } change)
        {
            yield return new(sheet.Say("holds-since"), Same($"{change.HoldsFrom:yyyy-MM-dd}"));
        }

        if (setting.Bounds is { Choices: { Count: > 0 } choices }) yield return new(sheet.Say("bounds"), new(string.Join(" / ", choices.Select(choice => sheet.Say(choice).Zh)), string.Join(" / ", choices.Select(choice => sheet.Say(choice).En))));
        else if (setting.Bounds is { } bounds) yield return new(sheet.Say("bounds"), Same($"{bounds.Min}–{bounds.Max}"));
    }

    private RuleText Said(string value, string unit) => unit switch
    {
        "at-once" => sheet.Say(unit),
        "reading" => sheet.Say(value),
        "edition" => EditionOf(value, default).Name,
        _ => new($"{value}{sheet.Say(unit).Zh}", $"{value} {sheet.Say(unit).En}"),
    };

    private RuleEdition EditionOf(string code, DateOnly day) => standards.Settings.Editions.Find(code) is { } edition
        ? new(code, new(edition.Zh, edition.En), edition.ValidFrom, edition.ValidUntil, edition.HoldsOn(day))
        : new(code, Same(code), null, null, HoldsThen: true);

    private static RuleText Same(string text) => new(text, text);
}
