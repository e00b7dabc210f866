using System.Globalization;
using CaseManagement.Application.Features.Batches;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>The long work that was asked for, and taking in a file of divisions.</summary>
internal sealed class BatchesModel(IMediator mediator, IActor actor, Rights rights, BatchSettings settings) : AdminPage(mediator, actor, rights)
{
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public string MostMebibytes => (settings.MaxFileBytes / (1024.0 * 1024)).ToString("0.#", CultureInfo.InvariantCulture);

    public BatchList List { get; private set; } = null!;

    public PageLinks Pages => PageLinks.Of(Url, "/Admin/Batches", After, List.Next);

    public async Task OnGetAsync() => List = await Ask(new ListBatches(After));

    public async Task<IActionResult> OnPostImportAsync(IFormFile? file)
    {
        BatchAsked? asked = null;
        if (await Change(new AskAreaImport(await ContentOf(file)), answer => asked = answer)) return RedirectToPage("/Admin/Batch", pageHandler: "", new { id = asked!.Id.Value });

        await OnGetAsync();
        return Page();
    }

    private async Task<byte[]> ContentOf(IFormFile? file)
    {
        if (file is null) return [];

        using var content = new MemoryStream();
        await file.CopyToAsync(content, HttpContext.RequestAborted);
        return content.ToArray();
    }
}
