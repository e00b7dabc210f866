using System.Linq.Expressions;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Support;

namespace CaseManagement.Application.Features.Patients;

/// <summary>Who is it? The patients whom the reader may know of, by name, given name, initials, whole ID number or phone (their own, a guardian's or a support contact's), or by area, a page at a time.</summary>
/// <param name="Text">At least two characters of a name or its initials, or a whole number; without it everybody of the area.</param>
/// <param name="AreaCode">Only who is managed there.</param>
/// <param name="After">The <c>Next</c> of the page before.</param>
[Needs(Right.SeeCase)]
public sealed record FindPatients(string? Text = null, string? AreaCode = null, string? After = null, int Take = 20) : ISearch<PatientsFound>;

/// <param name="Next">The key of the last row, for asking the next page; null on the last page.</param>
public sealed record PatientsFound(IReadOnlyList<PatientFound> Rows, string? Next) : ICounted
{
    /// <summary>The reader's areas that the text may mean, on the first page: everybody of one is asked for by its code.</summary>
    public IReadOnlyList<AreaFound> Areas { get; init; } = [];

    int ICounted.Shown => Rows.Count;
}

/// <param name="In">The name of the area that it lies in.</param>
public sealed record AreaFound(string Code, string Name, string? In);

/// <summary>One patient as a list shows them: who it is, who answers, and what comes next.</summary>
public sealed record PatientFound(
    ManagedCaseId CaseId,
    string Name,
    Sex Sex,
    DateOnly BornOn,
    Masked? DocumentNumber,
    CaseState State,
    Stability? Class,
    RiskLevel? Risk,
    string AreaCode,
    string? Area,
    string? CareTeam,
    NextDue? Next)
{
    /// <summary>Where nothing but an emergency access opens the case to whoever reads it: the instant at which that ends.</summary>
    public DateTimeOffset? EmergencyUntil { get; init; }
}

/// <summary>The task whose last day comes first, of those in the reader's hands; another's where there is none.</summary>
/// <param name="Basis">The rule that it is due by, which says whose duty it is.</param>
/// <param name="IsOfOthers">It is not in the reader's hands.</param>
public sealed record NextDue(CareTaskKind Kind, DueBand Band, int DaysLate, DateOnly DueOn, DateOnly ClosesOn, string Basis, bool IsOfOthers);

internal sealed class FindPatientsValidator : AbstractValidator<FindPatients>
{
    public FindPatientsValidator()
    {
        RuleFor(x => x.Text).OptionalText(Patient.NameMaxLength);
        RuleFor(x => x.Text).Must(text => SearchText.Of(text).IsLongEnough).As("search.too-short");
        RuleFor(x => x.Text).Must(text => !string.IsNullOrWhiteSpace(text)).As("search.too-short").When(x => string.IsNullOrEmpty(x.AreaCode));
        RuleFor(x => x.AreaCode).OptionalArea();
        RuleFor(x => x.Take).PageSize();
        RuleFor(x => x.After).Must(after => after is null || FoundKey.Of(after) is not null).As("page.key");
    }
}

internal sealed class FindPatientsHandler(ICaseDb db, ISeals seals, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<FindPatients, PatientsFound>
{
    private const int MostAreas = 10;

    public async Task<PatientsFound> Handle(FindPatients query, CancellationToken ct)
    {
        var (sought, after) = (SearchText.Of(query.Text), FoundKey.Of(query.After));
        var areas = after is null ? await AreasAsync(sought, ct) : [];
        var rows = new List<(SearchWay Way, Row Row)>();
        foreach (var way in sought.Ways.SkipWhile(way => after is { } key && key.Way != way))
        {
            var found = await PageAsync(sought, way, after?.Way == way ? after.Value.PatientId : null, query, query.Take + 1 - rows.Count, ct);
            rows.AddRange(found.Select(row => (way, row)));
            if (rows.Count > query.Take) break;
        }

        var page = rows.Take(query.Take).ToList();
        if (page.Count == 0) return new PatientsFound([], null) { Areas = areas };

        var ids = page.Select(row => row.Row.CaseId).Distinct().ToList();
        var inEmergency = await db.OnlyInEmergenciesAsync(actor.Acting, ids, clock, ct);
        var due = (await db.CareTasks.AsNoTracking().Where(task => ids.Contains(task.CaseId) && task.State == CareTaskState.Open).ToListAsync(ct)).ToLookup(task => task.CaseId);
        var ofOthers = await db.OfOthersAsync(await db.TaskReaderAsync(actor, clock, ct), [.. due.SelectMany(tasks => tasks).Select(task => task.Id)], ct);

        return new PatientsFound(
            [.. page.Select(row => Shown(row.Row, due[row.Row.CaseId], ofOthers, inEmergency))],
            rows.Count > query.Take ? new FoundKey(page[^1].Way, page[^1].Row.Patient.Id).ToString() : null)
        {
            Areas = areas,
        };
    }

    /// <summary>The areas within the reader's own whose code is the text or whose name has it in it, the largest first.</summary>
    private async Task<IReadOnlyList<AreaFound>> AreasAsync(SearchText sought, CancellationToken ct)
    {
        if (actor.Acting.AreaCode.Length == 0 || sought.Ways[0] is SearchWay.Area or SearchWay.Initials) return [];

        var own = db.Areas.Within(actor, area => area.Code);
        var meant = sought.Ways[0] == SearchWay.Number ? own.Where(area => area.Code == sought.Text) : own.Where(area => area.Name.Contains(sought.Text));
        var found = await meant.OrderBy(area => area.Code).Take(MostAreas)
            .Select(area => new AreaFound(area.Code, area.Name, db.Areas.Where(above => above.Code == area.ParentCode).Select(above => above.Name).FirstOrDefault())).ToListAsync(ct);

        return [.. found.OrderBy(area => area.Code.Length).ThenBy(area => area.Code, StringComparer.Ordinal)];
    }

    private PatientFound Shown(Row row, IEnumerable<CareTask> tasks, HashSet<CareTaskId> ofOthers, IReadOnlyDictionary<ManagedCaseId, DateTimeOffset> inEmergency)
    {
        var (today, patient) = (clock.Today(), row.Patient);
        var next = tasks.MinBy(task => (ofOthers.Contains(task.Id), task.ClosesOn, task.Id.Value));

        return new PatientFound(
            row.CaseId, patient.Name, patient.Sex, patient.BornOn, patient.DocumentNumber is { } number ? Masks.Document(patient.Document, seals.Open(number, patient.Id)) : null,
            row.State, row.Class, row.Risk, row.AreaCode, row.Area, row.CareTeam,
            next is null ? null : new(next.Kind, Lateness.BandOf(next, today, standards.Settings.DueSoonDays)!.Value, Lateness.DaysLate(next, today), next.DueOn, next.ClosesOn, next.Basis, ofOthers.Contains(next.Id)))
        {
            EmergencyUntil = inEmergency.TryGetValue(row.CaseId, out var until) ? until : null,
        };
    }

    private async Task<List<Row>> PageAsync(SearchText sought, SearchWay way, PatientId? after, FindPatients query, int take, CancellationToken ct)
    {
        var found = (
            from patient in way == SearchWay.Number ? await WithNumberAsync(sought, ct) : Matching(sought, way)
            join managed in db.Cases.IgnoreAutoIncludes() on patient.Id equals managed.PatientId
            select new Found { Patient = patient, Case = managed }).Within(query.AreaCode, row => row.Case.AreaCode);
        var ordered = after is { } id ? await AfterAsync(found, way, id, ct) : Ordered(found, way);

        return await ordered.Take(take).Select(row => new Row(
            row.Patient, row.Case.Id, row.Case.State, row.Case.Class, row.Case.Risk, row.Case.AreaCode,
            db.Areas.Where(area => area.Code == row.Case.AreaCode.Substring(0, AreaCode.CommunityLength)).Select(area => area.Name).FirstOrDefault(),
            db.CareTeams.Where(team => team.Id == row.Case.CareTeamId).Select(team => team.Name).FirstOrDefault())).AsNoTracking().ToListAsync(ct);
    }

    /// <summary>Who is found one way; whom the way before has found already is left out.</summary>
    private IQueryable<Patient> Matching(SearchText sought, SearchWay way)
    {
        if (way == SearchWay.Area) return db.Patients;

        var (from, before) = SearchText.Range(sought.Text);
        var (first, beyond) = SearchText.Range(sought.Text.ToUpperInvariant());
        var byName = db.Patients.Where(patient => string.Compare(patient.Name, from) >= 0 && string.Compare(patient.Name, before) < 0);

        return way switch
        {
            SearchWay.Initials => db.Patients.Where(patient => string.Compare(patient.Initials, first) >= 0 && string.Compare(patient.Initials, beyond) < 0),
            SearchWay.GivenName => db.Patients.Where(patient => string.Compare(patient.GivenName, from) >= 0 && string.Compare(patient.GivenName, before) < 0 && (string.Compare(patient.Name, from) < 0 || string.Compare(patient.Name, before) >= 0)),
            _ when sought.Ways[0] == SearchWay.Initials => byName.Where(patient => patient.Initials == null || string.Compare(patient.Initials, first) < 0 || string.Compare(patient.Initials, beyond) >= 0),
            _ => byName,
        };
    }

    private async Task<IQueryable<Patient>> WithNumberAsync(SearchText sought, CancellationToken ct)
    {
        var documents = seals.HashesOf(LookupText.Document(sought.Document(clock.Today())));
        var phones = LookupText.Phones(sought.Text).SelectMany(seals.HashesOf).ToList();
        var ofContact = await PatientsOfContactAsync(phones, ct);

        return db.Patients.Where(patient => documents.Contains(patient.DocumentHash!)
            || phones.Contains(patient.PhoneHash!) || phones.Contains(patient.GuardianPhoneHash!) || phones.Contains(patient.GuardianSecondPhoneHash!) || ofContact.Contains(patient.Id));
    }

    /// <summary>For whom a relative, neighbour or volunteer of this number is called. An office's number says nothing about who it is: it is called for many.</summary>
    private async Task<List<PatientId>> PatientsOfContactAsync(IReadOnlyList<LookupHash> phones, CancellationToken ct) => phones.Count == 0 ? [] : await (
        from contact in db.SupportContacts
        join managed in db.Cases.IgnoreAutoIncludes() on contact.CaseId equals managed.Id
        where phones.Contains(contact.PhoneHash!) && contact.EndedOn == null && SupportRoles.Private.Contains(contact.Role)
        select managed.PatientId).ToListAsync(ct);

    private static IQueryable<Found> Ordered(IQueryable<Found> found, SearchWay way) => way switch
    {
        SearchWay.Number => found.OrderBy(row => row.Patient.Id),
        SearchWay.Name => found.OrderBy(row => row.Patient.Name).ThenBy(row => row.Patient.Id),
        SearchWay.GivenName => found.OrderBy(row => row.Patient.GivenName).ThenBy(row => row.Patient.Id),
        SearchWay.Initials => found.OrderBy(row => row.Patient.Initials).ThenBy(row => row.Patient.Id),
        _ => found.OrderBy(row => row.Case.AreaCode).ThenBy(row => row.Case.Id),
    };

    /// <summary>The rows behind the last of the page before; what it was found by is looked up anew, so that the key need not carry it.</summary>
    private async Task<IQueryable<Found>> AfterAsync(IQueryable<Found> found, SearchWay way, PatientId id, CancellationToken ct)
    {
        if (way == SearchWay.Number) return Ordered(found.Where(row => row.Patient.Id > id), way);

        var last = await (
            from patient in db.Patients
            join managed in db.Cases.IgnoreAutoIncludes() on patient.Id equals managed.PatientId
            where patient.Id == id
            select new { patient.Name, patient.GivenName, patient.Initials, managed.AreaCode, managed.Id }).FirstOrDefaultAsync(ct);
        Rule.Require(last is not null, "search.page-gone", "The list has changed meanwhile; search again.");
        if (way == SearchWay.Area) return Ordered(found.Where(row => string.Compare(row.Case.AreaCode, last.AreaCode) >= 0 && (string.Compare(row.Case.AreaCode, last.AreaCode) > 0 || row.Case.Id > last.Id)), way);

        var text = way switch { SearchWay.Name => last.Name, SearchWay.GivenName => last.GivenName, _ => last.Initials };
        Expression<Func<Found, bool>> behind = way switch
        {
            SearchWay.Name => row => string.Compare(row.Patient.Name, text) >= 0 && (string.Compare(row.Patient.Name, text) > 0 || row.Patient.Id > id),
            SearchWay.GivenName => row => string.Compare(row.Patient.GivenName, text) >= 0 && (string.Compare(row.Patient.GivenName, text) > 0 || row.Patient.Id > id),
            _ => row => string.Compare(row.Patient.Initials, text) >= 0 && (string.Compare(row.Patient.Initials, text) > 0 || row.Patient.Id > id),
        };

        return Ordered(found.Where(behind), way);
    }

    private sealed class Found
    {
        public required Patient Patient { get; init; }

        public required ManagedCase Case { get; init; }
    }

    private sealed record Row(Patient Patient, ManagedCaseId CaseId, CaseState State, Stability? Class, RiskLevel? Risk, string AreaCode, string? Area, string? CareTeam);
}
