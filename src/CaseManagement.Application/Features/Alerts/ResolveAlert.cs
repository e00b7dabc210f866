using CaseManagement.Domain.Alerts;

namespace CaseManagement.Application.Features.Alerts;

/// <summary>Whoever took and answered an alert closes it with a result.</summary>
[Needs(Right.AnswerAlert)]
public sealed record ResolveAlert(long AlertId, AlertResult Result, string? Note, long? ExpectedVersion = null) : ICommand<AlertChanged>, IAlertCommand;

internal sealed class ResolveAlertValidator : AbstractValidator<ResolveAlert>
{
    public ResolveAlertValidator()
    {
        RuleFor(x => x.AlertId).GreaterThan(0).As("alert.id");
        RuleFor(x => x.Result).Known();
        RuleFor(x => x.Note).OptionalText(Alert.NoteMaxLength);
    }
}

internal sealed class ResolveAlertHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ResolveAlert, AlertChanged>
{
    public async Task<AlertChanged> Handle(ResolveAlert command, CancellationToken ct)
    {
        var alert = await db.Alerts.FindOrThrowAsync(command.AlertId, command.ExpectedVersion, ct);

        alert.Resolve(command.Result, command.Note, actor.Now(clock), standards.Settings.Alerts);

        await db.SaveChangesAsync(ct);
        return new AlertChanged(alert.Id, alert.State, alert.Version);
    }
}
