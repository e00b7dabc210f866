using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Places;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Places;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>An agreement as a form sends it.</summary>
public sealed class AgreementInput
{
    public Guid? Team { get; set; }

    public Signer? Signer { get; set; }

    public string? SignerName { get; set; }

    public string? Relation { get; set; }

    public DateOnly? SignedOn { get; set; }

    public DateOnly? StartsOn { get; set; }

    public DateOnly? EndsOn { get; set; }

    public long Version { get; set; }
}

/// <summary>A service agreement is signed, or renewed: then it begins where the other one ends.</summary>
internal sealed class AgreementModel(IMediator mediator, IActor actor, Rights rights, Days days, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public AgreementInput Input { get; set; } = new();

    public CaseStory Story { get; private set; } = null!;

    public IReadOnlyList<CareTeamRow> Teams { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await Open();
        Input.Team = Story.Agreement?.CareTeamId.Value ?? Story.CareTeamId?.Value;
        Input.StartsOn = Story.Agreement is { } agreement ? agreement.EndsOn.AddDays(1) : days.Today;
        Input.EndsOn = Input.StartsOn.Value.AddYears(1).AddDays(-1);
        Input.Version = Story.Version;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Open();
        if (!CanRead(field => texts[field switch { "Input.SignedOn" => "agreement.signed-on", "Input.StartsOn" => "agreement.starts-on", _ => "agreement.ends-on" }])) return Page();

        var signature = new Signature(Input.Signer ?? default, Input.SignerName ?? "", Input.Relation, Input.SignedOn ?? default);
        if (await Do(new SignAgreement(new(Id), new(Input.Team ?? default), signature, Input.StartsOn ?? default, Input.EndsOn ?? default, Input.Version), saysMissing: true)) return RedirectToPage("/Cases/Story", new { Id });
        if (RefusalCode == "changed-meanwhile") Input.Version = Story.Version; // whoever has read that may save again

        return Page();
    }

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.SignAgreement)) throw new NotPermittedException(Right.SignAgreement);

        Story = await Ask(new GetCase(new(Id)));
        Teams = await Ask(new ListCareTeams(AreaCode.Town(Story.AreaCode) ?? Story.AreaCode));
    }
}
