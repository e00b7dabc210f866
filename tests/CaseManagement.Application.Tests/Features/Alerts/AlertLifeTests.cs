using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Features.Alerts;

/// <summary>An alert from being raised to its end, with every way on which it can break.</summary>
public sealed class AlertLifeTests
{
    [Fact]
    public async Task Given_a_dismissed_alert_When_the_visit_is_still_late_after_its_days_Then_it_stands_again_in_nobodys_hands_and_its_acts_tell_the_story()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.AnUnstablePatient();
        await slice.Night(17);
        var alert = await slice.OfVisit(ToldRole.CareTeam);
        await slice.Send(new ClaimAlert(alert.Id));
        await slice.Send(new DismissAlert(alert.Id, AlertDismissal.Other, "电话里说过了")); // urgent: three days

        await slice.Night(19);
        var resting = await slice.OfVisit(ToldRole.CareTeam);
        var swept = await slice.Night(20);

        Assert.Equal(AlertState.Dismissed, resting.State);
        var again = await slice.OfVisit(ToldRole.CareTeam);
        Assert.Equal((1, AlertState.Raised, null, new DateOnly(2026, 3, 17)), (swept.AlertsReturned, again.State, again.ClaimedBy, again.RaisedOn));
        Assert.Equal([AlertActKind.Claimed, AlertActKind.Dismissed, AlertActKind.Returned], await slice.Acts(alert));
        Assert.Equal(0, (await slice.Night(20)).Found);
    }

    [Fact]
    public async Task Given_an_alert_that_was_closed_as_seen_When_no_visit_has_been_recorded_after_its_days_Then_it_stands_again_and_a_visit_ends_it_for_good()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = await slice.AnUnstablePatient();
        await slice.Night(17);
        var alert = await slice.OfVisit(ToldRole.CareTeam);
        await slice.Send(new ClaimAlert(alert.Id));
        await slice.Send(new AnswerAlert(alert.Id, AlertReason.DoneNotEntered, null));
        await slice.Send(new ResolveAlert(alert.Id, AlertResult.Seen, null)); // and nobody enters the visit

        await slice.Night(20);

        var again = await slice.OfVisit(ToldRole.CareTeam);
        Assert.Equal((AlertState.Raised, null, null), (again.State, again.ClaimedBy, again.Result));
        Assert.Equal([AlertActKind.Claimed, AlertActKind.Answered, AlertActKind.Resolved, AlertActKind.Returned], await slice.Acts(alert));
        await slice.Send(A.FollowUpOf(caseId) with { SeenOn = new(2026, 3, 17) });
        await slice.Night(24);
        Assert.Equal(AlertState.CauseGone, (await slice.OfVisit(ToldRole.CareTeam)).State);
    }

    [Fact]
    public async Task Given_a_dismissed_alert_When_its_cause_goes_and_comes_back_Then_it_comes_back_and_waits_for_somebody_to_take_it()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = await slice.AnUnstablePatient();
        await slice.Night(17);
        var alert = await slice.OfVisit(ToldRole.CareTeam);
        await slice.Send(new ClaimAlert(alert.Id));
        await slice.Send(new DismissAlert(alert.Id, AlertDismissal.WronglyRaised, "日期填错"));
        var visit = await slice.Send(A.FollowUpOf(caseId) with { SeenOn = new(2026, 3, 17) });
        Assert.Null((await slice.OfVisit(ToldRole.CareTeam)).ReturnsOn);

        await slice.Send(new CancelFollowUp(caseId, visit.Id, "记错了人"));
        await slice.Night(18);

        var again = await slice.OfVisit(ToldRole.CareTeam);
        Assert.Equal((alert.Id, AlertState.Raised, null), (again.Id, again.State, again.ClaimedBy));
    }

    [Fact]
    public async Task Given_a_dismissed_alert_When_the_next_visit_is_late_too_Then_it_is_told_of_anew()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = await slice.AnUnstablePatient();
        await slice.Night(17);
        await slice.Send(new DismissAlert((await slice.OfVisit(ToldRole.CareTeam)).Id, AlertDismissal.NotOurs, null));
        await slice.Send(A.UnstableFollowUpOf(caseId) with { SeenOn = new(2026, 3, 17) });

        await slice.Night(1, month: 4);

        Assert.Single(await slice.OfVisits(), alert => alert is { Tells: ToldRole.CareTeam, State: AlertState.Raised } && alert.RaisedOn == new DateOnly(2026, 4, 1));
    }

    [Fact]
    public async Task Given_an_alert_in_somebodys_hands_When_its_cause_goes_Then_it_closes_and_can_be_answered_no_more()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = await slice.AnUnstablePatient();
        await slice.Night(17);
        var alert = await slice.OfVisit(ToldRole.CareTeam);
        await slice.Send(new ClaimAlert(alert.Id));

        await slice.Send(A.FollowUpOf(caseId) with { SeenOn = new(2026, 3, 17) });

        Assert.Equal(AlertState.CauseGone, (await slice.OfVisit(ToldRole.CareTeam)).State);
        Assert.Equal("alert.closed", await slice.Refused(new AnswerAlert(alert.Id, AlertReason.Away, null)));
        Assert.Equal("alert.closed", await slice.Refused(new HandOverAlert(alert.Id, slice.Town.Neighbour.Id, AlertHandOver.Absent, null)));
        Assert.Equal("alert.closed", await slice.Refused(new DismissAlert(alert.Id, AlertDismissal.NotOurs, null)));
    }

    [Fact]
    public async Task Given_a_taken_alert_When_it_is_handed_over_Then_only_to_a_colleague_who_may_answer_it_and_sees_the_case()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = await slice.AnUnstablePatient();
        var stranger = new StaffMember(StaffId.New(), "stranger", "远医生", StaffRole.TeamLeader, TestTown.OtherTown, slice.Town.Centre.Id, slice.Town.OtherTeam.Id);
        var gone = new StaffMember(StaffId.New(), "gone", "走了的", StaffRole.CareTeamMember, TestTown.Code, slice.Town.Centre.Id, slice.Town.Team.Id);
        gone.Close(new(2026, 3, 1));
        await slice.Add(stranger, gone);
        await slice.Night(17);
        var (team, leader) = (await slice.OfVisit(ToldRole.CareTeam), await slice.OfVisit(ToldRole.TeamLeader));
        await slice.Send(new ClaimAlert(team.Id));
        await slice.Send(new ClaimAlert(leader.Id), slice.Town.Leader);

        Assert.Equal("alert.colleague-may-not", await slice.Refused(HandOver(leader, slice.Town.Doctor), slice.Town.Leader));
        Assert.Equal("alert.colleague-sees-not", await slice.Refused(HandOver(leader, stranger), slice.Town.Leader));
        Assert.Equal("alert.colleague-may-not", await slice.Refused(HandOver(team, slice.Town.Volunteer)));
        Assert.Equal("alert.not-theirs-to-hand-over", await slice.Refused(HandOver(team, slice.Town.Leader), slice.Town.Neighbour));
        Assert.Equal("staff-member", (await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(HandOver(team, gone)))).What);
        var choice = (await slice.Send(new GetAlert(caseId, team.Id))).Colleagues.Select(colleague => colleague.Id).ToHashSet();
        await slice.Send(HandOver(team, slice.Town.Neighbour));

        Assert.True(choice.SetEquals([slice.Town.Neighbour.Id, slice.Town.Leader.Id, slice.Town.Officer.Id]));
        Assert.Equal("alert.claimed-by-other", await slice.Refused(new AnswerAlert(team.Id, AlertReason.Away, null)));
        await slice.Send(new AnswerAlert(team.Id, AlertReason.Away, null), slice.Town.Neighbour);
        var acts = (await slice.Send(new GetAlert(caseId, team.Id))).Acts;
        Assert.Equal([(AlertActKind.Claimed, "王医生", null), (AlertActKind.HandedOver, "王医生", "林医生"), (AlertActKind.Answered, "林医生", null)], acts.Select(act => (act.Kind, act.By, act.To)));

        static HandOverAlert HandOver(Alert alert, StaffMember to) => new(alert.Id, to.Id, AlertHandOver.Absent, null);
    }

    [Fact]
    public async Task Given_an_alert_whose_holder_is_away_When_the_leader_gives_it_to_another_Then_it_is_not_stuck()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.AnUnstablePatient();
        await slice.Night(17);
        var alert = await slice.OfVisit(ToldRole.CareTeam);
        await slice.Send(new ClaimAlert(alert.Id));

        await slice.Send(new HandOverAlert(alert.Id, slice.Town.Neighbour.Id, AlertHandOver.Abandoned, null), slice.Town.Leader);

        Assert.Equal(slice.Town.Neighbour.Id, (await slice.OfVisit(ToldRole.CareTeam)).ClaimedBy);
    }

    [Fact]
    public async Task Given_one_alert_When_two_people_act_on_what_they_saw_Then_the_second_is_told_that_it_has_changed()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.AnUnstablePatient();
        await slice.Night(17);
        var alert = await slice.OfVisit(ToldRole.CareTeam);

        var both = await Task.WhenAll(new[] { slice.Town.Doctor, slice.Town.Neighbour, slice.Town.Leader }.Select(async who =>
        {
            try
            {
                await slice.Send(new ClaimAlert(alert.Id, alert.Version), who);
                return "taken";
            }
            catch (Exception refused) when (refused is ChangedMeanwhileException or RuleBrokenException)
            {
                return "refused";
            }
        }));

        Assert.Equal(["refused", "refused", "taken"], both.Order());
        Assert.Equal([AlertActKind.Claimed], await slice.Acts(alert));
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new DismissAlert(alert.Id, AlertDismissal.NotOurs, null, alert.Version), slice.Town.Leader));
    }

    [Fact]
    public async Task Given_a_case_at_the_hospital_When_it_climbs_to_the_specialist_Then_a_psychiatrist_takes_and_answers_that_alert_and_no_other()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.AnUnstablePatient(); // its review opens the case to the hospital
        await slice.Night(24);
        var told = await slice.OfVisit(ToldRole.Specialist);

        await slice.Send(new ClaimAlert(told.Id), slice.Town.Psychiatrist);
        await slice.Send(new AnswerAlert(told.Id, AlertReason.DayAgreed, "下周一门诊"), slice.Town.Psychiatrist);

        Assert.Equal("alert.tells-another", await slice.Refused(new ClaimAlert((await slice.OfVisit(ToldRole.CareTeam)).Id), slice.Town.Psychiatrist));
        Assert.Equal("alert.tells-another", await slice.Refused(new ClaimAlert(told.Id), slice.Town.Leader));
        var inbox = await slice.Send(new ListAlerts(new AlertFilter(Tells: ToldRole.Specialist, Hands: AlertHands.Mine)), slice.Town.Psychiatrist);
        Assert.Equal(told.Id, Assert.Single(inbox.Rows).Id);
    }

    [Fact]
    public async Task Given_a_hospital_that_only_looks_on_in_an_emergency_When_the_case_climbs_to_the_specialist_Then_the_office_is_told_instead_and_sees_why()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = await slice.AnUnstablePatient();
        await EndAccess(slice);

        await slice.Night(24);

        var told = Assert.Single((await slice.Send(new ListAlerts(new AlertFilter(CaseId: caseId, Kind: Domain.CareTasks.CareTaskKind.FollowUp)), slice.Town.Officer)).Rows, row => row.Step == 3);
        Assert.Equal((ToldRole.PreventionOffice, true, true), (told.Tells, told.InsteadOfSpecialist, told.MayAnswer));
        Assert.Equal("alert.tells-another", await slice.Refused(new ClaimAlert(told.Id), slice.Town.Psychiatrist));
        Assert.Empty((await slice.Send(new ListAlerts(new AlertFilter(Tells: ToldRole.Specialist)), slice.Town.Psychiatrist)).Rows);
    }

    [Theory]
    [InlineData(false, ToldRole.Specialist, AlertActKind.Reassigned)]
    [InlineData(true, ToldRole.PreventionOffice, AlertActKind.PassedToOffice)]
    public async Task Given_an_alert_in_the_hands_of_another_hospital_When_that_one_sees_the_case_no_more_Then_it_is_taken_from_them_and_waits_for_whom_it_still_concerns(bool onlyLooksOn, ToldRole tells, AlertActKind act)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var other = new Institution(InstitutionId.New(), "第二精神卫生中心", InstitutionKind.SpecialistHospital, TestTown.OtherTown);
        var psychiatrist = new StaffMember(StaffId.New(), "second", "别院医生", StaffRole.Psychiatrist, TestTown.City, other.Id);
        await slice.Add(other, psychiatrist);
        var caseId = await slice.AnUnstablePatient();
        var asked = await slice.Send(new SendToSpecialist(caseId, other.Id, "是否换药？"));
        await slice.Night(24);
        var told = await slice.OfVisit(ToldRole.Specialist);
        await slice.Send(new ClaimAlert(told.Id), psychiatrist);
        if (onlyLooksOn) await slice.Db(db => db.CaseGrants.Where(grant => grant.Reason == GrantReason.ReviewDue).ExecuteUpdateAsync(grant => grant.SetProperty(x => x.EndedAt, slice.Clock.GetUtcNow())));
        await slice.Night(25);
        Assert.Equal(psychiatrist.Id, (await slice.OfVisit(ToldRole.Specialist)).ClaimedBy); // who has taken it still reads the case
        await slice.Send(new EndSpecialistAccess(caseId, asked.Id));

        await slice.Night(26);

        var left = (await slice.OfVisits()).Single(alert => alert.Id == told.Id);
        Assert.Equal((tells, AlertState.Raised, null, null), (left.Tells, left.State, left.ClaimedBy, left.HeldUntil));
        Assert.Equal([AlertActKind.Claimed, act], await slice.Acts(told));
        await slice.Send(new ClaimAlert(told.Id), onlyLooksOn ? slice.Town.Officer : slice.Town.Psychiatrist);
        await slice.Night(27);
        Assert.Equal([AlertActKind.Claimed, act, AlertActKind.Claimed], await slice.Acts(told));
    }

    [Fact]
    public async Task Given_an_alert_for_the_specialist_in_the_hands_of_the_office_When_no_hospital_has_to_do_with_the_case_any_more_Then_the_office_keeps_it()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.AnUnstablePatient();
        await slice.Night(24);
        var told = await slice.OfVisit(ToldRole.Specialist);
        await slice.Send(new ClaimAlert(told.Id), slice.Town.Officer);
        await EndAccess(slice);

        await slice.Night(25);

        Assert.Equal(slice.Town.Officer.Id, (await slice.OfVisits()).Single(alert => alert.Id == told.Id).ClaimedBy);
        Assert.Equal([AlertActKind.Claimed], await slice.Acts(told));
    }

    [Fact]
    public async Task Given_an_alert_in_a_psychiatrists_hands_When_the_hospital_sees_the_case_no_more_Then_the_next_night_passes_it_to_the_office()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.AnUnstablePatient();
        await slice.Night(24);
        var told = await slice.OfVisit(ToldRole.Specialist);
        await slice.Send(new ClaimAlert(told.Id), slice.Town.Psychiatrist);
        await EndAccess(slice);
        await slice.Night(25);
        Assert.Equal(slice.Town.Psychiatrist.Id, (await slice.OfVisit(ToldRole.Specialist)).ClaimedBy); // who has taken it still reads the case
        await slice.Db(db => db.CaseGrants.Where(grant => grant.EndedAt == null).ExecuteUpdateAsync(grant => grant.SetProperty(x => x.EndedAt, slice.Clock.GetUtcNow()))); // as the end of the emergency has it some days later

        await slice.Night(26);

        var passed = (await slice.OfVisits()).Single(alert => alert.Id == told.Id);
        Assert.Equal((ToldRole.PreventionOffice, AlertState.Raised, null), (passed.Tells, passed.State, passed.ClaimedBy));
        Assert.Equal([AlertActKind.Claimed, AlertActKind.PassedToOffice], await slice.Acts(told));
    }

    [Theory]
    [InlineData(false, ToldRole.Specialist)] // taken from one who sees the case no more; another hospital has to do with it
    [InlineData(true, ToldRole.PreventionOffice)]
    public async Task Given_a_task_that_waits_for_a_psychiatrist_When_the_alert_is_taken_out_of_their_hands_Then_it_waits_for_nobody_and_climbs_on_the_day_of_the_step(bool onlyLooksOn, ToldRole tells)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var other = new Institution(InstitutionId.New(), "第二精神卫生中心", InstitutionKind.SpecialistHospital, TestTown.OtherTown);
        var psychiatrist = new StaffMember(StaffId.New(), "second", "别院医生", StaffRole.Psychiatrist, TestTown.City, other.Id);
        await slice.Add(other, psychiatrist);
        var (caseId, kept) = (await slice.AnUnstablePatient(), await slice.AnUnstablePatient("测试乙"));
        var asked = await slice.Send(new SendToSpecialist(caseId, other.Id, "是否换药？"));
        await slice.Night(29);
        var alerts = await slice.OfVisits();
        var (told, ofTeam) = (alerts.Single(alert => alert.CaseId == caseId && alert.Tells == ToldRole.Specialist), alerts.Single(alert => alert.CaseId == kept && alert.Tells == ToldRole.CareTeam));
        await slice.Send(new ClaimAlert(told.Id), psychiatrist);
        await slice.Send(new AnswerAlert(told.Id, AlertReason.NotReached, null), psychiatrist); // urgent: three days
        await slice.Send(new ClaimAlert(ofTeam.Id));
        await slice.Send(new AnswerAlert(ofTeam.Id, AlertReason.NotReached, null));
        if (onlyLooksOn) await slice.Db(db => db.CaseGrants.Where(grant => grant.CaseId == caseId && grant.Reason == GrantReason.ReviewDue).ExecuteUpdateAsync(grant => grant.SetProperty(x => x.EndedAt, slice.Clock.GetUtcNow())));
        await slice.Send(new EndSpecialistAccess(caseId, asked.Id));
        Assert.Equal([new(2026, 4, 1), new(2026, 4, 1)], await Held());

        await slice.Night(30);

        Assert.Equal([new(2026, 3, 30), new(2026, 4, 1)], await Held()); // the other is still in hand
        var left = (await slice.OfVisits()).Single(alert => alert.Id == told.Id);
        Assert.Equal((tells, AlertState.Raised), (left.Tells, left.State));
        await slice.Night(31);
        var climbed = (await slice.OfVisits()).Where(alert => alert.Step == 4).ToList();
        Assert.Equal([(caseId, new DateOnly(2026, 3, 31))], climbed.Select(alert => (alert.CaseId, alert.RaisedOn)));

        Task<DateOnly?[]> Held() => slice.Db(async db => (DateOnly?[])[.. (await db.CareTasks.Where(task => task.Kind == Domain.CareTasks.CareTaskKind.FollowUp && task.State == Domain.CareTasks.CareTaskState.Open).ToListAsync()).OrderBy(task => task.CaseId == kept).Select(task => task.HeldUntil)]);
    }

    [Fact]
    public async Task Given_alerts_of_many_kinds_When_any_number_is_opened_Then_its_list_has_as_many_rows_for_every_role()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        for (var i = 0; i < 3; i++) await slice.AnUnstablePatient($"测试{i}");
        await slice.Night(25);
        var alerts = await slice.OfVisits();
        await slice.Send(new ClaimAlert(alerts.First(alert => alert.Tells == ToldRole.CareTeam).Id));
        await slice.Send(new ClaimAlert(alerts.First(alert => alert.Tells == ToldRole.TeamLeader).Id), slice.Town.Leader);
        await slice.Send(new DismissAlert(alerts.Last(alert => alert.Tells == ToldRole.CareTeam).Id, AlertDismissal.NotOurs, null));

        foreach (var who in new[] { slice.Town.Doctor, slice.Town.Leader, slice.Town.Psychiatrist, slice.Town.Officer })
        {
            var all = new AlertFilter();
            var counts = await slice.Send(new CountAlerts(all), who);
            Assert.True(counts.Total > 5);
            Assert.Equal((counts.Total, counts.Total), (await Rows(all), counts.Hands.Values.Sum()));
            foreach (var tells in Enum.GetValues<ToldRole>()) Assert.Equal(counts.Tells.GetValueOrDefault(tells), await Rows(all with { Tells = tells }));
            foreach (var severity in Enum.GetValues<Severity>()) Assert.Equal(counts.Severity.GetValueOrDefault(severity), await Rows(all with { Severity = severity }));
            foreach (var kind in Enum.GetValues<Domain.CareTasks.CareTaskKind>()) Assert.Equal(counts.Kind.GetValueOrDefault(kind), await Rows(all with { Kind = kind }));
            foreach (var hands in Enum.GetValues<AlertHands>()) Assert.Equal(counts.Hands.GetValueOrDefault(hands), await Rows(all with { Hands = hands }));

            async Task<int> Rows(AlertFilter filter)
            {
                var page = await slice.Send(new ListAlerts(filter, Take: 200), who);
                Assert.Equal(page.Total, page.Rows.Count);
                return page.Rows.Count;
            }
        }
    }

    /// <summary>The hospital owes no guidance any more; while the emergency is handled it goes on reading the case, and nobody ends that.</summary>
    private static async Task EndAccess(Slice slice)
    {
        var given = await slice.Db(db => db.CaseGrants.AsNoTracking().Where(grant => grant.EndedAt == null).ToListAsync());
        Assert.Equal([GrantReason.ReviewDue, GrantReason.InEmergency], given.Select(grant => grant.Reason).Order());
        foreach (var grant in given)
        {
            if (grant.Reason == GrantReason.InEmergency) Assert.Equal("crisis.needs-access", await slice.Refused(new EndSpecialistAccess(grant.CaseId, grant.Id), slice.Town.Doctor));
            else await slice.Send(new EndSpecialistAccess(grant.CaseId, grant.Id));
        }
    }
}
