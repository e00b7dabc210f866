using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>The runs of one job.</summary>
internal sealed class RunsModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    [BindProperty(SupportsGet = true)]
    public string Job { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public JobRunPage List { get; private set; } = null!;

    public PageLinks Pages => PageLinks.Of(Url, "/Admin/Runs", After, List.Next, ("job", Job));

    public async Task OnGetAsync() => List = await Ask(new ListJobRuns(Job, After));
}
