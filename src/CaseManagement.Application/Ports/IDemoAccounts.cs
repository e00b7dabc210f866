using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Ports;

/// <summary>A demo account as it is printed, once.</summary>
/// <param name="Key">The authenticator's key, where the role demands a second factor.</param>
public sealed record DemoAccount(string Name, StaffRole Role, string Password, string? Key, IReadOnlyList<string> RecoveryCodes);

/// <summary>Accounts for a newcomer to the demo city, with passwords and keys that are new each time.</summary>
public interface IDemoAccounts
{
    /// <returns>Empty where there are accounts already.</returns>
    Task<IReadOnlyList<DemoAccount>> OpenAsync(CancellationToken ct);
}
