using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>What runs by the clock, and starting it now.</summary>
internal sealed class JobsModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    public IReadOnlyList<JobRow> Jobs { get; private set; } = [];

    /// <summary>What has just been started.</summary>
    public JobStarted? Started { get; private set; }

    public async Task OnGetAsync() => Jobs = await Ask(new ListJobs());

    public async Task<IActionResult> OnPostRunAsync(string job)
    {
        await Change(new RunJob(job), started => Started = started);

        Jobs = await Ask(new ListJobs());
        return Page();
    }
}
