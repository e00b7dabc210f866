using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Patients;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>What a registration lacks, as the form sends it.</summary>
public sealed class CompleteInput
{
    public IdentityDocument? Document { get; set; }

    public string? Number { get; set; }

    public long Version { get; set; }
}

/// <summary>What a registration lacks and the national platform asks for: the number of a document, and the way to a consent signed anew.</summary>
internal sealed class CompleteModel(IMediator mediator, IActor actor, Rights rights) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public CompleteInput Input { get; set; } = new();

    public CaseStory Story { get; private set; } = null!;

    protected override string? InTheForm(string? field) => field == nameof(RecordDocument.DocumentNumber) ? nameof(CompleteInput.Number) : field;

    public Task OnGetAsync() => Open();

    public async Task<IActionResult> OnPostDocumentAsync()
    {
        await Open();
        return await Do(new RecordDocument(new(Id), Input.Document ?? default, Input.Number ?? "", Input.Version)) ? RedirectToPage("/Cases/Cards", new { Id }) : Page();
    }

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.Register)) throw new NotPermittedException(Right.Register);

        Story = await Ask(new GetCase(new(Id)));
    }
}
