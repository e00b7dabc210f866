namespace CaseManagement.Web.Pages.Admin;

/// <summary>A team, a group or a grid, as a form sends it.</summary>
public sealed class PlaceInput
{
    public string? Code { get; set; }

    public string? Name { get; set; }

    public string? Area { get; set; }

    public Guid? Institution { get; set; }

    public Guid? Team { get; set; }

    public Guid? Group { get; set; }

    public Guid? Worker { get; set; }

    /// <summary>Streets, or the codes of communities: parted by spaces, semicolons, commas or lines, as people type them.</summary>
    public string? Words { get; set; }

    /// <summary>The most patients that a team takes over.</summary>
    public int? Cap { get; set; }

    /// <summary>Of a team.</summary>
    public string? Phone { get; set; }

    public long Version { get; set; }

    public IReadOnlyList<string> Parted => Words?.Split([' ', ';', '；', ',', '，', '、', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
