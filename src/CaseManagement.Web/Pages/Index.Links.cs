using CaseManagement.Application.Features.Desk;
using CaseManagement.Application.Features.Meetings;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain.Cards;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

// Where else the desk leads to.
internal sealed partial class IndexModel
{
    public IReadOnlyList<DeskLink> Links { get; private set; } = [];

    /// <summary>What somebody waits for first; each number is that of the list it opens.</summary>
    private List<DeskLink> LinksOf(DeskCounts waiting)
    {
        var links = new List<DeskLink>();
        if (waiting.Reviews is { } asked) links.Add(new(Url.Page("/Reviews"), texts["desk.reviews", asked], asked));
        if (waiting.Unassigned is { } unassigned) links.Add(new(Url.Page("/Unassigned"), texts["desk.unassigned", unassigned], unassigned));
        if (waiting.UnservedGroups is > 0 and var groups) links.Add(new(
            Has(Right.ManagePlaces) ? Url.Page("/Admin/Groups", pageHandler: "", new { unserved = "true" }) : Url.Page("/Meetings", pageHandler: null, values: null, protocol: null, host: null, fragment: "groups"), texts["group.unserved", groups], groups));
        if (waiting.OpenClues is { } clues) links.Add(new(Url.Page("/Clues"), waiting.LateClues is > 0 and var lateClues ? texts["clues.title.late", clues, lateClues] : $"{texts["clues.title"]} {clues}", clues));
        if (waiting.LateOutings is > 0 and var outings) links.Add(new(Url.Page("/Notices", pageHandler: null, values: null, protocol: null, host: null, fragment: "out"), texts["desk.outings", outings], outings));
        if (waiting.OpenNotices is { } notices) links.Add(new(Url.Page("/Notices"), $"{texts["my-notices.title"]} {notices}", notices));
        if (waiting.EmergencyAccess is { } opened) links.Add(new(Url.Page("/Emergency", pageHandler: null, values: null, protocol: null, host: null, fragment: "waiting"), texts["desk.waiting-reviews", opened], opened));
        foreach (var (direction, referrals) in waiting.Referrals) links.Add(new(Url.Page("/Referrals", new { direction }), texts["desk.referrals", texts.Of(direction), referrals], referrals));
        foreach (var (state, cards) in (waiting.CardsToMend ?? new Dictionary<CardState, int>()).OrderBy(each => each.Key)) links.Add(new(Url.Page("/Cards", new { state }), $"{texts["cards.title"]} · {texts.Of(state)} {cards}", cards));
        var departures = waiting.Departures.Where(each => each.Value > 0).ToList();
        foreach (var (view, leaving) in departures) links.Add(new(Url.Page("/Departures", new { view }), $"{texts.Of(view)} {leaving}", leaving));
        if (departures.Count == 0) links.Add(new(Url.Page("/Departures"), texts["departures.title"]));
        if (Has(Right.HoldMeetings)) links.Add(waiting.LateDecisions is > 0 and var late ? new(Url.Page("/Meetings", new { show = DecisionView.Late }), texts["meetings.title.late", late], late) : new(Url.Page("/Meetings"), texts["meetings.title"], waiting.LateDecisions));
        if (Has(Right.Register)) links.Add(new(Url.Page("/Patients/New"), texts["register.title"], IsAction: true));
        links.Add(new(Url.Page("/Crises"), texts["crises.title"], IsAction: true));
        links.Add(new(Url.Page("/Emergency"), texts["emergency.title"], IsAction: true));
        if (waiting.CardsToMend is null or { Count: 0 } && Has(Right.SeeCards)) links.Add(new(Url.Page("/Cards"), texts["cards.title"]));

        return links;
    }

    private bool Has(Right right) => rights.Has(actor.Role, right);
}
