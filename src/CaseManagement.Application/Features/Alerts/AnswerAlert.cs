using CaseManagement.Domain.Alerts;

namespace CaseManagement.Application.Features.Alerts;

/// <summary>Whoever took an alert says why the task is late and what is being done.</summary>
[Needs(Right.AnswerAlert)]
public sealed record AnswerAlert(long AlertId, AlertReason Reason, string? Note, long? ExpectedVersion = null) : ICommand<AlertChanged>, IAlertCommand;

internal sealed class AnswerAlertValidator : AbstractValidator<AnswerAlert>
{
    public AnswerAlertValidator()
    {
        RuleFor(x => x.AlertId).GreaterThan(0).As("alert.id");
        RuleFor(x => x.Reason).Known();
        RuleFor(x => x.Note).OptionalText(Alert.NoteMaxLength);
    }
}

internal sealed class AnswerAlertHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<AnswerAlert, AlertChanged>
{
    public async Task<AlertChanged> Handle(AnswerAlert command, CancellationToken ct)
    {
        var alert = await db.Alerts.FindOrThrowAsync(command.AlertId, command.ExpectedVersion, ct);

        alert.Answer(command.Reason, command.Note, actor.Now(clock), standards.Settings.Alerts);

        await db.SaveChangesAsync(ct);
        return new AlertChanged(alert.Id, alert.State, alert.Version);
    }
}
