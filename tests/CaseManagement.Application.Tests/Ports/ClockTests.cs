using CaseManagement.Application.Ports;

namespace CaseManagement.Application.Tests.Ports;

public sealed class ClockTests
{
    [Theory]
    [InlineData("2026-03-16T15:59:59+00:00", "2026-03-16")]
    [InlineData("2026-03-16T16:00:00+00:00", "2026-03-17")] // midnight in Shanghai
    [InlineData("2026-03-16T23:59:59-12:00", "2026-03-17")]
    [InlineData("2026-12-31T16:00:00+00:00", "2027-01-01")]
    [InlineData("1990-07-01T15:30:00+00:00", "1990-07-01")] // China had summer time then; the service has none
    public void Given_an_instant_anywhere_When_its_day_is_asked_for_Then_it_is_the_day_of_the_service(string instant, string day)
    {
        Assert.Equal(day, Clock.DayOf(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)).ToString("O", System.Globalization.CultureInfo.InvariantCulture));
    }
}
