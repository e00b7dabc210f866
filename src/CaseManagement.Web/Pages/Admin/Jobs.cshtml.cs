using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>What runs by the clock, and running it now.</summary>
internal sealed class JobsModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    public IReadOnlyList<JobRow> Jobs { get; private set; } = [];

    /// <summary>What the run did that has just been asked for.</summary>
    public JobCounts? Ran { get; private set; }

    public async Task OnGetAsync() => Jobs = await Ask(new ListJobs());

    public async Task<IActionResult> OnPostRunAsync(string job)
    {
        await Change(new RunJob(job), counts => Ran = counts);

        Jobs = await Ask(new ListJobs());
        return Page();
    }
}
