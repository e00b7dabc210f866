using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Infrastructure.Reference;

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
        Assert.Equal(parties, string.Join(' ', ACase.Standards.Settings.Telling.For(triggers.Split(' ').Select(Enum.Parse<CrisisTrigger>))));

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
                new CrisisTold(Enum.Parse<Party>(entry[0]), ToldHow.Call, Enum.Parse<ToldResult>(entry[1]), At, null, null, ACase.Doctor))],
        };

        Assert.Equal(open, string.Join(' ', ACase.Standards.Settings.Telling.NotTold(log)));
    }

    [Theory]
    [InlineData("danger-3.police", "danger-9.police", "'danger-9.police' is no deadline of deadlines.csv")]
    [InlineData("telling.danger-to-others.police,", "telling.self-harm.police,", "the key of this row is 'telling.danger-to-others.police'")]
    [InlineData("police,to-tell,danger-3", "police,perhaps,danger-3", "'perhaps' in the column 'value'")]
    public void Given_a_row_that_is_broken_When_it_is_read_Then_it_is_refused_by_its_line(string real, string broken, string refusal) =>
        Assert.Contains(refusal, Assert.Throws<InvalidDataException>(() => Read(real, broken)).Message, StringComparison.Ordinal);

    [Fact]
    public void Given_a_change_from_a_day_on_When_emergencies_begin_before_and_on_it_Then_each_is_judged_by_its_own_day()
    {
        var book = SettingsReader.Read(ReferenceCsv.Open);
        var (key, today) = ("telling.danger-to-others.facility-head", new DateOnly(2026, 3, 2));
        var change = book.Change(book.On(key, today.AddDays(1))!, "not-to-tell", today.AddDays(1), "由团队长代为通知", ACase.Doctor, At, today);

        var standards = StandardsReader.Reference().With(book.With([change]));

        Assert.Contains(Party.FacilityHead, standards.NotTold(ACrisis(standards, today)));
        Assert.Equal([Party.Police, Party.Psychiatrist, Party.CareGroup], standards.NotTold(ACrisis(standards, today.AddDays(1))));
    }

    [Fact]
    public void Given_what_a_source_verifies_When_it_is_to_be_changed_Then_it_is_refused()
    {
        var book = SettingsReader.Read(ReferenceCsv.Open);
        var police = book.On("telling.danger-to-others.police", new(2026, 3, 2))!;

        var refused = Assert.Throws<RuleBrokenException>(() => book.Change(police, "not-to-tell", new(2026, 3, 3), "理由", ACase.Doctor, At, new(2026, 3, 2)));

        Assert.Equal("setting.fixed", refused.Code);
    }

    private static CrisisResponse ACrisis(Standards standards, DateOnly on)
    {
        var at = new DateTimeOffset(on, new(10, 0), At.Offset);
        return ACase.Managed().StartCrisis(new CrisisCause(CrisisTrigger.DangerToOthers, CrisisSource.ByHand, at, ACase.Doctor), at, standards, on);
    }

    private static void Read(string real, string broken) =>
        SettingsReader.Read(file => file != SettingsReader.Telling ? ReferenceCsv.Open(file) : new StringReader(ReferenceCsv.Open(file).ReadToEnd().Replace(real, broken, StringComparison.Ordinal)));
}
