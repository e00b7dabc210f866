using CaseManagement.Application.Features.Support;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>What a care-group member sees: the few patients assigned, whom to call, when the team comes next; and, in two taps, that something is wrong.</summary>
internal sealed class SupportModel(IMediator mediator, Texts texts) : StaffPage(mediator)
{
    [BindProperty]
    public ClueInput Input { get; set; } = new() { Source = ClueSource.CareGroup };

    /// <summary>What has just been sent: <c>emergency</c>, <c>sign</c>, <c>clue</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Saved { get; set; }

    public SupportedList List { get; private set; } = null!;

    public bool RefusedClue { get; private set; }

    public string? SavedLine => Saved switch
    {
        "emergency" => texts["support.saved.emergency"],
        "sign" => texts["support.saved.sign"],
        "clue" => texts["support.saved.clue"],
        _ => null,
    };

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostSignAsync(Guid caseId, CareSign sign, string? note)
    {
        var saved = "sign";
        if (await Do(new ReportSign(new(caseId), sign, note), reported => saved = reported.IsEmergency ? "emergency" : "sign")) return RedirectToPage(new { saved });

        await Load();
        return Page();
    }

    public async Task<IActionResult> OnPostReportAsync()
    {
        if (await Do(Input.Command)) return RedirectToPage(new { saved = "clue" });

        RefusedClue = true;
        await Load();
        return Page();
    }

    private async Task Load() => List = await Ask(new ListSupported());
}
