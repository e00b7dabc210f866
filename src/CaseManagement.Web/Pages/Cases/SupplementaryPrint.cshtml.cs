using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>The supplementary form on paper, filled in and ready to be signed; phones and addresses in plain for whoever gives a reason, and else with a line to write them on.</summary>
internal sealed class SupplementaryPrintModel(IMediator mediator, IActor actor, Rights rights, Texts texts) : StaffPage(mediator)
{
    private const string ToWriteOn = " ______________________";

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public RevealInput Why { get; set; } = new();

    /// <summary>Only in the answer to the form that asked; the next look at the page is masked again.</summary>
    public IdentityRevealed? Revealed { get; private set; }

    public SupplementaryFormShown Kept { get; private set; } = null!;

    public bool MayReveal => rights.Has(actor.Role, Right.RevealIdentity) && Revealed is null && Paper.Any(line => IsMasked(line) && line.Text is not null);

    public IReadOnlyList<PaperField> Paper => [.. Kept.Paper.Select(line => IsMasked(line) ? line with { Text = Plain(line) ?? (line.Text is { } masked ? masked + ToWriteOn : null) } : IsBareCode(line) ? line with { Text = $"{texts.Of(Kept.Registered.Disorder)} {line.Text}" } : line)];

    public async Task OnGetAsync() => Kept = await Ask(new GetSupplementaryForm(new(Id)));

    /// <summary>Answered at once and not by sending the browser on: what is shown in plain goes into no address and into no store.</summary>
    public async Task<IActionResult> OnPostRevealAsync()
    {
        await Do(new RevealIdentity(new(Id), Why.Reason ?? default, Why.Note), revealed => Revealed = revealed);
        await OnGetAsync();
        Response.NeverKeep();

        return Page();
    }

    private static bool IsMasked(PaperField line) => line.Field.Label.Code is "guardian-address" or "guardian-phone" or "committee-phone";

    /// <summary>The code that is registered says to nobody with the paper in the hand what it is.</summary>
    private bool IsBareCode(PaperField line) => line.Field.Label.Code == "diagnosis" && line.Text is { } code && code == Kept.Registered.Icd10;

    private string? Plain(PaperField line) => line.Field.Label.Code switch
    {
        "guardian-address" => Revealed?.Guardian?.Address,
        "guardian-phone" => Revealed?.Guardian?.Phone,
        _ => Revealed?.CommitteePhone,
    };
}
