using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>One patient on a page: what is due and why, what must be answered, and everything that happened.</summary>
internal sealed partial class StoryModel(IMediator mediator, IActor actor, Rights rights, Standards standards, Texts texts, Why why) : StaffPage(mediator)
{
    private const int MostAlerts = 50;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public AlertInput Input { get; set; } = new();

    [BindProperty]
    public RevealInput Why { get; set; } = new();

    /// <summary>Only in the answer to the form that asked; the next look at the page is masked again.</summary>
    public IdentityRevealed? Revealed { get; private set; }

    public CaseStory Story { get; private set; } = null!;

    public CaseSupport Support { get; private set; } = null!;

    public IReadOnlyList<AlertRow> Alerts { get; private set; } = [];

    /// <summary>What has just been saved on another page: <c>follow-up</c>, <c>injection</c>, <c>examination</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Saved { get; set; }

    /// <summary>What of the timeline is read; null for all of it.</summary>
    [BindProperty(SupportsGet = true)]
    public StoryPart? Show { get; set; }

    /// <summary>The timeline goes on with the days before this one; null on its first page.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? After { get; set; }

    public StoryTimeline Happened => StoryTimeline.Of(Story.Timeline, Show, After);

    /// <summary>What is due first, of what the reader's own people do; what is another's duty comes last.</summary>
    public OpenTask? Next => Duties.FirstOrDefault();

    public IEnumerable<OpenTask> Others => Duties.Skip(1);

    private IEnumerable<OpenTask> Duties => Story.Tasks.OrderBy(task => IsOfOthers(task.Kind));

    public bool IsOfOthers(CareTaskKind kind) => TaskDuty.IsOfOthers(rights, actor, kind);

    /// <summary>From the last dose to the window of the next as a calendar; null where none was given and none is to come.</summary>
    public WindowCalendar? Window => WindowCalendar.Of(
        Story.Tasks.FirstOrDefault(task => task.Kind == CareTaskKind.Injection)?.Reason is { } due ? new(due.OpensOn, due.DueOn, due.ClosesOn) : null, Story.Today, Story.Today,
        Story.Courses.SelectMany(course => course.Injections).Where(injection => injection.IsValid).Select(injection => injection.GivenOn));

    /// <summary>Whom to call, the first few: the guardian, whoever stands next to the patient, the team.</summary>
    public IEnumerable<Callee> ToCall
    {
        get
        {
            if (Story.Guardian is { } guardian) yield return new(guardian.Name, guardian.Relation, Revealed?.Guardian?.Phone, guardian.Phone.ToString());
            if (Support.Contacts is [var first, ..]) yield return new(first.Name, texts.Of(first.Role), new CallNow(Support, Revealed).PhoneOf(first), first.Hidden?.ToString());
            if (Support.TeamPhone is { } phone) yield return new(Support.Team ?? "", null, phone, null);
            else if (Support.StandIn is { } standIn) yield return new(standIn.Name, texts["circle.stand-in"], standIn.Phone, null);
            else yield return new(texts["circle.hotline"], null, StandIn.Hotline, null);
        }
    }

    /// <summary>The last of its kind that still stands, for printing it.</summary>
    public TimelineEntry? Latest(string what) => Story.Timeline.FirstOrDefault(entry => entry.What == what && !entry.Cancelled);

    public PageLinks PagesOf(IUrlHelper url) => PageLinks.Of(url, "/Cases/Story", After, Happened.Next is { } next ? Days.Iso(next) : null, ("id", Id), ("show", Show));

    /// <summary>Whether the reader records visits, injections and examinations of this patient.</summary>
    public bool MayRecord => rights.Has(actor.Role, Right.RecordFollowUp) && Story.State != CaseState.Dead && Story.State != CaseState.Deleted;

    public bool MayStartCrisis => rights.Has(actor.Role, Right.StartCrisis) && !Story.State.IsClosed();

    public bool MayPrescribe => rights.Has(actor.Role, Right.PrescribeInjection) && !Story.State.IsClosed() && Story.EmergencyUntil is null;

    /// <summary>The supplementary form, by whoever registers patients and does not see this one only in an emergency.</summary>
    public bool MayFillIn => rights.Has(actor.Role, Right.Register) && Story.EmergencyUntil is null;

    public bool MayRefer => rights.Has(actor.Role, Right.SendToSpecialist) && Story.EmergencyUntil is null && CaseStates.Answer(Story.State, CaseAct.SendReferral) is null;

    /// <summary>Whether the reader's hospital may hand the patient to the community.</summary>
    public bool MayHandBack => rights.Has(actor.Role, Right.AdviseAsSpecialist) && Story.EmergencyUntil is null && CaseStates.Answer(Story.State, CaseAct.SendDownReferral) is null;

    public Happening Of(TimelineEntry entry) => new(Id, entry, Product, Unit)
    {
        MayCancel = MayRecord && Story.EmergencyUntil is null && CancelModel.IsCancelledHere(entry),
        MayCorrect = MayRecord && Story.EmergencyUntil is null && entry is { Cancelled: false } && (entry.What is "examination" or "follow-up" || (entry.What == "injection" && RunningCourse?.Injections.Any(injection => injection.Id.Value == entry.RecordId) == true)),
    };

    public RunningCourse? RunningCourse => Story.Courses.FirstOrDefault(course => course.StoppedOn is null);

    /// <summary>That it was saved, and by when the next one is due.</summary>
    public string? SavedLine => Saved switch
    {
        "follow-up" => SavedBy("saved.follow-up", CareTaskKind.FollowUp, CareTaskKind.HospitalCheck),
        "injection" => SavedBy("saved.injection", CareTaskKind.Injection),
        "examination" => SavedBy("saved.examination", CareTaskKind.PhysicalExamination),
        "course" => texts["saved.course"],
        "supplementary" or "registration" or "cancellation" => texts[$"saved.{Saved}"],
        _ => null,
    };

    public Task OnGetAsync() => Load();

    public Task<IActionResult> OnPostClaimAsync() => Send(new ClaimAlert(Input.AlertId, Input.Version));

    public Task<IActionResult> OnPostAnswerAsync() => Send(new AnswerAlert(Input.AlertId, Input.Reason ?? default, Input.Note, Input.Version));

    public Task<IActionResult> OnPostResolveAsync() => Send(new ResolveAlert(Input.AlertId, Input.Result ?? default, Input.Note, Input.Version));

    /// <summary>Answered at once and not by sending the browser on: what is shown in plain goes into no address and into no store.</summary>
    public async Task<IActionResult> OnPostRevealAsync()
    {
        await Do(new RevealIdentity(new(Id), Why.Reason ?? default, Why.Note), revealed => Revealed = revealed);
        await Load();
        Response.NeverKeep();

        return Page();
    }

    public string Product(string code) => standards.Formulary.NameOf(code);

    public string Unit(string code) => standards.Formulary.UnitOf(code);

    public AlertInput? InputFor(AlertRow alert) => Refusal is not null && Input.AlertId == alert.Id ? Input : null;

    private string SavedBy(string what, params CareTaskKind[] kinds) =>
        texts[what] + (Story.Tasks.FirstOrDefault(task => kinds.Contains(task.Kind)) is { } next ? " " + why.Of(next) : "");

    private async Task<IActionResult> Send(IRequest<AlertChanged> command)
    {
        if (await Do(command)) return RedirectToPage(pageName: null, pageHandler: null, new { Id }, fragment: "alerts");

        await Load();
        return Page();
    }

    private async Task Load()
    {
        Story = await Ask(new GetCase(CaseId));
        Support = await Ask(new GetSupport(CaseId));
        Alerts = (await Ask(new ListAlerts(new(CaseId: CaseId), Take: MostAlerts))).Rows;
        await LoadAccess();
    }
}
