using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Examinations;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Injections;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>What should not be there, such as a visit, an injection, an advice or that somebody was told, is cancelled with a reason; it is kept and stays on the timeline.</summary>
internal sealed class CancelModel(IMediator mediator, IActor actor, Rights rights, Standards standards) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid RecordId { get; set; }

    /// <summary>Which of the entries of that record: an advice and that it was seen to have the same one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? What { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public CaseStory Story { get; private set; } = null!;

    public TimelineEntry Entry { get; private set; } = null!;

    public string Product(string code) => standards.Formulary.NameOf(code);

    public string Unit(string code) => standards.Formulary.UnitOf(code);

    public async Task OnGetAsync()
    {
        await Open();
        Version = Story.Version;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Open();
        if (await Do(Command())) return RedirectToPage("/Cases/Story", new { Id, saved = "cancellation" });
        if (RefusalCode == "changed-meanwhile") Version = Story.Version; // whoever has read that may save again

        return Page();
    }

    /// <summary>Which entries of a timeline are cancelled here.</summary>
    public static bool IsCancelledHere(TimelineEntry entry) => !entry.Cancelled && !entry.IsClosed && (entry.What is "follow-up" or "injection" or "examination" || FactOf(entry) is not null);

    /// <summary>Whoever may record such a thing may say that it was a mistake.</summary>
    public static Right RightFor(TimelineEntry entry) => FactOf(entry) is { } fact ? CancelFact.RightFor(fact) : Right.RecordFollowUp;

    private static CaseFact? FactOf(TimelineEntry entry) => entry.What switch
    {
        "advice" or "hospital-plan" or "plan-measure" => CaseFact.Advice,
        "advice-followed" => CaseFact.AdviceFollowed,
        "attempt" => CaseFact.Attempt,
        "told" => CaseFact.Told,
        "crisis-told" => CaseFact.CrisisTold,
        _ => null,
    };

    private IRequest<CaseChanged> Command() => Entry.What switch
    {
        _ when FactOf(Entry) is { } fact => new CancelFact(new(Id), fact, RecordId, Reason ?? "", Version),
        "follow-up" => new CancelFollowUp(new(Id), new(RecordId), Reason ?? "", Version),
        "injection" => new CancelInjection(new(Id), Story.Courses.First(course => course.Injections.Any(injection => injection.Id.Value == RecordId)).Id, new(RecordId), Reason ?? "", Version),
        _ => new CancelPhysicalExamination(new(Id), new(RecordId), Reason ?? "", Version),
    };

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.RecordFollowUp) && !rights.Has(actor.Role, Right.CancelFact)) throw new NotPermittedException(Right.RecordFollowUp);

        Story = await Ask(new GetCase(new ManagedCaseId(Id)));
        RequireOpen(Id, Story.State, CaseAct.CancelFact, CaseAct.CancelFollowUp, CaseAct.CancelInjection, CaseAct.CancelExamination);
        Entry = Story.Timeline.FirstOrDefault(entry => entry.RecordId == RecordId && (What is null || entry.What == What) && IsCancelledHere(entry with { IsClosed = false })) ?? throw new NotFoundException("follow-up");
        if (Entry.IsClosed && HttpMethods.IsGet(Request.Method)) throw new FormClosedException(Id, "crisis.closed"); // only emergencies close before their case does
        if (!rights.Has(actor.Role, RightFor(Entry))) throw new NotPermittedException(RightFor(Entry));
    }
}
