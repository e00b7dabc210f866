using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Batches;
using CaseManagement.Application.Features.Cards;
using CaseManagement.Application.Features.CasePlans;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Injections;
using CaseManagement.Application.Features.Meetings;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Features.Reviews;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;
using CaseManagement.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Access;

/// <summary>A whole case and things that nobody needs, so that each of them can be changed or closed.</summary>
internal sealed class Prepared
{
    public required World World { get; init; }

    public TestTown Town => World.Town;

    public ManagedCaseId Case { get; private set; }

    /// <summary>Registered and sent to the hospital, and nothing else yet.</summary>
    public ManagedCaseId Second { get; private set; }

    /// <summary>Referred, and received by the hospital.</summary>
    public ManagedCaseId Third { get; private set; }

    /// <summary>Of the whole case: nobody has answered it.</summary>
    public Domain.Referrals.ReferralId Referral { get; private set; }

    /// <summary>Of the third case.</summary>
    public Domain.Referrals.ReferralId Received { get; private set; }

    public Guid ReceivedStep { get; private set; }

    public ServiceAgreementId Agreement { get; private set; }

    public Guid FollowUp { get; private set; }

    public Guid Examination { get; private set; }

    /// <summary>One that the team has not seen to, of the second case.</summary>
    public Guid Advice { get; private set; }

    public InjectionCourseId Course { get; private set; }

    public InjectionId Injection { get; private set; }

    public long Alert { get; private set; }

    /// <summary>Of the case: being handled, its record written and everybody told.</summary>
    /// <summary>One card that waits to be checked, and one that the platform refused.</summary>
    public NationalCardId Card { get; private set; }

    public NationalCardId RefusedCard { get; private set; }

    public NationalCardId DroppedCard { get; private set; }

    public CrisisResponseId Crisis { get; private set; }

    /// <summary>Of the second: handled, the patient is seen more closely.</summary>
    public CrisisResponseId Watched { get; private set; }

    /// <summary>To the head of the institution, about the emergency of the case.</summary>
    public NoticeId InApp => Notice.IdOf(Crisis.Value, Party.FacilityHead, NoticeChannel.InApp);

    /// <summary>To the police, about the same; it could not be delivered.</summary>
    public NoticeId Dead => Notice.IdOf(Crisis.Value, Party.Police, NoticeChannel.WebHook);

    public NoticeRouteId Route { get; private set; }

    /// <summary>Of the case: in force and reviewed once.</summary>
    public Domain.CasePlans.CasePlanId Plan { get; private set; }

    public Guid PlanReview { get; private set; }

    public Domain.Support.SupportContactId Contact { get; private set; }

    /// <summary>Of a colleague, who is not back yet.</summary>
    public Domain.Support.OutingId Outing { get; private set; }

    /// <summary>Its decision is the doctor's, and open.</summary>
    public (Domain.Meetings.GroupMeetingId Id, Domain.Meetings.GroupDecisionId Decision) Meeting { get; private set; }

    public ClueId Clue { get; private set; }

    public ClueId CheckedClue { get; private set; }

    public ClueId EndedClue { get; private set; }

    /// <summary>Of nobody who waits for anything.</summary>
    public ManagedCaseId Mistaken { get; private set; }

    public CaseGrant ToGroup { get; private set; } = null!;

    public CaseGrant ToHospital { get; private set; } = null!;

    public CaseGrant Emergency { get; private set; } = null!;

    public long Quarantined { get; private set; }

    public ReassignmentId Reassigned { get; private set; }

    /// <summary>By which it was done.</summary>
    public Domain.Batches.BatchId Batch { get; private set; }

    private ReassignmentOrder SpareLeaves => new(ReassignmentSource.Person, ReassignmentReason.PersonLeaves, StaffId: Spare.Id);

    /// <summary>Nobody of it works with the system.</summary>
    public Institution SpareHospital { get; } = new(InstitutionId.New(), "第二精神卫生中心", InstitutionKind.SpecialistHospital, TestTown.City);

    public Institution OtherHospital { get; } = new(InstitutionId.New(), "第三精神卫生中心", InstitutionKind.SpecialistHospital, TestTown.City);

    public StaffMember Spare { get; private set; } = null!;

    public StaffMember SpareVolunteer { get; private set; } = null!;

    public CareTeam SpareTeam { get; private set; } = null!;

    public CareGroup SpareGroup { get; } = new(CareGroupId.New(), "备用小组", TestTown.Community);

    public CareGroupMembership SpareMembership { get; private set; } = null!;

    public Domain.Places.Grid SpareGrid { get; private set; } = null!;

    public IReadOnlyDictionary<string, long> Versions { get; private set; } = new Dictionary<string, long>();

    private Slice Slice => World.Slice;

    public static async Task<Prepared> OpenAsync()
    {
        var prepared = new Prepared { World = await World.OpenAsync() };
        await prepared.Spares();
        await prepared.WholeCase();
        await prepared.Slice.Add(prepared.OtherHospital, new StaffMember(StaffId.New(), "other-psychiatrist", "别院医生", StaffRole.Psychiatrist, TestTown.City, prepared.OtherHospital.Id)); // after the visits, which would send the case there by themselves
        await prepared.World.BeginAsync();
        prepared.Versions = await prepared.ReadVersions();

        return prepared;
    }

    private async Task Spares()
    {
        SpareTeam = new(CareTeamId.New(), "备用团队", TestTown.Code, Town.Centre.Id);
        Spare = new(StaffId.New(), "spare", "备用医生", StaffRole.CareTeamMember, TestTown.Code, Town.Centre.Id, Town.Team.Id);
        SpareVolunteer = new(StaffId.New(), "spare-volunteer", "备用志愿者", StaffRole.CareGroupMember, TestTown.Community, Town.Office.Id);
        SpareMembership = new(CareGroupMembershipId.New(), SpareGroup.Id, SpareVolunteer.Id, MemberKind.Volunteer, new(2026, 1, 1));
        SpareGrid = new($"{TestTown.Community}-09", "备用网格", ["备用路"], Town.Team.Id, null, null);
        var quarantined = new QuarantinedRow("RollAgreements", ManagedCaseId.New(), "case.closed", Slice.Clock.GetUtcNow());
        await Slice.Add(SpareHospital, SpareTeam, Spare, SpareVolunteer, SpareGroup, SpareMembership, SpareGrid, quarantined);
        await TestAccounts.OpenAsync(Slice, Spare, SpareVolunteer);
        Quarantined = quarantined.Id;
        Batch = (await Slice.Send(new AskReassignment(SpareLeaves, await ReassignmentToken()), Town.Officer)).Id;
        await Slice.Services.GetRequiredService<IJobRunner>().EndedAsync(JobNames.Batches);
        Reassigned = (await Slice.Send(new GetBatch(Batch), Town.Officer)).Moved!.Id;
    }

    /// <summary>What would happen when somebody leaves who has taken nothing.</summary>
    public async Task<string> ReassignmentToken() => (await Slice.Send(new PreviewReassignment(SpareLeaves), Town.Officer)).Token;

    private async Task WholeCase()
    {
        var signature = new Signature(Signer.Guardian, "测试母", "母亲", new(2026, 1, 5));
        var registered = await Slice.Send(A.Registration());
        (Case, Second) = (registered.CaseId, (await Slice.Send(A.Registration("测试乙"))).CaseId);
        Agreement = (await Slice.Send(new SignAgreement(Case, Town.Team.Id, signature, new(2026, 1, 5), new(2027, 1, 4)))).Id;
        await Slice.Send(new ConfirmGrid(Case, Town.Grid.Code));
        var toHospital = (await Slice.Send(new SendToSpecialist(Case, Town.Hospital.Id, "是否换药？"))).Id; // before the visit that would send the case by itself
        FollowUp = (await Slice.Send(A.UnstableFollowUpOf(Case))).Id.Value;
        Examination = (await Slice.Send(A.ExaminationOf(Case))).Id.Value;
        Course = (await Slice.Send(new StartInjectionCourse(Case, "pp1m-janssen", new(2026, 3, 2), 100, RenalBand.Normal, new(2026, 2, 1)))).Id;
        Injection = (await Slice.Send(new GiveInjection(Case, Course, new(2026, 3, 2), 150, InjectionSite.DeltoidLeft, "B-1"))).Id;
        await Slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, null, CancellationToken.None);
        var toGroup = (await Slice.Send(new AssignCareGroup(Case, Town.Group.Id, new(2026, 12, 31)))).Id;
        await Slice.Send(new SendToSpecialist(Second, Town.Hospital.Id, "是否换药？"));
        Route = (await Slice.Send(new SetNoticeRoute(TestTown.City, Party.Police, NoticeChannel.WebHook, "https://police.example.cn/in"), by: Town.Administrator)).Id;
        await Slice.Send(new RecordAdvice(Second, new(2026, 3, 20), "复诊"), Town.Psychiatrist);
        Advice = (await Slice.Send(new GetReview(Second))).Advice[0].Id;
        await Referrals();
        await Cards();
        Crisis = await Handled(Case);
        Watched = await Handled(Second);
        var dead = Dead;
        await Slice.Db(db => db.Notices.Where(notice => notice.Id == dead).ExecuteUpdateAsync(notice => notice.SetProperty(x => x.State, NoticeState.Dead).SetProperty(x => x.NextAt, (DateTimeOffset?)null)));
        await Slice.Send(new EndCrisis(Second, Watched, CrisisOutcome.Settled, new(2026, 3, 22)));
        await Slice.Send(A.FollowUpOf(Second) with { SeenOn = World.Today }); // whom nobody has seen is visited closely for longer
        Plan = (await Slice.Send(A.PlanOf(Case, new(2026, 3, 1)))).Id;
        await Slice.Send(new ReviewCasePlan(Case, Plan, new(2026, 3, 10), A.PlanReviewed));
        PlanReview = (await Slice.Send(new GetCasePlan(Case))).Plans[0].Reviews[0].Id;
        Clue = (await Slice.Send(new ReportClue(ClueSource.Hotline, "有人在桥上", TestTown.Community))).Id;
        CheckedClue = (await Slice.Send(new ReportClue(ClueSource.Hotline, "有人在河边", TestTown.Community))).Id;
        await Slice.Send(new CheckClue(CheckedClue, "无人"));
        EndedClue = (await Slice.Send(new ReportClue(ClueSource.Hotline, "有人在路边", TestTown.Community))).Id;
        await Slice.Send(new CheckClue(EndedClue, "无人"));
        await Slice.Send(new EndClue(EndedClue, ClueState.Dismissed, Dismissal: ClueDismissal.NobodyFound));
        Mistaken = (await Slice.Send(A.Registration("测试庚"))).CaseId;
        var other = new StaffMember(StaffId.New(), "finder", "外镇护士", StaffRole.CareTeamMember, TestTown.OtherTown, Town.Centre.Id, Town.Stranger!.CareTeamId);
        await Slice.Add(other);
        await Slice.Send(new AskEmergencyAccess(GrantReason.FoundAway, "在车站被发现", Name: "测试甲", BornOn: new(1980, 5, 20), Sex: Domain.Patients.Sex.Male), by: other);

        await Around();
        Alert = await Slice.Db(db => db.Alerts.Where(alert => alert.CaseId == Case).OrderBy(alert => alert.Id).Select(alert => alert.Id).FirstAsync());
        ToGroup = await Slice.Db(db => db.CaseGrants.SingleAsync(grant => grant.Id == toGroup));
        ToHospital = await Slice.Db(db => db.CaseGrants.SingleAsync(grant => grant.Id == toHospital));
        Emergency = await Slice.Db(db => db.CaseGrants.SingleAsync(grant => grant.Kind == GrantKind.Emergency));
    }

    /// <summary>What a care group does for the case; the sign that it gave is about a moment ago.</summary>
    private async Task Around()
    {
        Contact = (await Slice.Send(new AddSupportContact(Case, Domain.Support.SupportRole.Police, "民警", "10000000009", 1))).Id;
        await Slice.Send(new SetPairMark(Case, Domain.Support.PairReason.Threats, new(2026, 4, 20)));
        Outing = (await Slice.Send(new SetOut(Case, Slice.Clock.GetUtcNow().AddHours(3), "民警"), Town.Neighbour)).Id;
        Meeting = ((await Slice.Send(new RecordMeeting(Town.Group.Id, Today(), [Town.Volunteer.Id], [Case], [new("走访", Town.Doctor.Id, Today(), Case)]))).Id, await Slice.Db(db => db.GroupDecisions.Select(decision => decision.Id).SingleAsync()));
        await Slice.Send(new ReportSign(Case, CareSign.Missing), Town.Volunteer);

        static DateOnly Today() => World.Today;
    }

    private async Task Referrals()
    {
        Referral = (await Slice.Send(A.ReferralOf(Case, Town.Hospital.Id))).Id;
        Third = (await Slice.Send(A.Registration("测试己"))).CaseId;
        Received = (await Slice.Send(A.ReferralOf(Third, Town.Hospital.Id))).Id;
        await Slice.Send(new ReceiveReferral(Third, Received, new(2026, 3, 20)), Town.Psychiatrist);
        ReceivedStep = (await Slice.Send(new GetReferral(Third, Received))).Steps[^1].Id;
    }

    private async Task Cards()
    {
        await Slice.Send(new FileReportCard(Second, new() { Kind = ReportKind.Registration, Department = ReportDepartment.Outpatient }), Town.Officer);
        var place = await Slice.PlaceOf(Case);
        var (waits, refused, dropped) = (Wish(FollowUp), Wish(Guid.CreateVersion7()), Wish(Guid.CreateVersion7()));
        foreach (var card in (NationalCard[])[refused, dropped])
        {
            card.Check([], Slice.Clock.GetUtcNow());
            card.Left(Slice.Clock.GetUtcNow());
            card.Answer(accepted: false, "E1", Slice.Clock.GetUtcNow());
        }

        dropped.Drop(CardDrop.EnteredThere, Town.Doctor.Id, Slice.Clock.GetUtcNow());
        await Slice.Add(waits, refused, dropped);
        (Card, RefusedCard, DroppedCard) = (waits.Id, refused.Id, dropped.Id);

        NationalCard Wish(Guid subject) => NationalCard.Follow(place, new(CardKind.FollowUp, subject, subject, new(2026, 3, 2), IsGone: false), [], Town.Doctor.Id, Slice.Clock.GetUtcNow())!;
    }

    private async Task<CrisisResponseId> Handled(ManagedCaseId caseId)
    {
        var crisis = await Slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers));
        foreach (var party in crisis.NotTold) await Slice.Send(new TellOfCrisis(caseId, crisis.Id, party, ToldHow.Call, ToldResult.Knows));
        await Slice.Send(new RecordCrisis(caseId, crisis.Id, A.CrisisRecord(Slice.Clock.GetUtcNow())));

        return crisis.Id;
    }

    private Task<Dictionary<string, long>> ReadVersions() => Slice.Db(async db => new Dictionary<string, long>
    {
        ["case"] = await db.Cases.Where(managed => managed.Id == Case).Select(managed => managed.Version).SingleAsync(),
        ["second"] = await db.Cases.Where(managed => managed.Id == Second).Select(managed => managed.Version).SingleAsync(),
        ["third"] = await db.Cases.Where(managed => managed.Id == Third).Select(managed => managed.Version).SingleAsync(),
        ["clue"] = await db.Clues.Where(clue => clue.Id == Clue).Select(clue => clue.Version).SingleAsync(),
        ["card"] = await db.NationalCards.Where(card => card.Id == Card).Select(card => card.Version).SingleAsync(),
        ["refused-card"] = await db.NationalCards.Where(card => card.Id == RefusedCard).Select(card => card.Version).SingleAsync(),
        ["dropped-card"] = await db.NationalCards.Where(card => card.Id == DroppedCard).Select(card => card.Version).SingleAsync(),
        ["ended-clue"] = await db.Clues.Where(clue => clue.Id == EndedClue).Select(clue => clue.Version).SingleAsync(),
        ["mistaken"] = await db.Cases.Where(managed => managed.Id == Mistaken).Select(managed => managed.Version).SingleAsync(),
        ["checked-clue"] = await db.Clues.Where(clue => clue.Id == CheckedClue).Select(clue => clue.Version).SingleAsync(),
        ["alert"] = await db.Alerts.Where(alert => alert.Id == Alert).Select(alert => alert.Version).SingleAsync(),
        ["spare"] = await db.Staff.Where(staff => staff.Id == Spare.Id).Select(staff => staff.Version).SingleAsync(),
        ["team"] = await db.CareTeams.Where(team => team.Id == SpareTeam.Id).Select(team => team.Version).SingleAsync(),
        ["group"] = await db.CareGroups.Where(group => group.Id == SpareGroup.Id).Select(group => group.Version).SingleAsync(),
        ["contact"] = await db.SupportContacts.Where(contact => contact.Id == Contact).Select(contact => contact.Version).SingleAsync(),
        ["mark"] = await db.PairMarks.Select(mark => mark.Version).SingleAsync(),
        ["meeting"] = await db.GroupMeetings.Select(meeting => meeting.Version).SingleAsync(),
        ["decision"] = await db.GroupDecisions.Select(decision => decision.Version).SingleAsync(),
        ["in-app"] = await db.Notices.Where(notice => notice.Id == InApp).Select(notice => notice.Version).SingleAsync(),
        ["dead"] = await db.Notices.Where(notice => notice.Id == Dead).Select(notice => notice.Version).SingleAsync(),
        ["route"] = await db.NoticeRoutes.Where(route => route.Id == Route).Select(route => route.Version).SingleAsync(),
        ["grid"] = await db.Grids.Where(grid => grid.Code == SpareGrid.Code).Select(grid => grid.Version).SingleAsync(),
    });
}
