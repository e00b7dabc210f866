using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Ports;

/// <summary>One way by which notices leave the house.</summary>
public interface INoticeSender
{
    NoticeChannel Channel { get; }

    /// <summary>Whether this installation would ever send to such an address.</summary>
    bool MayGoTo(string address);

    /// <summary>Tries once.</summary>
    /// <returns>Null where the receiver took it; else a code that says why not, which names nothing of the address.</returns>
    Task<string?> SendAsync(NoticeLetter letter, CancellationToken ct);
}

/// <summary>A notice as it goes out: codes, ids and a sentence that fits everybody.</summary>
/// <param name="Key">The same at every attempt, so that a receiver knows what came twice.</param>
/// <param name="Path">Into the system by ids alone; whoever follows it signs in.</param>
/// <param name="ReceiptToken">With which the receiver says, without an account, that it arrived.</param>
public sealed record NoticeLetter(NoticeId Key, NoticeChannel Channel, NoticeText Text, Party Party, DateTimeOffset At, int Attempt, string Path, string ReceiptToken, string Address, string? Secret)
{
    /// <summary>A record would print the address and the secret with everything else.</summary>
    public override string ToString() => $"{Channel} {Key.Value}";
}

/// <summary>Proves that whoever acknowledges a notice has received it.</summary>
public interface INoticeReceipts
{
    string TokenFor(NoticeId id);

    bool Fits(NoticeId id, string token);
}
