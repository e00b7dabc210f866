using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Crises;

public sealed class TellingMatrixTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("DangerToOthers", "Police FacilityHead Psychiatrist CareGroup")]
    [InlineData("SelfHarm", "Police Psychiatrist Guardian VillageCommittee MedicalHelp")]
    [InlineData("Relapse", "Psychiatrist")]
    [InlineData("AcuteReaction", "Psychiatrist")]
    [InlineData("DangerToOthers SelfHarm", "Police FacilityHead Psychiatrist CareGroup Guardian VillageCommittee MedicalHelp")]
    public void Given_the_reference_When_somebody_must_be_told_Then_each_party_is_asked_for_once(string triggers, string parties) =>
        Assert.Equal(parties, string.Join(' ', ACase.Standards.Telling.For(triggers.Split(' ').Select(Enum.Parse<CrisisTrigger>))));

    [Theory]
    [InlineData("", "Police FacilityHead Psychiatrist CareGroup")]
    [InlineData("Police/Knows", "FacilityHead Psychiatrist CareGroup")]
    [InlineData("Police/NotReached", "Police FacilityHead Psychiatrist CareGroup")] // a call that nobody took tells nobody
    [InlineData("Police/NotReached Police/Comes", "FacilityHead Psychiatrist CareGroup")]
    [InlineData("Police/Knows Police/NotReached", "FacilityHead Psychiatrist CareGroup")] // told, and called once more
    [InlineData("Guardian/Knows", "Police FacilityHead Psychiatrist CareGroup")] // more than is asked for
    [InlineData("CareGroup/DoesNotApply Police/Knows FacilityHead/Knows Psychiatrist/Knows", "")]
    public void Given_who_was_told_When_the_matrix_is_asked_Then_it_names_who_has_not_been(string told, string open)
    {
        var log = CrisisLog.Empty with
        {
            Causes = [new CrisisCause(CrisisTrigger.DangerToOthers, CrisisSource.ByHand, At, ACase.Doctor)],
            Told = [.. told.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('/')).Select(entry =>
                new CrisisTold(Enum.Parse<CrisisParty>(entry[0]), ToldHow.Call, Enum.Parse<ToldResult>(entry[1]), At, null, null, ACase.Doctor))],
        };

        Assert.Equal(open, string.Join(' ', ACase.Standards.Telling.NotTold(log)));
    }

    [Fact]
    public void Given_the_rows_of_the_matrix_When_they_name_a_deadline_Then_the_deadlines_have_it() =>
        Assert.All(ACase.Standards.Telling.Rows.Where(row => row.Deadline is not null), row => Assert.Contains(row.Deadline!, ACase.Standards.Settings.Deadlines.Keys));
}
