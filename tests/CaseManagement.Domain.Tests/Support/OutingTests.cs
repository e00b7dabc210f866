using CaseManagement.Domain.Support;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Support;

/// <summary>Out to a patient and back, in time, late and never.</summary>
public sealed class OutingTests
{
    private const int Hours = 12;
    private const int OfficeMinutes = 90;
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Given_a_marked_patient_When_somebody_sets_out_alone_Then_it_is_refused_and_with_somebody_it_is_not()
    {
        var refused = Assert.Throws<RuleBrokenException>(() => Out(isMarked: true, with: " "));

        var outing = Out(isMarked: true, with: "民警老王");
        var alone = Out(isMarked: false, with: null);

        Assert.Equal("outing.alone", refused.Code);
        Assert.Equal(("民警老王", (string?)null), (outing.With, alone.With));
    }

    [Theory]
    [InlineData(0, "outing.back-before")]
    [InlineData(-1, "outing.back-before")]
    [InlineData(12 * 60 + 1, "outing.too-long")]
    public void Given_a_time_that_is_none_When_somebody_names_it_Then_it_is_refused(int minutes, string code) =>
        Assert.Equal(code, Assert.Throws<RuleBrokenException>(() => Out(backBy: Nine.AddMinutes(minutes))).Code);

    [Fact]
    public void Given_an_outing_When_its_time_passes_Then_the_head_is_told_once_however_often_one_looks()
    {
        var outing = Out(backBy: Nine.AddHours(2));
        outing.TellThatLate(Nine.AddHours(2), OfficeMinutes);
        var before = outing.TakeTidings();

        outing.TellThatLate(Nine.AddHours(2).AddSeconds(1), OfficeMinutes);
        outing.TellThatLate(Nine.AddHours(3), OfficeMinutes);

        var told = Assert.Single(outing.TakeTidings());
        Assert.Empty(before);
        Assert.Equal((NoticeEvent.NotBack, outing.Id.Value, Party.FacilityHead), (told.Event, told.EventId, Assert.Single(told.Parties)));
        Assert.Equal(Nine.AddHours(2).AddSeconds(1), outing.ToldAt);
        Assert.Empty(outing.TakeTidings());
    }

    [Theory]
    [InlineData(89, false)]
    [InlineData(90, true)]
    public void Given_somebody_who_is_still_out_When_more_time_has_passed_Then_the_office_hears_of_it_too_and_once(int minutes, bool isTold)
    {
        var outing = Out(backBy: Nine.AddHours(2));
        outing.TellThatLate(Nine.AddHours(2).AddMinutes(1), OfficeMinutes);
        outing.TakeTidings();

        outing.TellThatLate(Nine.AddHours(2).AddMinutes(minutes), OfficeMinutes);
        var told = outing.TakeTidings();
        outing.TellThatLate(Nine.AddHours(2).AddMinutes(minutes).AddSeconds(1), OfficeMinutes);

        Assert.Equal(isTold ? [Party.PreventionOffice] : [], told.SelectMany(tidings => tidings.Parties));
        Assert.Equal(isTold, outing.OfficeToldAt is not null);
        Assert.Empty(outing.TakeTidings());
    }

    [Fact]
    public void Given_somebody_is_back_When_the_time_passes_Then_nobody_is_told_and_they_are_not_back_twice()
    {
        var outing = Out(backBy: Nine.AddHours(2));
        outing.Back(ACase.Doctor, Nine.AddHours(1));

        outing.TellThatLate(Nine.AddHours(3), OfficeMinutes);

        Assert.Empty(outing.TakeTidings());
        Assert.False(outing.IsLate(Nine.AddHours(3)));
        Assert.Equal("outing.back", Assert.Throws<RuleBrokenException>(() => outing.Back(ACase.Doctor, Nine.AddHours(4))).Code);
    }

    [Fact]
    public void Given_somebody_comes_back_late_When_they_say_so_Then_what_was_told_stays_and_they_are_back()
    {
        var outing = Out(backBy: Nine.AddHours(2));
        outing.TellThatLate(Nine.AddHours(3), OfficeMinutes);

        outing.Back(ACase.Psychiatrist, Nine.AddHours(4));

        Assert.Equal((Nine.AddHours(3), Nine.AddHours(4), ACase.Psychiatrist), (outing.ToldAt!.Value, outing.BackAt!.Value, outing.BackSaidBy!.Value));
        Assert.False(outing.IsLate(Nine.AddHours(5)));
    }

    private static Outing Out(bool isMarked = false, string? with = null, DateTimeOffset? backBy = null) => new(OutingId.New(), new(Guid.NewGuid()), "441900003001", isMarked, with, Nine, backBy ?? Nine.AddHours(2), Hours, ACase.Doctor);
}
