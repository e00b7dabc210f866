namespace CaseManagement.Domain.Crises;

/// <summary>What follows from a sign that a member of a care group gives.</summary>
public static class CareSigns
{
    /// <summary>What it starts as an emergency; null where it goes to the team to look into.</summary>
    /// <remarks>Source: norm of 2018, emergency handling, triggers 1 and 2. That a missing, untreated or locked-up patient is no emergency by itself is our reading, to be confirmed: whoever looks into it can start one. One who is missing is looked for on the day itself: <see cref="Clues.Clue.IsUrgent"/>.</remarks>
    public static CrisisTrigger? Starts(this CareSign sign) => sign switch
    {
        CareSign.HurtsSelf => CrisisTrigger.SelfHarm,
        CareSign.ThreatensOthers => CrisisTrigger.DangerToOthers,
        _ => null,
    };
}
