using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features;

/// <summary>The loop walked from both ends through the real pipeline: who sees the case and for how long, who may speak, and whose work it is next.</summary>
public sealed class ReferralTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task Given_a_stable_patient_When_referred_Then_the_hospital_sees_the_case_until_some_days_after_both_have_spoken()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, psychiatrist) = ((await slice.Send(A.Registration())).CaseId, slice.Town.Psychiatrist);
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetCase(caseId), psychiatrist));

        var sent = await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id));

        Assert.Equal((ReferralState.Sent, ReferralEnd.Hospital), (sent.State, sent.WaitsFor));
        var row = Assert.Single((await slice.Send(new ListReferrals(new()), psychiatrist)).Rows);
        Assert.Equal((sent.Id, "测试甲", "精神卫生中心", "东城第一团队"), (row.Id, row.Name, row.Hospital, row.CareTeam));
        Assert.Contains((await slice.Send(new ListWorklist(new()), psychiatrist)).Rows, task => task.Kind == CareTaskKind.ReferralReceipt);

        await slice.Send(new ReceiveReferral(caseId, sent.Id, Today), psychiatrist);
        slice.Clock.Day = new(2026, 3, 10);
        await slice.Send(new RecordReferralOutcome(caseId, sent.Id, new(2026, 3, 9), ReferralOutcome.Outpatient), psychiatrist);
        slice.Clock.Day = new(2026, 4, 9); // the 30 days of the house, counted from the closing

        var story = await slice.Send(new GetReferral(caseId, sent.Id), psychiatrist);
        Assert.Equal((ReferralState.Closed, 3), (story.State, story.Steps.Count));
        Assert.Empty((await slice.Send(new ListReferrals(new()), psychiatrist)).Rows);
        slice.Clock.Day = new(2026, 4, 10);
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetReferral(caseId, sent.Id), psychiatrist));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new SendDownReferral(caseId, Today, [ReferralReason.StableOrOutpatient], "好转", "复诊"), psychiatrist));
    }

    [Fact]
    public async Task Given_an_unstable_patient_When_admitted_discharged_sent_back_and_taken_after_all_Then_each_end_finds_its_work_and_the_first_visit_is_due()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, psychiatrist) = ((await slice.Send(A.Registration())).CaseId, slice.Town.Psychiatrist);
        await slice.Send(A.UnstableFollowUpOf(caseId)); // a review opens the case to the hospital as well
        var sent = await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id) with { IsUrgent = true });
        Assert.Contains((await slice.Send(new GetCase(caseId))).Tasks, task => task.Reason is { Basis: "hospital-check.referral.14-days", ClosesOn: var last } && last == new DateOnly(2026, 3, 16));
        await slice.Send(new ReceiveReferral(caseId, sent.Id, Today), psychiatrist);
        await slice.Send(new RecordReferralOutcome(caseId, sent.Id, Today, ReferralOutcome.Admitted), psychiatrist);
        await slice.Send(new RecordAdvice(caseId, Today, "住院治疗"), psychiatrist); // the review is settled: its own grant ends, that of the stay does not

        var stay = Assert.Single((await slice.Send(new GetCaseAccess(caseId))).Grants, grant => grant.Reason == GrantReason.Referred);
        Assert.Null(stay.UntilAt);
        Assert.Equal("referral.needs-access", (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new EndSpecialistAccess(caseId, stay.Id)))).Code);

        slice.Clock.Day = new(2026, 6, 2);
        Assert.Equal(0, await Dropped());
        var form = await slice.Send(A.DischargeOf(caseId) with { SentOn = new(2026, 6, 2), DischargedOn = new(2026, 6, 1) }, psychiatrist);
        Assert.Equal(form.Id, Assert.Single((await slice.Send(new ListReferrals(new(ReferralDirection.Down)))).Rows).Id);
        await slice.Send(new DeclineReferral(caseId, form.Id, new(2026, 6, 2), ReferralRefusal.AddressUnclear));
        Assert.Equal(ReferralEnd.Hospital, Assert.Single((await slice.Send(new ListReferrals(new(ReferralDirection.Down)), psychiatrist)).Rows).WaitsFor);
        Assert.Single((await slice.Send(new ListReferrals(new(ReferralDirection.Down)), slice.Town.Officer)).Rows);
        await slice.Send(new ReceiveReferral(caseId, form.Id, new(2026, 6, 2)), slice.Town.Officer);

        var story = await slice.Send(new GetCase(caseId));
        Assert.Equal(CaseState.Managed, story.State);
        Assert.Contains(story.Tasks, task => task.Kind == CareTaskKind.FirstVisit && task.Reason.CycleOn == new DateOnly(2026, 6, 2));
        Assert.DoesNotContain(story.Tasks, task => task.Kind is CareTaskKind.HospitalCheck or CareTaskKind.DischargeIntake);
        Assert.Equal(2, story.Referrals.Count);
        Assert.Equal(0, await Dropped());

        // The promises of the night: nobody dropped, nothing twice, every late row explained.
        async Task<long> Dropped()
        {
            await using var scope = slice.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
            var promises = await scope.ServiceProvider.GetRequiredService<MediatR.IMediator>().Send(new Application.Features.Jobs.VerifyPromises(new(slice.Clock.Today(), slice.Clock.Today())));
            return promises.Dropped + promises.Doubled + promises.Lingering + promises.Ownerless + promises.Miscounted;
        }
    }

    [Fact]
    public async Task Given_a_referral_When_the_wrong_end_a_stranger_or_an_emergency_access_speaks_Then_it_is_refused()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var other = new Institution(InstitutionId.New(), "第二精神卫生中心", InstitutionKind.SpecialistHospital, TestTown.City);
        var elsewhere = new StaffMember(StaffId.New(), "elsewhere", "别院医生", StaffRole.Psychiatrist, TestTown.City, other.Id);
        await slice.Add(other, elsewhere);
        var sent = await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id));
        var receive = new ReceiveReferral(caseId, sent.Id, Today);

        Assert.Equal("referral.not-your-end", await Refused(receive, slice.Town.Doctor));
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(receive, slice.Town.Volunteer));
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new RecordReferralOutcome(caseId, sent.Id, Today, ReferralOutcome.NoNeed), slice.Town.Doctor));
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(A.ReferralOf(caseId, other.Id), slice.Town.Psychiatrist));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(receive, elsewhere)); // its hospital was not asked
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(A.ReferralOf(caseId, slice.Town.Centre.Id))); // no hospital
        await slice.Send(new AskEmergencyAccess(GrantReason.BeingTreated, "急诊", Name: "测试甲", BornOn: new(1980, 5, 20), Sex: Domain.Patients.Sex.Male), elsewhere);
        Assert.Equal("access.emergency-only", await Refused(receive, elsewhere));
        Assert.Equal("access.emergency-only", await Refused(A.DischargeOf(caseId), elsewhere));
        await slice.Send(new SendToSpecialist(caseId, other.Id, "会诊"));
        Assert.Equal("referral.other-hospital", await Refused(receive, elsewhere));
        Assert.Empty((await slice.Send(new ListReferrals(new()), elsewhere)).Rows); // it sees the case, and the referral is not its own
        Assert.Equal("referral.open-already", await Refused(A.ReferralOf(caseId, other.Id), slice.Town.Doctor));

        async Task<string> Refused<T>(MediatR.IRequest<T> request, StaffMember by) => (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(request, by))).Code;
    }

    [Fact]
    public async Task Given_the_discharges_of_two_hospitals_When_they_wait_Then_list_and_form_show_each_its_own_last_day_before_and_after_one_is_taken_over()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var other = new Institution(InstitutionId.New(), "第二精神卫生中心", InstitutionKind.SpecialistHospital, TestTown.City);
        var elsewhere = new StaffMember(StaffId.New(), "elsewhere", "别院医生", StaffRole.Psychiatrist, TestTown.City, other.Id);
        await slice.Add(other, elsewhere);
        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "会诊"));
        await slice.Send(new SendToSpecialist(caseId, other.Id, "会诊"));
        var first = await slice.Send(A.DischargeOf(caseId, wasInpatient: true), slice.Town.Psychiatrist);
        slice.Clock.Day = new(2026, 3, 4);
        var second = await slice.Send(A.DischargeOf(caseId, wasInpatient: true) with { SentOn = new(2026, 3, 4), DischargedOn = new(2026, 3, 3) }, elsewhere);

        Assert.Equal([(first.Id, new DateOnly(2026, 3, 9)), (second.Id, new(2026, 3, 11))], await DueOn());
        await slice.Send(new ReceiveReferral(caseId, first.Id, new(2026, 3, 4)));
        Assert.Equal([(second.Id, new DateOnly(2026, 3, 11))], await DueOn());

        async Task<IEnumerable<(ReferralId, DateOnly)>> DueOn()
        {
            var rows = (await slice.Send(new ListReferrals(new()))).Rows;
            foreach (var row in rows) Assert.Equal(row.DueOn, (await slice.Send(new GetReferral(caseId, row.Id))).DueOn);
            return rows.Select(row => (row.Id, row.DueOn!.Value));
        }
    }

    [Fact]
    public async Task Given_a_hospital_nobody_of_whom_works_here_When_the_team_asks_it_Then_its_word_is_recorded_with_who_said_it_and_the_loop_closes()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var silent = new Institution(InstitutionId.New(), "第二精神卫生中心", InstitutionKind.SpecialistHospital, TestTown.City);
        await slice.Add(silent);

        var hospitals = (await slice.Send(new GetCaseAccess(caseId))).Hospitals.ToDictionary(hospital => hospital.Id, hospital => hospital.AnswersHere);
        var sent = await slice.Send(A.ReferralOf(caseId, silent.Id));
        await slice.Send(new RecordHospitalWord(caseId, sent.Id, ReferralMove.Receive, Today, "门诊部李医生", Domain.Telling.ToldHow.Call), slice.Town.Officer);
        var closed = await slice.Send(new RecordHospitalWord(caseId, sent.Id, ReferralMove.Outcome, Today, "门诊部李医生", Domain.Telling.ToldHow.Call, ReferralOutcome.NoNeed));
        var story = await slice.Send(new GetReferral(caseId, sent.Id));
        var mended = await slice.Send(new CorrectReferralStep(caseId, sent.Id, story.Steps[^1].Id, "听错", Today, ReferralOutcome.Outpatient));
        var other = await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id));
        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new RecordHospitalWord(caseId, other.Id, ReferralMove.Receive, Today, "李医生", Domain.Telling.ToldHow.Call)));

        Assert.Equal((false, true), (hospitals[silent.Id], hospitals[slice.Town.Hospital.Id]));
        Assert.Equal((ReferralState.Closed, ReferralState.Closed, "referral.hospital-answers"), (closed.State, mended.State, refused.Code));
        Assert.Equal((false, "门诊部李医生", Domain.Telling.ToldHow.Call), (story.HospitalAnswers, story.Steps[^1].Speaker, story.Steps[^1].Means));
        Assert.Equal((ReferralOutcome.Outpatient, "门诊部李医生"), ((await slice.Send(new GetReferral(caseId, sent.Id))).Steps[^1].Outcome!.Value, (await slice.Send(new GetReferral(caseId, sent.Id))).Steps[^1].Speaker));
    }

    [Fact]
    public async Task Given_an_open_referral_When_somebody_ends_the_hospitals_view_Then_it_is_refused_until_it_is_taken_back()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var sent = await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id));
        var grant = Assert.Single((await slice.Send(new GetCaseAccess(caseId))).Grants);
        Assert.Equal((GrantReason.Referred, null), (grant.Reason, grant.UntilAt));

        Assert.Equal("referral.needs-access", (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new EndSpecialistAccess(caseId, grant.Id)))).Code);
        await slice.Send(new CancelReferral(caseId, sent.Id, Today, "患者不愿就诊"));
        await slice.Send(new EndSpecialistAccess(caseId, grant.Id));

        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetCase(caseId), slice.Town.Psychiatrist));
        Assert.Empty((await slice.Send(new ListReferrals(new()))).Rows);
    }

    [Fact]
    public async Task Given_two_psychiatrists_at_once_When_one_receives_and_one_declines_Then_one_of_them_is_told_that_somebody_was_first()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var sent = await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id));

        await slice.Send(new ReceiveReferral(caseId, sent.Id, Today, ExpectedVersion: sent.Version), slice.Town.Psychiatrist);

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new DeclineReferral(caseId, sent.Id, Today, ReferralRefusal.NoBed, ExpectedVersion: sent.Version), slice.Town.Psychiatrist));
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 4).Select(_ => Task.Run(async () =>
        {
            try
            {
                await slice.Send(new RecordReferralOutcome(caseId, sent.Id, Today, ReferralOutcome.Outpatient), slice.Town.Psychiatrist);
                return true;
            }
            catch (Exception fault) when (fault is ChangedMeanwhileException or RuleBrokenException { Code: "referral.closed" })
            {
                return false;
            }
        })));
        Assert.Equal(1, outcomes.Count(told => told));
    }

    [Fact]
    public async Task Given_receipts_that_nobody_confirms_When_the_nights_pass_Then_the_ladder_climbs_and_the_receipt_ends_it()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.FollowUpOf(caseId));
        var sent = await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id)); // five working days: until 9 March

        slice.Clock.Day = new(2026, 3, 25);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, new(2026, 3, 25), TestContext.Current.CancellationToken);

        Assert.Equal(
            [(1, new(2026, 3, 10), true), (2, new(2026, 3, 10), true), (3, new(2026, 3, 17), true), (4, new(2026, 3, 24), true)],
            (await Alerts()).Select(alert => (alert.Step, alert.RaisedOn, alert.IsOpen)));
        await slice.Send(new ReceiveReferral(caseId, sent.Id, new(2026, 3, 6)), slice.Town.Psychiatrist); // entered late
        Assert.All(await Alerts(), alert => Assert.False(alert.IsOpen));

        Task<List<Domain.Alerts.Alert>> Alerts() => slice.Db(db => db.Alerts.Where(alert => alert.CaseId == caseId && alert.Kind == CareTaskKind.ReferralReceipt).OrderBy(alert => alert.Step).ToListAsync());
    }

    [Fact]
    public async Task Given_many_referrals_When_the_list_is_read_page_by_page_Then_it_shows_the_urgent_first_as_many_as_are_counted_and_each_once()
    {
        await using var slice = await Slice.CreateAsync(Today);
        for (var i = 0; i < 5; i++)
        {
            var caseId = (await slice.Send(A.Registration($"测试{i}"))).CaseId;
            await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id) with { SentOn = Today.AddDays(-(i % 2)), IsUrgent = i is 2 or 4 });
        }

        foreach (var reader in (StaffMember[])[slice.Town.Doctor, slice.Town.Psychiatrist, slice.Town.Officer])
        {
            var rows = new List<ReferralRow>();
            for (string? after = null; ;)
            {
                var page = await slice.Send(new ListReferrals(new(), after, Take: 2), reader);
                rows.AddRange(page.Rows);
                if ((after = page.Next) is null) break;
            }

            Assert.Equal((await slice.Send(new CountReferrals(new()), reader)).Waiting[ReferralDirection.Up], rows.Count);
            Assert.Equal(5, rows.DistinctBy(row => row.Id).Count());
            Assert.Equal(rows.OrderBy(row => !row.IsUrgent).ThenBy(row => row.SentOn).ThenBy(row => row.Id.Value).Select(row => row.Id), rows.Select(row => row.Id));
        }

        Assert.Empty((await slice.Send(new ListReferrals(new(CareTeamId: slice.Town.OtherTeam.Id)))).Rows);
    }

    [Fact]
    public async Task Given_a_step_with_a_wrong_day_When_corrected_Then_the_mistaken_one_is_kept_with_the_reason()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var sent = await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id));
        await slice.Send(new ReceiveReferral(caseId, sent.Id, new(2026, 3, 12)), slice.Town.Psychiatrist);
        var step = (await slice.Send(new GetReferral(caseId, sent.Id))).Steps.Single(step => step.Move == ReferralMove.Receive);

        await slice.Send(new CorrectReferralStep(caseId, sent.Id, step.Id, "日期录错", new(2026, 3, 4)), slice.Town.Psychiatrist);

        var steps = (await slice.Send(new GetReferral(caseId, sent.Id))).Steps.Where(each => each.Move == ReferralMove.Receive).ToList();
        Assert.Equal([("日期录错", new DateOnly(2026, 3, 12)), (null, new(2026, 3, 4))], steps.Select(each => (each.CancelReason, each.HappenedOn)));
        Assert.Contains((await slice.Send(new GetCase(caseId))).Tasks, task => task.Kind == CareTaskKind.ReferralOutcome && task.Reason.ClosesOn == new DateOnly(2026, 3, 18));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new CorrectReferralStep(caseId, sent.Id, Guid.NewGuid(), "日期录错", new(2026, 3, 4)), slice.Town.Psychiatrist));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new ReceiveReferral(caseId, new(Guid.NewGuid()), Today), slice.Town.Psychiatrist));
    }

    [Fact]
    public async Task Given_a_patient_who_dies_meanwhile_When_the_death_is_recorded_Then_nothing_waits_and_the_hospitals_view_ends_in_time()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id));

        await slice.Send(new RecordFollowUp(caseId, Today, FollowUpOutcome.Dead, new FollowUpFindings { DiedOn = Today, DeathCause = DeathCause.Accident }, Class: null));

        Assert.Empty((await slice.Send(new ListReferrals(new()))).Rows);
        var grant = await slice.Db(db => db.CaseGrants.SingleAsync(grant => grant.CaseId == caseId));
        Assert.Equal(Clock.EndOf(new(2026, 4, 1)), grant.UntilAt);
    }
}
