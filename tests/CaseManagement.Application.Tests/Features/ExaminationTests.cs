using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Examinations;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Examinations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features;

public sealed class ExaminationTests
{
    [Fact]
    public async Task Given_a_patient_under_management_When_an_examination_is_refused_corrected_and_cancelled_Then_the_list_the_story_and_the_promises_follow()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;

        var refused = await slice.Send(new RecordPhysicalExamination(caseId, A.Monday, ExaminationOutcome.Refused, Reason: "怕抽血", Signer: Signer.Guardian, SignerName: "测试母", Relation: "母亲"));
        var done = await slice.Send(new CorrectPhysicalExamination(caseId, refused.Id, "后来同意了", new(2026, 3, 4), ExaminationOutcome.Done, ExaminationConsent.Both, A.ExaminationOf(caseId).Findings));
        var due = (await slice.Send(new ListWorklist(new(Kind: CareTaskKind.PhysicalExamination)))).Rows;
        await slice.Send(new CancelPhysicalExamination(caseId, done.Id, "不是本人"));
        slice.Clock.Day = new(2027, 1, 13);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, new(2027, 1, 13), TestContext.Current.CancellationToken);
        var story = await slice.Send(new GetCase(caseId));
        var promises = (PromisesVerified)await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Verify, new(2027, 1, 13), TestContext.Current.CancellationToken);

        Assert.Equal((new DateOnly(2027, 3, 2), new DateOnly(2027, 3, 4)), (refused.NextDueOn, done.NextDueOn));
        Assert.Equal((new DateOnly(2027, 3, 4), "physical-examination.done.12-months"), (Assert.Single(due).Reason.ClosesOn, due[0].Reason.Basis));
        var open = story.Tasks.Single(task => task.Kind == CareTaskKind.PhysicalExamination);
        Assert.Equal((new DateOnly(2027, 1, 5), 8, Domain.Alerts.ToldRole.TeamLeader), (open.Reason.ClosesOn, open.DaysLate, open.Reason.Told)); // counted from the consent again
        Assert.Equal([true, true], story.Timeline.Where(entry => entry.What == "examination").Select(entry => entry.Cancelled));
        Assert.Equal(0, promises.Broken);
    }

    [Fact]
    public async Task Given_a_case_from_a_program_without_the_yearly_task_When_a_night_has_passed_Then_it_has_one_and_no_check_misses_any()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await slice.Send(A.Registration());
        await slice.Db(db => db.CareTasks.IgnoreQueryFilters().Where(task => task.Kind == CareTaskKind.PhysicalExamination).ExecuteDeleteAsync());

        var before = (PromisesVerified)await Run(JobNames.Verify);
        var night = await Run("agreement-renewals");
        var after = (PromisesVerified)await Run(JobNames.Verify);

        Assert.Equal((1, 1, 0), (before.Dropped, before.Broken, after.Broken));
        Assert.Equal((1, 1, 0), (night.Found, night.Done, (await Run("agreement-renewals")).Found));
        Assert.Equal(new DateOnly(2027, 1, 5), (await slice.Db(db => db.CareTasks.IgnoreQueryFilters().SingleAsync(task => task.Kind == CareTaskKind.PhysicalExamination))).ClosesOn);

        Task<JobCounts> Run(string job) => slice.Services.GetRequiredService<IJobRunner>().RunAsync(job, new(2026, 3, 20), TestContext.Current.CancellationToken);
    }
}
