using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Alerts;

/// <summary>An alert passes to a named colleague who may answer it and sees the case.</summary>
[Needs(Right.AnswerAlert)]
public sealed record HandOverAlert(long AlertId, StaffId To, AlertHandOver Reason, string? Note, long? ExpectedVersion = null) : ICommand<AlertChanged>, IAlertCommand;

internal sealed class HandOverAlertValidator : AbstractValidator<HandOverAlert>
{
    public HandOverAlertValidator()
    {
        RuleFor(x => x.AlertId).GreaterThan(0).As("alert.id");
        RuleFor(x => x.Reason).Known();
        RuleFor(x => x.Note).OptionalText(Alert.NoteMaxLength);
    }
}

internal sealed class HandOverAlertHandler(ICaseDb db, IActor actor, Rights rights, Standards standards, TimeProvider clock) : IRequestHandler<HandOverAlert, AlertChanged>
{
    public async Task<AlertChanged> Handle(HandOverAlert command, CancellationToken ct)
    {
        var alert = await db.Alerts.FindOrThrowAsync(command.AlertId, command.ExpectedVersion, ct);
        var colleague = await db.Staff.FindOrThrowAsync(staff => staff.Id == command.To && staff.ClosedOn == null, "staff-member", ct);
        Rule.Require(rights.Has(colleague.Role, Right.AnswerAlert), "alert.colleague-may-not", "This colleague may not answer such an alert.", alert.Tells);
        Rule.Require(await db.SeesAsync(colleague, alert, clock, ct), "alert.colleague-sees-not", "This colleague does not see the case.");

        alert.HandOver(colleague.Id, colleague.Role, command.Reason, command.Note, actor.Now(clock), standards.Settings.Alerts);

        await db.SaveChangesAsync(ct);
        return new AlertChanged(alert.Id, alert.State, alert.Version);
    }
}
