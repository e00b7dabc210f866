using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Application.Features.Support;

/// <summary>The few patients assigned to a member's care groups: who they are, whom to call, when the team comes next; nothing clinical.</summary>
[Needs(Right.SeeSupported)]
public sealed record ListSupported : ISearch<SupportedList>;

/// <param name="Patients">Whom the team should have seen already first, then by the next visit.</param>
public sealed record SupportedList(DateOnly Today, IReadOnlyList<SupportedPatient> Patients) : ICounted
{
    int ICounted.Shown => Patients.Count;
}

/// <summary>What a care group may know of a patient.</summary>
/// <param name="NextVisitOn">The day for which the team plans its next visit; null where none is planned.</param>
/// <param name="IsPaused">The team does not come for the time being; why is not said, since that would be clinical.</param>
/// <param name="PausedUntil">Its last day; null where it has passed and nobody has learnt yet whether the visits go on.</param>
/// <param name="IsLate">The last day for that visit has passed.</param>
public sealed record SupportedPatient(
    ManagedCaseId CaseId, string Name, Sex Sex, int BirthYear, string Address, string? GuardianName, string? GuardianRelation, string? GuardianPhone,
    DateOnly? NextVisitOn, bool IsLate, DangerBand Danger, string? CareTeam, bool IsPaused = false, DateOnly? PausedUntil = null);

internal sealed class ListSupportedHandler(ICaseDb db, ISeals seals, TimeProvider clock) : IRequestHandler<ListSupported, SupportedList>
{
    private const int MostShown = 500; // a group has a few; somebody who serves in many groups has more

    public async Task<SupportedList> Handle(ListSupported query, CancellationToken ct)
    {
        var today = clock.Today();
        var cases = await (
            from managed in db.Cases.Where(CaseStates.IsOurs).OrderBy(managed => managed.Id).Take(MostShown)
            join patient in db.Patients on managed.PatientId equals patient.Id
            select new
            {
                managed.Id,
                managed.PatientId,
                managed.Risk,
                managed.State,
                patient.Name,
                patient.Sex,
                patient.BornOn,
                patient.Address,
                patient.Guardian,
                Team = db.CareTeams.Where(team => team.Id == managed.CareTeamId).Select(team => team.Name).FirstOrDefault(),
            })
            .AsNoTracking().ToListAsync(ct);
        var ids = cases.Select(managed => managed.Id).ToList();
        var visits = (await db.CareTasks.AsNoTracking()
            .Where(task => ids.Contains(task.CaseId) && task.State == CareTaskState.Open && (task.Kind == CareTaskKind.FollowUp || task.Kind == CareTaskKind.FirstVisit || task.Kind == CareTaskKind.HospitalCheck)).ToListAsync(ct)).ToLookup(task => task.CaseId);

        var rows =
            from managed in cases
            let isPaused = managed.State is CaseState.InHospital or CaseState.Lost || (managed.State == CaseState.Transferring && visits[managed.Id].Any(task => task.Kind == CareTaskKind.HospitalCheck))
            let pausedUntil = isPaused ? visits[managed.Id].Where(task => task.Kind == CareTaskKind.HospitalCheck && task.ClosesOn >= today).Max(task => (DateOnly?)task.ClosesOn) : null
            let next = isPaused ? null : visits[managed.Id].Where(task => task.Kind != CareTaskKind.HospitalCheck).MinBy(task => task.DueOn)
            let isLate = next is not null && Lateness.IsLate(next, today)
            orderby isLate descending, next is null, next?.DueOn, managed.Id.Value
            select new SupportedPatient(
                managed.Id, managed.Name, managed.Sex, managed.BornOn.Year, managed.Address, managed.Guardian?.Name, managed.Guardian?.Relation, managed.Guardian is { } guardian ? seals.Open(guardian.Phone, managed.PatientId) : null,
                next?.DueOn, isLate, DangerBands.Of(managed.Risk), managed.Team, isPaused, pausedUntil);

        return new SupportedList(today, [.. rows]);
    }
}
