using CaseManagement.Application.Features.CareGroups;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Features.Teams;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>The way into the administration; for whoever keeps the house running, what asks for an act.</summary>
internal sealed class IndexModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    /// <summary>Null, as the two below, for whoever does not keep them.</summary>
    public IReadOnlyList<JobRow>? Jobs { get; private set; }

    /// <summary>Rows that jobs have set aside.</summary>
    public int? Aside { get; private set; }

    /// <summary>Notices that could not be delivered.</summary>
    public int? Undelivered { get; private set; }

    /// <summary>No team yet: what must be there first is said.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Open teams in which no leader works.</summary>
    public int Leaderless { get; private set; }

    /// <summary>Care groups with patients and no member.</summary>
    public int Unserved { get; private set; }

    /// <summary>Jobs whose last run failed, or set a row aside.</summary>
    public IReadOnlyList<JobRow> Failed => [.. (Jobs ?? []).Where(job => job.Last is { State: JobRunState.Failed } or { Failed: > 0 })];

    /// <summary>Whoever may not see a single team has nothing to do here.</summary>
    public async Task OnGetAsync()
    {
        var teams = await Ask(new ListTeams(Take: 1));
        (IsEmpty, Leaderless) = (teams.Rows.Count == 0, teams.Leaderless);
        Unserved = (await Ask(new ListCareGroups(Take: 1))).Unserved;
        if (May(Right.ManageJobs)) Jobs = await Ask(new ListJobs());
        if (May(Right.ClearQuarantine)) Aside = (await Ask(new ListQuarantine(Take: 1))).Total;
        if (May(Right.ManageNotices)) Undelivered = (await Ask(new ListDeadNotices(Take: 1))).Total;
    }
}
