using Microsoft.Extensions.Configuration;

namespace CaseManagement.Infrastructure.Jobs;

/// <summary>What an operator may set about jobs.</summary>
/// <param name="AbandonedAfter">A run that has not ended after so long was killed; it no longer stands in the way of another.</param>
/// <param name="CheckIn">How often a server tells the others on its database that it lives. One that has missed a second turn is dead to them, and they take over its jobs.</param>
/// <param name="CatchUpAfter">How long after its start a server makes up for the nights that no server saw: the first who ask are answered first.</param>
public sealed record JobSettings(TimeSpan AbandonedAfter, TimeSpan CheckIn, TimeSpan CatchUpAfter)
{
    public static readonly JobSettings Default = new(TimeSpan.FromHours(2), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(10));

    private const string AbandonedAfterKey = "Jobs:AbandonedAfter";
    private const string CheckInKey = "Jobs:CheckIn";
    private const string CatchUpAfterKey = "Jobs:CatchUpAfter";

    public static JobSettings From(IConfiguration configuration) =>
        new(
            configuration.GetValue(AbandonedAfterKey, Default.AbandonedAfter),
            configuration.GetValue(CheckInKey, Default.CheckIn),
            configuration.GetValue(CatchUpAfterKey, Default.CatchUpAfter));
}
