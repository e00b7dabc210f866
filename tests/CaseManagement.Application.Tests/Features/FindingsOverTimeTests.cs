using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Examinations;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Reviews;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Application.Tests.Features;

public sealed class FindingsOverTimeTests
{
    [Fact]
    public async Task Given_visits_and_examinations_When_their_course_is_read_Then_what_stands_is_there_from_the_oldest_and_what_was_cancelled_is_not()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.UnstableFollowUpOf(caseId) with { SeenOn = new(2026, 3, 16) });
        await slice.Send(A.FollowUpOf(caseId) with { SeenOn = new(2026, 2, 2) });
        var mistaken = await slice.Send(A.FollowUpOf(caseId) with { SeenOn = new(2026, 2, 20) });
        await slice.Send(new CancelFollowUp(caseId, mistaken.Id, "不是本人"));
        var examined = await slice.Send(A.ExaminationOf(caseId));
        await slice.Send(new CorrectPhysicalExamination(caseId, examined.Id, "体重写错", A.Monday, A.ExaminationOf(caseId).Outcome, A.ExaminationOf(caseId).ConsentBy, A.ExaminationOf(caseId).Findings! with { WeightKg = 61 }));

        var found = await slice.Send(new GetFindingsOverTime(caseId));

        Assert.Equal([(new DateOnly(2026, 2, 2), Stability.Stable), (new DateOnly(2026, 3, 16), Stability.Unstable)], found.Visits.Select(visit => (visit.On, visit.Class!.Value)));
        Assert.Equal([A.CalmFindings.Risk, A.UnstableFindings.Risk], found.Visits.Select(visit => visit.Risk));
        Assert.Equal([new WeightFound(A.Monday, 61)], found.Weights);
    }

    [Fact]
    public async Task Given_two_visits_of_one_day_When_the_last_is_asked_for_anywhere_Then_it_is_the_one_entered_last_whatever_their_ids()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        for (var number = 0; number < 10; number++) // so that chance cannot hide it
        {
            var caseId = (await slice.Send(A.Registration($"测试{number}"))).CaseId;
            RecordFollowUp[] visits = [A.FollowUpOf(caseId), A.FollowUpOf(caseId) with { Findings = A.BasicallyStableFindings, Class = Stability.BasicallyStable }];
            if (number % 2 == 1) Array.Reverse(visits);
            foreach (var visit in visits) await slice.Send(visit);

            var last = await slice.Send(new GetLastFollowUp(caseId));
            var found = await slice.Send(new GetFindingsOverTime(caseId));
            var story = await slice.Send(new GetCase(caseId));
            var review = await slice.Send(new GetReview(caseId));

            Assert.Equal((visits[1].Class, visits[1].Findings!.Risk), (last.Class, last.Findings!.Risk));
            Assert.Equal(visits.Select(visit => visit.Class!.Value), last.Before.Select(visit => visit.Class));
            Assert.Equal(visits.Select(visit => visit.Class), found.Visits.Select(visit => visit.Class));
            Assert.Equal(Enumerable.Reverse(visits).Select(visit => visit.Class), story.Timeline.Where(entry => entry.What == "follow-up").Select(entry => entry.Class));
            Assert.Equal(Enumerable.Reverse(visits).Select(visit => visit.Class), review.Visits.Select(visit => visit.Class));
            Assert.Equal(Stability.BasicallyStable, story.Class); // of one day the case itself keeps to the stricter
        }
    }
}
