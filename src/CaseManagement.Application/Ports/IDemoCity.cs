namespace CaseManagement.Application.Ports;

/// <summary>Builds an invented city in an empty database: real divisions, invented people, two years of their care, the same for the same seed.</summary>
public interface IDemoCity
{
    Task<DemoBuilt> BuildAsync(int patients, int seed, DateOnly today, Action<string> progress, CancellationToken ct);
}

/// <summary>What was built, in rows.</summary>
public sealed record DemoBuilt(int Areas, int CareTeams, int CareGroups, int Institutions, int Grids, int Staff, int Patients, int FollowUps, int Injections, int CareTasks, int Alerts);
