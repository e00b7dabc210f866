namespace CaseManagement.Application.Features.Accounts;

/// <summary>Somebody asks for new recovery codes; the old ones are void.</summary>
[Needs(Right.OwnAccount)]
public sealed record RenewRecoveryCodes(string Password) : ICommand<RecoveryCodes>, IAttempt;

internal sealed class RenewRecoveryCodesValidator : AbstractValidator<RenewRecoveryCodes>
{
    public RenewRecoveryCodesValidator() => RuleFor(x => x.Password).Text(SignInSettings.PasswordMaxLength);
}

internal sealed class RenewRecoveryCodesHandler(ICaseDb db, ICredentials credentials, IActor actor) : IRequestHandler<RenewRecoveryCodes, RecoveryCodes>
{
    public async Task<RecoveryCodes> Handle(RenewRecoveryCodes command, CancellationToken ct)
    {
        await credentials.RequirePasswordAsync(db, actor, command.Password, ct);
        var codes = await credentials.RenewRecoveryCodesAsync(actor.StaffId, ct);
        Rule.Require(codes is not null, "account.no-second-factor", "Recovery codes belong to a second factor, and there is none.");

        await db.SaveChangesAsync(ct);
        return new RecoveryCodes(codes);
    }
}
