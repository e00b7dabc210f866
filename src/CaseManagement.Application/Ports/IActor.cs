using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Ports;

/// <summary>Who acts.</summary>
public interface IActor
{
    /// <exception cref="NoActorException">Nobody is named.</exception>
    StaffId StaffId { get; }

    /// <exception cref="NoActorException">Nobody is named.</exception>
    StaffRole Role { get; }
}
