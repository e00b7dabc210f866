using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Domain.Tests.Patients;

public sealed class SupplementaryFormTests
{
    private static readonly DateOnly Today = new(2026, 3, 3);

    public static TheoryData<string?, SupplementaryForm> Forms => new()
    {
        { null, new() },
        { null, new() { FirstOnsetOn = new(2019, 5), FirstTreatedOn = new(2019) } },
        { null, new() { FirstOnsetOn = new(2019, 5), FirstTreatedOn = new(2019, 5, 1) } },
        { "supplementary.treatment-before-onset", new() { FirstOnsetOn = new(2019, 5), FirstTreatedOn = new(2019, 4) } },
        { "supplementary.treatment-before-onset", new() { FirstOnsetOn = new(2019), FirstTreatedOn = new(2018, 12, 31) } },
        { null, new() { FirstTreatedOn = new(2026, 3, 3) } },
        { null, new() { FirstTreatedOn = new(2026) } },
        { "supplementary.treatment-in-future", new() { FirstTreatedOn = new(2026, 3, 4) } },
        { "supplementary.onset-in-future", new() { FirstOnsetOn = new(2026, 4) } },
        { "supplementary.diagnosis-in-future", new() { DiagnosedOn = new(2027) } },
        { "supplementary.filled-in-future", new() { FilledOn = new(2026, 3, 4) } },
        { null, new() { DangerousActs = DangerousActs.Nothing } },
        { null, new() { DangerousActs = new(true, 0, 0, 0, 0, 0, 0) } },
        { null, new() { DangerousActs = new(null, null, null, null, null, 2, null) } },
        { "supplementary.dangerous-acts.none-is-exclusive", new() { DangerousActs = new(true, null, null, null, null, 2, null) } },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Given_a_form_When_it_is_checked_Then_only_what_cannot_be_is_refused(string? code, SupplementaryForm form)
    {
        var refused = Record.Exception(() => form.RequireConsistent(Today)) as RuleBrokenException;

        Assert.Equal(code, refused?.Code);
    }
}
