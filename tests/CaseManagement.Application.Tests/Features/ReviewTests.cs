using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.Reviews;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features;

/// <summary>From the question to the advice and back to the team that follows it, walked from both ends.</summary>
public sealed class ReviewTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task Given_a_question_When_the_psychiatrist_advises_Then_it_waits_no_more_and_the_team_has_it_as_work_until_somebody_follows_it()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, psychiatrist) = ((await slice.Send(A.Registration())).CaseId, slice.Town.Psychiatrist);
        await slice.Send(A.FollowUpOf(caseId));
        Assert.Empty((await slice.Send(new ListReviews(), psychiatrist)).Rows);
        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));

        var row = Assert.Single((await slice.Send(new ListReviews(), psychiatrist)).Rows);
        Assert.Equal((caseId, "是否换药？", GrantReason.Question, slice.Town.Doctor.Name, 0, false), (row.CaseId, row.Question, row.Reason, row.AskedBy, row.AgeDays, row.IsUrgent));
        await slice.Send(new RecordAdvice(caseId, Today, "维持原方案，两周后复查"), psychiatrist);

        Assert.Equal(0, (await slice.Send(new ListReviews(), psychiatrist)).Total);
        var task = Assert.Single((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.AdviceToFollow)))).Rows);
        var review = await slice.Send(new GetReview(caseId));
        Assert.Equal(("维持原方案，两周后复查", true), (review.Advice.Single().Text, review.Advice.Single().IsOwed));
        Assert.Equal(ManagedCase.AdviceByNextContact, task.Reason.Basis);
        Assert.Equal((new DateOnly(2026, 6, 2), new DateOnly(2026, 6, 2)), (review.Tasks.Single(other => other.Kind == CareTaskKind.FollowUp).Reason.ClosesOn, task.Reason.ClosesOn));

        await slice.Send(new FollowAdvice(caseId, review.Advice[0].Id, Today, "已告知家属"));

        Assert.Empty((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.AdviceToFollow)))).Rows);
        Assert.Equal((Today, "已告知家属"), ((await slice.Send(new GetReview(caseId), psychiatrist)).Advice[0].DoneOn!.Value, (await slice.Send(new GetReview(caseId), psychiatrist)).Advice[0].DoneNote));
        Assert.Equal("advice.done-already", await Refused(slice, new FollowAdvice(caseId, review.Advice[0].Id, Today)));
        Assert.Contains((await slice.Send(new GetCase(caseId))).Timeline, entry => entry.What == "advice-followed");
    }

    [Fact]
    public async Task Given_cases_of_all_kinds_When_the_queue_is_read_a_row_at_a_time_Then_emergency_danger_and_unstable_come_first_and_then_the_oldest()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (calm, crisis, unstable, later) = (await Asked("测试甲"), await Asked("测试乙"), await Asked("测试丙", day: 1), await Asked("测试丁", day: 2));
        await slice.Send(A.UnstableFollowUpOf(unstable) with { SeenOn = slice.Clock.Day });
        await slice.Send(new StartCrisis(crisis, CrisisTrigger.Relapse));

        var (read, after) = (new List<ReviewRow>(), (string?)null);
        do
        {
            var page = await slice.Send(new ListReviews(after, Take: 1), slice.Town.Psychiatrist);
            Assert.Equal(4, page.Total);
            read.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal([crisis, unstable, calm, later], read.Select(row => row.CaseId));
        Assert.Equal([true, true, false, false], read.Select(row => row.IsUrgent));
        Assert.Equal((true, 2), (read[0].InEmergency, read[2].AgeDays));
        Assert.Equal((CareTaskKind.SpecialistQuestion, Today.AddDays(8)), (read[1].Due!.Kind, read[1].Due!.Reason.ClosesOn)); // the guidance is owed too, by a later day
        Assert.Equal(ToldRole.CareTeam, read[1].NextStep!.Tells);
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new ListReviews()));

        async Task<ManagedCaseId> Asked(string name, int day = 0)
        {
            slice.Clock.Day = Today.AddDays(day);
            var caseId = (await slice.Send(A.Registration(name))).CaseId;
            await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "怎么办？"));
            return caseId;
        }
    }

    [Fact]
    public async Task Given_a_question_that_nobody_answers_When_its_days_are_over_Then_the_queue_shows_it_late_and_the_ladder_tells_the_psychiatrist_until_somebody_lets_it_go()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var asked = await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));

        slice.Clock.Day = Today.AddDays(8);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, slice.Clock.Day, TestContext.Current.CancellationToken);
        var row = Assert.Single((await slice.Send(new ListReviews(), slice.Town.Psychiatrist)).Rows);
        var told = await slice.Db(db => db.Alerts.Where(alert => alert.Kind == CareTaskKind.SpecialistQuestion).Select(alert => alert.Tells).Order().ToListAsync());
        await slice.Send(new EndSpecialistAccess(caseId, asked.Id, asked.Version));

        Assert.Equal((CareTaskKind.SpecialistQuestion, Today.AddDays(7), 1), (row.Due!.Kind, row.Due.Reason.ClosesOn, row.Due.DaysLate));
        Assert.Equal([ToldRole.CareTeam, ToldRole.Specialist], told);
        Assert.Empty((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.SpecialistQuestion)))).Rows);
    }

    [Fact]
    public async Task Given_a_guidance_that_is_due_When_advice_comes_from_before_it_Then_it_is_owed_still_and_the_queue_keeps_it()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, psychiatrist) = ((await slice.Send(A.Registration())).CaseId, slice.Town.Psychiatrist);
        await slice.Send(A.UnstableFollowUpOf(caseId) with { SeenOn = Today });

        var due = Assert.Single((await slice.Send(new ListReviews(), psychiatrist)).Rows);
        await slice.Send(new RecordAdvice(caseId, Today.AddDays(-1), "上次的意见"), psychiatrist);
        var still = Assert.Single((await slice.Send(new ListReviews(), psychiatrist)).Rows);
        await slice.Send(new RecordAdvice(caseId, Today, "加强随访"), psychiatrist);

        Assert.Equal((GrantReason.ReviewDue, due.Id, new DateOnly(2026, 3, 16)), (due.Reason, still.Id, due.Due!.Reason.ClosesOn));
        Assert.Empty((await slice.Send(new ListReviews(), psychiatrist)).Rows);
        Assert.Single((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.AdviceToFollow)))).Rows); // two advices are one thing to do
        Assert.Equal([(GrantReason.ReviewDue, Today)], (await slice.Send(new GetReview(caseId), psychiatrist)).Questions.Where(asked => asked.Reason == GrantReason.ReviewDue).Select(asked => (asked.Reason, Clock.DayOf(asked.AnsweredAt!.Value))));
    }

    [Fact]
    public async Task Given_an_answered_question_When_asked_again_Then_the_new_one_waits_and_the_old_one_opens_nothing_more()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, psychiatrist) = ((await slice.Send(A.Registration())).CaseId, slice.Town.Psychiatrist);
        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));
        await slice.Send(new RecordAdvice(caseId, Today, "不换"), psychiatrist);

        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "还有震颤，怎么办？"));

        Assert.Equal("还有震颤，怎么办？", Assert.Single((await slice.Send(new ListReviews(), psychiatrist)).Rows).Question);
        Assert.Equal([true, false], await slice.Db(db => db.CaseGrants.OrderBy(grant => grant.FromAt).ThenBy(grant => grant.AnsweredAt == null).Select(grant => grant.EndedAt != null).ToListAsync()));
    }

    [Fact]
    public async Task Given_a_question_When_it_is_taken_back_expires_or_the_case_is_closed_Then_nobody_waits_and_nothing_can_be_said_any_more()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var psychiatrist = slice.Town.Psychiatrist;
        var (ended, closed, expired) = ((await slice.Send(A.Registration())).CaseId, (await slice.Send(A.Registration("测试乙"))).CaseId, (await slice.Send(A.Registration("测试丙"))).CaseId);
        var grant = await slice.Send(new SendToSpecialist(ended, slice.Town.Hospital.Id, "是否换药？"));
        await slice.Send(new SendToSpecialist(closed, slice.Town.Hospital.Id, "是否换药？"));
        var managed = await slice.Db(db => db.Cases.SingleAsync(managed => managed.Id == expired));
        await slice.Add(CaseGrant.ToPsychiatrist(GrantTarget.Of(managed), psychiatrist.Id, 0, slice.Clock.GetUtcNow(), Clock.EndOf(Today), "请看一下", slice.Town.Doctor.Id));
        Assert.Equal(3, (await slice.Send(new ListReviews(), psychiatrist)).Total);

        await slice.Send(new EndSpecialistAccess(ended, grant.Id));
        await slice.Send(new CloseCase(closed, Domain.Exits.DeletionReason.WrongEntry), slice.Town.Officer);
        slice.Clock.Day = Today.AddDays(1);

        Assert.Equal(0, (await slice.Send(new ListReviews(), psychiatrist)).Total);
        foreach (var gone in new[] { ended, expired })
        {
            await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetReview(gone), psychiatrist));
            await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new RecordAdvice(gone, Today, "复诊"), psychiatrist));
        }

        Assert.Equal("case.deleted", await Refused(slice, new RecordAdvice(closed, Today, "复诊"), psychiatrist));
    }

    [Fact]
    public async Task Given_a_question_that_was_answered_by_mistake_When_the_advice_is_cancelled_Then_it_waits_again_and_only_who_may_advise_can_do_so()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, psychiatrist) = ((await slice.Send(A.Registration())).CaseId, slice.Town.Psychiatrist);
        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));
        await slice.Send(new RecordAdvice(caseId, Today, "加量"), psychiatrist);
        await slice.Town.AddStrangerAsync(slice);
        var advice = (await slice.Send(new GetReview(caseId))).Advice.Single();
        var cancel = new CancelFact(caseId, CaseFact.Advice, advice.Id, "看错病人");

        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(cancel));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(cancel, slice.Town.Stranger));
        await slice.Send(cancel, psychiatrist);

        var again = Assert.Single((await slice.Send(new ListReviews(), psychiatrist)).Rows);
        Assert.Equal(("是否换药？", CareTaskKind.SpecialistQuestion), (again.Question, again.Due?.Kind));
        Assert.Empty((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.AdviceToFollow)))).Rows);
        var right = await slice.Send(new RecordAdvice(caseId, Today, "减量"), psychiatrist);
        Assert.Equal(0, (await slice.Send(new ListReviews(), psychiatrist)).Total);
        await slice.Send(new CancelFact(caseId, CaseFact.Advice, (await slice.Send(new GetReview(caseId))).Advice.Single(each => each.CancelReason is null).Id, "又看错", right.Version), psychiatrist);
        Assert.Single((await slice.Send(new ListReviews(), psychiatrist)).Rows);
        var kept = (await slice.Send(new GetReview(caseId))).Advice.Single(each => each.Text == "加量");
        Assert.Equal(("加量", "看错病人", false), (kept.Text, kept.CancelReason, kept.IsOwed));
        Assert.Contains((await slice.Send(new GetCase(caseId))).Timeline, entry => entry is { What: "advice", Cancelled: true });
    }

    [Fact]
    public async Task Given_two_who_act_at_the_same_moment_When_both_answer_or_both_follow_Then_one_is_told_that_the_other_was_first()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, psychiatrist) = ((await slice.Send(A.Registration())).CaseId, slice.Town.Psychiatrist);
        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));
        var seen = (await slice.Send(new GetReview(caseId), psychiatrist)).Version;

        await slice.Send(new RecordAdvice(caseId, Today, "甲说", seen), psychiatrist);
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new RecordAdvice(caseId, Today, "乙说", seen), psychiatrist));
        var review = await slice.Send(new GetReview(caseId));
        await slice.Send(new FollowAdvice(caseId, review.Advice.Single().Id, Today, ExpectedVersion: review.Version));
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new FollowAdvice(caseId, review.Advice.Single().Id, Today, ExpectedVersion: review.Version), slice.Town.Leader));
    }

    [Fact]
    public async Task Given_a_talk_When_either_side_logs_it_Then_it_stands_in_the_story_and_settles_nothing()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, psychiatrist, doctor) = ((await slice.Send(A.Registration())).CaseId, slice.Town.Psychiatrist, slice.Town.Doctor);
        await slice.Send(A.UnstableFollowUpOf(caseId) with { SeenOn = Today });
        var at = slice.Clock.GetUtcNow();
        Assert.Contains((await slice.Send(new GetReview(caseId), psychiatrist)).Partners, partner => partner.Id == doctor.Id);
        Assert.Contains((await slice.Send(new GetReview(caseId))).Partners, partner => partner.Id == psychiatrist.Id);

        await slice.Send(new RecordGuidance(caseId, at, GuidanceMeans.Phone, doctor.Id, "电话核对用药"), psychiatrist);
        await slice.Send(new RecordGuidance(caseId, at, GuidanceMeans.Video, psychiatrist.Id, "视频看诊"));

        var talks = (await slice.Send(new GetReview(caseId))).Guidance;
        Assert.Equal(2, talks.Count);
        Assert.All(talks, talk => Assert.Equal((psychiatrist.Name, doctor.Name), (talk.Guide, talk.Guided)));
        var story = await slice.Send(new GetCase(caseId));
        Assert.Equal(2, story.Timeline.Count(entry => entry.What == "guidance"));
        Assert.Contains(story.Tasks, task => task.Kind == CareTaskKind.SpecialistReview);
    }

    [Fact]
    public async Task Given_a_talk_that_cannot_have_been_When_logged_Then_it_is_refused()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, psychiatrist, doctor) = ((await slice.Send(A.Registration())).CaseId, slice.Town.Psychiatrist, slice.Town.Doctor);
        var talk = new RecordGuidance(caseId, slice.Clock.GetUtcNow(), GuidanceMeans.Phone, slice.Town.Leader.Id, "核对用药");

        Assert.Equal("guidance.two-people", await Refused(slice, talk, doctor));
        Assert.Equal("guidance.before-registration", await Refused(slice, talk with { With = psychiatrist.Id, At = Clock.StartOf(new(2025, 1, 1)) }, doctor));
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => slice.Send(talk with { At = slice.Clock.GetUtcNow().AddMinutes(1) }, doctor));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(talk with { With = StaffId.New() }, doctor));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(talk with { With = doctor.Id }, psychiatrist)); // nobody has sent the case
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(talk with { With = psychiatrist.Id }, slice.Town.Officer));
    }

    private static async Task<string> Refused<TAnswer>(Slice slice, MediatR.IRequest<TAnswer> request, StaffMember? by = null) =>
        (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(request, by))).Code;
}
