using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>What a registration lacks, as the forms send it.</summary>
public sealed class CompleteInput
{
    public IdentityDocument? Document { get; set; }

    public string? Number { get; set; }

    public bool? Agrees { get; set; }

    public Signer? Signer { get; set; }

    public string? SignerName { get; set; }

    public string? Relation { get; set; }

    public DateOnly? SignedOn { get; set; }

    public long Version { get; set; }
}

/// <summary>What a registration lacks and the national platform asks for: the number of a document, and a consent signed anew.</summary>
internal sealed class CompleteModel(IMediator mediator, IActor actor, Rights rights, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public CompleteInput Input { get; set; } = new();

    public CaseStory Story { get; private set; } = null!;

    public Task OnGetAsync() => Open();

    public async Task<IActionResult> OnPostDocumentAsync()
    {
        await Open();
        return await Sent(new RecordDocument(new(Id), Input.Document ?? default, Input.Number ?? "", Input.Version));
    }

    public async Task<IActionResult> OnPostConsentAsync()
    {
        await Open();
        if (Input.Agrees is null) ModelState.TryAddModelError("Input.Agrees", "missing"); // neither is guessed

        return CanRead(field => texts[field == "Input.Agrees" ? "complete.consent" : "complete.signed-on"])
            ? await Sent(new RecordConsent(new(Id), Input.Agrees == true, new(Input.Signer ?? default, Input.SignerName ?? "", Input.Relation, Input.SignedOn ?? default), Input.Version))
            : Page();
    }

    private async Task<IActionResult> Sent<TAnswer>(IRequest<TAnswer> command) => await Do(command) ? RedirectToPage("/Cases/Cards", new { Id }) : Page();

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.Register)) throw new NotPermittedException(Right.Register);

        Story = await Ask(new GetCase(new(Id)));
    }
}
