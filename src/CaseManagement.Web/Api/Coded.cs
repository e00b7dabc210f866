using System.Diagnostics.CodeAnalysis;

namespace CaseManagement.Web.Api;

/// <summary>A code in a query string, spelt as in JSON: <c>?kind=follow-up</c>.</summary>
internal readonly record struct Coded<T>(T Value) : IParsable<Coded<T>> where T : struct, Enum
{
    public static Coded<T> Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var coded) ? coded : throw new FormatException("Not a code of this list.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Coded<T> result)
    {
        var known = Spelling<T>.TryRead(s, out var value);
        result = new(value);

        return known;
    }
}
