using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Support;
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

    public CaseGlance Glance => new(Story, Support, rights, actor, texts, Revealed);

    /// <summary>From the last dose to the window of the next as a calendar; null where none was given and none is to come.</summary>
    public WindowCalendar? Window => WindowCalendar.Of(
        NextInjection?.Reason is { } due ? new(due.OpensOn, due.DueOn, due.ClosesOn) : null, Story.Today, Story.Today,
        Story.Courses.SelectMany(course => course.Injections).Where(injection => injection.IsValid).Select(injection => injection.GivenOn));

    /// <summary>The next injection that is planned; null where none is.</summary>
    public OpenTask? NextInjection => Story.Tasks.FirstOrDefault(task => task.Kind == CareTaskKind.Injection);

    /// <summary>The last of its kind that still stands, for printing it.</summary>
    public TimelineEntry? Latest(string what) => Story.Timeline.FirstOrDefault(entry => entry.What == what && !entry.Cancelled);

    public PageLinks PagesOf(IUrlHelper url) => PageLinks.Of(url, "/Cases/Story", After, Happened.Next is { } next ? Days.Iso(next) : null, ("id", Id), ("show", Show));

    public bool MayPrescribe => rights.Has(actor.Role, Right.PrescribeInjection) && !Story.State.IsClosed() && Story.EmergencyUntil is null;

    /// <summary>The supplementary form, by whoever registers patients and does not see this one only in an emergency.</summary>
    public bool MayFillIn => rights.Has(actor.Role, Right.Register) && Story.EmergencyUntil is null;

    public Happening Of(TimelineEntry entry) => new(Id, entry, Product, Unit)
    {
        MayCancel = Story.EmergencyUntil is null && CancelModel.IsCancelledHere(entry) && (CancelModel.RightFor(entry) == Right.RecordFollowUp ? Glance.MayRecord : Story.State != CaseState.Deleted && rights.Has(actor.Role, CancelModel.RightFor(entry))),
        MayCorrect = Glance.MayRecord && Story.EmergencyUntil is null && entry is { Cancelled: false } && (entry.What is "examination" or "follow-up" || (entry.What == "injection" && RunningCourse?.Injections.Any(injection => injection.Id.Value == entry.RecordId) == true)),
    };

    private RunningCourse? RunningCourse => Glance.RunningCourse;

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
