using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Cards;

/// <summary>A report card that another institution has filed was found: none is owed from here.</summary>
[Needs(Right.FileReport)]
public sealed record FindReportCard(ManagedCaseId CaseId, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class FindReportCardValidator : AbstractValidator<FindReportCard>;

internal sealed class FindReportCardHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<FindReportCard, CaseChanged>
{
    public async Task<CaseChanged> Handle(FindReportCard command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        managed.FindReport(actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
