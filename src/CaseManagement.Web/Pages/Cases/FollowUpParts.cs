using System.Text.Json;
using System.Text.Json.Nodes;
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

/// <summary>Which questions of the follow-up form are asked after which contact, and which only after another answer.</summary>
internal static class FollowUpParts
{
    /// <summary>What a button calls all parts together.</summary>
    public const string Every = "every";

    private static readonly FormPart[] Seen =
    [
        new("follow-up.part.how", ["seen-on", "respondents"]),
        new("follow-up.part.danger", ["risk"]),
        new("follow-up.part.mind", ["symptoms", "symptom-state", "insight"]),
        new("follow-up.part.life", ["sleep", "diet", "self-care", "housework", "work", "learning", "interpersonal"]),
        new("follow-up.part.since", ["dangerous-acts", "locking", "hospital", "physical-illness", "other-abnormality", "laboratory"]),
        new("follow-up.part.medicine", ["adherence", "adverse-reaction", "effect", "referral-advised", "referral-done"], "drugs-in-use", "drug-guidance", "rehabilitation"),
    ];

    private static readonly FormPart[] Lost = [new("follow-up.part.how", ["seen-on", "respondents"]), new("follow-up.part.lost", ["loss-reason"])];

    private static readonly FormPart[] Dead = [new("follow-up.part.how", ["seen-on", "respondents"]), new("follow-up.part.dead", ["died-on", "death-cause"])];

    /// <summary>The questions that the class is proposed from, as the form names them.</summary>
    public static IReadOnlySet<string> Deciding { get; } = MissingAnswer.Deciding.Select(JsonNamingPolicy.KebabCaseLower.ConvertName).ToHashSet();

    public static IReadOnlyList<FormPart> Of(Contact contact) => contact switch
    {
        Contact.Lost => Lost,
        Contact.Dead => Dead,
        _ => Seen,
    };

    /// <summary>The part of this title, or all of them; none where the contact asks nothing under it.</summary>
    public static IReadOnlyList<FormPart> Called(Contact contact, string? title) => [.. Of(contact).Where(part => title == Every || part.Title == title)];

    public static FollowUpOutcome Outcome(this Contact contact) => contact switch
    {
        Contact.Lost => FollowUpOutcome.Lost,
        Contact.Dead => FollowUpOutcome.Dead,
        _ => FollowUpOutcome.Seen,
    };

    /// <summary>How a contact that was recorded was made.</summary>
    public static Contact Made(this FollowUpEntry entry) => entry.Outcome switch
    {
        FollowUpOutcome.Lost => Contact.Lost,
        FollowUpOutcome.Dead => Contact.Dead,
        _ => (Contact)(entry.Findings.Mode ?? VisitMode.Home),
    };

    public static bool IsSeen(this Contact contact) => contact.Outcome() == FollowUpOutcome.Seen;

    /// <summary>The answers of a sheet to the questions that this contact asks.</summary>
    public static FollowUpFindings? Findings(this FormSheet sheet, Contact contact)
    {
        var asked = Of(contact).SelectMany(part => part.All).SelectMany(field => After(field).Prepend(field)).Where(field => field != "seen-on" && sheet.IsOpen(FollowUpQuestions.OpenedBy(field)));
        return sheet.Answers<FollowUpFindings>(asked, contact.IsSeen() ? new JsonObject { ["mode"] = (int)contact } : null);
    }

    /// <summary>A referral that nobody advised is not waited for: the paper has both questions, and neither the rules nor any card asks whether it was done.</summary>
    public static bool HasNothingToSay(this FormSheet sheet, string question) => question == "referral-done" && sheet.Is("referral-advised", $"{(int)ReferralAnswer.No}");

    /// <summary>The questions of a part, each with those that it opens.</summary>
    public static IEnumerable<IReadOnlyList<string>> Questions(this FormPart part) => part.All.Select(IReadOnlyList<string> (field) => [field, .. After(field)]);

    /// <summary>The questions that answers to this one open and that stand below it.</summary>
    public static IEnumerable<string> After(string field) => FollowUpQuestions.All.Where(each => FollowUpQuestions.OpenedBy(each) is [var first, ..] && first.Field == field);
}
