using CaseManagement.Domain.Alerts;

namespace CaseManagement.Application.Features.Alerts;

/// <summary>Who does something about an alert now.</summary>
internal static class Acted
{
    public static ActedBy Now(this IActor actor, TimeProvider clock) => new(actor.StaffId, actor.Role, clock.GetUtcNow(), clock.Today());
}
