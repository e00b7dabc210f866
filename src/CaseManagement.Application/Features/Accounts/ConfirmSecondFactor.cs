namespace CaseManagement.Application.Features.Accounts;

/// <summary>Somebody shows that the authenticator has the new key; it is in force from now on, and every other session of theirs ends.</summary>
[Needs(Right.OwnAccount, EvenOwing = true)]
public sealed record ConfirmSecondFactor(string Code) : ICommand<RecoveryCodes>;

/// <summary>Each lets its owner in once in the place of the authenticator; shown once.</summary>
public sealed record RecoveryCodes(IReadOnlyList<string> Codes);

internal sealed class ConfirmSecondFactorValidator : AbstractValidator<ConfirmSecondFactor>
{
    public ConfirmSecondFactorValidator() => RuleFor(x => x.Code).Text(20);
}

internal sealed class ConfirmSecondFactorHandler(ICaseDb db, ICredentials credentials, IActor actor, TimeProvider clock) : IRequestHandler<ConfirmSecondFactor, RecoveryCodes>
{
    public async Task<RecoveryCodes> Handle(ConfirmSecondFactor command, CancellationToken ct)
    {
        var codes = await credentials.ConfirmSecondFactorAsync(actor.StaffId, command.Code, ct);
        Rule.Require(codes is not null, "account.code-wrong", "This is not a code of the key that is being set up.");

        await db.Sessions.EndAllAsync(actor.StaffId, actor.Acting.SessionId, SessionEnd.SecondFactorChanged, clock.GetUtcNow(), ct);

        await db.SaveChangesAsync(ct);
        return new RecoveryCodes(codes);
    }
}
