using CaseManagement.Domain.Alerts;

namespace CaseManagement.Application.Features.Alerts;

/// <summary>A named person takes an alert, so that everybody sees it is in hands.</summary>
[Needs(Right.AnswerAlert)]
public sealed record ClaimAlert(long AlertId, long? ExpectedVersion = null) : ICommand<AlertChanged>, IAlertCommand;

/// <summary>The alert as it now stands.</summary>
public sealed record AlertChanged(long AlertId, AlertState State, long Version) : IVersioned;

internal sealed class ClaimAlertValidator : AbstractValidator<ClaimAlert>
{
    public ClaimAlertValidator()
    {
        RuleFor(x => x.AlertId).GreaterThan(0).As("alert.id");
    }
}

internal sealed class ClaimAlertHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ClaimAlert, AlertChanged>
{
    public async Task<AlertChanged> Handle(ClaimAlert command, CancellationToken ct)
    {
        var alert = await db.Alerts.FindOrThrowAsync(command.AlertId, command.ExpectedVersion, ct);

        alert.Claim(actor.Now(clock), standards.Settings.Alerts);

        await db.SaveChangesAsync(ct);
        return new AlertChanged(alert.Id, alert.State, alert.Version);
    }
}
