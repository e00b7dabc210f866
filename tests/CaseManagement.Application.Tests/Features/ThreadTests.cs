using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain.CareTasks;

namespace CaseManagement.Application.Tests.Features;

public sealed class ThreadTests
{
    [Fact]
    public async Task Given_a_registered_patient_When_found_unstable_Then_the_next_follow_up_is_due_in_two_weeks_and_late_the_day_after()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 16));
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId) with { SeenOn = new(2026, 3, 2) });

        var onTheLastDay = await slice.Send(new ListWorklist(new(DueBand.Late, CareTaskKind.FollowUp)));
        slice.Clock.Day = new(2026, 3, 17);
        var onTheFirstDayLate = await slice.Send(new ListWorklist(new(DueBand.Late, CareTaskKind.FollowUp)));

        Assert.Empty(onTheLastDay.Rows);
        var late = Assert.Single(onTheFirstDayLate.Rows);
        Assert.Equal((1, "follow-up.unstable.14-days", new DateOnly(2026, 3, 16)), (late.DaysLate, late.Reason.Basis, late.Reason.ClosesOn));
    }
}
