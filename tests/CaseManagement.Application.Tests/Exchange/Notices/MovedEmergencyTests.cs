using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Exchange.Notices;

/// <summary>A patient moves while an emergency is handled: one hospital sees it, and whoever must know of it in the new place is told once.</summary>
public sealed class MovedEmergencyTests
{
    [Theory]
    [InlineData(null, false)] // the city's hospital covers both places
    [InlineData(TestTown.OtherTown, true)] // the new place has one of its own
    [InlineData(TestTown.OtherTownCommunity, true)]
    [InlineData(TestTown.Code, true)] // only the old one had: then it is the city's
    public async Task Given_an_emergency_that_everybody_knows_of_When_the_patient_moves_Then_one_hospital_sees_it_and_is_told_once_where_it_is_another(string? area, bool isAnother)
    {
        await using var slice = await Outgoing.TownAsync();
        var (leader, city) = (await LeaderThereAsync(slice), slice.Town.Psychiatrist);
        var own = area is null ? city : await HospitalAsync(slice, area);
        var (before, then) = area == TestTown.Code ? (own, city) : (city, own);
        var (caseId, crisis) = await slice.EmergencyAsync();
        foreach (var reader in (StaffMember[])[slice.Town.Leader, before]) await AcknowledgeAsync(slice, reader);

        await MoveAsync(slice, caseId);

        Assert.Equal([then.InstitutionId], await OpenToAsync(slice));
        Assert.Equal(isAnother ? [crisis.Value] : [], await UnreadAsync(slice, then));
        Assert.Equal([crisis.Value], await UnreadAsync(slice, leader));
        Assert.Equal([], await UnreadAsync(slice, slice.Town.Officer)); // nobody has to stand in
        if (isAnother) Assert.Equal([], await UnreadAsync(slice, before));

        foreach (var reader in isAnother ? (StaffMember[])[leader, then] : [leader]) await AcknowledgeAsync(slice, reader);
        await slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers, Note: "又打来电话"), slice.Town.Stranger);
        Assert.Equal([], await UnreadAsync(slice, then)); // it joins what they know of
        Assert.Equal([], await UnreadAsync(slice, leader));
    }

    [Fact]
    public async Task Given_an_emergency_that_nobody_has_read_of_yet_When_the_patient_moves_Then_whoever_is_there_reads_the_same_notice_and_no_second_one()
    {
        await using var slice = await Outgoing.TownAsync();
        var (leader, psychiatrist) = (await LeaderThereAsync(slice), await HospitalAsync(slice, TestTown.OtherTown));
        var (caseId, crisis) = await slice.EmergencyAsync();

        await MoveAsync(slice, caseId);

        Assert.Equal([crisis.Value], await UnreadAsync(slice, psychiatrist));
        Assert.Equal([crisis.Value], await UnreadAsync(slice, leader));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_a_place_without_hospital_and_leader_When_an_emergency_comes_along_Then_the_old_hospital_keeps_it_and_the_office_is_told_in_the_leaders_place_once(bool hasRead)
    {
        await using var slice = await Outgoing.TownAsync();
        await slice.Db(db => db.Institutions.Where(institution => institution.Id == slice.Town.Hospital.Id).ExecuteUpdateAsync(hospital => hospital.SetProperty(x => x.AreaCode, TestTown.Code)));
        var leader = await LeaderThereAsync(slice);
        await slice.Db(db => db.Staff.Where(staff => staff.Id == leader.Id).ExecuteUpdateAsync(staff => staff.SetProperty(x => x.ClosedOn, A.Monday)));
        var (caseId, crisis) = await slice.EmergencyAsync();
        if (hasRead) foreach (var reader in (StaffMember[])[slice.Town.Leader, slice.Town.Psychiatrist]) await AcknowledgeAsync(slice, reader);

        await MoveAsync(slice, caseId);
        var atOnce = await UnreadAsync(slice, slice.Town.Officer);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, A.Monday, TestContext.Current.CancellationToken);

        Assert.Equal([slice.Town.Hospital.Id], await OpenToAsync(slice));
        Assert.Equal(hasRead ? [] : [crisis.Value], await UnreadAsync(slice, slice.Town.Psychiatrist));
        Assert.Equal([crisis.Value], atOnce);
        Assert.Equal([crisis.Value], await UnreadAsync(slice, slice.Town.Officer));
    }

    [Fact]
    public async Task Given_routes_of_the_police_When_an_emergency_comes_along_Then_a_station_of_its_own_is_written_to_once_and_one_of_the_whole_city_not_again()
    {
        await using var slice = await Outgoing.TownAsync();
        await LeaderThereAsync(slice);
        foreach (var (area, party) in ((string, Party)[])[(TestTown.City, Party.Police), (TestTown.City, Party.Psychiatrist), (TestTown.OtherTown, Party.Police)])
            await slice.Send(new SetNoticeRoute(area, party, NoticeChannel.Email, $"to{area}@example.cn"), slice.Town.Administrator);
        var (caseId, _) = await slice.EmergencyAsync();

        await MoveAsync(slice, caseId);

        var outside = await slice.Db(db => db.Notices.AsNoTracking().Where(notice => notice.Event == NoticeEvent.CrisisStarted && notice.Channel == NoticeChannel.Email).OrderBy(notice => notice.Round).ThenBy(notice => notice.Party).ToListAsync());
        Assert.Equal(
            [(Party.Police, 0, TestTown.Community), (Party.Psychiatrist, 0, TestTown.Community), (Party.Police, 1, TestTown.OtherTownCommunity)],
            outside.Select(notice => (notice.Party, notice.Round, notice.AreaCode)));
    }

    private static async Task<StaffMember> LeaderThereAsync(Slice slice)
    {
        await slice.Town.AddStrangerAsync(slice);
        var doctor = slice.Town.Stranger!;
        var leader = new StaffMember(StaffId.New(), "leader-there", "南城组长", StaffRole.TeamLeader, TestTown.OtherTown, doctor.InstitutionId, doctor.CareTeamId);
        await slice.Add(new CareTeamCatchment(TestTown.OtherTown, doctor.CareTeamId!.Value), leader);

        return leader;
    }

    private static async Task<StaffMember> HospitalAsync(Slice slice, string area)
    {
        var hospital = new Institution(InstitutionId.New(), "专科医院", InstitutionKind.SpecialistHospital, area);
        var psychiatrist = new StaffMember(StaffId.New(), "psychiatrist-there", "专科医生", StaffRole.Psychiatrist, area, hospital.Id);
        await slice.Add(hospital, psychiatrist);

        return psychiatrist;
    }

    private static async Task MoveAsync(Slice slice, ManagedCaseId caseId)
    {
        var offer = await slice.Send(new OfferTransfer(caseId, TestTown.OtherTownCommunity, "鸿福路9号"));
        foreach (var party in (Party[])[Party.Police, Party.HigherOffice]) await slice.Send(new RecordTold(caseId, ToldAbout.LeavingArea, offer.Id, party, ToldHow.Call, slice.Clock.GetUtcNow()));
        await slice.Send(new DecideTransfer(caseId, true), slice.Town.Stranger);
    }

    private static async Task<IEnumerable<Guid>> UnreadAsync(Slice slice, StaffMember reader) =>
        (await slice.Send(new ListNotices(), reader)).Rows.Where(row => row.Event == NoticeEvent.CrisisStarted).Select(row => row.EventId);

    private static async Task AcknowledgeAsync(Slice slice, StaffMember reader)
    {
        var row = Assert.Single((await slice.Send(new ListNotices(), reader)).Rows);
        await slice.Send(new AcknowledgeNotice(row.CaseId, row.Id, row.Version), reader);
    }

    private static Task<List<InstitutionId>> OpenToAsync(Slice slice) => slice.Db(db => db.CaseGrants.AsNoTracking().Where(grant => grant.Reason == GrantReason.InEmergency && grant.EndedAt == null).Select(grant => grant.InstitutionId!.Value).ToListAsync());
}
