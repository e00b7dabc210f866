namespace CaseManagement.Web.Verbs;

/// <summary>Where the database is.</summary>
internal static class Database
{
    public const string DefaultFile = "data/case-management.db";
    public const string DemoFile = "data/demo.db";

    /// <summary>The setting with which a verb that builds a demo says so: its people are invented, and the published keys are enough for them.</summary>
    public const string DemoKeys = "Keys:Demo";

    /// <summary>Whether the demo city lies in the file that is only made for it.</summary>
    public static bool HasOwnDemoFile(this IConfiguration configuration) => configuration.GetConnectionString("CaseManagement") is null or "";
}
