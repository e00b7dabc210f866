using Microsoft.Extensions.Configuration;

namespace CaseManagement.Infrastructure.Jobs;

/// <summary>What an operator may set about jobs.</summary>
/// <param name="AbandonedAfter">A run that has not ended after so long was killed; it no longer stands in the way of another.</param>
public sealed record JobSettings(TimeSpan AbandonedAfter)
{
    private const string Key = "Jobs:AbandonedAfter";

    public static JobSettings From(IConfiguration configuration) => new(configuration.GetValue(Key, TimeSpan.FromHours(2)));
}
