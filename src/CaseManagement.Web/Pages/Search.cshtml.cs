using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Places;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Places;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>Who is it? Patients by name, initials, number or area; whoever belongs to a care group finds those assigned to it.</summary>
internal sealed class SearchModel(IMediator mediator, IActor actor, Rights rights, SearchAddress addresses) : StaffPage(mediator)
{
    public const string FollowUp = "follow-up";

    /// <summary>What was looked for, sealed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>What the patient is looked for to do: a word of the page's own, and nobody's name.</summary>
    [BindProperty(SupportsGet = true)]
    public string? For { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Area { get; set; }

    /// <summary>As <see cref="For"/>, where it is known and the reader's to do.</summary>
    public string? Wanted => For == FollowUp && rights.Has(actor.Role, Right.RecordFollowUp) ? FollowUp : null;

    public PatientsFound? Found { get; private set; }

    public SupportedList? Supported { get; private set; }

    /// <summary>The areas in the reader's own, and below the chosen one those in it, with how deep each lies.</summary>
    public List<(AreaRow Area, int Depth)> Areas { get; } = [];

    /// <summary>Where everybody of an area is listed.</summary>
    public string? Everybody(string areaCode) => User.SessionId() is { } session ? Url.Page("/Search", new { q = addresses.Seal(new(null, areaCode), session), after = (string?)null, @for = Wanted }) : null;

    public bool SeesCases => rights.Has(actor.Role, Right.SeeCase);

    /// <summary>The form on which the reader does what is due; null where it is another's to do.</summary>
    public string? FormOf(PatientFound row) => row.Next is { } next ? TaskForm.Of(rights, actor, next.Seen(row.EmergencyUntil))?.Address(Url, row.CaseId.Value) : null;

    /// <summary>Whether the reader records a follow-up of this patient.</summary>
    public bool MayRecordOf(PatientFound row) => Wanted == FollowUp && row.State is not (CaseState.Dead or CaseState.Deleted);

    public bool MayRegister => rights.Has(actor.Role, Right.Register);

    public async Task OnGetAsync()
    {
        Require();
        var terms = Q is not null && User.SessionId() is { } session ? addresses.Open(Q, session) : null;
        if (terms is not null) (Text, Area) = (terms.Text, terms.Area);
        await LoadAreas();
        if (Q is null) return;

        if (terms is null)
        {
            Refuse(StatusCodes.Status404NotFound, "search.address-gone");
            return;
        }

        if (SeesCases) await Do(new FindPatients(Text, string.IsNullOrEmpty(Area) ? null : Area, After), found => Found = found);
        else await Do(new ListSupported(Text), found => Supported = found);
    }

    /// <summary>Sent on to an address that can be come back to, and that shows nothing of what was typed.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Require();
        if (User.SessionId() is not { } session) return Forbid();
        if (Text?.Trim() is not { Length: > Patient.NameMaxLength } && Area is not { Length: > AreaCode.MaxLength }) return RedirectToPage(pageName: null, pageHandler: null, new { q = addresses.Seal(new(Text?.Trim(), Area), session), after = (string?)null, @for = Wanted });

        Refuse(StatusCodes.Status400BadRequest, "text.too-long"); // before it makes an address of any length
        await LoadAreas();

        return Page();
    }

    private async Task LoadAreas()
    {
        if (SeesCases && actor.Acting.AreaCode is { Length: > 0 } own) await LoadBelow(own, depth: 0);
    }

    private async Task LoadBelow(string areaCode, int depth)
    {
        foreach (var area in await Ask(new ListAreas(areaCode)))
        {
            Areas.Add((area, depth));
            if (Area is { Length: > 0 } chosen && AreaCode.Contains(area.Code, chosen)) await LoadBelow(area.Code, depth + 1);
        }
    }

    private void Require()
    {
        if (!SeesCases && !rights.Has(actor.Role, Right.SeeSupported)) throw new NotPermittedException(Right.SeeCase);
    }
}
