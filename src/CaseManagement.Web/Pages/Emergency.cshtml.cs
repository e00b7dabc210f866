using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Patients;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>Asking for a stranger's case in an emergency; and for the office, what nobody has reviewed yet.</summary>
internal sealed class EmergencyModel(IMediator mediator, IActor actor, Rights rights, AccessSettings settings) : StaffPage(mediator)
{
    [BindProperty]
    public EmergencyInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public int Hours => settings.EmergencyHours;

    /// <summary>Null for whoever does not review.</summary>
    public EmergencyAccessPage? Waiting { get; private set; }

    public async Task OnGetAsync()
    {
        if (!rights.Has(actor.Role, Right.AskEmergencyAccess)) throw new NotPermittedException(Right.AskEmergencyAccess);

        await Load();
    }

    public async Task<IActionResult> OnPostAskAsync()
    {
        EmergencyAccessGiven? given = null;
        var asked = new AskEmergencyAccess(Input.Reason ?? default, Input.Note ?? "", Input.DocumentNumber, Input.Name, Input.BornOn, Input.Sex);
        if (await Do(asked, answer => given = answer, saysMissing: true)) return RedirectToPage("/Cases/Story", new { id = given!.CaseId.Value });

        await Load();
        return Page();
    }

    public async Task<IActionResult> OnPostReviewAsync(Guid grantId, long version, AccessVerdict verdict, string? verdictNote)
    {
        if (await Do(new ReviewEmergencyAccess(new(grantId), verdict, verdictNote ?? "", version))) return RedirectToPage();

        await Load();
        return Page();
    }

    private async Task Load() => Waiting = rights.Has(actor.Role, Right.ReviewEmergencyAccess) ? await Ask(new ListEmergencyAccess(After)) : null;
}

/// <summary>Whom somebody needs to know of, and why, as the form sends it.</summary>
public sealed class EmergencyInput
{
    public string? DocumentNumber { get; set; }

    public string? Name { get; set; }

    public DateOnly? BornOn { get; set; }

    public Sex? Sex { get; set; }

    public GrantReason? Reason { get; set; }

    public string? Note { get; set; }
}
