namespace CaseManagement.Application.Features.Accounts;

/// <summary>Somebody begins with an authenticator: a new key, which is in force once a code of it has been confirmed.</summary>
/// <param name="Code">Whoever has a second factor already shows a code of it.</param>
[Needs(Right.OwnAccount, EvenOwing = true)]
public sealed record SetUpSecondFactor(string Password, string? Code = null) : ICommand<SecondFactorKey>, IAttempt;

internal sealed class SetUpSecondFactorValidator : AbstractValidator<SetUpSecondFactor>
{
    public SetUpSecondFactorValidator() => RuleFor(x => x.Password).Text(SignInSettings.PasswordMaxLength);
}

internal sealed class SetUpSecondFactorHandler(ICaseDb db, ICredentials credentials, IActor actor) : IRequestHandler<SetUpSecondFactor, SecondFactorKey>
{
    public async Task<SecondFactorKey> Handle(SetUpSecondFactor command, CancellationToken ct)
    {
        await credentials.RequirePasswordAsync(db, actor, command.Password, ct);
        await credentials.RequireCodeAsync(db, actor, command.Code, ct);

        var key = await credentials.BeginSecondFactorAsync(actor.StaffId, ct);

        await db.SaveChangesAsync(ct);
        return key;
    }
}
