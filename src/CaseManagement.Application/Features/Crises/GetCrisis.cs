using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Features.Crises;

/// <summary>One emergency on a page: why, who was told and who was not, the record, and what follows.</summary>
[Needs(Right.SeeCase)]
public sealed record GetCrisis(ManagedCaseId CaseId, CrisisResponseId CrisisId) : IRecordQuery<CrisisSheet>;

/// <param name="LastBeganAt">When its handling began, or began anew the last time.</param>
/// <param name="Told">Everybody who was told or tried to be told, in the order of entry.</param>
/// <param name="Notices">What the system itself told the departments, and who has acknowledged it; late or not, it shows here.</param>
/// <param name="NotTold">Who must be told and has not been.</param>
/// <param name="Record">The record that holds; null while there is none.</param>
/// <param name="IsRecordOwed">A record is asked for: the first one, or another since it began anew.</param>
/// <param name="IsRecordOverdue">The instant by which the record was due has passed and there is none.</param>
/// <param name="IsRecordLate">The record came after that instant.</param>
/// <param name="NextVisitOn">The last day on time for the next closer visit.</param>
/// <param name="VisitsPausedUntil">Nobody is visited until then, such as in hospital; null where the visits go on.</param>
public sealed record CrisisSheet(
    ManagedCaseId CaseId,
    CrisisResponseId Id,
    long Version,
    string Name,
    Sex Sex,
    DateOnly BornOn,
    string AreaCode,
    CrisisState State,
    DateTimeOffset StartedAt,
    DateTimeOffset LastBeganAt,
    IReadOnlyList<CauseShown> Causes,
    IReadOnlyList<ToldShown> Told,
    IReadOnlyList<NoticeShown> Notices,
    IReadOnlyList<Party> NotTold,
    DateTimeOffset RecordDueAt,
    bool IsRecordOwed,
    bool IsRecordOverdue,
    bool IsRecordLate,
    RecordShown? Record,
    CrisisEnding? Ending,
    DateOnly? NextVisitOn,
    DateOnly? VisitsPausedUntil,
    DateOnly? ClosedOn,
    string? ClosingNote) : IVersioned
{
    /// <summary>Where the case stands.</summary>
    public CaseState CaseState { get; init; }
}

public sealed record CauseShown(CrisisTrigger Trigger, CrisisSource Source, DateTimeOffset At, string By, string? Note, DateOnly? GoneOn, string? TakenBack);

/// <param name="CancelReason">Why it was a mistake; null where it holds.</param>
public sealed record ToldShown(Guid Id, Party Party, ToldHow How, ToldResult Result, DateTimeOffset At, string? Whom, string? Note, string By, string? CancelReason);

public sealed record RecordShown(CrisisRecordForm Form, DateTimeOffset At, string By, string? CorrectionReason);

internal sealed class GetCrisisHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<GetCrisis, CrisisSheet>
{
    public async Task<CrisisSheet> Handle(GetCrisis query, CancellationToken ct)
    {
        var managed = await db.Cases.AsNoTracking().FirstOrDefaultAsync(managed => managed.Id == query.CaseId, ct) ?? throw new NotFoundException("managed-case");
        var crisis = managed.Crises.FirstOrDefault(crisis => crisis.Id == query.CrisisId) ?? throw new NotFoundException("crisis-response");
        var patient = await db.Patients.AsNoTracking().FindOrThrowAsync(patient => patient.Id == managed.PatientId, "patient", ct);
        var log = crisis.Log;
        var names = await db.NamesOfStaffAsync(log.Causes.Select(cause => cause.By).Concat(log.Told.Select(told => told.By)).Concat(log.Records.Select(record => record.By)), ct);
        var visit = crisis.State == CrisisState.Watched ? managed.Tasks.FirstOrDefault(task => task is { Kind: CareTaskKind.CrisisVisit, State: CareTaskState.Open }) : null;

        return new CrisisSheet(
            managed.Id, crisis.Id, managed.Version, patient.Name, patient.Sex, patient.BornOn, managed.AreaCode, crisis.State, crisis.StartedAt, log.Reopening is { } again ? again.Since ?? again.At : crisis.StartedAt,
            [.. log.Causes.Select(cause => new CauseShown(cause.Trigger, cause.Source, cause.At, Name(cause.By), cause.Note, cause.GoneOn, cause.TakenBack))],
            [.. log.Told.Select((told, place) => new ToldShown(crisis.ToldId(place), told.Party, told.How, told.Result, told.At, told.Whom, told.Note, Name(told.By), told.Cancelled?.Reason))],
            await db.NoticesAsync(managed.Id, actor, notice => notice.EventId == crisis.Id.Value, ct),
            crisis.IsPending ? standards.NotTold(crisis) : [],
            crisis.RecordDueAt, crisis is { RecordedOn: null, AsksForRecord: true }, crisis is { RecordedOn: null, AsksForRecord: true } && clock.GetUtcNow() > crisis.RecordDueAt, crisis.IsRecordLate,
            log.Record is { } written ? new RecordShown(written.Form, written.At, Name(written.By), written.CorrectionReason) : null,
            log.Ending, visit?.ClosesOn, visit is not null && Lateness.BandOf(visit, clock.Today(), soonDays: 0) == DueBand.Paused ? visit.QuietUntil : null, crisis.ClosedOn, crisis.ClosingNote)
        {
            CaseState = managed.State,
        };

        string Name(Domain.Staff.StaffId id) => names.GetValueOrDefault(id, "");
    }
}
