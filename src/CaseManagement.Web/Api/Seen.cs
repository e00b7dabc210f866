using System.Globalization;

namespace CaseManagement.Web.Api;

/// <summary>Which version the sender has seen, as <c>If-Match</c> says it.</summary>
internal static class Seen
{
    public const string Header = "If-Match";

    /// <summary>What changes or ends something that others may have changed says what it has seen.</summary>
    public static long Required(string? ifMatch) => Optional(ifMatch) ?? throw new DoorRefusal(StatusCodes.Status428PreconditionRequired, "if-match.missing");

    public static long? Optional(string? ifMatch)
    {
        if (string.IsNullOrWhiteSpace(ifMatch)) return null;

        var tag = ifMatch.AsSpan().Trim();
        return tag is ['"', .. var version, '"'] && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? seen
            : throw new DoorRefusal(StatusCodes.Status400BadRequest, "if-match.malformed");
    }

    public static string Tag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
