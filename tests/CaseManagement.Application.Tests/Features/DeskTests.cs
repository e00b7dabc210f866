using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Desk;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Features.Reviews;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

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
}
