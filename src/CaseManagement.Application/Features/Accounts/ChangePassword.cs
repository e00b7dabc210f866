namespace CaseManagement.Application.Features.Accounts;

/// <summary>Somebody chooses a new password; every other session of theirs ends.</summary>
[Needs(Right.OwnAccount, EvenOwing = true)]
public sealed record ChangePassword(string Current, string Chosen) : ICommand<OthersEnded>, IAttempt;

/// <summary>How many other sessions ended with it.</summary>
public sealed record OthersEnded(int Sessions);

internal sealed class ChangePasswordValidator : AbstractValidator<ChangePassword>
{
    public ChangePasswordValidator(SignInSettings settings)
    {
        RuleFor(x => x.Current).Text(SignInSettings.PasswordMaxLength);
        RuleFor(x => x.Chosen).Text(SignInSettings.PasswordMaxLength);
        RuleFor(x => x.Chosen).MinimumLength(settings.PasswordMinLength).As("account.password-too-short");
        RuleFor(x => x.Chosen).NotEqual(x => x.Current).As("account.password-same");
    }
}

internal sealed class ChangePasswordHandler(ICaseDb db, ICredentials credentials, IActor actor, TimeProvider clock) : IRequestHandler<ChangePassword, OthersEnded>
{
    public async Task<OthersEnded> Handle(ChangePassword command, CancellationToken ct)
    {
        await credentials.RequirePasswordAsync(db, actor, command.Current, ct);

        await credentials.SetPasswordAsync(actor.StaffId, command.Chosen, ct);
        var ended = await db.Sessions.EndAllAsync(actor.StaffId, actor.Acting.SessionId, SessionEnd.PasswordChanged, clock.GetUtcNow(), ct);

        await db.SaveChangesAsync(ct);
        return new OthersEnded(ended);
    }
}
