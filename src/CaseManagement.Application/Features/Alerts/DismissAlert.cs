using CaseManagement.Domain.Alerts;

namespace CaseManagement.Application.Features.Alerts;

/// <summary>Somebody whom an alert tells, or above them, says why nothing is done about it.</summary>
[Needs(Right.AnswerAlert)]
public sealed record DismissAlert(long AlertId, AlertDismissal Reason, string? Note, long? ExpectedVersion = null) : ICommand<AlertChanged>, IAlertCommand;

internal sealed class DismissAlertValidator : AbstractValidator<DismissAlert>
{
    public DismissAlertValidator()
    {
        RuleFor(x => x.AlertId).GreaterThan(0).As("alert.id");
        RuleFor(x => x.Reason).Known();
        RuleFor(x => x.Note).OptionalText(Alert.NoteMaxLength);
    }
}

internal sealed class DismissAlertHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<DismissAlert, AlertChanged>
{
    public async Task<AlertChanged> Handle(DismissAlert command, CancellationToken ct)
    {
        var alert = await db.Alerts.FindOrThrowAsync(command.AlertId, command.ExpectedVersion, ct);

        alert.Dismiss(command.Reason, command.Note, actor.Now(clock), standards.Settings.Alerts);

        await db.SaveChangesAsync(ct);
        return new AlertChanged(alert.Id, alert.State, alert.Version);
    }
}
