using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Cards;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.Meetings;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Features.Reviews;
using CaseManagement.Application.Features.Support;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Meetings;
using CaseManagement.Domain.Referrals;

namespace CaseManagement.Application.Features.Desk;

/// <summary>How much waits for the reader beside the worklist and the alerts: each number by the query of the list that it opens.</summary>
/// <remarks>One look, and so one entry in the audit, for all that a desk counts.</remarks>
[Needs(Right.SeeWorklist)]
public sealed record CountDesk : ISearch<DeskCounts>;

/// <param name="OpenCrises">Emergencies that somebody is handling now, or should be.</param>
/// <param name="Referrals">Referrals of which somebody still has to speak.</param>
/// <param name="Departures">Patients proposed as lost, lost, or offered to another team.</param>
/// <param name="OpenClues">Clues without an end; null for whoever does not handle them, as with each number below.</param>
/// <param name="LateClues">Those of them that are late.</param>
/// <param name="OpenNotices">Notices to the reader that nobody has acknowledged.</param>
/// <param name="EmergencyAccess">Emergency accesses that wait for a review.</param>
/// <param name="Unassigned">Patients without a team.</param>
/// <param name="Reviews">Cases that were sent to the reader and are not answered yet.</param>
/// <param name="LateDecisions">What meetings decided and is not done in time.</param>
/// <param name="UnservedGroups">Care groups that patients are assigned to and that have no member today; for whoever leads a team or is of the office.</param>
/// <param name="LateOutings">Who set out to a patient and is not back by the time they named; for the same.</param>
/// <param name="CardsToMend">National cards that their check or the platform sent back, by state; for whoever can put them right.</param>
public sealed record DeskCounts(
    int OpenCrises, IReadOnlyDictionary<ReferralDirection, int> Referrals, IReadOnlyDictionary<DepartureView, int> Departures,
    int? OpenClues, int? LateClues, int? OpenNotices, int? EmergencyAccess, int? Unassigned, int? Reviews, int? LateDecisions, int? UnservedGroups, int? LateOutings,
    IReadOnlyDictionary<CardState, int>? CardsToMend);

internal sealed class CountDeskHandler(ICaseDb db, IActor actor, Rights rights, TimeProvider clock) : IRequestHandler<CountDesk, DeskCounts>
{
    public async Task<DeskCounts> Handle(CountDesk query, CancellationToken ct) => new(
        await db.Crises.CountAsync(crisis => crisis.State == CrisisState.Open, ct),
        await EachAsync<ReferralDirection>(direction => db.Referrals.Waiting(new(Direction: direction), actor.Acting).CountAsync(ct)),
        await EachAsync<DepartureView>(view => db.Departing(view).CountAsync(ct)),
        await IfAsync(Right.HandleClues, () => db.Clues.Open().CountAsync(ct)),
        await IfAsync(Right.HandleClues, () => db.Clues.Late(clock.Today()).CountAsync(ct)),
        await IfAsync(Right.AcknowledgeNotices, () => db.NoticesTo(actor.Role).CountAsync(ct)),
        await IfAsync(Right.ReviewEmergencyAccess, () => db.CaseGrants.WaitingFor(actor.StaffId).CountAsync(ct)),
        await IfAsync(Right.SeeUnassigned, () => db.Waiting(null).CountAsync(ct)),
        await IfAsync(Right.AdviseAsSpecialist, () => db.WaitingReviews(clock.GetUtcNow()).CountAsync(ct)),
        await IfAsync(Right.HoldMeetings, () => db.LateDecisions(actor, clock.Today()).CountAsync(ct)),
        GroupDecision.IsAbove(actor.Role) ? await db.Unserved(db.OwnGroups(actor, clock.Today()), clock.Today(), clock.GetUtcNow()).CountAsync(ct) : null,
        GroupDecision.IsAbove(actor.Role) ? await db.Outings.LateOut(clock.GetUtcNow()).CountAsync(ct) : null,
        rights.Has(actor.Role, Right.SendCards) ? (await db.NationalCards.AsNoTracking().CountOpenAsync(ct)).Where(count => count.Key is CardState.Failing or CardState.Refused).ToDictionary() : null);

    private async Task<int?> IfAsync(Right right, Func<Task<int>> count) => rights.Has(actor.Role, right) ? await count() : null;

    private static async Task<IReadOnlyDictionary<T, int>> EachAsync<T>(Func<T, Task<int>> count) where T : struct, Enum
    {
        var counts = new Dictionary<T, int>();
        foreach (var part in Enum.GetValues<T>()) counts[part] = await count(part);

        return counts;
    }
}
