namespace CaseManagement.Application.Features.Accounts;

/// <summary>Somebody ends one of their own sessions, such as one on a lost phone.</summary>
[Needs(Right.OwnAccount)]
public sealed record EndSession(Guid SessionId) : ICommand<SessionEnded>;

internal sealed class EndSessionValidator : AbstractValidator<EndSession>;

internal sealed class EndSessionHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<EndSession, SessionEnded>
{
    public async Task<SessionEnded> Handle(EndSession command, CancellationToken ct)
    {
        var session = await db.Sessions.FindOrThrowAsync(session => session.Id == command.SessionId && session.StaffId == actor.StaffId, "session", ct);

        session.End(SessionEnd.EndedByOwner, clock.GetUtcNow());

        await db.SaveChangesAsync(ct);
        return new SessionEnded(session.Id);
    }
}
