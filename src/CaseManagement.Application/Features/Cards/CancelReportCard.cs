using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Cards;

/// <summary>A review has shown that there is nothing to report: the card is cancelled with a reason and kept, and the platform is told.</summary>
[Needs(Right.FileReport)]
public sealed record CancelReportCard(ManagedCaseId CaseId, string Reason, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class CancelReportCardValidator : AbstractValidator<CancelReportCard>
{
    public CancelReportCardValidator() => RuleFor(x => x.Reason).Text(ReportCard.ReasonMaxLength);
}

internal sealed class CancelReportCardHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<CancelReportCard, CaseChanged>
{
    public async Task<CaseChanged> Handle(CancelReportCard command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        managed.CancelReport(command.Reason, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
