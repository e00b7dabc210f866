using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Referrals;

namespace CaseManagement.Application.Features.Referrals;

/// <summary>One referral with everything that was said of it: for answering it, and for printing the slip.</summary>
[Needs(Right.SeeCase)]
public sealed record GetReferral(ManagedCaseId CaseId, ReferralId ReferralId) : IRecordQuery<ReferralStory>;

/// <param name="DueOn">The last day on which the end that has to speak does so in time.</param>
/// <param name="Reader">The end at which the reader works.</param>
/// <param name="IsOfReader">False for a psychiatrist of another hospital, who only reads.</param>
/// <param name="HospitalAnswers">A psychiatrist of the hospital works with the system; where none does, the community records what the hospital says.</param>
/// <param name="Centre">The institution at the community's end.</param>
/// <param name="ReturnedBy">The downward referral that answers it.</param>
/// <param name="Steps">As they were said; mistaken ones too.</param>
public sealed record ReferralStory(
    ManagedCaseId CaseId, long Version, ReferralId Id, ReferralDirection Direction, ReferralState State, ReferralEnd? WaitsFor, DateOnly? DueOn, ReferralEnd Reader, bool IsOfReader, bool HospitalAnswers,
    string Name, Sex Sex, DateOnly BornOn, Diagnosis Diagnosis,
    IReadOnlyList<ReferralReason> Reasons, bool IsUrgent, DateOnly SentOn, string? Hospital, string? Centre, string? CareTeam, string? FromDepartment, string? ToDepartment, string? Contact,
    string Summary, string? Plan, DateOnly? DischargedOn, ReferralId? Answers, ReferralId? ReturnedBy, IReadOnlyList<ReferralSaid> Steps) : IVersioned
{
    /// <summary>The emergency that it began, joined or is a measure of; null where it has to do with none.</summary>
    public ReferralCrisis? Crisis { get; init; }
}

/// <param name="IsMeasure">It was being handled already: the referral is what was done about it, and began nothing.</param>
/// <param name="OwesRecord">Its record is still to be written.</param>
public sealed record ReferralCrisis(CrisisResponseId Id, CrisisState State, DateTimeOffset StartedAt, bool IsMeasure, bool OwesRecord);

/// <param name="End">The end that said it.</param>
/// <param name="By">Who recorded it, by name.</param>
/// <param name="Speaker">Who said it at a hospital in which nobody works with the system.</param>
public sealed record ReferralSaid(Guid Id, ReferralMove Move, ReferralEnd End, DateOnly HappenedOn, ReferralOutcome? Outcome, ReferralRefusal? Refusal, string? Note, string? By, DateOnly RecordedOn, string? CancelReason, string? Speaker, Domain.Telling.ToldHow? Means);

internal sealed class GetReferralHandler(ICaseDb db, IActor actor, Standards standards) : IRequestHandler<GetReferral, ReferralStory>
{
    public async Task<ReferralStory> Handle(GetReferral query, CancellationToken ct)
    {
        var managed = await db.Cases.AsNoTracking().FirstOrDefaultAsync(managed => managed.Id == query.CaseId, ct) ?? throw new NotFoundException("managed-case");
        var referral = managed.Referrals.FirstOrDefault(referral => referral.Id == query.ReferralId) ?? throw new NotFoundException("referral");
        var patient = await db.Patients.Where(patient => patient.Id == managed.PatientId).Select(patient => new { patient.Name, patient.Sex, patient.BornOn }).FirstAsync(ct);
        var team = await db.CareTeams.Where(team => team.Id == managed.CareTeamId).Select(team => team.Name).FirstOrDefaultAsync(ct);
        var (hospitalId, centreId) = (referral.HospitalId, referral.CentreId ?? default);
        var places = await db.Institutions.Where(place => place.Id == hospitalId || place.Id == centreId).Select(place => new { place.Id, place.Name }).ToDictionaryAsync(place => place.Id, place => place.Name, ct);
        var names = await db.NamesOfStaffAsync(referral.Steps.Select(step => step.RecordedBy), ct);
        var me = actor.Party();

        return new ReferralStory(
            managed.Id, managed.Version, referral.Id, referral.Direction, referral.State, referral.WaitsFor, standards.DueOn(referral), me.End, me.End == ReferralEnd.Community || me.InstitutionId == referral.HospitalId, await db.AnswersHereAsync(hospitalId, ct),
            patient.Name, patient.Sex, patient.BornOn, managed.Diagnosis,
            referral.Reasons, referral.IsUrgent, referral.SentOn, places.GetValueOrDefault(hospitalId), places.GetValueOrDefault(centreId), team, referral.FromDepartment, referral.ToDepartment, referral.Contact,
            referral.Summary, referral.Plan, referral.DischargedOn, referral.AnswersId, managed.Referrals.FirstOrDefault(down => down.AnswersId == referral.Id && down.Said(ReferralMove.Cancel) is null)?.Id,
            [.. referral.Steps.Select(step => new ReferralSaid(
                step.Id, step.Move, ReferralLoop.SaidBy(referral.Direction, step.Move), step.HappenedOn, step.Outcome, step.Refusal, step.Note, names.GetValueOrDefault(step.RecordedBy), step.RecordedOn, step.IsValid ? null : step.CancelReason ?? "", step.Speaker, step.Means))])
        {
            Crisis = managed.CrisisOf(referral) is { } known ? new(known.Crisis.Id, known.Crisis.State, known.Crisis.StartedAt, known.IsMeasure, known.Crisis is { RecordedOn: null, AsksForRecord: true }) : null,
        };
    }
}
