using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;

namespace CaseManagement.Web;

/// <summary>The access tokens that have been opened: a program sends the same one with every request, and to decipher it costs more than many an answer.</summary>
/// <remarks>A token of ours stays one, and it carries no right: the framework judges each time when it ends, and the session of every request is looked up as before.</remarks>
internal sealed class OpenedTickets(ISecureDataFormat<AuthenticationTicket> sealing) : ISecureDataFormat<AuthenticationTicket>
{
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, AuthenticationTicket> _opened = new(StringComparer.Ordinal);

    public string Protect(AuthenticationTicket data) => sealing.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => sealing.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText)
    {
        if (protectedText is null) return null;
        if (_opened.TryGetValue(protectedText, out var opened)) return opened;
        if (sealing.Unprotect(protectedText) is not { } ticket) return null; // what is not ours is not remembered, so that nobody fills the memory

        if (_opened.Count >= MostRemembered) _opened.Clear();

        return _opened[protectedText] = ticket;
    }

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose) => sealing.Unprotect(protectedText, purpose);
}
