using CaseManagement.Application.Features.Batches;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Batches;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>One piece of long work: how far it has come while it runs, what came of it when it is over, and its report.</summary>
internal sealed class BatchModel(IMediator mediator, IActor actor, Rights rights, Texts texts) : AdminPage(mediator, actor, rights)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public BatchRow Row { get; private set; } = null!;

    /// <summary>Why nothing came of it, as a sentence.</summary>
    public string? Why => Row.RefusalCode is { } code ? Refusals.Sentence(code, Row.RefusedWith) : null;

    public async Task OnGetAsync() => Row = await Ask(new GetBatch(new(Id)));

    public async Task<IActionResult> OnGetReportAsync() => File(BatchCsv.Of(await Ask(new GetBatchReport(new(Id))), texts), BatchCsv.Type, BatchCsv.Name(Id));

    /// <summary>Done, and yet not all of it: what was refused is for somebody to see to.</summary>
    public static Badge BadgeOf(BatchRow row, Texts texts) => row is { State: BatchState.Done, Imported.Refused: > 0 and var refused } ? new(Meaning.Watch, texts["batch.done-but", refused]) : new(
        row.State switch { BatchState.Done => Meaning.Calm, BatchState.Refused => Meaning.Watch, BatchState.Failed => Meaning.Urgent, _ => Meaning.Note }, texts.Of(row.State));
}
