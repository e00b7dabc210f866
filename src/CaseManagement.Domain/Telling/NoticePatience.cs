namespace CaseManagement.Domain.Telling;

/// <summary>How often a notice is tried, and how long is waited in between.</summary>
/// <param name="FirstWait">After the first attempt; each further one waits twice as long.</param>
/// <param name="LongestWait">No wait is longer.</param>
/// <param name="Timeout">An attempt that has had no answer for so long has failed.</param>
/// <remarks>Nothing prescribes these numbers; an operator sets them.</remarks>
public sealed record NoticePatience(int MostAttempts, TimeSpan FirstWait, TimeSpan LongestWait, TimeSpan Timeout)
{
    public static readonly NoticePatience Default = new(10, TimeSpan.FromMinutes(1), TimeSpan.FromHours(4), TimeSpan.FromSeconds(10));

    /// <summary>The wait is never shorter than what an attempt may take, so that no second one begins beside it.</summary>
    public TimeSpan WaitAfter(int attempts)
    {
        var doubled = FirstWait * Math.Pow(2, Math.Min(attempts - 1, 30));
        var wait = doubled < LongestWait ? doubled : LongestWait;

        return wait > Timeout * 3 ? wait : Timeout * 3;
    }
}
