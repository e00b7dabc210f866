namespace CaseManagement.Application.Features.Audit;

/// <summary>Is every audit entry still there and as it was written?</summary>
/// <param name="KnownHead">In hex: a head that an earlier check told and somebody wrote down; it must still be in the chain.</param>
[Needs(Right.SearchAudit)]
public sealed record VerifyAudit(string? KnownHead = null) : ICommand<AuditVerified>;

/// <param name="First">The first broken entry; null when none is, or when only the head of the chain is not as it was sealed.</param>
/// <param name="Head">In hex: the last entry's proof, for writing down elsewhere.</param>
public sealed record AuditVerified(long Checked, long Unchained, long Broken, long? First, string Head)
    : JobCounts(Count(Checked), Count(Math.Max(0, Checked - Broken)), 0, Count(Broken))
{
    private static int Count(long rows) => (int)Math.Min(rows, int.MaxValue);
}

internal sealed class VerifyAuditValidator : AbstractValidator<VerifyAudit>
{
    public VerifyAuditValidator() => RuleFor(x => x.KnownHead!).Matches("^[0-9a-fA-F]{64}$").As("audit.head").When(x => x.KnownHead is not null);
}

internal sealed class VerifyAuditHandler(ICaseDb db, IAuditCheck check) : IRequestHandler<VerifyAudit, AuditVerified>
{
    public async Task<AuditVerified> Handle(VerifyAudit command, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct); // the audit entry first, so that the head that is told is the head that stays
        var found = await check.RunAsync(command.KnownHead is { } head ? Convert.FromHexString(head) : null, ct);

        return new AuditVerified(found.Entries, found.Unchained, found.Broken, found.First, Convert.ToHexStringLower(found.Head));
    }
}
