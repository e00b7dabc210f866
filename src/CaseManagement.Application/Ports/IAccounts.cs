using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Ports;

/// <summary>The accounts under which staff sign in. What it changes is saved with the command's own change, in one transaction with its audit.</summary>
public interface IAccounts
{
    /// <summary>Opens an account under the staff member's code.</summary>
    /// <returns>A first password, shown once; it must be changed at the first sign-in.</returns>
    Task<string> OpenAsync(StaffMember staff, CancellationToken ct);

    /// <summary>A new first password; every session of the account ends.</summary>
    /// <exception cref="Pipeline.NotFoundException">There is no such account.</exception>
    Task<string> ResetPasswordAsync(StaffId staffId, CancellationToken ct);

    /// <summary>Forgets the second factor, so that a new one is set up at the next sign-in; every session of the account ends.</summary>
    /// <exception cref="Pipeline.NotFoundException">There is no such account.</exception>
    Task ResetSecondFactorAsync(StaffId staffId, CancellationToken ct);

    /// <summary>Ends the time for which wrong passwords locked the account.</summary>
    /// <exception cref="Pipeline.NotFoundException">There is no such account.</exception>
    Task UnlockAsync(StaffId staffId, CancellationToken ct);

    /// <summary>Nobody signs in to it any more; every session of the account ends.</summary>
    /// <exception cref="Pipeline.NotFoundException">There is no such account.</exception>
    Task CloseAsync(StaffId staffId, CancellationToken ct);
}
