using System.Globalization;
using CaseManagement.Application.Ports;

namespace CaseManagement.Web;

/// <summary>Fills the gaps of a sentence in one way: a day with its weekday, <c>{0:short}</c> without; an instant to the minute; so many of something with its word for one and for many, <c>{0:day|days}</c>.</summary>
internal sealed class Gaps(TimeProvider clock) : IFormatProvider, ICustomFormatter
{
    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : CultureInfo.CurrentUICulture.GetFormat(formatType);

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
    {
        DateOnly day => Days.Said(day, clock.Today(), withWeekday: format != "short"),
        DateTimeOffset at => Days.Said(at, clock.Today()),
        int count when format?.Split('|') is [var one, var many] => $"{count.ToString(CultureInfo.CurrentUICulture)} {(count == 1 ? one : many)}",
        string blank when format?.Split('|') is [_, var many] => $"{blank} {many}", // to be filled in by hand
        IFormattable figure => figure.ToString(format, CultureInfo.CurrentUICulture),
        _ => arg?.ToString() ?? "",
    };
}
