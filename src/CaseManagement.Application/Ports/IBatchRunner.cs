namespace CaseManagement.Application.Ports;

/// <summary>Does the long work that somebody has asked for: each under the name of whoever asked, with the rights that they have then.</summary>
public interface IBatchRunner
{
    /// <summary>Does what waits, and what a server has left that died; one after the other.</summary>
    Task<JobCounts> RunWaitingAsync(CancellationToken ct);
}

/// <summary>What an operator may set about them.</summary>
/// <param name="MaxFileBytes">The largest file that is taken over the network. A verb at the machine takes any.</param>
public sealed record BatchSettings(int MaxFileBytes)
{
    public static readonly BatchSettings Default = new(4 * 1024 * 1024); // a province has some 30,000 lines of 50 bytes
}
