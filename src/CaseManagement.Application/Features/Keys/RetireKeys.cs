namespace CaseManagement.Application.Features.Keys;

/// <summary>Old keys that nothing needs any more are removed.</summary>
[Needs(Right.KeepKeys)]
public sealed record RetireKeys : ICommand<KeysRetired>;

internal sealed class RetireKeysValidator : AbstractValidator<RetireKeys>; // it carries nothing

internal sealed class RetireKeysHandler(ICaseDb db, IKeyCare keys) : IRequestHandler<RetireKeys, KeysRetired>
{
    public async Task<KeysRetired> Handle(RetireKeys command, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct); // the audit entry, before the file changes

        return await keys.RetireAsync(ct);
    }
}
