using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace CaseManagement.Web.Pages;

/// <summary>What somebody looks for, as it was typed.</summary>
internal sealed record SearchTerms(string? Text, string? Area);

/// <summary>A search as an address that shows nothing of it: neither a name nor a number goes into a history, a log or a link.</summary>
/// <remarks>
/// The terms are sealed for one session, so the way back from a case leads to the list again, a copied address opens for nobody else, and after signing out for nobody at all.
/// Nothing is kept on the server: any node opens it.
/// </remarks>
internal sealed class SearchAddress(IDataProtectionProvider protection)
{
    private const string Purpose = "search";

    public string Seal(SearchTerms terms, Guid session) => WebEncoders.Base64UrlEncode(For(session).Protect(JsonSerializer.SerializeToUtf8Bytes(terms)));

    /// <returns>Null for what was sealed for another session, or by nobody.</returns>
    public SearchTerms? Open(string address, Guid session)
    {
        try
        {
            return JsonSerializer.Deserialize<SearchTerms>(For(session).Unprotect(WebEncoders.Base64UrlDecode(address)));
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector For(Guid session) => protection.CreateProtector(Purpose, session.ToString("N"));
}
