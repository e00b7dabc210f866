using CaseManagement.Application.Features.Support;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Support;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>What a care-group member sees: the few patients assigned, whom to call, when the team comes next; and, in two taps each, that something is wrong, that one was in touch, that one sets out.</summary>
internal sealed class SupportModel(IMediator mediator, Days days, Texts texts) : StaffPage(mediator)
{
    [BindProperty]
    public ClueInput Input { get; set; } = new() { Source = ClueSource.CareGroup };

    /// <summary>What has just been sent: <c>emergency</c>, <c>sign</c>, <c>clue</c>, <c>log</c>, <c>taken-back</c>, <c>out</c>, <c>back</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Saved { get; set; }

    /// <summary>The patient of whom it was sent: the answer stands at their card. By the case, and never by a name.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Of { get; set; }

    public SupportedList List { get; private set; } = null!;

    public bool RefusedClue { get; private set; }

    public string? SavedLine => Saved switch
    {
        "emergency" => texts["support.saved.emergency"],
        "sign" => texts["support.saved.sign"],
        "clue" => texts["support.saved.clue"],
        "log" => texts["support.saved.log"],
        "taken-back" => texts["support.saved.taken-back"],
        "out" => texts["support.saved.out"],
        "back" => texts["support.saved.back"],
        _ => null,
    };

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostSignAsync(Guid caseId, CareSign sign, string? note)
    {
        var saved = "sign";
        if (await Do(new ReportSign(new(caseId), sign, note), reported => saved = reported.IsEmergency ? "emergency" : "sign")) return ToPatient(caseId, saved);

        Of = caseId;
        await Load();
        return Page();
    }

    public Task<IActionResult> OnPostTakeBackAsync(Guid caseId, string? why) => Send(caseId, "taken-back", new TakeBackSign(new(caseId), why ?? ""));

    public Task<IActionResult> OnPostLogAsync(Guid caseId, SupportMeans means, SupportSeen seen) => Send(caseId, "log", new LogSupport(new(caseId), means, seen));

    public Task<IActionResult> OnPostSetOutAsync(Guid caseId, string? with, TimeOnly? backBy)
    {
        if (backBy is null) ModelState.TryAddModelError(nameof(backBy), "missing"); // a time that nobody named is never guessed

        return Send(caseId, "out", new SetOut(new(caseId), days.NextAt(backBy ?? default), with));
    }

    public Task<IActionResult> OnPostBackAsync(Guid caseId, Guid outing) => Send(caseId, "back", new ComeBack(new(caseId), new(outing)));

    public async Task<IActionResult> OnPostReportAsync()
    {
        if (await Do(Input.Command)) return RedirectToPage(new { saved = "clue" });

        RefusedClue = true;
        await Load();
        return Page();
    }

    private async Task<IActionResult> Send<TAnswer>(Guid caseId, string saved, IRequest<TAnswer> command)
    {
        if (CanRead(_ => texts["circle.unreadable"]) && await Do(command)) return ToPatient(caseId, saved);

        Of = caseId;
        await Load();
        return Page();
    }

    private RedirectToPageResult ToPatient(Guid caseId, string saved) => RedirectToPage(pageName: null, pageHandler: null, new { saved, of = caseId }, $"patient-{caseId}");

    private async Task Load() => List = await Ask(new ListSupported());
}
