using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Audit;

/// <summary>Who did or saw what, the latest first, a page at a time.</summary>
/// <param name="After">The id of the last row of the page before.</param>
[Needs(Right.SearchAudit)]
public sealed record SearchAudit(AuditFilter Filter, long? After = null, int Take = 50) : ISearch<AuditPage>;

/// <summary>Which entries are asked for; what is null does not narrow.</summary>
/// <param name="Actor">The code of a staff member, or <c>timetable</c>.</param>
/// <param name="Request">The name of a request, as an entry holds it.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record AuditFilter(string? Actor = null, ManagedCaseId? CaseId = null, string? Request = null, AuditKind? Kind = null, DateOnly? From = null, DateOnly? To = null)
{
    public const string Timetable = "timetable";
}

/// <param name="MayOpenCases">Whether the reader may open the cases that the entries name.</param>
public sealed record AuditPage(IReadOnlyList<AuditRow> Rows, long? Next, bool MayOpenCases) : ICounted
{
    int ICounted.Shown => Rows.Count;
}

/// <param name="ActorCode">Null where the actor is nobody of the staff: the timetable, or a sign-in without an account.</param>
public sealed record AuditRow(
    long Id,
    DateTimeOffset At,
    StaffId Actor,
    string? ActorCode,
    string? ActorName,
    Guid? SessionId,
    AuditKind Kind,
    string Request,
    ManagedCaseId? CaseId,
    string? Subject,
    string? Reason,
    string? Detail)
{
    public bool ByTimetable => Actor == Acting.Timetable.StaffId;
}

internal sealed class SearchAuditValidator : AbstractValidator<SearchAudit>
{
    public SearchAuditValidator()
    {
        RuleFor(x => x.Take).PageSize();
        RuleFor(x => x.Filter.Actor).OptionalText(StaffMember.CodeMaxLength);
        RuleFor(x => x.Filter.Request).OptionalText(AuditEntry.RequestMaxLength);
        RuleFor(x => x.Filter.Kind).Known();
        RuleFor(x => x.Filter.To).GreaterThanOrEqualTo(x => x.Filter.From).As("audit.days").When(x => x.Filter is { From: not null, To: not null });
        RuleFor(x => x.Filter.To).Must(to => to < DateOnly.MaxValue).As("audit.days").When(x => x.Filter.To is not null);
        RuleFor(x => x.Filter.From).Must(from => from > DateOnly.MinValue).As("audit.days").When(x => x.Filter.From is not null);
    }
}

internal sealed class SearchAuditHandler(ICaseDb db, IActor actor, Rights rights) : IRequestHandler<SearchAudit, AuditPage>
{
    public async Task<AuditPage> Handle(SearchAudit query, CancellationToken ct)
    {
        var mayOpenCases = rights.Has(actor.Role, Right.SeeCase);
        var who = await ActorOf(query.Filter, ct);
        if (who is null && query.Filter.Actor is not null) return new AuditPage([], null, mayOpenCases); // nobody has this code

        var entries = Matching(db.Audit.AsNoTracking(), query.Filter, who).Where(entry => entry.Id < (query.After ?? long.MaxValue));
        var page = await (
            from entry in entries.OrderByDescending(entry => entry.Id).Take(query.Take + 1)
            from staff in db.Staff.Where(staff => staff.Id == entry.Actor).DefaultIfEmpty()
            orderby entry.Id descending
            select new AuditRow(entry.Id, entry.At, entry.Actor, staff.Code, staff.Name, entry.SessionId, entry.Kind, entry.Request, entry.CaseId, entry.Subject, entry.Reason, entry.Detail))
            .ToListAsync(ct);
        var rows = page.Take(query.Take).ToList();

        return new AuditPage(rows, page.Count > query.Take ? rows[^1].Id : null, mayOpenCases);
    }

    private async Task<StaffId?> ActorOf(AuditFilter filter, CancellationToken ct) => filter.Actor is AuditFilter.Timetable
        ? Acting.Timetable.StaffId
        : await db.Staff.Where(staff => staff.Code == filter.Actor).Select(staff => (StaffId?)staff.Id).FirstOrDefaultAsync(ct);

    private static IQueryable<AuditEntry> Matching(IQueryable<AuditEntry> entries, AuditFilter filter, StaffId? actor)
    {
        if (actor is { } who) entries = entries.Where(entry => entry.Actor == who);
        if (filter.CaseId is { } caseId) entries = entries.Where(entry => entry.CaseId == caseId);
        if (filter.Request is { } request) entries = entries.Where(entry => entry.Request == request);
        if (filter.Kind is { } kind) entries = entries.Where(entry => entry.Kind == kind);
        if (filter.From is { } from)
        {
            var start = Clock.StartOf(from);
            entries = entries.Where(entry => entry.At >= start);
        }

        if (filter.To is { } to)
        {
            var end = Clock.StartOf(to.AddDays(1));
            entries = entries.Where(entry => entry.At < end);
        }

        return entries;
    }
}
