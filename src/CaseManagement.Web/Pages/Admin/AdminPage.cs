using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using MediatR;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>A page of the administration: it says whom a refused change would leave without an owner, by name only to whoever may see the case.</summary>
internal abstract class AdminPage(IMediator mediator, IActor actor, Rights rights) : StaffPage(mediator)
{
    /// <summary>Names of the cases that a refusal is about.</summary>
    public IReadOnlyDictionary<ManagedCaseId, string> Names { get; private set; } = new Dictionary<ManagedCaseId, string>();

    /// <summary>The forms of the administration say shortly what the requests say in full.</summary>
    protected override string? InTheForm(string? field) => field switch
    {
        "AreaCode" => "Area",
        "CareTeamId" or "CareTeamId|Team" => "Team",
        "CareGroupId" => "Group",
        "InstitutionId" => "Institution",
        "WorkerId" => "Worker",
        "StaffId" => "Staff",
        "AddressKeywords" or "Keywords" => "Words",
        "CaseCap" => "Cap",
        "TeamPhone" => "Phone",
        var other => other,
    };

    public bool May(Right right) => rights.Has(actor.Role, right);

    /// <returns>False when it was refused.</returns>
    protected async Task<bool> Change<TAnswer>(IRequest<TAnswer> command, Action<TAnswer>? then = null)
    {
        if (await Do(command, then, saysMissing: true)) return true; // a code that is not there was typed into a form; the form stays

        if (Whom is { } whom && May(Right.SeeCase))
            Names = (await Ask(new NameCases([.. whom.First.Select(one => one.CaseId).OfType<ManagedCaseId>().Distinct()]))).Rows.ToDictionary(one => one.CaseId, one => one.Name);

        return false;
    }
}

/// <summary>What the administration consists of, for whoever may use it.</summary>
internal sealed record AdminPlace(string Address, string Name, Right Needs)
{
    public static readonly IReadOnlyList<AdminPlace> All =
    [
        new("/admin/people", "admin.people", Right.ManagePeople),
        new("/admin/institutions", "admin.institutions", Right.ManagePlaces),
        new("/admin/teams", "admin.teams", Right.ManagePlaces),
        new("/admin/groups", "admin.groups", Right.ManagePlaces),
        new("/admin/grids", "admin.grids", Right.ManagePlaces),
        new("/admin/reassignments", "reassign.title", Right.Reassign),
        new("/admin/batches", "batches.title", Right.SeeBatches),
        new("/admin/settings", "admin.settings", Right.ChangeSettings),
        new("/admin/jobs", "admin.jobs", Right.ManageJobs),
        new("/admin/notices", "admin.notices", Right.ManageNotices),
        new("/admin/quarantine", "admin.quarantine", Right.ClearQuarantine),
        new("/admin/audit", "admin.audit", Right.SearchAudit),
    ];
}
