using System.Globalization;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Referrals;

/// <summary>The referrals of which somebody still has to speak, the urgent ones first and of each kind the oldest, a page at a time: a hospital's inbox, a team's intake queue.</summary>
/// <param name="After">The <c>Next</c> of the page before.</param>
[Needs(Right.SeeWorklist)]
public sealed record ListReferrals(ReferralFilter Filter, string? After = null, int Take = 50) : ISearch<ReferralPage>;

/// <summary>Which referrals are asked for; what is null does not narrow.</summary>
public sealed record ReferralFilter(ReferralDirection? Direction = null, CareTeamId? CareTeamId = null, string? AreaCode = null, ManagedCaseId? CaseId = null);

public sealed record ReferralPage(DateOnly Today, IReadOnlyList<ReferralRow> Rows, string? Next) : ICounted
{
    int ICounted.Shown => Rows.Count;
}

/// <param name="WaitsFor">The end that has to speak next.</param>
/// <param name="AgeDays">Whole days since it was sent.</param>
/// <param name="DueOn">The last day on which that end speaks in time.</param>
public sealed record ReferralRow(
    ReferralId Id, ManagedCaseId CaseId, string Name, Sex Sex, DateOnly BornOn, ReferralDirection Direction, ReferralState State, ReferralEnd? WaitsFor, bool IsUrgent, bool IsDischarge,
    DateOnly SentOn, int AgeDays, DateOnly? DueOn, string? Hospital, string? CareTeam);

internal sealed class ReferralFilterValidator : AbstractValidator<ReferralFilter>
{
    public ReferralFilterValidator()
    {
        RuleFor(x => x.Direction).Known();
        RuleFor(x => x.AreaCode).OptionalArea();
    }
}

internal sealed class ListReferralsValidator : AbstractValidator<ListReferrals>
{
    public ListReferralsValidator()
    {
        RuleFor(x => x.Filter).SetValidator(new ReferralFilterValidator());
        RuleFor(x => x.Take).PageSize();
        RuleFor(x => x.After).Must(after => after is null || ReferralKey.TryParse(after, out _)).As("page.key");
    }
}

/// <summary>The key of a row in the order of the list: the urgent ones, then by the day of the sending, then by id.</summary>
internal readonly record struct ReferralKey(bool IsUrgent, DateOnly SentOn, ReferralId Id)
{
    private const string Urgent = "urgent";
    private const string Routine = "routine";

    public static bool TryParse(string text, out ReferralKey key)
    {
        key = default;
        if (text.Split('_') is not [Urgent or Routine, var day, var guid] parts
            || !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var sentOn)
            || !Guid.TryParseExact(guid, "N", out var id)) return false;

        key = new(parts[0] == Urgent, sentOn, new(id));
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsUrgent ? Urgent : Routine)}_{SentOn:yyyy-MM-dd}_{Id.Value:N}");
}

internal static class ReferralQuery
{
    /// <summary>What waits and is the reader's: one query behind the list and its number. A hospital's are those that go to it or come from it.</summary>
    public static IQueryable<Referral> Waiting(this IQueryable<Referral> referrals, ReferralFilter filter, Acting reader)
    {
        referrals = referrals.Where(referral => referral.State < ReferralState.Closed);
        if (reader.Role == StaffRole.Psychiatrist)
        {
            var hospital = reader.InstitutionId ?? default;
            referrals = referrals.Where(referral => referral.HospitalId == hospital);
        }

        if (filter.Direction is { } direction) referrals = referrals.Where(referral => referral.Direction == direction);
        if (filter.CareTeamId is { } team) referrals = referrals.Where(referral => referral.CareTeamId == team);
        if (filter.CaseId is { } caseId) referrals = referrals.Where(referral => referral.CaseId == caseId);
        return referrals.Within(filter.AreaCode, referral => referral.AreaCode);
    }
}

internal sealed class ListReferralsHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ListReferrals, ReferralPage>
{
    public async Task<ReferralPage> Handle(ListReferrals query, CancellationToken ct)
    {
        var today = clock.Today();
        var referrals = db.Referrals.AsNoTracking().IgnoreAutoIncludes().Waiting(query.Filter, actor.Acting);
        if (query.After is not null && ReferralKey.TryParse(query.After, out var after))
            referrals = referrals.Where(referral => (after.IsUrgent && !referral.IsUrgent) || (referral.IsUrgent == after.IsUrgent && referral.SentOn >= after.SentOn && (referral.SentOn > after.SentOn || referral.Id > after.Id)));

        var page = await (
            from referral in referrals.OrderByDescending(referral => referral.IsUrgent).ThenBy(referral => referral.SentOn).ThenBy(referral => referral.Id).Take(query.Take + 1)
            join patient in db.Patients on referral.PatientId equals patient.Id
            orderby referral.IsUrgent descending, referral.SentOn, referral.Id
            select new
            {
                Referral = referral,
                patient.Name,
                patient.Sex,
                patient.BornOn,
                Hospital = db.Institutions.Where(hospital => hospital.Id == referral.HospitalId).Select(hospital => hospital.Name).FirstOrDefault(),
                Team = db.CareTeams.Where(team => team.Id == referral.CareTeamId).Select(team => team.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var dueOn = await DueOnAsync([.. page.Take(query.Take).Select(row => row.Referral.Id)], ct);
        var rows = page.Take(query.Take).Select(row => new ReferralRow(
            row.Referral.Id, row.Referral.CaseId, row.Name, row.Sex, row.BornOn, row.Referral.Direction, row.Referral.State, row.Referral.WaitsFor, row.Referral.IsUrgent, row.Referral.DischargedOn is not null,
            row.Referral.SentOn, today.DayNumber - row.Referral.SentOn.DayNumber, dueOn.GetValueOrDefault(row.Referral.Id), row.Hospital, row.Team)).ToList();

        return new ReferralPage(today, rows, page.Count > query.Take ? new ReferralKey(rows[^1].IsUrgent, rows[^1].SentOn, rows[^1].Id).ToString() : null);
    }

    /// <summary>By what was said of each: of two discharges of one patient only the one that is asked first has a task.</summary>
    private async Task<Dictionary<ReferralId, DateOnly?>> DueOnAsync(List<ReferralId> ids, CancellationToken ct) => ids.Count == 0 ? []
        : (await db.Referrals.AsNoTracking().Where(referral => ids.Contains(referral.Id)).ToListAsync(ct)).ToDictionary(referral => referral.Id, standards.DueOn);
}

internal static class ReferralDue
{
    public static DateOnly? DueOn(this Standards standards, Referral referral) => ReferralPlan.DueOn(referral, standards.Calendar, day => ReferralTimes.Of(standards.On(day).Deadlines));
}
