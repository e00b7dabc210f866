using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features;

/// <summary>Each loop from both ends, through the real pipeline: who may, who sees, and that nobody is dropped on the way.</summary>
public sealed class ExitTests
{
    private static readonly DateOnly Today = new(2026, 3, 20);

    [Fact]
    public async Task Given_a_patient_who_moves_When_the_other_town_takes_over_Then_case_tasks_grants_and_address_follow_and_only_the_asked_team_answers()
    {
        await using var slice = await TownWithNeighbours();
        var (town, caseId) = (slice.Town, (await slice.Send(A.Registration())).CaseId);
        await slice.Send(A.FollowUpOf(caseId) with { SeenOn = Today });
        await slice.Send(new AssignCareGroup(caseId, town.Group.Id, new(2026, 12, 31)));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetCaseExits(caseId), town.Stranger));

        await slice.Send(new OfferTransfer(caseId, TestTown.OtherTownCommunity, "鸿福路9号"));

        var asked = Assert.Single((await slice.Send(new ListWorklist(new()), town.Stranger)).Rows);
        Assert.Equal((CareTaskKind.TransferAcceptance, caseId), (asked.Kind, asked.CaseId));
        Assert.Equal(1, (await slice.Send(new CountWorklist(new()), town.Stranger)).Bands.Values.Sum());
        Assert.True((await slice.Send(new GetCaseExits(caseId), town.Stranger)).MayAnswer);
        Assert.Single((await slice.Send(new ListDepartures(DepartureView.Transfers), town.Stranger)).Rows);
        Assert.Equal("access.offered-only", (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(A.FollowUpOf(caseId) with { SeenOn = Today }, town.Stranger))).Code);
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new DecideTransfer(caseId, true), town.Leader));
        await slice.Send(A.FollowUpOf(caseId) with { SeenOn = Today }); // the old team goes on
        Assert.Equal(0, await Broken(slice));

        await slice.Send(new DecideTransfer(caseId, true), town.Stranger);

        var story = await slice.Send(new GetCase(caseId), town.Stranger);
        Assert.Equal((CaseState.Managed, TestTown.OtherTownCommunity, town.Stranger!.CareTeamId), (story.State, story.AreaCode, story.CareTeamId));
        Assert.All((await slice.Send(new ListWorklist(new()), town.Stranger)).Rows, row => Assert.Equal(TestTown.OtherTownCommunity, row.AreaCode));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetCase(caseId), town.Doctor));
        Assert.Equal("鸿福路9号", await slice.Db(db => db.Patients.Select(patient => patient.Address).SingleAsync()));
        Assert.True(await slice.Db(db => db.CaseGrants.AllAsync(grant => grant.Kind != GrantKind.CareGroup || grant.EndedAt != null)));
        Assert.Equal(0, await Broken(slice));
    }

    [Fact]
    public async Task Given_an_offer_that_is_sent_back_When_the_old_team_lets_it_lie_Then_it_is_late_with_them_and_the_other_side_sees_nothing_more()
    {
        await using var slice = await TownWithNeighbours();
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new OfferTransfer(caseId, TestTown.OtherTownCommunity, "鸿福路9号"));

        await slice.Send(new DecideTransfer(caseId, false, "查无此地址"), slice.Town.Stranger);

        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetCaseExits(caseId), slice.Town.Stranger));
        slice.Clock.Day = new(2026, 4, 20);
        await Run(slice, JobNames.Sweep);
        Assert.Contains((await slice.Send(new ListWorklist(new(DueBand.Late)))).Rows, row => row.Kind == CareTaskKind.TransferAcceptance);
        Assert.Equal(0, await Broken(slice));
        await slice.Send(new WithdrawTransfer(caseId, "患者不搬了"));
        Assert.DoesNotContain((await slice.Send(new ListWorklist(new()))).Rows, row => row.Kind == CareTaskKind.TransferAcceptance);
    }

    [Theory]
    [InlineData(20)] // the day of the confirmation
    [InlineData(23)]
    public async Task Given_a_lost_patient_When_a_follow_up_sees_the_patient_Then_the_history_shows_the_end_and_nobody_is_told_any_more(int day)
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new ProposeLoss(caseId, LossCriterion.Missing));
        await slice.Send(new DecideLoss(caseId, true), slice.Town.Leader);
        var lost = Assert.Single((await slice.Send(new GetCaseExits(caseId))).Exits);
        slice.Clock.Day = new(2026, 3, day);

        await slice.Send(A.FollowUpOf(caseId) with { SeenOn = new(2026, 3, day) });

        var exits = await slice.Send(new GetCaseExits(caseId));
        var ended = Assert.Single(exits.Exits);
        Assert.Equal((null, 2), (lost.EndedOn, lost.ToTell.Count));
        Assert.Equal((CaseState.Managed, (DateOnly?)new DateOnly(2026, 3, day), null, 0), (exits.State, ended.EndedOn, ended.EndNote, ended.ToTell.Count));
        var story = (await slice.Send(new GetCase(caseId))).Timeline;
        Assert.Equal((false, new DateOnly(2026, 3, 20)), story.Single(entry => entry.What == "exit") is var was ? (was.Cancelled, was.On) : default); // it was right as long as it lasted
        Assert.Equal((false, new DateOnly(2026, 3, day), (ExitKind?)ExitKind.Loss), story.Single(entry => entry.What == "exit-end") is var end ? (end.Cancelled, end.On, end.Exit) : default);
        Assert.Equal(0, await Broken(slice));
    }

    [Theory]
    [InlineData("declined", true, null)]
    [InlineData("lapsed", true, null)] // seen before anybody decided, and proposed once more
    [InlineData("found", false, "派出所送回")]
    [InlineData("moved", false, "又迁回本镇")]
    [InlineData("died", true, null)]
    [InlineData("registered-by-mistake", true, null)]
    public async Task Given_a_way_out_that_has_ended_When_the_history_is_read_Then_what_was_so_stands_with_its_end_and_what_was_not_is_struck_through(string how, bool cancelled, string? end)
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (town, caseId) = (slice.Town, (await slice.Send(A.Registration())).CaseId);
        switch (how)
        {
            case "declined":
                await slice.Send(new ProposeLoss(caseId, LossCriterion.Missing));
                await slice.Send(new DecideLoss(caseId, false, "派出所有住址"), town.Leader);
                break;
            case "lapsed":
                await slice.Send(new ProposeLoss(caseId, LossCriterion.Missing));
                slice.Clock.Day = Today.AddDays(1);
                await slice.Send(A.FollowUpOf(caseId) with { SeenOn = Today.AddDays(1) });
                await slice.Send(new ProposeLoss(caseId, LossCriterion.Missing));
                await slice.Send(new DecideLoss(caseId, false, "派出所有住址"), town.Leader);
                break;
            case "found":
                await slice.Send(new ProposeLoss(caseId, LossCriterion.Missing));
                await slice.Send(new DecideLoss(caseId, true), town.Leader);
                await slice.Send(new RecordFound(caseId, Today, "派出所送回"));
                break;
            case "moved":
                await slice.Send(new OfferTransfer(caseId, null, "外省某市"));
                await slice.Send(new DecideTransfer(caseId, true, "当地已接收"), town.Officer);
                await slice.Send(new ReopenCase(caseId, "又迁回本镇"), town.Officer);
                break;
            case "died":
                await slice.Send(new RecordDeath(caseId, Today, Today, Domain.FollowUps.DeathCause.Accident));
                await slice.Send(new CancelDeath(caseId, (await slice.Send(new GetCaseExits(caseId))).Exits[0].Id, "不是本人"));
                break;
            default:
                await slice.Send(new CloseCase(caseId, DeletionReason.WrongEntry), town.Officer);
                await slice.Send(new ReopenCase(caseId, "登记无误"), town.Officer);
                break;
        }

        var timeline = (await slice.Send(new GetCase(caseId))).Timeline;

        Assert.All(timeline.Where(entry => entry.What == "exit"), entry => Assert.Equal(cancelled, entry.Cancelled));
        Assert.Contains(timeline, entry => entry.What == "exit");
        Assert.Equal(end, timeline.SingleOrDefault(entry => entry.What == "exit-end")?.Text);
    }

    [Fact]
    public async Task Given_a_missing_patient_When_a_second_person_confirms_Then_the_list_the_search_and_the_promises_follow_until_the_patient_is_found()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (town, caseId) = (slice.Town, (await slice.Send(A.Registration())).CaseId);
        await slice.Send(new ProposeLoss(caseId, LossCriterion.Missing));
        Assert.Equal((1, LossCriterion.Missing), ((await slice.Send(new ListDepartures(DepartureView.LossProposals))).Total, (await slice.Send(new ListDepartures(DepartureView.LossProposals))).Rows[0].Criterion));
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new DecideLoss(caseId, true)));

        await slice.Send(new DecideLoss(caseId, true), town.Leader);

        Assert.Equal(1, (await slice.Send(new ListDepartures(DepartureView.Lost), town.Officer)).Total);
        Assert.Equal(0, (await slice.Send(new ListDepartures(DepartureView.LossProposals), town.Officer)).Total);
        Assert.Equal("loss-report.at-once", Assert.Single((await slice.Send(new ListWorklist(new()))).Rows).Reason.Basis);
        slice.Clock.Day = new(2026, 3, 21);
        await Run(slice, JobNames.Sweep);
        Assert.Equal(0, await Broken(slice));
        slice.Clock.Day = new(2026, 3, 25);
        await slice.Send(new RecordFound(caseId, new(2026, 3, 25), "派出所送回"));
        Assert.Equal((0, new DateOnly(2026, 3, 25)), ((await slice.Send(new ListDepartures(DepartureView.Lost))).Total, (await slice.Send(new ListWorklist(new(Kind: CareTaskKind.FirstVisit)))).Rows.Single().Reason.DueOn));
        Assert.Equal(0, await Broken(slice));
    }

    [Fact]
    public async Task Given_two_people_who_decide_at_once_When_the_second_saves_Then_the_second_is_told_and_one_decision_stands()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var seen = (await slice.Send(new ProposeLoss(caseId, LossCriterion.Missing))).Version;

        await slice.Send(new DecideLoss(caseId, false, "派出所有住址", seen), slice.Town.Leader);
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new DecideLoss(caseId, true, null, seen), slice.Town.Officer));

        Assert.Equal(CaseState.Managed, (await slice.Send(new GetCase(caseId))).State);
    }

    [Fact]
    public async Task Given_a_case_open_in_an_emergency_only_When_the_stranger_wants_to_close_move_or_lose_it_Then_it_is_the_own_teams_to_decide()
    {
        await using var slice = await TownWithNeighbours();
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new AskEmergencyAccess(GrantReason.FoundAway, "在车站被发现", Name: "测试甲", BornOn: new(1980, 5, 20), Sex: Sex.Male), slice.Town.Stranger);

        foreach (var act in (Func<Task>[])[
            () => slice.Send(new ProposeLoss(caseId, LossCriterion.Missing), slice.Town.Stranger),
            () => slice.Send(new OfferTransfer(caseId, null, "外省"), slice.Town.Stranger),
            () => slice.Send(new RecordDeath(caseId, Today, Today, Domain.FollowUps.DeathCause.Accident), slice.Town.Stranger)])
            Assert.Equal("access.emergency-only", (await Assert.ThrowsAsync<RuleBrokenException>(act)).Code);
    }

    [Fact]
    public async Task Given_a_house_from_before_the_watch_When_the_night_comes_Then_who_refused_is_watched()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration() with { Consent = new(false, new Signature(Signer.Guardian, "测试母", "母亲", new(2026, 1, 5))) })).CaseId;
        await slice.Db(db => db.CareTasks.Where(task => task.CaseId == caseId).ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, await Broken(slice));

        await Run(slice, "agreement-renewals");

        Assert.Equal(0, await Broken(slice));
        Assert.Equal(CareTaskKind.RefusalWatch, Assert.Single((await slice.Send(new ListWorklist(new()))).Rows).Kind);
    }

    private static async Task<Slice> TownWithNeighbours()
    {
        var slice = await Slice.CreateAsync(Today);
        await slice.Town.AddStrangerAsync(slice);
        await slice.Add(new CareTeamCatchment(TestTown.OtherTown, slice.Town.Stranger!.CareTeamId!.Value));

        return slice;
    }

    private static Task<JobCounts> Run(Slice slice, string job) => slice.Services.GetRequiredService<IJobRunner>().RunAsync(job, slice.Clock.Day, TestContext.Current.CancellationToken);

    private static async Task<int> Broken(Slice slice) => ((PromisesVerified)await Run(slice, JobNames.Verify)).Broken;
}
