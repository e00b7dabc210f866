using CaseManagement.Domain.FollowUps;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Domain.Tests.Reference;

public sealed class ClinicalSettingsReaderTests
{
    private static string Real
    {
        get
        {
            using var stream = typeof(ClinicalSettingsReader).Assembly.GetManifestResourceStream("reference/clinical-settings.csv")!;
            return new StreamReader(stream).ReadToEnd();
        }
    }

    private static string Refusal(string csv) => Assert.Throws<InvalidDataException>(() => ClinicalSettingsReader.Read(new StringReader(csv))).Message;

    [Fact]
    public void Given_the_real_list_When_it_is_read_Then_the_numbers_are_those_of_the_standard()
    {
        var settings = ClinicalSettingsReader.Read();

        Assert.Equal(new FollowUpIntervals(14, 14, 1, 3, 14, 10, 14) { DangerGuidanceDays = 14 }, settings.FollowUp);
        Assert.Equal(
            new ClassificationReadings(AnswerReading.Satisfied, AnswerReading.Poor, AnswerReading.Severe, AnswerReading.Poor, AnswerReading.Satisfied),
            settings.Classification);
        Assert.Equal(("3rd-2017+norm-2018", 7, 120), (settings.Edition, settings.DueSoonDays, settings.AgeBoundYears));
        Assert.Equal(new(12, UntilYearEnd: false), settings.Examination);
    }

    [Theory]
    [InlineData("follow-up.unstable.days,14,days", "follow-up.unstable.days,,days", "clinical-settings.csv, line 3:")]
    [InlineData("follow-up.unstable.days,14,days", "follow-up.unstable.days,0,days", "clinical-settings.csv, line 3:")]
    [InlineData("follow-up.unstable.days,14,days", "follow-up.unstable.days,14,months", "clinical-settings.csv, line 3:")]
    [InlineData("follow-up.unstable.days,14,days", "loss.attempts,3,times", "without the key 'follow-up.unstable.days'")]
    [InlineData("follow-up.unstable.days,14,days", "follow-up.unstable.day,14,days", "without the key 'follow-up.unstable.days'")]
    [InlineData("follow-up.unstable.days,14,days", "follow-up.unstable.days,14", "clinical-settings.csv, line 3:")]
    [InlineData("class.insight.2,poor,", "class.insight.2,bad,", "clinical-settings.csv, line 11:")]
    [InlineData("class.social.3,poor,", "class.social.3,severe,", "clinical-settings.csv, line 13:")]
    [InlineData("follow-up.unstable.days,14,days", "follow-up.stable.months,3,months,s,3rd-2017,verified,z,e\nfollow-up.unstable.days,14,days", "two rows of 'follow-up.stable.months' hold from the same day")]
    [InlineData(",norm-2018,verified,", ",norm-2081,verified,", "line 27: 'norm-2081' is no edition")]
    [InlineData("key,value,unit", "key,worth,unit", "there is no column 'value'")]
    public void Given_a_broken_row_When_the_list_is_read_Then_the_file_and_the_line_are_named(string right, string wrong, string named)
    {
        var real = Real;
        Assert.Contains(right, real);

        Assert.Contains(named, Refusal(real.Replace(right, wrong)));
    }

    [Fact]
    public void Given_a_key_that_nothing_reads_When_the_list_is_read_Then_it_is_refused() =>
        Assert.Contains($"clinical-settings.csv, line {Real.Count(letter => letter == '\n') + 1}: nothing reads the key 'x'", Refusal(Real + "x,1,days,s,project,design,z,e\n"));

    [Fact]
    public void Given_an_empty_list_When_it_is_read_Then_it_is_refused() => Assert.Contains("there is no row", Refusal("key,value\n"));
}
