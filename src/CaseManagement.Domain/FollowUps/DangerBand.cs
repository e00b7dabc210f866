namespace CaseManagement.Domain.FollowUps;

/// <summary>How much danger there is, as far as those may know who never see the level itself.</summary>
public enum DangerBand
{
    Calm = 1,
    Watch = 2,
    Urgent = 3,
}

/// <summary>The band of a danger level.</summary>
/// <remarks>Calm 0, watch 1 to 2, urgent 3 to 5. Danger that nobody has asked about is something to watch, never calm. Source: product design; no standard names these bands.</remarks>
public static class DangerBands
{
    public static DangerBand Of(RiskLevel? risk) => risk switch
    {
        { IsHigh: true } => DangerBand.Urgent,
        { Value: 0 } => DangerBand.Calm,
        _ => DangerBand.Watch,
    };
}
