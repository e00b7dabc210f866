namespace CaseManagement.Domain.Staff;

/// <summary>One community that a care team answers for; a community has one team.</summary>
public sealed class CareTeamCatchment
{
    private CareTeamCatchment() { }

    public CareTeamCatchment(string areaCode, CareTeamId careTeamId) => (AreaCode, CareTeamId) = (areaCode, careTeamId);

    public string AreaCode { get; private set; } = "";

    public CareTeamId CareTeamId { get; private set; }

    /// <summary>Another team answers for the community from now on.</summary>
    public void HandTo(CareTeamId careTeamId) => CareTeamId = careTeamId;
}
