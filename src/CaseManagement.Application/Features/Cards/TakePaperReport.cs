using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Cards;

/// <summary>A report card arrived on paper: from now on the office has to enter it.</summary>
[Needs(Right.EnterPaperReport)]
public sealed record TakePaperReport(ManagedCaseId CaseId, DateOnly ArrivedOn, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class TakePaperReportValidator : AbstractValidator<TakePaperReport>
{
    public TakePaperReportValidator(TimeProvider clock) => RuleFor(x => x.ArrivedOn).NotAhead(clock, "report.in-future");
}

internal sealed class TakePaperReportHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<TakePaperReport, CaseChanged>
{
    public async Task<CaseChanged> Handle(TakePaperReport command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        managed.TakePaperReport(command.ArrivedOn, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
