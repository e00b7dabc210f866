using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Access;

/// <summary>A random little world, the same for the same seed: an area tree of uneven depth, teams, people of every role, hospitals of which nobody works in one, cases signed at home and elsewhere with something owed between the houses, grants and memberships whose terms hold or do not.</summary>
internal sealed class ScopeWorld(int seed) : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2026, 3, 20);

    private readonly Random _random = new(seed);
    private readonly List<object> _rows = [];

    public Slice Slice { get; private set; } = null!;

    public List<StaffMember> People { get; } = [];

    /// <summary>In which no psychiatrist works.</summary>
    public InstitutionId SilentHospital { get; private set; }

    public List<CareGroupMembership> Memberships { get; } = [];

    public List<ManagedCase> Cases { get; private set; } = [];

    public List<CaseGrant> Grants { get; private set; } = [];

    public static async Task<ScopeWorld> BuildAsync(int seed)
    {
        var world = new ScopeWorld(seed) { Slice = await Slice.EmptyAsync(Today) };
        world.Invent();
        await world.Slice.Add([.. world._rows]);
        await world.Slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, Today, TestContext.Current.CancellationToken);
        world.Cases = await world.Slice.Db(db => db.Cases.AsNoTracking().ToListAsync());
        world.Grants = await world.Slice.Db(db => db.CaseGrants.AsNoTracking().ToListAsync());

        return world;
    }

    public ValueTask DisposeAsync() => Slice.DisposeAsync();

    /// <summary>What the rule says.</summary>
    public HashSet<ManagedCaseId> CasesOf(StaffMember person) =>
        [.. Cases.Where(managed => CaseScope.Includes(
            Acting.As(person).Viewer, managed.AreaCode, managed.CareTeamId, Grants.Where(grant => grant.CaseId == managed.Id), Memberships, Slice.Clock.GetUtcNow(), Today, CaseOffer.Of(managed.OfferedAreaCode, managed.OfferedCareTeamId))).Select(managed => managed.Id)];

    private void Invent()
    {
        var areas = Areas();
        var homes = areas.Where(area => area.Code.Length >= 9).Select(area => area.Code).ToList();
        List<string> anywhere = [.. areas.Select(area => area.Code)];
        List<Institution> hospitals = [Keep(Hospital("甲", "44")), Keep(Hospital("乙", Pick(anywhere))), Keep(Hospital("丙", Pick(anywhere)))];
        SilentHospital = hospitals[2].Id;
        List<CareTeam> teams = [.. Enumerable.Range(1, 4).Select(n => Keep(new CareTeam(CareTeamId.New(), $"团队{n}", Pick(homes), hospitals[0].Id)))];
        List<CareGroup> groups = [.. Enumerable.Range(1, 3).Select(n => Keep(new CareGroup(CareGroupId.New(), $"小组{n}", Pick(homes))))];

        foreach (var team in teams) Person(_random.Next(2) == 0 ? StaffRole.CareTeamMember : StaffRole.TeamLeader, _random.Next(4) == 0 ? Pick(homes) : team.AreaCode, hospitals[0].Id, team.Id);
        for (var i = 0; i < 3; i++) Person(StaffRole.PreventionOffice, Pick(anywhere), hospitals[0].Id);
        for (var i = 0; i < 3; i++) Person(StaffRole.Psychiatrist, Pick(anywhere), hospitals[i % 2].Id);
        for (var i = 0; i < 3; i++) Person(StaffRole.CareGroupMember, Pick(homes), hospitals[0].Id);
        Person(StaffRole.Administrator, "44", hospitals[0].Id);
        foreach (var member in People.Where(person => person.Role == StaffRole.CareGroupMember))
            for (var i = 0; i < 2; i++)
            {
                var from = Today.AddDays(_random.Next(-40, 10));
                Memberships.Add(Keep(new CareGroupMembership(CareGroupMembershipId.New(), Pick(groups).Id, member.Id, MemberKind.Police, from, _random.Next(2) == 0 ? null : from.AddDays(_random.Next(0, 40)))));
            }

        for (var i = 0; i < 24; i++)
        {
            var managed = Case(i, Pick(homes), teams);
            for (var n = 0; n < 3; n++) Keep(Asked(managed, Ended(Grant(managed, 10 + n, groups, hospitals)))); // the system numbers from none those that a referral or a guidance opens
            Owe(managed, i % 8, hospitals[i / 8].Id);
        }
    }

    /// <summary>Cities with districts and without, towns with communities and without, codes that are neighbours of each other.</summary>
    private List<CatchmentArea> Areas()
    {
        var areas = new List<CatchmentArea> { new("44", "省", null) };
        foreach (var city in (string[])["441900", "441800"])
        {
            areas.Add(new(city, "市", "44"));
            var above = city;
            if (_random.Next(2) == 0) areas.Add(new(above = city[..4] + "81", "区", city));
            for (var town = 1; town <= 3; town++)
            {
                var code = $"{above}00{town}";
                areas.Add(new(code, "镇", above));
                for (var community = 1; community <= _random.Next(0, 3); community++) areas.Add(new($"{code}00{community}", "社区", code));
            }
        }

        _rows.AddRange(areas);
        return areas;
    }

    private void Person(StaffRole role, string area, InstitutionId institution, CareTeamId? team = null) =>
        People.Add(Keep(new StaffMember(StaffId.New(), $"person-{People.Count}", $"人{People.Count}", role, area, institution, team)));

    private ManagedCase Case(int number, string home, List<CareTeam> teams)
    {
        var patient = Keep(new Patient(PatientId.New(), $"测试{number}", new($"CS{number}", $"试{number}"), Sex.Male, new(1980, 1, 1), null, null, home, "某路1号", null, null, null, null, Today));
        var area = home.Length == 12 && _random.Next(2) == 0 ? $"{home}-0{_random.Next(1, 3)}" : home;
        CareTeamId? team = _random.Next(6) == 0 ? null : Pick(teams).Id;
        var managed = Keep(new ManagedCase(ManagedCaseId.New(), patient.Id, area, new Diagnosis(Disorder.Schizophrenia, null, "医院", new(2020, 1, 1)), new SupplementaryForm(), team, new(2026, 1, 5)));
        managed.RecordConsent(_random.Next(8) > 0, new Signature(Signer.Patient, "测试", null, new(2026, 1, 5)), People[0].Id, Standards, new DateOnly(2026, 1, 5).AddDays(_random.Next(0, 74)));

        return managed;
    }

    private CaseGrant Grant(ManagedCase managed, int number, List<CareGroup> groups, List<Institution> hospitals)
    {
        var from = Clock.StartOf(Today).AddHours(_random.Next(-40, 20));
        var until = from.AddHours(_random.Next(1, 60));
        var of = GrantTarget.Of(managed);
        return _random.Next(4) switch
        {
            0 => CaseGrant.ToCareGroup(of, Pick(groups).Id, number, from, until, null, People[0].Id),
            1 => CaseGrant.ToHospital(of, Pick(hospitals).Id, number, from, "何时复查？", People[0].Id, askedOn: Today),
            2 => CaseGrant.ToPsychiatrist(of, Pick([.. People.Where(person => person.Role == StaffRole.Psychiatrist)]).Id, number, from, _random.Next(2) == 0 ? null : until, "何时复查？", People[0].Id),
            _ => CaseGrant.ForEmergency(of, Pick(People).Id, number, from, _random.Next(1, 30), GrantReason.FoundAway, "在外地发现"),
        };
    }

    private CaseGrant Ended(CaseGrant grant)
    {
        if (_random.Next(4) == 0) grant.End(grant.FromAt.AddMinutes(30), People[0].Id);
        return grant;
    }

    /// <summary>What was asked is due with the case too, until it is answered or let go.</summary>
    private CaseGrant Asked(ManagedCase managed, CaseGrant grant)
    {
        if (grant is not { Reason: GrantReason.Question, EndedAt: null } || CaseStates.Answer(managed.State, CaseAct.OpenToOthers) is not null) return grant;
        managed.AskSpecialist(grant.Id, Standards, Today);
        if (_random.Next(4) > 0) return grant;
        grant.Answer(grant.FromAt.AddMinutes(20));
        managed.QuestionsAnswered([grant.Id], Today, Standards, Today);

        return grant;
    }

    /// <summary>Something between the houses, or of the hospital alone: a referral as sent, received or declined, a discharge as sent or declined, a report card, a guidance; or nothing.</summary>
    private void Owe(ManagedCase managed, int what, InstitutionId hospital)
    {
        var act = what switch { < 3 => CaseAct.SendReferral, < 5 => CaseAct.SendDownReferral, 5 => CaseAct.FileReport, _ => CaseAct.RecordFollowUp };
        if (what == 7 || CaseStates.Answer(managed.State, act) is not null) return;

        var (doctor, psychiatrist) = (new ReferralParty(People[0].Id, ReferralEnd.Community, null), new ReferralParty(People[0].Id, ReferralEnd.Hospital, hospital));
        var sentOn = Today.AddDays(-_random.Next(1, 20));
        if (what < 3)
        {
            var up = managed.SendReferral(hospital, new(sentOn, [ReferralReason.PoorEffect], "请调整用药", false), doctor, Standards, Today);
            if (what == 1) managed.AnswerReferral(up.Id, ReferralMove.Receive, new(sentOn), psychiatrist, Standards, Today);
            if (what == 2) managed.AnswerReferral(up.Id, ReferralMove.Decline, new(sentOn, Refusal: ReferralRefusal.NoBed), psychiatrist, Standards, Today);
        }
        else if (what < 5)
        {
            var down = managed.SendDownReferral(new(sentOn, [ReferralReason.StableOrOutpatient], "病情稳定", Plan: "每月复诊"), psychiatrist, Standards, Today);
            if (what == 4) managed.AnswerReferral(down.Id, ReferralMove.Decline, new(sentOn, Refusal: ReferralRefusal.NotInArea), doctor, Standards, Today);
        }
        else if (what == 5)
        {
            managed.OweReport(ReportStanding.Owed, People[0].Id, Standards, Today);
            if (_random.Next(2) == 0) managed.SendReferral(hospital, new(sentOn, [ReferralReason.PoorEffect], "请调整用药", false), doctor, Standards, Today);
        }
        else
        {
            managed.RecordFollowUp(new(Today.AddDays(-1), FollowUpOutcome.Seen, A.CalmFindings with { Insight = Insight.Absent }, Stability.Unstable, null, null), People[0].Id, Standards, Today);
        }
    }

    private Standards Standards => Slice.Services.GetRequiredService<Standards>();

    private static Institution Hospital(string name, string area) => new(InstitutionId.New(), name, InstitutionKind.SpecialistHospital, area);

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private T Keep<T>(T row) where T : class
    {
        _rows.Add(row);
        return row;
    }
}
