using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Injections;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Patients;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features;

public sealed class CaseTests
{
    private const string ValidId = "11010519491231002X";

    [Fact]
    public async Task Given_an_id_number_When_a_patient_is_registered_Then_it_is_checked_kept_and_asked_about()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));

        var registered = await slice.Send(A.Registration() with { Document = IdentityDocument.ResidentIdCard, DocumentNumber = "11010519491231002x", BornOn = new(1949, 12, 31) });

        var patient = await slice.Db(db => db.Patients.AsNoTracking().SingleAsync(patient => patient.Id == registered.PatientId));
        Assert.Equal(ValidId, slice.Services.GetRequiredService<ISeals>().Open(patient.DocumentNumber!, patient.Id));
        Assert.Equal(["id-number.sex"], registered.Warnings); // the number says female, the form says male
        Assert.Equal(slice.Town.Team.Id, registered.CareTeamId);
    }

    [Fact]
    public async Task Given_a_registered_person_When_registered_again_Then_the_number_refuses_and_the_name_asks()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var person = A.Registration() with { Document = IdentityDocument.ResidentIdCard, DocumentNumber = ValidId, BornOn = new(1949, 12, 31), Sex = Sex.Female };
        await slice.Send(person);

        var sameNumber = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(person with { Name = "另一人" }));
        var sameName = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(person with { Document = null, DocumentNumber = null }));
        await slice.Send(person with { Document = null, DocumentNumber = null, NotADuplicate = true });

        Assert.Equal(("patient.duplicate", "patient.possible-duplicate"), (sameNumber.Code, sameName.Code));
        Assert.Equal(2, await slice.Db(db => db.Patients.CountAsync()));
    }

    [Fact]
    public async Task Given_two_people_saving_at_once_When_the_second_saves_Then_it_is_told_and_nothing_is_overwritten()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.FollowUpOf(registered.CaseId) with { ExpectedVersion = registered.Version });

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(A.FollowUpOf(registered.CaseId) with { SeenOn = new(2026, 3, 5), ExpectedVersion = registered.Version }));

        Assert.Equal(1, await slice.Db(db => db.Cases.Where(managed => managed.Id == registered.CaseId).SelectMany(managed => managed.FollowUps).CountAsync()));
    }

    [Fact]
    public async Task Given_ten_savers_at_the_same_moment_When_all_record_a_visit_Then_every_visit_is_kept_or_refused_and_one_task_is_open()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var registered = await slice.Send(A.Registration());

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 10).Select(day => Task.Run(async () =>
        {
            try
            {
                await slice.Send(A.FollowUpOf(registered.CaseId) with { SeenOn = new(2026, 3, day) });
                return true;
            }
            catch (ChangedMeanwhileException)
            {
                return false;
            }
        })));

        var story = await slice.Send(new GetCase(registered.CaseId));
        Assert.Contains(true, outcomes);
        Assert.Equal(outcomes.Count(kept => kept), story.Timeline.Count(entry => entry.What == "follow-up"));
        Assert.Single(story.Tasks, task => task.Kind == CareTaskKind.FollowUp);
    }

    [Fact]
    public async Task Given_an_address_When_a_grid_is_proposed_and_confirmed_Then_case_tasks_and_history_say_so()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var registered = await slice.Send(A.Registration());

        var proposed = await slice.Send(new ProposeGrid(registered.CaseId));
        await slice.Send(new ConfirmGrid(registered.CaseId, proposed.Proposal.GridCode!, registered.Version));

        var managed = await slice.Db(db => db.Cases.AsNoTracking().SingleAsync(managed => managed.Id == registered.CaseId));
        var story = await slice.Send(new GetCase(registered.CaseId));
        Assert.Equal((slice.Town.Grid.Code, "grid.keyword"), (managed.Grid!.GridCode, managed.Grid.Reason));
        Assert.Equal((slice.Town.Grid.Name, slice.Town.Grid.Name), (story.Grid, story.Timeline.Single(entry => entry.What == "grid").Text));
        Assert.All(managed.Tasks, task => Assert.Equal(slice.Town.Grid.Code, task.AreaCode));
    }

    [Fact]
    public async Task Given_a_grid_of_another_town_When_it_is_confirmed_Then_it_is_refused()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var registered = await slice.Send(A.Registration());

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new ConfirmGrid(registered.CaseId, slice.Town.GridOfOtherTown.Code)));

        Assert.Equal("grid.other-town", refusal.Code);
    }

    [Fact]
    public async Task Given_a_course_When_the_start_doses_are_given_Then_the_maintenance_dose_is_due_five_weeks_after_the_first()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 12));
        var (caseId, courseId) = await ACourse(slice);

        var first = await slice.Send(Dose(caseId, courseId, new(2026, 3, 2), 150));
        var second = await slice.Send(Dose(caseId, courseId, new(2026, 3, 9), 100) with { Site = InjectionSite.DeltoidRight });

        Assert.Equal((new DateOnly(2026, 3, 5), new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 13)), (first.NextOpensOn, first.NextDueOn, first.NextClosesOn));
        Assert.Equal((new DateOnly(2026, 3, 30), new DateOnly(2026, 4, 6), new DateOnly(2026, 4, 13)), (second.NextOpensOn, second.NextDueOn, second.NextClosesOn));
    }

    [Fact]
    public async Task Given_a_strength_that_the_product_does_not_come_in_When_it_is_given_Then_it_is_refused_with_those_it_does()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 12));
        var (caseId, courseId) = await ACourse(slice);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(Dose(caseId, courseId, new(2026, 3, 2), 120)));

        Assert.Equal("injection.strength-not-offered", refusal.Code);
        Assert.Equal("25, 50, 75, 100, 150", refusal.Arguments[0]);
    }

    [Fact]
    public async Task Given_a_cancelled_dose_When_it_was_the_second_one_Then_it_is_due_again()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 12));
        var (caseId, courseId) = await ACourse(slice);
        await slice.Send(Dose(caseId, courseId, new(2026, 3, 2), 150));
        var second = await slice.Send(Dose(caseId, courseId, new(2026, 3, 9), 100));

        await slice.Send(new CancelInjection(caseId, courseId, second.Id, "记错了人"));

        var next = (await slice.Send(new GetCase(caseId))).Tasks.Single(task => task.Kind == CareTaskKind.Injection);
        Assert.Equal(new DateOnly(2026, 3, 9), next.Reason.DueOn);
    }

    [Fact]
    public async Task Given_a_confirmation_by_somebody_who_is_no_psychiatrist_When_a_dose_is_recorded_Then_it_is_refused()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 12));
        var (caseId, courseId) = await ACourse(slice);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(Dose(caseId, courseId, new(2026, 3, 2), 150) with { ConfirmedBy = slice.Town.Doctor.Id }));

        Assert.Equal("injection.confirmer-not-psychiatrist", refusal.Code);
    }

    [Fact]
    public async Task Given_codes_that_are_on_no_form_When_a_follow_up_is_sent_Then_each_field_is_named()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 12));
        var registered = await slice.Send(A.Registration());

        var refusal = await Assert.ThrowsAsync<ValidationException>(() => slice.Send(A.FollowUpOf(registered.CaseId) with
        {
            SeenOn = new(2026, 3, 13),
            Class = (Stability)7,
            Findings = A.CalmFindings with { Insight = (Insight)9, Symptoms = [Symptom.Hallucination, Symptom.Hallucination], DangerousActs = DangerousActs.Nothing with { SelfHarm = -1 } },
        }));

        Assert.Equal(
            [("Class", "code.unknown"), ("Findings.DangerousActs.SelfHarm", "count.out-of-range"), ("Findings.Insight", "code.unknown"), ("Findings.Symptoms", "code.ticked-twice"), ("SeenOn", "follow-up.in-future")],
            refusal.Errors.Select(error => (error.PropertyName, error.ErrorCode)).Order());
    }

    [Fact]
    public async Task Given_a_role_without_the_right_When_it_acts_Then_it_may_not_and_nothing_is_kept()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 12));

        var refusal = await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(A.Registration(), by: slice.Town.Volunteer));

        Assert.Equal(Right.Register, refusal.Right);
        Assert.Equal(0, await slice.Db(db => db.Patients.CountAsync()));
    }

    [Fact]
    public async Task Given_a_command_When_it_is_carried_out_or_refused_Then_the_audit_holds_it_or_not()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 12));
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.FollowUpOf(registered.CaseId));
        await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(A.FollowUpOf(registered.CaseId) with { SeenOn = new(2026, 1, 4) }));

        var audit = await slice.Db(db => db.Audit.AsNoTracking().OrderBy(entry => entry.Id).ToListAsync());

        Assert.Equal([(nameof(RegisterPatient), slice.Town.Doctor.Id), (nameof(RecordFollowUp), slice.Town.Doctor.Id)], audit.Select(entry => (entry.Request, entry.Actor)));
    }

    [Fact]
    public async Task Given_a_list_of_several_pages_When_it_is_paged_by_key_Then_every_row_comes_once_and_the_count_agrees()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 30));
        for (var i = 0; i < 23; i++)
        {
            var registered = await slice.Send(A.Registration($"测试{i}"));
            await slice.Send(A.UnstableFollowUpOf(registered.CaseId) with { SeenOn = new DateOnly(2026, 3, 2).AddDays(i % 4) });
        }

        var filter = new WorklistFilter(DueBand.Late, CareTaskKind.FollowUp, slice.Town.Team.Id, "441900");
        var rows = new List<WorklistRow>();
        string? after = null;
        do
        {
            var page = await slice.Send(new ListWorklist(filter, after, Take: 5));
            rows.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);

        var counts = await slice.Send(new CountWorklist(filter));
        Assert.Equal(23, rows.Select(row => row.TaskId).Distinct().Count());
        Assert.Equal((23, 23), (rows.Count, counts.Bands[DueBand.Late]));
        Assert.Equal(rows.OrderBy(row => row.Reason.ClosesOn).Select(row => row.Reason.ClosesOn), rows.Select(row => row.Reason.ClosesOn));
    }

    private static async Task<(ManagedCaseId CaseId, InjectionCourseId CourseId)> ACourse(Slice slice)
    {
        var registered = await slice.Send(A.Registration());
        var course = await slice.Send(new StartInjectionCourse(registered.CaseId, "pp1m-janssen", new(2026, 3, 2), 100, RenalBand.Normal, OralToleratedOn: new(2026, 1, 10)));

        return (registered.CaseId, course.Id);
    }

    private static GiveInjection Dose(ManagedCaseId caseId, InjectionCourseId courseId, DateOnly on, decimal dose) => new(caseId, courseId, on, dose, InjectionSite.DeltoidLeft, "B20260301");
}
