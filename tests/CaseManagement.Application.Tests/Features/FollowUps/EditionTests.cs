using CaseManagement.Application.Features.DecisionSupport;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Application.Tests.Features.FollowUps;

/// <summary>An edition has begun, and paper from before it is entered: what is proposed, kept and printed is what the edition of the visit says.</summary>
public sealed class EditionTests
{
    private static readonly DateOnly Today = new(2027, 1, 20);

    [Fact]
    public async Task Given_an_edition_that_has_begun_When_visits_on_either_side_are_proposed_recorded_and_printed_Then_each_follows_its_own()
    {
        await using var slice = await Slice.CreateAsync(Today, NextEdition.Use);
        var caseId = (await slice.Send(A.Registration() with { RegisteredOn = NextEdition.Eve })).CaseId;
        var poor = A.CalmFindings with { SelfCare = FunctionLevel.Poor };

        var before = await slice.Send(new ProposeClass(A.CalmFindings, NextEdition.Eve));
        var after = await slice.Send(new ProposeClass(A.CalmFindings, NextEdition.FirstDay));
        var read = (Before: await slice.Send(new ProposeClass(poor, NextEdition.Eve)), After: await slice.Send(new ProposeClass(poor, NextEdition.FirstDay)), Today: await slice.Send(new ProposeClass(poor)));
        var kept = await slice.Send(A.FollowUpOf(caseId) with { SeenOn = NextEdition.Eve, Class = Stability.BasicallyStable, Findings = poor });
        var calm = await slice.Send(A.FollowUpOf(caseId) with { SeenOn = NextEdition.Eve });
        var print = await slice.Send(new GetFollowUpPrint(caseId, calm.Id));

        Assert.Equal((new DateOnly(2027, 3, 31), new DateOnly(2027, 3, 1)), (before.Next!.LastOn, after.Next!.LastOn));
        Assert.Equal(("3rd-2017+norm-2018", "norm-2027"), (before.Edition, after.Edition));
        Assert.Equal(("3rd-2017", "norm-2027"), (before.Next.Because.Edition, after.Next.Because.Edition));
        Assert.Equal(("3rd-2017", "norm-2027"), (EditionOf(before), EditionOf(after)));
        Assert.Equal((Stability.BasicallyStable, (Stability?)null, (Stability?)null), (read.Before.Class, read.After.Class, read.Today.Class));
        Assert.Equal(read.Before.Class, kept.ProposedClass);
        Assert.Equal(("2027-01-14", "自知力"), (print.Fields.Single(field => field.Field.Label.Code == "next-visit-on").Text, print.Fields.Single(field => field.Field.Label.Code == "insight").Field.Label.Zh));

        static string EditionOf(ClassProposed proposed) => proposed.Reasons.Single(reason => reason.Code == "class.stable.danger-0").Edition;
    }
}
