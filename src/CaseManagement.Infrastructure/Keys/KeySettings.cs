namespace CaseManagement.Infrastructure.Keys;

/// <summary>Where the keys are, as configured.</summary>
/// <param name="File">Null where nothing is configured.</param>
/// <param name="ForDemo">An invented city is built or served: without a file, the published demo keys are used.</param>
public sealed record KeySettings(string? File = null, bool ForDemo = false)
{
    /// <summary>Beside the default database.</summary>
    public const string DefaultFile = "data/keys.json";

    public string Path => File is { Length: > 0 } ? File : DefaultFile;

    public bool HasFile => File is { Length: > 0 };
}
