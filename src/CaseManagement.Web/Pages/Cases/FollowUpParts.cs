using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>What came of a contact and how it was made: the first question, which decides what else is asked.</summary>
internal enum Contact
{
    Clinic = 1,
    Home = 2,
    Telephone = 3,
    Lost = 4,
    Dead = 5,
}

/// <summary>One heading of the form on the page, with its questions in the order of the paper.</summary>
/// <param name="Folded">Shown closed: it is long and seldom changes.</param>
internal sealed record FormPart(string Title, string[] Fields, bool Folded = false);

/// <summary>One question, on the page that asks it.</summary>
internal sealed record Asked(string Field, FollowUpModel Page);

/// <summary>Which questions of the follow-up form are asked after which contact, and which only after another answer.</summary>
internal static class FollowUpParts
{
    private static readonly FormPart[] Seen =
    [
        new("follow-up.part.how", ["seen-on", "respondents"]),
        new("follow-up.part.mind", ["risk", "symptoms", "symptom-state", "insight"]),
        new("follow-up.part.life", ["sleep", "diet", "self-care", "housework", "work", "learning", "interpersonal"]),
        new("follow-up.part.since", ["dangerous-acts", "locking", "hospital"]),
        new("follow-up.part.body", ["physical-illness", "other-abnormality", "laboratory"]),
        new("follow-up.part.medicine", ["adherence", "adverse-reaction", "effect"]),
        new("follow-up.part.referral", ["referral-advised", "referral-done"]),
        new("follow-up.part.drugs", ["drugs-in-use", "drug-guidance"], Folded: true),
        new("follow-up.part.rehabilitation", ["rehabilitation"]),
    ];

    private static readonly FormPart[] Lost = [new("follow-up.part.how", ["seen-on", "respondents"]), new("follow-up.part.lost", ["loss-reason"])];

    private static readonly FormPart[] Dead = [new("follow-up.part.how", ["seen-on", "respondents"]), new("follow-up.part.dead", ["died-on", "death-cause"])];

    public static IReadOnlyList<FormPart> Of(Contact contact) => contact switch
    {
        Contact.Lost => Lost,
        Contact.Dead => Dead,
        _ => Seen,
    };

    public static FollowUpOutcome Outcome(this Contact contact) => contact switch
    {
        Contact.Lost => FollowUpOutcome.Lost,
        Contact.Dead => FollowUpOutcome.Dead,
        _ => FollowUpOutcome.Seen,
    };

    public static bool IsSeen(this Contact contact) => contact.Outcome() == FollowUpOutcome.Seen;

    /// <summary>The questions that stand below this one because its answers open them; one that several questions open stands below the first.</summary>
    public static IEnumerable<string> After(string field) => FollowUpQuestions.All.Where(each => FollowUpQuestions.OpenedBy(each) is [var first, ..] && first.Field == field);

    /// <summary>The answers to a question that open one below it.</summary>
    public static IReadOnlySet<string> Opening(string field) => After(field).SelectMany(each => FollowUpQuestions.OpenedBy(each)[0].Codes).ToHashSet();

    /// <summary>The answers to a question that open one below another question.</summary>
    public static IReadOnlySet<string> OpeningElsewhere(string field) =>
        FollowUpQuestions.All.SelectMany(each => FollowUpQuestions.OpenedBy(each).Skip(1)).Where(opening => opening.Field == field).SelectMany(opening => opening.Codes).ToHashSet();

    /// <summary>Whether more than one question opens this one.</summary>
    public static bool IsOpenedElsewhere(string field) => FollowUpQuestions.OpenedBy(field).Count > 1;

    /// <summary>Whether the answers as they stand open the question; one that nothing opens always is.</summary>
    public static bool IsOpen(string field, FollowUpSheet sheet) =>
        FollowUpQuestions.OpenedBy(field) is not { Count: > 0 } by
        || by.Any(opening => sheet.All(opening.Field) is var answers && (answers.Intersect(opening.Codes).Any() || (opening.WhileUnanswered && answers.Count == 0)));

    /// <summary>The field of the form that a refusal is about; null where it is about all of it.</summary>
    public static string? FieldOf(string? code) => code switch
    {
        "follow-up.in-future" or "follow-up.before-registration" or "case.closed" => "seen-on",
        "follow-up.lost-needs-reason" => "loss-reason",
        "follow-up.death-needs-date" or "follow-up.death-after-visit" or "follow-up.death-before-registration" or "follow-up.death-before-visit" => "died-on",
        "follow-up.death-needs-cause" => "death-cause",
        "follow-up.discharge-date" => "last-discharged-on",
        "follow-up.dangerous-acts.none-is-exclusive" => "dangerous-acts",
        "follow-up.adr.contradiction" => "adverse-reaction-serious",
        "follow-up.class-missing" => "class",
        "follow-up.override-needs-reason" => "override-reason",
        "follow-up.next-visit-not-after-visit" or "follow-up.next-visit-too-late" => "next-visit-on",
        _ => null,
    };
}
