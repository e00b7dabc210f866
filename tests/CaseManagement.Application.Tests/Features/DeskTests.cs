using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Desk;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Features.Reviews;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features;

public sealed class DeskTests
{
    [Fact]
    public async Task Given_what_waits_When_each_role_opens_the_desk_Then_every_number_is_that_of_its_list_and_one_look_is_kept()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var town = slice.Town;
        var (caseId, other) = ((await slice.Send(A.Registration())).CaseId, (await slice.Send(A.Registration("测试乙"))).CaseId);
        await slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers));
        await slice.Send(new SendToSpecialist(caseId, town.Hospital.Id, "是否换药？"));
        await slice.Send(new ProposeLoss(other, LossCriterion.Missing, null));
        await slice.Send(new ReportClue(ClueSource.Hotline, "有人在桥上", TestTown.Community), town.Officer);
        await slice.Db(db => db.Catchments.ExecuteDeleteAsync());
        await slice.Send(A.Registration("测试丙"), town.Officer);

        var (doctor, officer, psychiatrist) = (await Opened(town.Doctor), await Opened(town.Officer), await Opened(town.Psychiatrist));

        Assert.Equal((1, 1), (doctor.OpenCrises, doctor.Departures[DepartureView.LossProposals]));
        Assert.Equal((1, 1), (officer.Unassigned, officer.OpenClues));
        Assert.Equal((1, true, null), (psychiatrist.Reviews, psychiatrist.OpenNotices > 0, psychiatrist.Unassigned));

        async Task<DeskCounts> Opened(StaffMember reader)
        {
            var before = await slice.Db(db => db.Audit.CountAsync());
            var counts = await slice.Send(new CountDesk(), reader);
            Assert.Equal(before + 1, await slice.Db(db => db.Audit.CountAsync()));

            Assert.Equal((await slice.Send(new ListCrises(CrisisState.Open), reader)).Total, counts.OpenCrises);
            foreach (var (direction, count) in counts.Referrals) Assert.Equal((await slice.Send(new ListReferrals(new(Direction: direction)), reader)).Rows.Count, count);
            foreach (var (view, count) in counts.Departures) Assert.Equal((await slice.Send(new ListDepartures(view), reader)).Total, count);
            if (counts.OpenClues is { } clues) Assert.Equal((await slice.Send(new ListClues(), reader)).Total, clues);
            if (counts.OpenNotices is { } notices) Assert.Equal((await slice.Send(new ListNotices(), reader)).Total, notices);
            if (counts.EmergencyAccess is { } opened) Assert.Equal((await slice.Send(new ListEmergencyAccess(), reader)).Rows.Count, opened);
            if (counts.Unassigned is { } unassigned) Assert.Equal((await slice.Send(new ListUnassigned(), reader)).Total, unassigned);
            if (counts.Reviews is { } reviews) Assert.Equal((await slice.Send(new ListReviews(), reader)).Total, reviews);

            return counts;
        }
    }

    [Fact]
    public async Task Given_late_patients_in_two_towns_When_the_office_looks_Then_each_number_is_that_of_its_list_and_the_latest_comes_first()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var officer = slice.Town.Officer;
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.Registration("测试乙"));
        await slice.Send(A.Registration("测试丙") with { AreaCode = TestTown.OtherTownCommunity }, officer); // no team is there
        slice.Clock.Day = new(2026, 4, 20);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, null, TestContext.Current.CancellationToken);
        await slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers));

        var page = await slice.Send(new ListTownsByLateness(), officer);

        Assert.Equal([TestTown.Code, TestTown.OtherTown], page.Rows.Take(2).Select(row => row.AreaCode));
        Assert.True(page.Rows[0] is { Late: > 1, LongestLate: > 0, OpenCrises: 1 } && page.Rows[1] is { Late: > 0, Unassigned: 1, OpenCrises: 0 } && page.Whole.Alerts > 0);
        foreach (var row in page.Rows.Prepend(page.Whole))
        {
            var late = (await slice.Send(new ListWorklist(new(DueBand.Late, AreaCode: row.AreaCode)), officer)).Rows;
            Assert.Equal((late.Count, late.Select(task => task.DaysLate).DefaultIfEmpty().Max()), (row.Late, row.LongestLate));
            Assert.Equal((await slice.Send(new ListUnassigned(row.AreaCode), officer)).Total, row.Unassigned);
            Assert.Equal((await slice.Send(new ListCrises(CrisisState.Open, AreaCode: row.AreaCode), officer)).Rows.Count, row.OpenCrises);
            Assert.Equal((await slice.Send(new ListAlerts(new(AreaCode: row.AreaCode, Tells: ToldRole.PreventionOffice)), officer)).Rows.Count, row.Alerts);
        }

        var (paged, after) = (new List<TownRow>(), (string?)null);
        do
        {
            var next = await slice.Send(new ListTownsByLateness(after, Take: 1), officer);
            paged.AddRange(next.Rows);
            after = next.Next;
        }
        while (after is not null);
        Assert.Equal(page.Rows, paged);
    }

    [Fact]
    public async Task Given_a_longer_late_stable_patient_When_the_urgent_come_first_Then_the_unstable_one_does_and_pages_lose_and_repeat_nobody()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await slice.Send(A.Registration("先迟"));
        slice.Clock.Day = new(2026, 3, 9);
        var unstable = (await slice.Send(A.Registration("不稳"))).CaseId;
        await slice.Send(A.UnstableFollowUpOf(unstable) with { SeenOn = new(2026, 3, 9), Class = Stability.Unstable });
        slice.Clock.Day = new(2026, 5, 20);
        var late = new WorklistFilter(DueBand.Late);

        var plain = (await slice.Send(new ListWorklist(late))).Rows;
        var (paged, after) = (new List<WorklistRow>(), (string?)null);
        do
        {
            var next = await slice.Send(new ListWorklist(late, after, Take: 1, UrgentFirst: true));
            paged.AddRange(next.Rows);
            after = next.Next;
        }
        while (after is not null);

        Assert.Equal(("先迟", "不稳"), (plain[0].Name, paged[0].Name));
        Assert.Equal(plain.OrderByDescending(row => row.Class == Stability.Unstable).Select(row => row.TaskId), paged.Select(row => row.TaskId)); // each part by lateness, as it was
    }
}
