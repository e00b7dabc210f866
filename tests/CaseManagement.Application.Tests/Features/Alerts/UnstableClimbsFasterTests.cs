using CaseManagement.Application.Features.Injections;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Features.Alerts;

/// <summary>The last class that was found goes with everything that is owed to the patient, not with the visits alone.</summary>
public sealed class UnstableClimbsFasterTests
{
    [Theory]
    [InlineData(Stability.Unstable, true)]
    [InlineData(Stability.Stable, false)]
    public async Task Given_a_patient_on_injections_When_one_is_late_Then_the_leader_hears_of_it_on_the_first_day_if_the_last_visit_found_the_patient_unstable(Stability found, bool isToldAtOnce)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new StartInjectionCourse(caseId, "pp1m-janssen", new(2026, 3, 2), 100, RenalBand.Normal, new(2026, 1, 5)));
        await slice.Send((found == Stability.Unstable ? A.UnstableFollowUpOf(caseId) : A.FollowUpOf(caseId)) with { SeenOn = new(2026, 3, 2) });
        var task = await slice.Db(db => db.CareTasks.AsNoTracking().SingleAsync(task => task.CaseId == caseId && task.Kind == CareTaskKind.Injection && task.State == CareTaskState.Open));

        var dayAfter = task.ClosesOn.AddDays(1);
        await slice.Night(dayAfter.Day, dayAfter.Month);

        Assert.Equal(found, task.Class);
        var told = await slice.Db(db => db.Alerts.AsNoTracking().Where(alert => alert.TaskId == task.Id).Select(alert => alert.Tells).ToListAsync());
        Assert.Equal(isToldAtOnce, told.Contains(ToldRole.TeamLeader));
        Assert.Contains(ToldRole.CareTeam, told);
    }

    [Fact]
    public async Task Given_an_unstable_patient_whose_discharge_was_learnt_of_by_telephone_When_the_first_visit_is_late_Then_it_climbs_as_a_late_visit_would()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.UnstableFollowUpOf(caseId) with { SeenOn = new(2026, 3, 2), Findings = A.UnstableFindings with { Hospital = HospitalStay.InHospital } });
        var check = await Open(CareTaskKind.HospitalCheck);
        slice.Clock.Day = new(2026, 3, 9);
        await slice.Send(A.UnstableFollowUpOf(caseId) with { SeenOn = new(2026, 3, 9), Findings = A.UnstableFindings with { Mode = VisitMode.Telephone } });
        var first = await Open(CareTaskKind.FirstVisit);

        Assert.Equal((Stability.Unstable, Stability.Unstable), (check.Class, first.Class));
        var dayAfter = first.ClosesOn.AddDays(1);
        await slice.Night(dayAfter.Day, dayAfter.Month);
        Assert.Equal([ToldRole.CareTeam, ToldRole.TeamLeader], await slice.Db(db => db.Alerts.Where(alert => alert.TaskId == first.Id).OrderBy(alert => alert.Step).Select(alert => alert.Tells).ToListAsync()));

        Task<CareTask> Open(CareTaskKind kind) => slice.Db(db => db.CareTasks.AsNoTracking().SingleAsync(task => task.CaseId == caseId && task.Kind == kind && task.State == CareTaskState.Open));
    }
}
