using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Tests.Exits;

namespace CaseManagement.Domain.Tests.Cases;

/// <summary>A question to a hospital has a last day, and climbs when nobody answers.</summary>
public sealed class QuestionTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly CaseGrantId Grant = new(new Guid("019b8e2a-0000-7000-8000-00000000000a"));

    [Fact]
    public void Given_a_question_When_nobody_answers_Then_it_is_due_within_working_days_and_the_ladder_tells_the_psychiatrist_and_then_the_others()
    {
        var managed = ACase.Managed();

        managed.AskSpecialist(Grant, ACase.Standards, Monday);

        var task = Assert.Single(managed.Tasks, task => task.Kind == CareTaskKind.SpecialistQuestion);
        var told = ACase.Standards.Ladder.For(CareTaskKind.SpecialistQuestion, Stability.Unstable).Select(step => step.Tells);
        Assert.Equal((CareTaskState.Open, Monday, new DateOnly(2026, 3, 9), "specialist-question.5-working-days"), (task.State, task.CycleOn, task.ClosesOn, task.Basis));
        Assert.Equal([ToldRole.CareTeam, ToldRole.Specialist, ToldRole.TeamLeader, ToldRole.PreventionOffice], told);
    }

    [Theory]
    [InlineData(true, CareTaskState.Done)]
    [InlineData(false, CareTaskState.Withdrawn)]
    public void Given_a_question_When_it_is_answered_or_let_go_Then_nobody_waits_for_it_any_more(bool isAnswered, CareTaskState state)
    {
        var managed = ACase.Managed();
        managed.AskSpecialist(Grant, ACase.Standards, Monday);

        if (isAnswered) managed.QuestionsAnswered([Grant], Monday.AddDays(2), ACase.Standards, Monday.AddDays(3));
        else managed.QuestionEnded(Grant, ACase.Standards, Monday.AddDays(3));
        managed.QuestionsAnswered([Grant], Monday.AddDays(9), ACase.Standards, Monday.AddDays(9)); // what has an end is not answered again

        var task = Assert.Single(managed.Tasks, task => task.Kind == CareTaskKind.SpecialistQuestion);
        Assert.Equal((state, isAnswered ? Monday.AddDays(2) : (DateOnly?)null), (task.State, task.SettledOn));
    }

    [Fact]
    public void Given_an_unstable_patient_When_a_question_is_asked_Then_it_climbs_as_for_the_unstable()
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(Monday, Stability.Unstable), ACase.Doctor, ACase.Standards, Monday);

        managed.AskSpecialist(Grant, ACase.Standards, Monday);

        Assert.Equal(Stability.Unstable, Assert.Single(managed.Tasks, task => task.Kind == CareTaskKind.SpecialistQuestion).Class);
    }

    [Fact]
    public void Given_a_question_When_the_patient_is_admitted_or_lost_Then_it_still_wants_its_answer_and_is_late_on_the_same_day()
    {
        var (admitted, lost) = (ACase.Managed(), AnExit.Lost());
        admitted.AskSpecialist(Grant, ACase.Standards, Monday);
        lost.AskSpecialist(Grant, ACase.Standards, new(2026, 6, 15));

        admitted.RecordFollowUp(ACase.Visit(new(2026, 3, 4), hospital: HospitalStay.InHospital), ACase.Doctor, ACase.Standards, new(2026, 3, 4));

        Assert.Equal((CaseState.InHospital, null, new DateOnly(2026, 3, 9)), (admitted.State, Question(admitted).QuietUntil, Question(admitted).ClosesOn));
        Assert.Equal((CaseState.Lost, CareTaskState.Open, null), (lost.State, Question(lost).State, Question(lost).QuietUntil));
    }

    [Fact]
    public void Given_two_hospitals_that_were_asked_When_one_answers_Then_each_question_has_a_task_and_a_last_day_of_its_own()
    {
        var managed = ACase.Managed();
        var other = new CaseGrantId(new Guid("019b8e2a-0000-7000-8000-00000000000b"));
        managed.AskSpecialist(Grant, ACase.Standards, Monday);
        managed.AskSpecialist(other, ACase.Standards, Monday.AddDays(2));
        Assert.Equal([(Monday, new(2026, 3, 9)), (Monday.AddDays(2), new DateOnly(2026, 3, 11))], managed.Tasks.Where(task => task is { Kind: CareTaskKind.SpecialistQuestion, State: CareTaskState.Open }).Select(task => (task.CycleOn, task.ClosesOn)).Order());

        managed.QuestionsAnswered([Grant], Monday.AddDays(3), ACase.Standards, Monday.AddDays(3));

        Assert.Equal((Monday.AddDays(2), new DateOnly(2026, 3, 11)), (Question(managed).CycleOn, Question(managed).ClosesOn));
    }

    [Fact]
    public void Given_two_hospitals_that_were_asked_on_one_day_When_one_answers_Then_the_one_task_stands_for_the_other()
    {
        var managed = ACase.Managed();
        var other = new CaseGrantId(new Guid("019b8e2a-0000-7000-8000-00000000000b"));
        managed.AskSpecialist(Grant, ACase.Standards, Monday);
        managed.AskSpecialist(other, ACase.Standards, Monday);

        managed.QuestionsAnswered([Grant], Monday.AddDays(3), ACase.Standards, Monday.AddDays(3));

        Assert.Equal(Monday, Question(managed).CycleOn);
    }

    /// <summary>The open one.</summary>
    private static CareTask Question(ManagedCase managed) => Assert.Single(managed.Tasks, task => task is { Kind: CareTaskKind.SpecialistQuestion, State: CareTaskState.Open });
}
