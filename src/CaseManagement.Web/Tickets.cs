using System.Globalization;
using System.Security.Claims;
using CaseManagement.Application.Features.Accounts;
using CaseManagement.Application.Ports;
using CaseManagement.Web.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace CaseManagement.Web;

/// <summary>What the API gives to a program that has signed in.</summary>
/// <param name="ExpiresIn">Seconds until the access token must be refreshed.</param>
/// <param name="EndsAt">When the session is over, however often it was refreshed.</param>
internal sealed record SessionTokens(string AccessToken, string RefreshToken, long ExpiresIn, DateTimeOffset EndsAt, bool MustChangePassword, bool MustSetUpSecondFactor);

/// <summary>A session's cookie at the pages, and its tokens at the API; neither is heard at the other door.</summary>
internal sealed class Tickets(IOptionsMonitor<BearerTokenOptions> options, SignInSettings settings, TimeProvider clock)
{
    public const string Page = "page";
    public const string Api = "api";

    private const string ByPath = "by-path";
    private const string SerialClaim = "serial";

    /// <param name="isSecure">Whether browsers reach the pages by https only.</param>
    public static void Add(IServiceCollection services, bool isSecure)
    {
        services.AddSingleton<Tickets>();
        services.AddAuthentication(ByPath)
            .AddPolicyScheme(ByPath, null, door => door.ForwardDefaultSelector = context => context.Request.IsForApi() ? Api : Page)
            .AddCookie(Page)
            .AddBearerToken(Api);
        services.PostConfigure<BearerTokenOptions>(Api, api => api.BearerTokenProtector = new OpenedTickets(api.BearerTokenProtector));
        services.AddOptions<CookieAuthenticationOptions>(Page).Configure<SignInSettings>((page, settings) =>
        {
            page.Cookie.Name = isSecure ? "__Host-session" : "session"; // the prefix holds it to this host and to https
            page.Cookie.HttpOnly = true;
            page.Cookie.SameSite = SameSiteMode.Lax;
            page.Cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            (page.ExpireTimeSpan, page.SlidingExpiration) = (settings.Longest, false); // the session itself knows when it is over
        });
    }

    public static ClaimsPrincipal Principal(SessionOpened session, string scheme, params Claim[] more) =>
        new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, session.StaffId.Value.ToString()), new(SessionClaims.Type, session.Id.ToString()), .. more], scheme));

    public SessionTokens Tokens(SessionOpened session)
    {
        var (bearer, now) = (options.Get(Api), clock.GetUtcNow());
        var access = now + settings.AccessToken < session.EndsAt ? settings.AccessToken : session.EndsAt - now;

        return new SessionTokens(
            bearer.BearerTokenProtector.Protect(Ticket(Principal(session, Api), now + access, "AccessToken")),
            bearer.RefreshTokenProtector.Protect(Ticket(Principal(session, Api, new Claim(SerialClaim, session.RefreshSerial.ToString(CultureInfo.InvariantCulture))), session.EndsAt, "RefreshToken")),
            (long)access.TotalSeconds,
            session.EndsAt,
            session.Owes == Duty.ChangePassword,
            session.Owes == Duty.SetUpSecondFactor);
    }

    /// <returns>Null for a token that we did not give, or that is over.</returns>
    public (Guid SessionId, int Serial)? ReadRefreshToken(string? token)
    {
        var ticket = token is null ? null : options.Get(Api).RefreshTokenProtector.Unprotect(token);
        return ticket?.Properties.ExpiresUtc > clock.GetUtcNow() && ticket.Principal.SessionId() is { } id && int.TryParse(ticket.Principal.FindFirstValue(SerialClaim), CultureInfo.InvariantCulture, out var serial)
            ? (id, serial)
            : null;
    }

    private static AuthenticationTicket Ticket(ClaimsPrincipal principal, DateTimeOffset until, string kind) => new(principal, new AuthenticationProperties { ExpiresUtc = until }, $"{Api}:{kind}");
}

internal static class SessionClaims
{
    public const string Type = "session";

    public static Guid? SessionId(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Type), out var id) ? id : null;
}
