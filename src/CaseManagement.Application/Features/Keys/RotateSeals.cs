namespace CaseManagement.Application.Features.Keys;

/// <summary>Everything that is sealed is sealed anew under the newest key.</summary>
/// <param name="Progress">Is told how far it is, after every page.</param>
[Needs(Right.KeepKeys)]
public sealed record RotateSeals(Action<string> Progress) : ICommand<SealsRotated>;

internal sealed class RotateSealsValidator : AbstractValidator<RotateSeals>
{
    public RotateSealsValidator() => RuleFor(x => x.Progress).NotNull().As("keys.listener-missing");
}

internal sealed class RotateSealsHandler(ICaseDb db, IKeyCare keys) : IRequestHandler<RotateSeals, SealsRotated>
{
    public async Task<SealsRotated> Handle(RotateSeals command, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct); // the audit entry, before the pages of the work

        return await keys.RotateAsync(command.Progress, ct);
    }
}
