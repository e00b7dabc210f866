using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Ports;

/// <summary>Every number of the sign-in that an installation may set, as read from <c>db/reference/security-settings.csv</c>.</summary>
/// <param name="LockAfter">Wrong attempts in a row after which the account is locked.</param>
/// <param name="LockFor">How long it is locked.</param>
/// <param name="Idle">How long a session lives without a request.</param>
/// <param name="Longest">How long a session lives at most.</param>
/// <param name="AccessToken">How long an access token of the API is good before it must be refreshed.</param>
/// <param name="HashIterations">Rounds of PBKDF2 (HMAC-SHA512) over a password.</param>
/// <param name="SecondFactorRoles">Who signs in with a second factor or not at all.</param>
public sealed record SignInSettings(
    int LockAfter,
    TimeSpan LockFor,
    int PasswordMinLength,
    TimeSpan Idle,
    TimeSpan Longest,
    TimeSpan AccessToken,
    int HashIterations,
    int RecoveryCodes,
    IReadOnlySet<StaffRole> SecondFactorRoles)
{
    /// <summary>Long enough for any sentence; a longer one would only keep the hash busy.</summary>
    public const int PasswordMaxLength = 128;
}
