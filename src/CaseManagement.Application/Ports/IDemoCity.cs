namespace CaseManagement.Application.Ports;

/// <summary>Builds a city to look at and to measure with: real divisions, invented people, the same for the same seed.</summary>
public interface IDemoCity
{
    Task<DemoBuilt> BuildAsync(int patients, int seed, DateOnly today, Action<string> progress, CancellationToken ct);
}

public sealed record DemoBuilt(int Areas, int CareTeams, int CareGroups, int Institutions, int Grids, int Staff, int Patients, int FollowUps, int Injections, int CareTasks, int Alerts);
