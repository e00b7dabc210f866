using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Reviews;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Referrals;
using CaseManagement.Web.Pages.Cases;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

// What each partial is given: one small shape a part, so that no page draws it by itself.

internal sealed record Person(string Name, Sex Sex, DateOnly BornOn, string? MaskedDocument = null);

/// <param name="HasSign">The text begins with its own sign, and needs no icon.</param>
internal sealed record Badge(Meaning Meaning, string Text, bool HasSign = false);

internal sealed record ClassAndDanger(Stability? Class, RiskLevel? Risk);

/// <summary>When something is due, and how much its lateness weighs.</summary>
internal sealed record Due(DueBand Band, Meaning Meaning, int DaysLate, DateOnly DueOn, DateOnly ClosesOn)
{
    public static Due Of(WorklistRow row) => Of(row.Band, row.Kind, row.DaysLate, row.Reason.DueOn, row.Reason.ClosesOn, row.Reason.Told);

    public static Due Of(OpenTask task) => Of(task.Band, task.Kind, task.DaysLate, task.Reason.DueOn, task.Reason.ClosesOn, task.Reason.Told);

    public static Due Of(DueBand band, CareTaskKind kind, int daysLate, DateOnly dueOn, DateOnly closesOn, ToldRole? told = null) => new(band, Meanings.Of(band, kind, told), daysLate, dueOn, closesOn);

    /// <summary>What is no task of a patient, and has a last day all the same.</summary>
    /// <param name="late">What its lateness means.</param>
    public static Due By(DateOnly lastOn, DateOnly today, Meaning late) => lastOn.CompareTo(today) switch
    {
        < 0 => new(DueBand.Late, late, today.DayNumber - lastOn.DayNumber, lastOn, lastOn),
        0 => new(DueBand.Today, Meaning.Watch, 0, lastOn, lastOn),
        _ => new(DueBand.ThisWeek, Meaning.Note, 0, lastOn, lastOn),
    };
}

/// <param name="Form">Where the reader does it; null where they do not, or are there already.</param>
/// <param name="Waits">In whose hands it is, where it is another's duty.</param>
internal sealed record OpenTaskLine(Guid CaseId, OpenTask Task, TaskForm? Form, TaskHands? Waits);

/// <param name="InARow">Whether the row says already what is due and by when.</param>
internal sealed record Reasoned(CareTaskKind Kind, DueReason Reason, bool InARow = false);

/// <param name="Of">How much there is to do in all.</param>
internal sealed record Progress(string What, int? Done = null, int? Of = null);

/// <param name="Edition">Which of the paper it is: it decides on the rows that are left to be filled in by hand.</param>
internal sealed record PaperShown(IReadOnlyList<PaperField> Fields, FormEdition Edition);

/// <summary>What a paper has to choose from, each with its number, and what was chosen.</summary>
internal sealed record PaperChoice(IReadOnlyList<(int Number, string Word)> Options, IReadOnlyList<int> Chosen)
{
    public static PaperChoice Of<TCode>(Texts texts, IReadOnlyList<TCode> chosen) where TCode : struct, Enum =>
        new([.. Enum.GetValues<TCode>().Select(code => (Number(code), texts.Of(code)))], [.. chosen.Select(Number).Order()]);

    private static int Number<TCode>(TCode code) where TCode : struct, Enum => Convert.ToInt32(code, System.Globalization.CultureInfo.InvariantCulture);
}

/// <param name="Small">What helps to choose: the code, the next day.</param>
public sealed record Option(string Value, string Text, bool IsChosen = false, string? Small = null)
{
    /// <param name="which">Of which somebody chooses; all when it is not said.</param>
    internal static IEnumerable<Option> Of<TCode>(Texts texts, Func<TCode, bool>? which = null) where TCode : struct, Enum =>
        Enum.GetValues<TCode>().Where(code => which?.Invoke(code) ?? true).Select(code => new Option(code.ToString(), texts.Of(code)));
}

/// <param name="First">The address of the first page, on any other; null on it.</param>
/// <param name="Next">The address of the next page; null on the last.</param>
internal sealed record PageLinks(string? First, string? Next)
{
    /// <summary>The part of the page that a script swaps: the list, with these links in it.</summary>
    public string Place { get; init; } = "rows";

    /// <summary>The list that they page through, where a page has several.</summary>
    public string? List { get; init; }

    /// <param name="after">The key after which this page begins; null on the first.</param>
    /// <param name="next">The key after which the next one begins; null on the last.</param>
    /// <param name="narrowed">What the list was narrowed by, which stays.</param>
    public static PageLinks Of(IUrlHelper url, string page, object? after, object? next, params ReadOnlySpan<(string Name, object? Value)> narrowed)
    {
        var route = new RouteValueDictionary();
        foreach (var (name, value) in narrowed) route[name] = value;

        return new(after is null ? null : url.Page(page, pageHandler: "", route), next is null ? null : url.Page(page, pageHandler: "", new RouteValueDictionary(route) { ["after"] = next }));
    }
}

/// <param name="Count">As many as the list behind the link has rows.</param>
/// <param name="Page">Where the list is.</param>
internal sealed record CountCard(string Label, int Count, Meaning Meaning, bool IsOpen, IDictionary<string, string?> Route, string Page = "/Index");

/// <summary>A number in a table that opens its list; none opens nothing.</summary>
/// <param name="Says">Of what and where it is the number, for whoever hears it alone.</param>
internal sealed record CountLink(int Count, string? Address, string Says);

/// <summary>One of the places beside the worklist that the desk leads to.</summary>
/// <param name="Waits">How much waits there; null where nothing ever does.</param>
/// <param name="IsAction">Something to begin there, which stands in reach whether anything waits or not.</param>
internal sealed record DeskLink(string? Address, string Text, int? Waits = null, bool IsAction = false);

/// <param name="Input">What was sent and refused, kept for the one alert it was about.</param>
/// <param name="Page">The page whose form it is: the case's, or the alert's own.</param>
internal sealed record AlertForm(Guid CaseId, AlertRow Alert, AlertInput? Input, string Page = "/Cases/Story");

/// <summary>One way of narrowing the alerts; its number is that of the list it opens.</summary>
internal sealed record AlertChip(string Text, int Count, bool IsOpen, IDictionary<string, string?> Route);

/// <param name="Route">The list that is shown again after an alert has been claimed.</param>
internal sealed record AlertLine(AlertRow Alert, IDictionary<string, string?> Route, bool IsClaimed = false);

/// <param name="Product">A product's name, by its code: the course's own, or one that its label bridges with.</param>
/// <param name="Unit">The unit of its doses.</param>
internal sealed record CourseShown(RunningCourse Course, Func<string, string> Product, Func<string, string> Unit)
{
    /// <summary>As many doses are shown; those before them are folded.</summary>
    public const int Latest = 3;
}

/// <param name="Product">A product's name, by its code.</param>
/// <param name="Unit">The unit of its doses.</param>
internal sealed record PlanShown(string Own, IReadOnlyList<PlannedDose> Steps, Func<string, string> Product, Func<string, string> Unit);

/// <param name="Choose">The address that shows a case beside the list; null where there is no room for it.</param>
internal sealed record ReviewList(IReadOnlyList<ReviewRow> Rows, Func<ManagedCaseId, string?>? Choose = null, Guid? Chosen = null);

internal sealed record CaseReferrals(Guid CaseId, IReadOnlyList<CaseReferral> Referrals);

internal sealed record ReferralFields(ReferralDirection Direction, ReferralInput Input);

/// <param name="Input">What was sent and refused, or what is corrected.</param>
/// <param name="IsCall">The community records what a hospital says that does not answer here.</param>
internal sealed record ReferralWordFields(ReferralDirection Direction, ReferralMove Move, ReferralMoveInput? Input, DateOnly Day, bool IsCall = false);

/// <param name="MayChange">Whether the reader opens and ends access.</param>
/// <param name="MayOpen">Whether the reader still opens the case to others: nobody does where it is closed.</param>
internal sealed record AccessForms(Guid CaseId, CaseAccess Access, bool MayChange, bool MayOpen);

/// <param name="Product">The product's name, by its code.</param>
/// <param name="Unit">The unit of its doses.</param>
internal sealed record Happening(Guid CaseId, TimelineEntry Entry, Func<string, string> Product, Func<string, string> Unit)
{
    /// <summary>Whether the reader may say that this should not be there.</summary>
    public bool MayCancel { get; init; }

    /// <summary>Whether the reader may put something right in it.</summary>
    public bool MayCorrect { get; init; }
}

/// <param name="Revealed">In plain, in the answer to the one who asked for it with a reason; null everywhere else.</param>
/// <param name="Input">What was sent and refused.</param>
internal sealed record IdentityShown(CaseStory Story, IdentityRevealed? Revealed, RevealInput? Input);

/// <summary>Why somebody asks to see numbers and address, as a form sends it.</summary>
public sealed class RevealInput
{
    public RevealReason? Reason { get; set; }

    public string? Note { get; set; }
}

/// <summary>What somebody says about an alert, as a form sends it.</summary>
public sealed class AlertInput
{
    public long AlertId { get; set; }

    public long Version { get; set; }

    public AlertReason? Reason { get; set; }

    public AlertResult? Result { get; set; }

    public AlertDismissal? Dismissal { get; set; }

    public AlertHandOver? HandOver { get; set; }

    /// <summary>The colleague to whom it is handed over.</summary>
    public Guid? To { get; set; }

    public string? Note { get; set; }
}

/// <param name="Reason">Null for whoever is only told that nobody goes alone.</param>
/// <param name="Links">Leads to where one says that one sets out.</param>
internal sealed record PairMarkLine(Guid CaseId, Domain.Support.PairReason? Reason, string? Note = null, bool IsReviewLate = false, DateOnly? ReviewOn = null, bool Links = true)
{
    public static PairMarkLine? Of(CaseStory story) => story.GoInPairs is { } mark ? new(story.CaseId.Value, mark.Reason, mark.Note, mark.IsReviewLate, mark.ReviewOn) : null;
}

/// <param name="Revealed">In the answer to the one who asked for the numbers with a reason; null everywhere else.</param>
internal sealed record CallNow(CaseSupport Support, IdentityRevealed? Revealed = null)
{
    /// <summary>Null while it is masked.</summary>
    public string? PhoneOf(SupportCallee contact) => contact.Phone ?? Revealed?.Contacts.FirstOrDefault(revealed => revealed.Id == contact.Id)?.Phone;
}

/// <param name="Role">What they are to the patient.</param>
/// <param name="Phone">In plain; null where it is a person's own and nobody has asked for it with a reason.</param>
/// <param name="CaseId">On whose page the number is asked for.</param>
internal sealed record Callee(string Name, string? Role, string? Phone, string? Masked = null, Guid? CaseId = null);

/// <param name="Masked">The number that is there already and is not shown: left empty, it stays.</param>
internal sealed record ContactFields(Domain.Support.SupportRole? Role, string? Name, string? Phone, int Order, string? Masked = null);

/// <param name="MaySay">Whether the reader may say that they are back.</param>
/// <param name="CaseId">On a page of several patients: whose it is.</param>
internal sealed record OutingLine(Application.Features.Support.OutingShown Outing, bool MaySay, Guid? CaseId);

/// <summary>By when the record of an emergency is due that nobody has written yet.</summary>
/// <param name="IsAgain">One is there, and the emergency began anew.</param>
internal sealed record RecordDue(DateTimeOffset At, bool IsLate, bool IsAgain = false);

/// <param name="InPairs">Nobody goes to this patient alone.</param>
/// <param name="CaseId">On a page of several patients: whose it is.</param>
internal sealed record SetOutForm(bool InPairs, Guid? CaseId);

/// <param name="Back">The page whose sheet it is.</param>
/// <param name="Others">The same sheet in another edition.</param>
internal sealed record PrintHead(string? Back, params IReadOnlyList<(string Text, string? Address)> Others);
