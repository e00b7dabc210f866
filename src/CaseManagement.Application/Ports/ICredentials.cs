using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Ports;

/// <summary>What somebody shows to be let in.</summary>
/// <param name="Proof">Instead of the password: what the first step gave when it asked for a code; it stands for the same name only.</param>
/// <param name="Code">Six digits of the authenticator, or one of the recovery codes.</param>
public sealed record Shown(string Name, string? Password, string? Proof, string? Code);

/// <summary>What was found of it.</summary>
/// <param name="StaffId">Whose account was tried; null where there is none of that name.</param>
/// <param name="Refusal">The code of the refusal; null for whoever is let in.</param>
/// <param name="Proof">Where only the code is missing: it stands for the password for a few minutes.</param>
public sealed record Examined(StaffId? StaffId, string? Refusal, string? Proof, Duty Owes)
{
    /// <summary>What the audit keeps: it knows of a lock also where the answer does not tell.</summary>
    public string Outcome { get; init; } = Refusal ?? "let-in";
}

/// <summary>A second factor as it is set up: the key, and the address that an authenticator reads from a picture.</summary>
public sealed record SecondFactorKey(string Key, string Address);

/// <summary>What an account's owner may know of it.</summary>
public sealed record AccountState(Duty Owes, bool HasSecondFactor, bool NeedsSecondFactor, int RecoveryCodesLeft);

/// <summary>Passwords and second factors: judged and changed here, saved with the command's own change.</summary>
public interface ICredentials
{
    /// <summary>Judges what was shown and counts what was wrong; the same work is done for a name that nobody has, and that an account is locked is told only for its password.</summary>
    Task<Examined> ExamineAsync(Shown shown, CancellationToken ct);

    Task<AccountState> StateAsync(StaffId staffId, CancellationToken ct);

    /// <summary>Whether it is the password; a wrong one counts, and a locked account has none that is right.</summary>
    Task<bool> IsPasswordAsync(StaffId staffId, string password, CancellationToken ct);

    /// <summary>Whether it is a code of the second factor in use; true for an account without one.</summary>
    Task<bool> IsCodeAsync(StaffId staffId, string? code, CancellationToken ct);

    /// <exception cref="Domain.RuleBrokenException">The password breaks a rule.</exception>
    Task SetPasswordAsync(StaffId staffId, string chosen, CancellationToken ct);

    /// <summary>A new key, which is not in force until a code of it is confirmed.</summary>
    Task<SecondFactorKey> BeginSecondFactorAsync(StaffId staffId, CancellationToken ct);

    /// <returns>The recovery codes, shown once; null where the code is not of the key that is being set up.</returns>
    Task<IReadOnlyList<string>?> ConfirmSecondFactorAsync(StaffId staffId, string code, CancellationToken ct);

    /// <returns>New recovery codes, shown once; null for an account without a second factor.</returns>
    Task<IReadOnlyList<string>?> RenewRecoveryCodesAsync(StaffId staffId, CancellationToken ct);
}
