namespace CaseManagement.Application.Features.Accounts;

/// <summary>Somebody goes: the session ends.</summary>
[Needs(Right.OwnAccount, EvenOwing = true)]
public sealed record SignOut : ICommand<SessionEnded>;

/// <summary>The session that has ended.</summary>
public sealed record SessionEnded(Guid Id);

internal sealed class SignOutValidator : AbstractValidator<SignOut>;

internal sealed class SignOutHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<SignOut, SessionEnded>
{
    public async Task<SessionEnded> Handle(SignOut command, CancellationToken ct)
    {
        var session = await db.Sessions.FindOrThrowAsync(session => session.Id == actor.Acting.SessionId, "session", ct);

        session.End(SessionEnd.SignedOut, clock.GetUtcNow());

        await db.SaveChangesAsync(ct);
        return new SessionEnded(session.Id);
    }
}
