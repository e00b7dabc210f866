using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;

namespace CaseManagement.Application.Features.Support;

/// <summary>Who stands around a patient: whom to call, whether one may go alone, who is out there now, and who was in touch.</summary>
[Needs(Right.SeeCase)]
public sealed record GetSupport(ManagedCaseId CaseId) : IRecordQuery<CaseSupport>;

/// <param name="StandIn">Whom to call instead where there is no team, or one without a phone.</param>
/// <param name="Contacts">In the order in which to call them.</param>
/// <param name="Ended">Who is called no more; the latest first, without their phones.</param>
/// <param name="PairMark">Null where one may go alone.</param>
/// <param name="Out">Who has set out and is not back.</param>
/// <param name="Log">The latest first.</param>
public sealed record CaseSupport(
    DateOnly Today,
    ManagedCaseId CaseId,
    CaseState State,
    string Name,
    Sex Sex,
    DateOnly BornOn,
    string? Team,
    string? TeamPhone,
    StandIn? StandIn,
    IReadOnlyList<SupportCallee> Contacts,
    IReadOnlyList<PastCallee> Ended,
    PairMarkShown? PairMark,
    IReadOnlyList<PastPairMark> PastMarks,
    IReadOnlyList<OutingShown> Out,
    IReadOnlyList<SupportLogRow> Log);

/// <param name="Phone">In plain: the number of an office, there to be called. Null where it is a person's own.</param>
/// <param name="Hidden">A person's own number, masked until somebody asks for it with a reason.</param>
public sealed record SupportCallee(SupportContactId Id, long Version, SupportRole Role, string Name, string? Phone, Masked? Hidden, int Order);

public sealed record PastCallee(SupportContactId Id, SupportRole Role, string Name, DateOnly AddedOn, DateOnly EndedOn, SupportContactEnd Reason, string? EndedBy);

/// <param name="IsReviewLate">The day on which somebody was to look at it again has passed; it holds all the same.</param>
public sealed record PairMarkShown(PairReason Reason, string? Note, DateOnly SetOn, string? SetBy, DateOnly ReviewOn, bool IsReviewLate, long Version) : IVersioned;

/// <param name="EndNote">Null where it was looked at and went on.</param>
public sealed record PastPairMark(PairReason Reason, string? Note, DateOnly SetOn, DateOnly EndedOn, string? EndNote);

/// <param name="IsLate">Not back by the time they named; the head of the institution has been told, or is within a minute.</param>
public sealed record OutingShown(OutingId Id, string? Who, string? With, DateTimeOffset SetOutAt, DateTimeOffset BackBy, bool IsLate, bool IsOwn);

public sealed record SupportLogRow(SupportEntryId Id, DateOnly On, SupportMeans Means, SupportSeen Seen, string? By);

internal sealed class GetSupportHandler(ICaseDb db, ISeals seals, IActor actor, TimeProvider clock) : IRequestHandler<GetSupport, CaseSupport>
{
    private const int MostEntries = 100;

    public async Task<CaseSupport> Handle(GetSupport query, CancellationToken ct)
    {
        var (now, today, caseId) = (clock.GetUtcNow(), clock.Today(), query.CaseId);
        var managed = await (
            from one in db.Cases.AsNoTracking().IgnoreAutoIncludes()
            where one.Id == caseId
            join patient in db.Patients on one.PatientId equals patient.Id
            from team in db.CareTeams.Where(team => team.Id == one.CareTeamId).DefaultIfEmpty()
            select new { one.AreaCode, one.State, one.PatientId, patient.Name, patient.Sex, patient.BornOn, Team = team.Name, TeamPhone = team.Phone }).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("managed-case");
        var contacts = await db.SupportContacts.AsNoTracking().Where(contact => contact.CaseId == caseId).ToListAsync(ct);
        var marks = await db.PairMarks.AsNoTracking().Where(mark => mark.CaseId == caseId).ToListAsync(ct);
        var outings = await db.Outings.AsNoTracking().Where(outing => outing.CaseId == caseId && outing.BackAt == null).OrderBy(outing => outing.SetOutAt).ToListAsync(ct);
        var log = await db.SupportEntries.AsNoTracking().Where(entry => entry.CaseId == caseId).OrderByDescending(entry => entry.On).ThenByDescending(entry => entry.RecordedAt).ThenByDescending(entry => entry.Id).Take(MostEntries).ToListAsync(ct);
        var names = await db.NamesOfStaffAsync([.. contacts.Select(contact => contact.EndedBy).OfType<StaffId>(), .. marks.Select(mark => mark.SetBy), .. outings.Select(outing => outing.StaffId), .. log.Select(entry => entry.By)], ct);

        return new CaseSupport(
            today, caseId, managed.State, managed.Name, managed.Sex, managed.BornOn, managed.Team, managed.TeamPhone, managed.TeamPhone is null ? await db.StandInAsync(managed.AreaCode, ct, actor.Acting.CareTeamId) : null,
            [.. SupportContact.InOrder(contacts.Where(contact => contact.EndedOn is null)).Select(contact => Callee(contact, seals.Open(contact.Phone, managed.PatientId)))],
            [.. contacts.Where(contact => contact.EndedOn is not null).OrderByDescending(contact => contact.EndedOn).ThenByDescending(contact => contact.Id.Value)
                .Select(contact => new PastCallee(contact.Id, contact.Role, contact.Name, contact.AddedOn, contact.EndedOn!.Value, contact.EndReason!.Value, Named(contact.EndedBy)))],
            marks.Where(mark => mark.EndedOn is null).Select(mark => new PairMarkShown(mark.Reason, mark.Note, mark.SetOn, Named(mark.SetBy), mark.ReviewOn, mark.IsReviewLate(today), mark.Version)).FirstOrDefault(),
            [.. marks.Where(mark => mark.EndedOn is not null).OrderByDescending(mark => mark.EndedOn).ThenByDescending(mark => mark.Id.Value).Select(mark => new PastPairMark(mark.Reason, mark.Note, mark.SetOn, mark.EndedOn!.Value, mark.EndNote))],
            [.. outings.Select(outing => new OutingShown(outing.Id, Named(outing.StaffId), outing.With, outing.SetOutAt, outing.BackBy, outing.IsLate(now), outing.StaffId == actor.StaffId))],
            [.. log.Select(entry => new SupportLogRow(entry.Id, entry.On, entry.Means, entry.Seen, Named(entry.By)))]);

        SupportCallee Callee(SupportContact contact, string phone) => contact.Role.IsPrivate()
            ? new(contact.Id, contact.Version, contact.Role, contact.Name, null, Masks.Phone(phone), contact.Order)
            : new(contact.Id, contact.Version, contact.Role, contact.Name, phone, null, contact.Order);

        string? Named(StaffId? id) => id is { } known ? names.GetValueOrDefault(known) : null;
    }
}
