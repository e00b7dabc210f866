using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Access;

/// <summary>While an emergency is handled, the hospital of the place can read the case of which its psychiatrists are told.</summary>
public sealed class CrisisGrantTests
{
    [Fact]
    public async Task Given_an_emergency_When_it_is_handled_Then_the_psychiatrist_reads_it_and_the_case_closes_some_days_after_its_end()
    {
        await using var slice = await Slice.CreateAsync(A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var psychiatrist = slice.Town.Psychiatrist;
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetCaseAccess(caseId), psychiatrist));

        var crisis = (await slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers))).Id;
        var (grant, notice) = (await GrantAsync(slice), Assert.Single((await slice.Send(new ListNotices(), psychiatrist)).Rows));
        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new EndSpecialistAccess(caseId, grant.Id)));
        await slice.Send(new AcknowledgeNotice(caseId, notice.Id, notice.Version), psychiatrist);
        var sheet = await slice.Send(new GetCrisis(caseId, crisis), psychiatrist);
        foreach (var party in sheet.NotTold) await slice.Send(new TellOfCrisis(caseId, crisis, party, ToldHow.Call, ToldResult.Knows));
        await slice.Send(new RecordCrisis(caseId, crisis, A.CrisisRecord(slice.Clock.GetUtcNow())));
        await slice.Send(new EndCrisis(caseId, crisis, CrisisOutcome.Settled, A.Monday.AddDays(3)));

        await slice.Send(new EndSpecialistAccess(caseId, grant.Id)); // now that nothing is handled any more
        Assert.Equal("crisis.needs-access", refused.Code);
        Assert.Equal((slice.Town.Hospital.Id, GrantReason.InEmergency, null), (grant.InstitutionId!.Value, grant.Reason, grant.UntilAt));
        Assert.DoesNotContain(Party.Psychiatrist, sheet.NotTold);
        Assert.Equal(Clock.EndOf(A.Monday.AddDays(30)), (await GrantAsync(slice)).UntilAt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // the old hospital treats the patient: it keeps what the referral gave it
    public async Task Given_an_open_emergency_When_the_patient_moves_to_another_town_Then_the_hospital_of_the_new_place_sees_the_case_and_the_old_one_no_longer(bool isReferred)
    {
        await using var slice = await Slice.CreateAsync(A.Monday);
        await slice.Town.AddStrangerAsync(slice);
        await slice.Add(new CareTeamCatchment(TestTown.OtherTown, slice.Town.Stranger!.CareTeamId!.Value));
        var there = new Institution(InstitutionId.New(), "南城精神专科医院", InstitutionKind.SpecialistHospital, TestTown.OtherTown);
        await slice.Add(there, new StaffMember(StaffId.New(), "there", "南城精神科医生", StaffRole.Psychiatrist, TestTown.OtherTown, there.Id));
        await slice.Db(db => db.Institutions.Where(institution => institution.Id == slice.Town.Hospital.Id).ExecuteUpdateAsync(hospital => hospital.SetProperty(x => x.AreaCode, TestTown.Code)));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new StartCrisis(caseId, CrisisTrigger.Relapse));
        if (isReferred) await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id));

        await slice.Send(new OfferTransfer(caseId, TestTown.OtherTownCommunity, "鸿福路9号"));
        Assert.Equal(slice.Town.Hospital.Id, (await GrantAsync(slice)).InstitutionId!.Value);
        await slice.Send(new DecideTransfer(caseId, true), slice.Town.Stranger);

        var grants = await slice.Db(db => db.CaseGrants.AsNoTracking().Where(grant => grant.Reason == GrantReason.InEmergency).ToListAsync());
        Assert.Equal([(there.Id, false), (slice.Town.Hospital.Id, true)], grants.OrderBy(grant => grant.EndedAt is not null).Select(grant => (grant.InstitutionId!.Value, grant.EndedAt is not null)));
        if (isReferred) await slice.Send(new GetCaseAccess(caseId), slice.Town.Psychiatrist);
        else await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetCaseAccess(caseId), slice.Town.Psychiatrist));
    }

    [Fact]
    public async Task Given_a_sign_that_is_taken_back_When_nothing_is_left_of_the_emergency_Then_the_hospital_sees_nothing_and_a_question_of_its_own_stays()
    {
        await using var slice = await Slice.CreateAsync(A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 12, 31)));
        await slice.Send(new ReportSign(caseId, CareSign.ThreatensOthers), slice.Town.Volunteer);
        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));

        await slice.Send(new TakeBackSign(caseId, "点错了"), slice.Town.Volunteer);

        Assert.NotNull((await GrantAsync(slice)).EndedAt);
        Assert.Null((await slice.Db(db => db.CaseGrants.SingleAsync(grant => grant.Reason == GrantReason.Question))).EndedAt);
        Assert.Equal(CrisisState.Withdrawn, Assert.Single((await slice.Db(db => db.Cases.SingleAsync(managed => managed.Id == caseId))).Crises).State);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(1, true)] // nobody of theirs sees the case yet: the office is told in their place
    public async Task Given_no_hospital_of_the_place_When_a_psychiatrist_sees_the_case_from_a_day_on_Then_they_are_a_reader_only_from_then(int fromDay, bool officeIsTold)
    {
        await using var slice = await Slice.CreateAsync(A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Db(db => db.Institutions.Where(institution => institution.Id == slice.Town.Hospital.Id).ExecuteUpdateAsync(hospital => hospital.SetProperty(x => x.AreaCode, TestTown.OtherTown)));
        var target = await slice.Db(db => db.Cases.Where(managed => managed.Id == caseId).Select(managed => new GrantTarget(managed.Id, managed.PatientId, managed.AreaCode, managed.CareTeamId)).SingleAsync());
        await slice.Add(CaseGrant.ToPsychiatrist(target, slice.Town.Psychiatrist.Id, 0, slice.Clock.GetUtcNow().AddDays(fromDay), null, "请看一下", slice.Town.Doctor.Id));

        await slice.Send(new StartCrisis(caseId, CrisisTrigger.Relapse));

        Assert.Equal(officeIsTold, await slice.Db(db => db.Notices.AnyAsync(notice => notice.Party == Party.PreventionOffice && notice.Channel == NoticeChannel.InApp)));
    }

    private static Task<CaseGrant> GrantAsync(Slice slice) => slice.Db(db => db.CaseGrants.AsNoTracking().SingleAsync(grant => grant.Reason == GrantReason.InEmergency));
}
