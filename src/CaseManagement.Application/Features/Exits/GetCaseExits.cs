using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Features.Exits;

/// <summary>How a patient was looked for, every way out that was proposed, and who was told.</summary>
[Needs(Right.SeeCase)]
public sealed record GetCaseExits(ManagedCaseId CaseId) : IRecordQuery<CaseExits>;

/// <param name="Attempts">The latest first.</param>
/// <param name="NotReached">The days without success since anybody was last spoken to or the patient was found, and what "not reached" takes.</param>
/// <param name="Exits">The latest first.</param>
/// <param name="OpenLossId">The loss that waits for a second person.</param>
/// <param name="OpenMoveId">The move that waits for an answer.</param>
/// <param name="RefusalToTell">Who must be told of a refusal that lasts and has not been.</param>
/// <param name="Notices">What the system itself told the departments of a loss or a move.</param>
/// <param name="MayAnswer">The reader is of the side that is asked to take the patient over.</param>
public sealed record CaseExits(
    DateOnly Today, ManagedCaseId CaseId, long Version, string Name, Sex Sex, DateOnly BornOn, CaseState State, Stability? Class, RiskLevel? Risk,
    IReadOnlyList<AttemptRow> Attempts, NotReachedSoFar NotReached, IReadOnlyList<ExitRow> Exits, Guid? OpenLossId, Guid? OpenMoveId, bool MayAnswer, bool IsHome, IReadOnlyList<ToldRow> Told, IReadOnlyList<Party> RefusalToTell, IReadOnlyList<NoticeShown> Notices) : IVersioned;

/// <summary>How far a patient is from counting as not reached.</summary>
/// <param name="NeededDays">Of the settings in force today, as is the next.</param>
/// <param name="BeganAgainOn">The day on which somebody was reached and the count began again; null where it never did.</param>
public sealed record NotReachedSoFar(int Days, IReadOnlyList<ContactMeans> Means, int NeededDays, int NeededMeans, DateOnly? BeganAgainOn = null)
{
    internal static NotReachedSoFar Of(LossEvidence evidence, ExitSettings settings) => new(evidence.Days.Count, evidence.Means, settings.LossAttempts, settings.LossMeans, evidence.BeganAgainOn);
}

/// <param name="CancelReason">Why it was a mistake; null where it holds.</param>
public sealed record AttemptRow(Guid Id, DateTimeOffset At, ContactMeans Means, ContactAddress? Used, ContactOutcome Outcome, DateOnly? AgreedOn, string? Note, string? By, string? CancelReason);

/// <param name="EndedOn">The day on which it was withdrawn or undone, or on which the lost patient was found or seen.</param>
/// <param name="EndNote">What whoever ended it said; null where the patient was seen, which says enough.</param>
/// <param name="ToTell">Who must be told and has not been.</param>
/// <param name="DuplicateOf">The case that stays, where this one was there twice and the reader sees that one.</param>
public sealed record ExitRow(
    Guid Id, ExitKind Kind, DateOnly ProposedOn, string? ProposedBy, string? Note, LossCriterion? Criterion, string? To, DateOnly? DiedOn, DeathCause? Cause, DeletionReason? Reason,
    DateOnly? DecidedOn, string? DecidedBy, bool? Accepted, string? DecisionNote, DateOnly? EndedOn, string? EndNote, IReadOnlyList<Party> ToTell, ManagedCaseId? DuplicateOf);

/// <param name="CancelReason">Why it was a mistake; null where it holds.</param>
public sealed record ToldRow(Guid Id, ToldAbout About, Guid? ExitId, Party Party, ToldHow Means, DateTimeOffset At, string? Receiver, string? By, string? CancelReason);

internal sealed class GetCaseExitsHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<GetCaseExits, CaseExits>
{
    public async Task<CaseExits> Handle(GetCaseExits query, CancellationToken ct)
    {
        var managed = await db.Cases.AsNoTracking().FirstOrDefaultAsync(managed => managed.Id == query.CaseId, ct) ?? throw new NotFoundException("managed-case");
        var patient = await db.Patients.AsNoTracking().FindOrThrowAsync(patient => patient.Id == managed.PatientId, "patient", ct);
        var names = await db.NamesOfStaffAsync(managed.Attempts.Select(each => each.MadeBy).Concat(managed.Exits.Select(exit => exit.ProposedBy)).Concat(managed.Exits.Where(exit => exit.DecidedBy is not null).Select(exit => exit.DecidedBy!.Value)).Concat(managed.Told.Select(each => each.RecordedBy)), ct);
        var areas = managed.Exits.Select(exit => exit.ToAreaCode).Where(code => code is not null).Distinct().ToList();
        var stays = managed.Exits.Where(exit => exit.DuplicateOf is not null).Select(exit => exit.DuplicateOf!.Value).Distinct().ToList();
        var seen = stays.Count == 0 ? [] : await db.Cases.Where(other => stays.Contains(other.Id)).Select(other => other.Id).ToListAsync(ct);
        var places = await db.Areas.Where(area => areas.Contains(area.Code)).ToDictionaryAsync(area => area.Code, area => area.Name, ct);

        return new(
            clock.Today(), managed.Id, managed.Version, patient.Name, patient.Sex, patient.BornOn, managed.State, managed.Class, managed.Risk,
            [.. managed.Attempts.OrderByDescending(each => each.At).Select(each => new AttemptRow(each.Id, each.At, each.Means, each.Used, each.Outcome, each.AgreedOn, each.Note, names.GetValueOrDefault(each.MadeBy), each.CancelReason))],
            NotReachedSoFar.Of(managed.FailedContacts, standards.On(clock.Today()).Exits),
            [.. managed.Exits.OrderByDescending(exit => exit.ProposedOn).ThenByDescending(exit => exit.Id).Select(exit => Row(exit, managed, names, places) with { DuplicateOf = exit.DuplicateOf is { } survivor && seen.Contains(survivor) ? survivor : null })],
            managed.OpenLoss?.Id, managed.OpenMove?.Id, managed.IsOffered(actor), managed.IsHome(actor),
            [.. managed.Told.OrderByDescending(each => each.At).Select(each => new ToldRow(each.Id, each.About, each.ExitId, each.Party, each.Means, each.At, each.Receiver, names.GetValueOrDefault(each.RecordedBy), each.CancelReason))],
            managed.RefusalToTell(standards),
            await db.NoticesAsync(managed.Id, actor, notice => notice.Event != NoticeEvent.CrisisStarted, ct));
    }

    private static ExitRow Row(CaseExit exit, ManagedCase managed, Dictionary<Domain.Staff.StaffId, string> names, Dictionary<string, string> places) => new(
        exit.Id, exit.Kind, exit.ProposedOn, names.GetValueOrDefault(exit.ProposedBy), exit.Note, exit.Criterion,
        exit.ToAreaCode is { } code ? places.GetValueOrDefault(code, code) : exit.Kind == ExitKind.TransferOut ? exit.ToAddress : null, // an address in the system is masked like any other
        exit.DiedOn, exit.Cause, exit.Reason, exit.DecidedOn, exit.DecidedBy is { } by ? names.GetValueOrDefault(by) : null, exit.Accepted, exit.DecisionNote, managed.EndOf(exit), exit.EndNote,
        exit.IsOpen || (exit.Holds && managed.EndOf(exit) is null) ? MustBeTold.Left(exit, managed.Told.Where(told => told.IsValid)) : [], exit.DuplicateOf);
}
