using CaseManagement.Domain;
using Microsoft.Extensions.Configuration;

namespace CaseManagement.Infrastructure.Persistence.Engines;

/// <summary>Which engine keeps the data, and where it is.</summary>
/// <param name="Provider">The name of an <see cref="Engine"/>.</param>
/// <param name="MaxBatchSize">How many rows one statement may save; what EF thinks best when not given. Some engines that speak SQL Server's protocol know no MERGE, and want 1.</param>
public sealed record DatabaseSettings(string Provider, string ConnectionString, int? MaxBatchSize = null)
{
    public const string ProviderKey = "Database:Provider";
    public const string MaxBatchSizeKey = "Database:MaxBatchSize";
    public const string ConnectionName = "CaseManagement";

    public static DatabaseSettings Sqlite(string file) => new(Engine.Default, $"Data Source={file}");

    /// <summary>What is configured, else a file under the working directory, whose folder is made.</summary>
    /// <exception cref="RuleBrokenException"><c>database.provider-unknown</c>; <c>database.connection-missing</c>: a server is chosen, and not where it is.</exception>
    public static DatabaseSettings From(IConfiguration configuration, string file)
    {
        var provider = Engine.Called(configuration[ProviderKey] is { Length: > 0 } chosen ? chosen : Engine.Default).Name;
        var batch = configuration.GetValue<int?>(MaxBatchSizeKey);
        if (configuration.GetConnectionString(ConnectionName) is { Length: > 0 } configured) return new(provider, configured, batch);

        Rule.Require(provider == Engine.Default, "database.connection-missing", "{0} is a server; ConnectionStrings:CaseManagement must say where it is.", provider);
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder) Directory.CreateDirectory(folder);

        return Sqlite(file) with { MaxBatchSize = batch };
    }
}
