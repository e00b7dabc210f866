namespace CaseManagement.Application.Ports;

/// <summary>Takes a file of divisions (code, name, parent code) into the area tree, in one streaming pass with flat memory.</summary>
public interface IAreaImport
{
    /// <param name="refused">Is told each line that was refused: its number and the code of the reason.</param>
    /// <exception cref="RuleBrokenException">The file as a whole cannot be read: its encoding or its header. Nothing has been changed.</exception>
    Task<AreasImported> RunAsync(Stream file, Action<RefusedLine> refused, CancellationToken ct);
}

public sealed record AreasImported(int Read, int Added, int Updated, int Unchanged, int Refused);

/// <param name="Number">1 is the header.</param>
/// <param name="Code">For example <c>area.parent-missing</c>.</param>
public sealed record RefusedLine(int Number, string Code)
{
    /// <summary>The area that the line is about, where it could be read.</summary>
    public string? AreaCode { get; init; }
}
