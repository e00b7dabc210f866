using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Support;
using CaseManagement.Domain.Cases;
using CaseManagement.Web.Pages.Cases;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

// Whom somebody chose in the worklist, shown beside it where there is room.
internal sealed partial class IndexModel
{
    private const int LatestShown = 6; // as many as stand below what is due without scrolling

    /// <summary>The case that was chosen, by its id: an address names nobody.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Chosen { get; set; }

    public ChosenCase? ChosenCase { get; private set; }

    /// <summary>Whether the list is one of patients, beside which one of them may be shown.</summary>
    public bool HasPane => View is DeskView.Worklist or DeskView.Closing or DeskView.Reviews;

    /// <summary>The address of what is shown, with somebody chosen.</summary>
    public Dictionary<string, string?> Choose(ManagedCaseId caseId) => new(Here(After)) { ["chosen"] = caseId.Value.ToString() };

    private async Task LoadChosen()
    {
        if (Chosen is not { } id || !HasPane) return;

        var caseId = new ManagedCaseId(id);
        var story = await Ask(new GetCase(caseId));
        var glance = new CaseGlance(story, await Ask(new GetSupport(caseId)), rights, actor, texts);
        var alerts = await Ask(new ListAlerts(new(CaseId: caseId), Take: 1));
        ChosenCase = new(glance, [.. story.Timeline.Take(LatestShown).Select(entry => new Happening(id, entry, standards.Formulary.NameOf, standards.Formulary.UnitOf))], alerts.Total, View == DeskView.Reviews ? "/Cases/Review" : "/Cases/Story");
    }
}
