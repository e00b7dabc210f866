namespace CaseManagement.Application.Features.Keys;

/// <summary>A new key is made, under which everything is sealed from the next start on.</summary>
[Needs(Right.KeepKeys)]
public sealed record AddKey : ICommand<KeyAdded>;

internal sealed class AddKeyValidator : AbstractValidator<AddKey>; // it carries nothing

internal sealed class AddKeyHandler(ICaseDb db, IKeyCare keys) : IRequestHandler<AddKey, KeyAdded>
{
    public async Task<KeyAdded> Handle(AddKey command, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct); // the audit entry, before the file changes

        return await keys.AddAsync(ct);
    }
}
