namespace CaseManagement.Application.Features.Accounts;

/// <summary>A program shows its refresh token and is given new ones; a token that comes a second time ends the session.</summary>
[Needs(Right.SignIn)]
public sealed record RefreshSession(Guid SessionId, int Serial) : ICommand<SessionRefreshed>, ISignIn;

/// <summary>How it ended: the session with its new serial, or null when it is over.</summary>
public sealed record SessionRefreshed(SessionOpened? Session);

internal sealed class RefreshSessionValidator : AbstractValidator<RefreshSession>
{
    public RefreshSessionValidator() => RuleFor(x => x.Serial).GreaterThan(0).As("session.serial");
}

internal sealed class RefreshSessionHandler(ICaseDb db, ISessions sessions, SignInSettings settings, TimeProvider clock) : IRequestHandler<RefreshSession, SessionRefreshed>
{
    public async Task<SessionRefreshed> Handle(RefreshSession command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var session = await db.Sessions.FirstOrDefaultAsync(session => session.Id == command.SessionId && session.Door == SessionDoor.Api, ct);
        var isReplayed = session is not null && session.RefreshSerial != command.Serial;
        var holder = session is not null && !isReplayed && session.IsLive(now, settings.Idle) ? await sessions.FindAsync(session.Id, SessionDoor.Api, ct) : null;

        if (holder is not null) session!.Refresh(now);
        else if (isReplayed) session!.End(SessionEnd.TokenReplayed, now); // two hold it, and one of them is not the owner
        db.Pending?.Tried(session?.StaffId, holder is not null ? "refreshed" : isReplayed ? "replayed" : "over");

        await db.SaveChangesAsync(ct);
        return new SessionRefreshed(holder is null ? null : SessionOpened.Of(session!, holder.Acting.Owes));
    }
}
