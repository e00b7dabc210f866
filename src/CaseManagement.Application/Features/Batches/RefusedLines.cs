using System.Globalization;
using System.Text;

namespace CaseManagement.Application.Features.Batches;

/// <summary>The refused lines of a file as they are kept: <c>12,area.code,441900009</c>, one a line, without the area where it could not be read.</summary>
public static class RefusedLines
{
    public static byte[] Write(IEnumerable<RefusedLine> lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Number},{line.Code}{(line.AreaCode is { } area ? $",{area}" : "")}"))));

    public static IReadOnlyList<RefusedLine> Read(byte[] kept) =>
        [.. Encoding.UTF8.GetString(kept).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).Select(parts => new RefusedLine(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]) { AreaCode = parts.ElementAtOrDefault(2) })];
}
