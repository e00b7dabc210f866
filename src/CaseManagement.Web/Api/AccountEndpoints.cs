using CaseManagement.Application.Features.Accounts;
using CaseManagement.Application.Ports;
using MediatR;

namespace CaseManagement.Web.Api;

/// <summary>What a program sends to come in.</summary>
/// <param name="Code">Six digits of the authenticator, or a recovery code, for an account that has a second factor.</param>
internal sealed record SignInBody(string Name, string Password, string? Code = null);

/// <summary>What a program sends for new tokens.</summary>
internal sealed record RefreshBody(string RefreshToken);

internal static class AccountEndpoints
{
    public static void MapAccounts(this RouteGroupBuilder api)
    {
        var session = api.MapGroup("session").WithTags("session");

        session.MapPost("", async (SignInBody body, HttpContext context, IMediator mediator, Tickets tickets, CancellationToken ct) =>
            LetIn(await mediator.Send(new SignIn(body.Name, body.Password, body.Code, null, SessionDoor.Api, context.Request.Headers.UserAgent, context.Connection.RemoteIpAddress?.ToString()), ct), tickets)).WithSummary("Signs in, and gives the tokens of the session.").AllowAnonymous();

        session.MapPost("refresh", async (RefreshBody body, IMediator mediator, Tickets tickets, CancellationToken ct) =>
            tickets.ReadRefreshToken(body.RefreshToken) is var (id, serial) && await mediator.Send(new RefreshSession(id, serial), ct) is { Session: { } opened } ? tickets.Tokens(opened) : throw Over()).WithSummary("Gives new tokens for a refresh token, which is void from then on.").AllowAnonymous();

        session.MapDelete("", (IMediator mediator, CancellationToken ct) =>
            mediator.Send(new SignOut(), ct)).WithSummary("Signs out.");

        var sessions = api.MapGroup("sessions").WithTags("session");

        sessions.MapGet("", (IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListSessions(), ct)).WithSummary("One's own sessions that still live.");

        sessions.MapDelete("{sessionId:guid}", (Guid sessionId, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new EndSession(sessionId), ct)).WithSummary("Ends one of one's own sessions.");

        var account = api.MapGroup("account").WithTags("account");

        account.MapGet("", (IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetAccount(), ct)).WithSummary("One's own account: what it has, and what it still owes.");

        account.MapPost("password", (ChangePassword command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command, ct)).WithSummary("Chooses a new password; every other session ends.");

        account.MapPost("second-factor", (SetUpSecondFactor command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command, ct)).WithSummary("Begins with an authenticator: its key, in force once a code of it is confirmed.");

        account.MapPost("second-factor/confirmation", (ConfirmSecondFactor command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command, ct)).WithSummary("Confirms a code of the new key, and gives the recovery codes.");

        account.MapPost("recovery-codes", (RenewRecoveryCodes command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command, ct)).WithSummary("Gives new recovery codes; the old ones are void.");
    }

    private static SessionTokens LetIn(SignInOutcome outcome, Tickets tickets) =>
        outcome.Session is { } session ? tickets.Tokens(session) : throw new DoorRefusal(StatusCodes.Status401Unauthorized, outcome.Refusal!);

    private static DoorRefusal Over() => new(StatusCodes.Status401Unauthorized, "session.over");
}
