using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Domain.FollowUps;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Features.FollowUps;

public sealed class OverrideTests
{
    [Fact]
    public async Task Given_a_class_other_than_the_proposed_one_When_it_is_recorded_and_corrected_Then_proposal_choice_and_reason_are_kept_of_both()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;

        var first = await slice.Send(A.FollowUpOf(caseId) with { Class = Stability.Unstable, OverrideReason = "家属反映近日失眠" });
        await slice.Send(new CorrectFollowUp(caseId, first.Id, "危险性填错", A.Monday, FollowUpOutcome.Seen, A.BasicallyStableFindings, Stability.Stable, OverrideReason: "已与专科医生商定"));

        var kept = await slice.Db(db => db.Cases.AsNoTracking().Where(managed => managed.Id == caseId).SelectMany(managed => managed.FollowUps).ToListAsync());
        var (mistaken, right) = (kept.Single(visit => !visit.IsValid), kept.Single(visit => visit.IsValid));
        Assert.Equal((Stability.Stable, Stability.Unstable, "家属反映近日失眠"), (mistaken.ProposedClass, mistaken.Class, mistaken.OverrideReason));
        Assert.Equal((Stability.BasicallyStable, Stability.Stable, "已与专科医生商定"), (right.ProposedClass, right.Class, right.OverrideReason));
        Assert.Equal(["class.basically-stable.danger-1-2"], right.ProposalReasons);
        Assert.Equal(mistaken.Id, right.Supersedes);
    }
}
