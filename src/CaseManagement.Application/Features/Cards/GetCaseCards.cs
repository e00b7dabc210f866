using CaseManagement.Domain.Cards;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Cards;

/// <summary>What one case owes the national platform: the report card with those before it, and every card that was put together.</summary>
[Needs(Right.SeeCards)]
public sealed record GetCaseCards(ManagedCaseId CaseId) : IRecordQuery<CaseCards>;

/// <param name="ReportDueOn">The last day for the report card or for the entry of a paper one; null where none is owed.</param>
/// <param name="Reports">The report cards in the order of entry, cancelled ones too.</param>
/// <param name="Cards">The newest first.</param>
public sealed record CaseCards(ManagedCaseId CaseId, long Version, string Name, CaseState State, Diagnosis Diagnosis, DateOnly? ReportDueOn, IReadOnlyList<ReportCardRow> Reports, IReadOnlyList<CaseCardRow> Cards) : IVersioned;

/// <param name="PaperOn">The day on which it came on paper.</param>
/// <param name="FiledOn">Null while a paper card waits to be entered.</param>
/// <param name="IsElsewhere">Another institution has filed it.</param>
public sealed record ReportCardRow(Guid Id, ReportCardForm? Form, Diagnosis Diagnosis, DateOnly? PaperOn, DateOnly? FiledOn, bool IsElsewhere, string By, DateOnly? CancelledOn, string? CancelledBy, string? CancelReason);

public sealed record CaseCardRow(NationalCardId Id, CardKind Kind, CardPurpose Purpose, CardState State, DateOnly HappenedOn, int FaultCount, string? AnswerCode, CardDrop? DropReason, bool IsUnanswered);

internal sealed class GetCaseCardsHandler(ICaseDb db) : IRequestHandler<GetCaseCards, CaseCards>
{
    public async Task<CaseCards> Handle(GetCaseCards query, CancellationToken ct)
    {
        var managed = await db.Cases.AsNoTracking().FindOrThrowAsync(managed => managed.Id == query.CaseId, "managed-case", ct);
        var name = await db.Patients.Where(patient => patient.Id == managed.PatientId).Select(patient => patient.Name).FirstAsync(ct);
        var reports = managed.Reporting?.Cards ?? [];
        var names = await db.NamesOfStaffAsync(reports.Select(card => card.By).Concat(reports.Select(card => card.CancelledBy).OfType<Domain.Staff.StaffId>()), ct);
        var cards = await db.NationalCards.AsNoTracking().Where(card => card.CaseId == managed.Id).OrderByDescending(card => card.CreatedAt).ThenByDescending(card => card.Id).ToListAsync(ct);

        return new CaseCards(
            managed.Id, managed.Version, name, managed.State, managed.Diagnosis,
            managed.Tasks.Where(task => task is { Kind: CareTaskKind.ReportCard, State: CareTaskState.Open }).Min(task => (DateOnly?)task.ClosesOn),
            [.. reports.Select(card => new ReportCardRow(
                card.Id, card.Form, card.Diagnosis, card.PaperOn, card.FiledOn, card.IsElsewhere, names.GetValueOrDefault(card.By, ""), card.CancelledOn, card.CancelledBy is { } by ? names.GetValueOrDefault(by) : null, card.CancelReason))],
            [.. cards.Select(card => new CaseCardRow(card.Id, card.Kind, card.Purpose, card.State, card.HappenedOn, card.Faults.Count, card.AnswerCode, card.DropReason, card.IsUnanswered))]);
    }
}
