using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.Grids;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Domain;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Features.Reassignments;

public sealed class UndoTests
{
    [Fact]
    public async Task Given_a_team_that_was_closed_by_mistake_When_it_is_undone_Then_everything_is_as_it_was()
    {
        var (slice, _) = await ATown.BuildAsync();
        await using var town = slice;
        var before = await slice.Everything();

        var done = await slice.Do(ATown.Closes(slice));
        var moved = await slice.Everything();
        var undone = await slice.Send(new UndoReassignment(done.Id), slice.Town.Officer);

        Assert.NotEqual(before, moved);
        Assert.Equal((6, 0), (undone.Restored, undone.Kept));
        Assert.Empty(undone.PlacesKept);
        Assert.Equal(before, await slice.Everything());
        await slice.RequireAsDerived();
    }

    [Fact]
    public async Task Given_a_clue_about_nobody_known_and_a_patient_who_is_offered_to_a_team_that_closes_When_it_is_undone_Then_they_are_that_teams_again_and_what_was_ended_meanwhile_is_named()
    {
        var (slice, _) = await ATown.BuildAsync();
        await using var town = slice;
        await slice.Town.AddStrangerAsync(slice);
        await slice.Send(new ReportClue(ClueSource.Hotline, "有人在桥上", TestTown.Community));
        var ended = (await slice.Send(new ReportClue(ClueSource.Hotline, "有人在河边", TestTown.Community))).Id;
        var comes = (await slice.Send(A.Registration("测试外") with { AreaCode = TestTown.OtherTownCommunity }, slice.Town.Stranger)).CaseId;
        await slice.Send(new OfferTransfer(comes, TestTown.Community, "东城大道9号"), slice.Town.Stranger);
        var before = await slice.Everything();

        var done = await slice.Do(ATown.Closes(slice));
        var moved = await slice.Db(db => db.Cases.AsNoTracking().IgnoreAutoIncludes().Where(managed => managed.Id == comes).Select(managed => managed.OfferedCareTeamId).SingleAsync());
        await slice.Db(async db => { (await db.Clues.SingleAsync(clue => clue.Id == ended)).BelongTo((CareTeamId?)null); return await db.SaveChangesAsync(); }); // the office has taken it since
        await slice.Send(new UndoReassignment(done.Id), slice.Town.Officer);

        Assert.Equal(slice.Town.OtherTeam.Id, moved);
        var (after, kept) = (await slice.Everything(), $"clue {ended}");
        Assert.NotEqual(before[kept], after[kept]);
        Assert.Equal(before.Where(row => row.Key != kept).OrderBy(row => row.Key, StringComparer.Ordinal), after.Where(row => row.Key != kept).OrderBy(row => row.Key, StringComparer.Ordinal));
        var threads = await slice.Db(db => db.Reassignments.AsNoTracking().Where(each => each.Id == done.Id).SelectMany(each => each.Threads).ToListAsync());
        Assert.Equal([(ThreadKind.Clue, false), (ThreadKind.Clue, true), (ThreadKind.Offer, true)], threads.Select(thread => (thread.Kind, thread.WentBack!.Value)).Order());
        await slice.RequireAsDerived();
    }

    [Fact]
    public async Task Given_what_others_have_built_on_it_When_it_is_undone_Then_that_stays_and_is_named_and_the_rest_goes_back()
    {
        var (slice, cases) = await ATown.BuildAsync();
        await using var town = slice;
        var (team, other) = (slice.Town.Team.Id, slice.Town.OtherTeam.Id);

        var done = await slice.Do(ATown.Closes(slice));
        await ATown.Sign(slice, cases[0], other, ATown.Today, ATown.Today.AddYears(1).AddDays(-1)); // has signed anew
        await slice.Send(new ConfirmGrid(cases[4], slice.Town.Grid.Code), slice.Town.Officer); // lives elsewhere now
        await slice.Send(new RedrawGrid(slice.Town.SecondGrid.Code, "第二网格", [], other, WorkerId: slice.Town.Neighbour.Id), slice.Town.Officer);
        var undone = await slice.Send(new UndoReassignment(done.Id), slice.Town.Officer);

        Assert.Equal((4, 2), (undone.Restored, undone.Kept));
        Assert.Equal([slice.Town.SecondGrid.Code], undone.PlacesKept);
        var teams = await slice.Db(db => db.Cases.AsNoTracking().IgnoreAutoIncludes().ToDictionaryAsync(managed => managed.Id, managed => managed.CareTeamId));
        Assert.Equal([other, team, team, team, other, team], cases.Select(id => teams[id]!.Value));
        await slice.RequireAsDerived();
    }

    [Fact]
    public async Task Given_a_visit_by_the_new_team_When_it_is_undone_Then_the_patient_goes_back_and_the_visit_stays()
    {
        var (slice, cases) = await ATown.BuildAsync();
        await using var town = slice;

        var done = await slice.Do(ATown.Closes(slice));
        await slice.Send(A.FollowUpOf(cases[2]) with { SeenOn = ATown.Today }, slice.Town.Neighbour);
        var undone = await slice.Send(new UndoReassignment(done.Id), slice.Town.Officer);

        var managed = await slice.Db(db => db.Cases.AsNoTracking().SingleAsync(managed => managed.Id == cases[2]));
        Assert.Equal((6, slice.Town.Team.Id, 2), (undone.Restored, managed.CareTeamId, managed.FollowUps.Count));
        await slice.RequireAsDerived();
    }

    [Fact]
    public async Task Given_an_alert_that_the_new_team_has_taken_When_it_is_undone_Then_it_is_again_in_the_hands_of_whoever_had_it()
    {
        var (slice, _) = await ATown.BuildAsync();
        await using var town = slice;
        var before = await slice.Everything();

        var done = await slice.Do(ATown.Closes(slice));
        var alert = await slice.Db(db => db.AlertActs.OrderBy(act => act.Id).Select(act => act.AlertId).LastAsync());
        await slice.Send(new ClaimAlert(alert), slice.Town.Neighbour);
        await slice.Send(new UndoReassignment(done.Id), slice.Town.Officer);

        Assert.Equal(before, await slice.Everything());
        Assert.Equal(
            [AlertActKind.Claimed, AlertActKind.Reassigned, AlertActKind.Claimed, AlertActKind.Reassigned, AlertActKind.Reassigned],
            await slice.Db(db => db.AlertActs.Where(act => act.AlertId == alert).OrderBy(act => act.Id).Select(act => act.Kind).ToListAsync()));
    }

    [Fact]
    public async Task Given_two_that_moved_the_same_patients_When_the_older_is_undone_first_Then_it_is_refused_and_in_the_right_order_everything_goes_back()
    {
        var (slice, _) = await ATown.BuildAsync();
        await using var town = slice;
        var before = await slice.Everything();
        var first = await slice.Do(ATown.Closes(slice));
        var between = await slice.Everything();
        var second = await slice.Do(new(ReassignmentSource.Team, ReassignmentReason.TeamCloses, slice.Town.OtherTeam.Id, To: [new(slice.Town.Team.Id)]));
        await slice.Do(new(ReassignmentSource.Unassigned, ReassignmentReason.QueueCleared, AreaCode: TestTown.OtherTown, To: [new(slice.Town.Team.Id)])); // moves nobody, and stands in nobody's way
        var after = await slice.Everything();

        var rows = (await slice.Send(new ListReassignments(), slice.Town.Officer)).Rows;
        var wrong = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new UndoReassignment(first.Id), slice.Town.Officer));
        var afterwards = await slice.Everything();
        await slice.Send(new UndoReassignment(second.Id), slice.Town.Officer);
        var half = await slice.Everything();
        await slice.Send(new UndoReassignment(first.Id), slice.Town.Officer);

        Assert.Equal(("reassignment.newer-stands", rows[1].DoneAt), (wrong.Code, Assert.Single(wrong.Arguments)));
        Assert.Equal([(true, null), (true, null), (false, (DateTimeOffset?)rows[1].DoneAt)], rows.Select(row => (row.MayBeUndone, row.NewerAt)));
        Assert.Equal(after, afterwards);
        Assert.NotEqual(after, half);
        Assert.Equal(between, half);
        Assert.Equal(before, await slice.Everything());
        await slice.RequireAsDerived();
    }

    [Fact]
    public async Task Given_a_reassignment_that_was_undone_or_is_a_day_old_When_it_is_undone_Then_it_is_refused()
    {
        var (slice, _) = await ATown.BuildAsync();
        await using var town = slice;
        var first = await slice.Do(ATown.Closes(slice));
        await slice.Send(new UndoReassignment(first.Id), slice.Town.Officer);
        var second = await slice.Do(ATown.Closes(slice));

        var twice = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new UndoReassignment(first.Id), slice.Town.Officer));
        slice.Clock.Day = ATown.Today.AddDays(2);
        var late = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new UndoReassignment(second.Id), slice.Town.Officer));
        var rows = (await slice.Send(new ListReassignments(), slice.Town.Officer)).Rows;

        Assert.Equal(("reassignment.undone", "reassignment.too-late"), (twice.Code, late.Code));
        Assert.Equal([(false, (int?)null), (false, (int?)6)], rows.Select(row => (row.MayBeUndone, row.Restored)));
    }
}
