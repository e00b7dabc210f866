using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaseManagement.Domain;

/// <summary>How much of a date is known.</summary>
public enum DatePrecision
{
    Year = 1,
    Month = 2,
    Day = 3,
}

/// <summary>A date of which only the year, or the year and the month, may be known: 2019, 2019-05, 2019-05-03.</summary>
/// <remarks>Families remember "the spring of 2009"; a made-up first of January would be taken for a fact.</remarks>
[JsonConverter(typeof(PartialDateJsonConverter))]
public readonly record struct PartialDate
{
    /// <summary>The length of the longest written form, for a column.</summary>
    public const int MaxLength = 10;

    /// <exception cref="ArgumentOutOfRangeException">There is no such year, month or day.</exception>
    public PartialDate(int year, int? month = null, int? day = null)
    {
        if (day is not null && month is null) throw new ArgumentOutOfRangeException(nameof(day), "A day without a month.");

        _ = new DateOnly(year, month ?? 1, day ?? 1); // the calendar itself says whether there is such a day
        (Year, Month, Day) = (year, month, day);
    }

    public int Year { get; }

    public int? Month { get; }

    public int? Day { get; }

    public DatePrecision Precision => Day is not null ? DatePrecision.Day : Month is not null ? DatePrecision.Month : DatePrecision.Year;

    /// <summary>The first day that it can mean.</summary>
    public DateOnly Earliest => new(Year, Month ?? 1, Day ?? 1);

    /// <summary>The last day that it can mean.</summary>
    public DateOnly Latest => Precision switch
    {
        DatePrecision.Day => Earliest,
        DatePrecision.Month => Earliest.AddMonths(1).AddDays(-1),
        _ => new DateOnly(Year, 12, 31),
    };

    public static PartialDate Of(DateOnly day) => new(day.Year, day.Month, day.Day);

    /// <summary>Whether it was before the other whatever the unknown parts are.</summary>
    public bool IsCertainlyBefore(PartialDate other) => Latest < other.Earliest;

    /// <summary>Whether it is after the day whatever the unknown parts are.</summary>
    public bool IsCertainlyAfter(DateOnly day) => Earliest > day;

    public static PartialDate Parse(string text) =>
        TryParse(text, out var date) ? date : throw new FormatException("Not a year, a year and month, or a day.");

    public static bool TryParse(string? text, out PartialDate date)
    {
        var (format, precision) = text?.Length switch
        {
            4 => ("yyyy", DatePrecision.Year),
            7 => ("yyyy-MM", DatePrecision.Month),
            10 => ("yyyy-MM-dd", DatePrecision.Day),
            _ => ("", default),
        };
        date = default;
        if (format.Length == 0
            || !DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)) return false;

        date = new(
            first.Year,
            precision >= DatePrecision.Month ? first.Month : null,
            precision == DatePrecision.Day ? first.Day : null);
        return true;
    }

    public override string ToString() => Precision switch
    {
        DatePrecision.Day => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}"),
        DatePrecision.Month => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}"),
    };
}

/// <summary>A partial date travels as its text; left to the defaults it would come back as the year 0.</summary>
internal sealed class PartialDateJsonConverter : JsonConverter<PartialDate>
{
    public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && PartialDate.TryParse(reader.GetString(), out var date)
            ? date
            : throw new JsonException("Expected yyyy, yyyy-MM or yyyy-MM-dd.");

    public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
