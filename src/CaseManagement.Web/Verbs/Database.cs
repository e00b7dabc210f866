namespace CaseManagement.Web.Verbs;

/// <summary>Where the database is.</summary>
internal static class Database
{
    public const string DefaultFile = "data/case-management.db";
    public const string DemoFile = "data/demo.db";

    /// <summary>The configured one, else a file under the working directory, whose folder is made.</summary>
    public static string ConnectionString(IConfiguration configuration, string file)
    {
        if (configuration.GetConnectionString("CaseManagement") is { Length: > 0 } configured) return configured;

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return $"Data Source={file}";
    }
}
