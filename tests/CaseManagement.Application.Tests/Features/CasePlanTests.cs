using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.CasePlans;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Features.Reviews;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Patients;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features;

/// <summary>A case plan through the house: kept, due, told of, reviewed, and whose it is to write.</summary>
public sealed class CasePlanTests
{
    private static readonly DateOnly Monday = A.Monday;

    [Fact]
    public async Task Given_a_plan_whose_review_is_late_When_nobody_looks_at_it_Then_the_office_is_told_at_last_and_the_review_closes_what_was_told()
    {
        await using var slice = await Slice.CreateAsync(today: Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var begun = await slice.Send(A.PlanOf(caseId, Monday));
        var due = Assert.Single((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.CasePlanReview)))).Rows);
        slice.Clock.Day = begun.ReviewBy!.Value.AddDays(15);

        await Run(slice, JobNames.Sweep);
        var told = await slice.Db(db => db.Alerts.Where(alert => alert.Kind == CareTaskKind.CasePlanReview).OrderBy(alert => alert.Step).ToListAsync());
        var reviewed = await slice.Send(new ReviewCasePlan(caseId, begun.Id, slice.Clock.Day, A.PlanReviewed));
        slice.Clock.Day = slice.Clock.Day.AddDays(1);
        await Run(slice, JobNames.Sweep);
        var promises = (PromisesVerified)await Run(slice, JobNames.Verify);
        var sheet = await slice.Send(new GetCasePlan(caseId));

        Assert.Equal(new DateOnly(2026, 6, 2), due.Reason.ClosesOn);
        Assert.Equal([ToldRole.CareTeam, ToldRole.TeamLeader, ToldRole.PreventionOffice], told.Select(alert => alert.Tells));
        Assert.Equal(begun.ReviewBy!.Value.AddDays(15), told[^1].RaisedOn);
        Assert.Equal(0, await slice.Db(db => db.Alerts.CountAsync(alert => alert.Kind == CareTaskKind.CasePlanReview && alert.State < AlertState.Resolved)));
        Assert.Equal((reviewed.ReviewBy, 0, 0), (sheet.ReviewBy, sheet.DaysLate, promises.Unexplained));
        Assert.Equal(("已提醒两次", "按时服药"), (sheet.InForce!.Goals[0].Measures[0].Result, sheet.InForce.Goals[0].Progress));
        Assert.Contains((await slice.Send(new GetCase(caseId))).Timeline, entry => entry.What == "plan-review");
    }

    [Fact]
    public async Task Given_a_plan_When_two_write_at_once_Then_one_is_told_and_no_second_plan_holds()
    {
        await using var slice = await Slice.CreateAsync(today: Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var version = (await slice.Send(new GetCasePlan(caseId))).Version;

        var begun = await slice.Send(A.PlanOf(caseId, Monday) with { ExpectedVersion = version });
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(A.PlanOf(caseId, Monday) with { ExpectedVersion = version }));
        var second = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(A.PlanOf(caseId, Monday)));
        await slice.Send(new EndCasePlan(caseId, begun.Id, Monday, CasePlanEnd.Replaced));
        var anew = await slice.Send(A.PlanOf(caseId, Monday));
        var behindTheRules = await Assert.ThrowsAnyAsync<Exception>(() => slice.Db(db => db.Database.ExecuteSqlAsync($"UPDATE \"CasePlan\" SET \"EndedOn\" = NULL")));

        Assert.Equal("plan.in-force", second.Code);
        Assert.NotEqual(begun.Id, anew.Id);
        Assert.Equal(new DateOnly(2026, 6, 2), anew.ReviewBy);
        Assert.Contains("UNIQUE", behindTheRules.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Given_a_plan_When_those_who_do_not_write_it_try_Then_they_are_refused_and_a_psychiatrist_adds_only_where_the_case_was_sent()
    {
        await using var slice = await Slice.CreateAsync(today: Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var (begun, town) = (await slice.Send(A.PlanOf(caseId, Monday)), slice.Town);
        var measure = new AddPlanMeasure(caseId, begun.Id, 1, "复查血药浓度", 1, new(2026, 4, 1), "加量后");
        var review = new ReviewCasePlan(caseId, begun.Id, Monday, A.PlanReviewed);

        await slice.Send(new AssignCareGroup(caseId, town.Group.Id, new(2026, 12, 31)));
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new GetCasePlan(caseId), town.Volunteer));
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(review, town.Officer));
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(measure));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(measure, town.Psychiatrist));
        await slice.Send(new AskEmergencyAccess(GrantReason.FoundAway, "在车站", Name: "测试甲", BornOn: new(1980, 5, 20), Sex: Sex.Male), town.Psychiatrist);
        var inEmergency = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(measure, town.Psychiatrist));
        await slice.Send(new SendToSpecialist(caseId, town.Hospital.Id, "请会诊"));
        await slice.Send(measure, town.Psychiatrist);
        var sheet = await slice.Send(new GetCasePlan(caseId), town.Officer);

        Assert.True(Assert.Single((await slice.Send(new GetReview(caseId), town.Psychiatrist)).Advice).IsOwed);
        await slice.Send(new EndCasePlan(caseId, begun.Id, Monday, CasePlanEnd.EndedBySigner, "家属不同意抽血"));
        var rests = Assert.Single((await slice.Send(new GetReview(caseId), town.Psychiatrist)).Advice);
        Assert.Equal((false, new(Monday, CasePlanEnd.EndedBySigner, "家属不同意抽血")), (rests.IsOwed, rests.Rested!)); // a measure ends with its plan, and whoever asked reads why
        Assert.Equal("access.emergency-only", inEmergency.Code);
        Assert.Null(sheet.InForce!.Versions[0].Agreed);
        Assert.Equal("复查血药浓度", sheet.InForce.Goals[0].Measures[1].What);
    }

    [Fact]
    public async Task Given_a_plan_that_is_not_well_formed_When_it_is_sent_Then_it_is_refused_by_its_shape_or_by_its_rule()
    {
        await using var slice = await Slice.CreateAsync(today: Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var whole = A.PlanOf(caseId, Monday);
        var goal = whole.Plan.Goals[0];

        Assert.Equal("text.missing", await Refused(whole with { Plan = null! }));
        Assert.Equal("plan.goal-missing", await Refused(whole with { Plan = whole.Plan with { Goals = null! } }));
        Assert.Equal("plan.measure-missing", await Refused(whole with { Plan = whole.Plan with { Goals = [goal with { Measures = null! }] } }));
        Assert.Equal("code.unknown", await Refused(whole with { Plan = whole.Plan with { Goals = [goal with { Area = (PlanArea)7 }] } }));
        Assert.Equal("text.too-long", await Refused(whole with { Plan = whole.Plan with { Members = [new(new string('x', CasePlan.NameMaxLength + 1), "社工")] } }));
        Assert.Equal("day.out-of-range", await Refused(whole with { Plan = whole.Plan with { Goals = [goal with { Measures = [new("提醒", 1, default)] }] } }));

        async Task<string> Refused(BeginCasePlan command) => (await Assert.ThrowsAsync<ValidationException>(() => slice.Send(command))).Errors.First().ErrorCode;
    }

    [Fact]
    public async Task Given_a_plan_without_its_review_or_a_review_without_its_plan_When_the_promises_are_counted_Then_each_is_one_too_many()
    {
        await using var slice = await Slice.CreateAsync(today: Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.PlanOf(caseId, Monday));
        var whole = await Counted();

        await slice.Db(db => db.Set<CasePlan>().ExecuteUpdateAsync(plan => plan.SetProperty(x => x.EndedOn, Monday)));
        var withoutPlan = await Counted();
        await slice.Db(db => db.Set<CasePlan>().ExecuteUpdateAsync(plan => plan.SetProperty(x => x.EndedOn, (DateOnly?)null)));
        await slice.Db(db => db.CareTasks.Where(task => task.Kind == CareTaskKind.CasePlanReview).ExecuteDeleteAsync());
        var withoutReview = await Counted();
        await slice.Send(new RecordConsent(caseId, Agrees: false, A.PlanOf(caseId, Monday).Agreed));
        var rests = await Counted();

        Assert.Equal([(0, 0), (0, 1), (1, 0), (0, 0)], [whole, withoutPlan, withoutReview, rests]);

        async Task<(int Dropped, int Lingering)> Counted()
        {
            var promises = (PromisesVerified)await Run(slice, JobNames.Verify);
            return (promises.Dropped, promises.Lingering);
        }
    }

    private static Task<JobCounts> Run(Slice slice, string job) => slice.Services.GetRequiredService<IJobRunner>().RunAsync(job, slice.Clock.Day, TestContext.Current.CancellationToken);
}
