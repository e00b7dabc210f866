using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Infrastructure;

/// <summary>Who acts in this scope: the door or the timetable says so, once.</summary>
public sealed class CurrentActor : IActor
{
    private StaffId? _staffId;
    private StaffRole? _role;

    public StaffId StaffId => _staffId ?? throw new NoActorException();

    public StaffRole Role => _role ?? throw new NoActorException();

    public void Is(StaffId staffId, StaffRole role) => (_staffId, _role) = (staffId, role);
}
