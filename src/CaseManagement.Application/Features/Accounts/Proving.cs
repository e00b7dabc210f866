namespace CaseManagement.Application.Features.Accounts;

/// <summary>What the uses of one's own account have in common.</summary>
internal static class Proving
{
    /// <summary>Whoever found a session open must not change the account with it; a wrong answer is kept and counts towards the lock.</summary>
    public static async Task RequirePasswordAsync(this ICredentials credentials, ICaseDb db, IActor actor, string password, CancellationToken ct)
    {
        var isRight = await credentials.IsPasswordAsync(actor.StaffId, password, ct);
        if (!isRight) await KeepAttempt(db, actor, ct);

        Rule.Require(isRight, "account.password-wrong", "This is not the current password.");
    }

    /// <summary>Holds also for an account without a second factor.</summary>
    public static async Task RequireCodeAsync(this ICredentials credentials, ICaseDb db, IActor actor, string? code, CancellationToken ct)
    {
        var isRight = await credentials.IsCodeAsync(actor.StaffId, code, ct);
        if (!isRight) await KeepAttempt(db, actor, ct);

        Rule.Require(isRight, "account.current-code-wrong", "This is not a code of the second factor in use.");
    }

    private static Task KeepAttempt(ICaseDb db, IActor actor, CancellationToken ct)
    {
        db.Pending?.Tried(actor.StaffId, "wrong");
        return db.SaveChangesAsync(ct);
    }
}
