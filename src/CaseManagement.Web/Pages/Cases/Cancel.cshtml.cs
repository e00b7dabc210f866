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

/// <summary>A visit, an injection or an examination that should not be there is cancelled, with a reason; it is kept and stays on the timeline.</summary>
internal sealed class CancelModel(IMediator mediator, IActor actor, Rights rights, Standards standards) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid RecordId { get; set; }

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
    public static bool IsCancelledHere(TimelineEntry entry) => entry is { What: "follow-up" or "injection" or "examination", Cancelled: false };

    private IRequest<CaseChanged> Command() => Entry.What switch
    {
        "follow-up" => new CancelFollowUp(new(Id), new(RecordId), Reason ?? "", Version),
        "injection" => new CancelInjection(new(Id), Story.Courses.First(course => course.Injections.Any(injection => injection.Id.Value == RecordId)).Id, new(RecordId), Reason ?? "", Version),
        _ => new CancelPhysicalExamination(new(Id), new(RecordId), Reason ?? "", Version),
    };

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.RecordFollowUp)) throw new NotPermittedException(Right.RecordFollowUp);

        Story = await Ask(new GetCase(new ManagedCaseId(Id)));
        Entry = Story.Timeline.FirstOrDefault(entry => entry.RecordId == RecordId && IsCancelledHere(entry)) ?? throw new NotFoundException("follow-up");
    }
}
