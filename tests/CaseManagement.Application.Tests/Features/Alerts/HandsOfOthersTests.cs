using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.People;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Features.Alerts;

/// <summary>An alert waits for whoever has it only as long as the patient is theirs.</summary>
public sealed class HandsOfOthersTests
{
    [Fact]
    public async Task Given_an_answered_alert_When_the_patient_signs_with_another_team_Then_it_waits_to_be_taken_there_and_the_ladder_waits_for_nobody_who_left()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = await slice.AnUnstablePatient();
        await slice.Night(23);
        var (ofTeam, ofLeader) = (await slice.OfVisit(ToldRole.CareTeam), await slice.OfVisit(ToldRole.TeamLeader));
        await slice.Send(new ClaimAlert(ofTeam.Id));
        await slice.Send(new AnswerAlert(ofTeam.Id, AlertReason.DayAgreed, null)); // until the 26th
        await slice.Send(new ClaimAlert(ofLeader.Id), slice.Town.Officer); // until the 24th

        await slice.Send(new SignAgreement(caseId, slice.Town.OtherTeam.Id, new Signature(Signer.Patient, "测试甲", null, new(2026, 3, 23)), new(2026, 3, 23), new(2027, 3, 22)));

        var freed = await slice.OfVisit(ToldRole.CareTeam);
        Assert.Equal((AlertState.Raised, null, null, slice.Town.OtherTeam.Id, AlertReason.DayAgreed), (freed.State, freed.ClaimedBy, freed.HeldUntil, freed.CareTeamId!.Value, freed.Reason!.Value));
        Assert.Equal([AlertActKind.Claimed, AlertActKind.Answered, AlertActKind.Reassigned], await slice.Acts(ofTeam));
        Assert.Equal(slice.Town.Officer.Id, (await slice.OfVisit(ToldRole.TeamLeader)).ClaimedBy); // the office sees the patient as before
        Assert.Equal(new DateOnly(2026, 3, 24), await HeldUntil(slice));
        Assert.Contains((await slice.Send(new ListAlerts(new AlertFilter(Hands: AlertHands.Nobody)), slice.Town.Neighbour)).Rows, row => row.Id == ofTeam.Id && row.MayAnswer);
    }

    [Fact]
    public async Task Given_alerts_in_hand_When_the_patient_moves_to_another_town_Then_the_team_there_finds_them_in_nobodys_hands()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.Town.AddStrangerAsync(slice);
        await slice.Add(new CareTeamCatchment(TestTown.OtherTown, slice.Town.Stranger!.CareTeamId!.Value));
        var caseId = await slice.AnUnstablePatient();
        await slice.Night(23);
        var alert = await slice.OfVisit(ToldRole.CareTeam);
        await slice.Send(new ClaimAlert(alert.Id));
        var offer = await slice.Send(new OfferTransfer(caseId, TestTown.OtherTownCommunity, "鸿福路9号"));
        Assert.Equal(slice.Town.Doctor.Id, (await slice.OfVisit(ToldRole.CareTeam)).ClaimedBy);
        foreach (var party in (Party[])[Party.HigherOffice, Party.Police])
            await slice.Send(new RecordTold(caseId, ToldAbout.LeavingArea, offer.Id, party, ToldHow.Call, slice.Clock.GetUtcNow()));

        await slice.Send(new DecideTransfer(caseId, true), slice.Town.Stranger);

        var moved = await slice.OfVisit(ToldRole.CareTeam);
        Assert.Equal((AlertState.Raised, null, slice.Town.Stranger!.CareTeamId), (moved.State, moved.ClaimedBy, moved.CareTeamId));
        await slice.Send(new ClaimAlert(alert.Id), slice.Town.Stranger);
    }

    [Fact]
    public async Task Given_an_alert_whose_cause_is_gone_When_it_comes_back_after_its_doctor_went_to_another_team_Then_somebody_else_must_take_it()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = await slice.AnUnstablePatient();
        await slice.Night(17);
        var alert = await slice.OfVisit(ToldRole.CareTeam);
        await slice.Send(new ClaimAlert(alert.Id));
        var visit = await slice.Send(A.FollowUpOf(caseId) with { SeenOn = new(2026, 3, 17) });
        await slice.Send(new MoveStaffMember(slice.Town.Doctor.Id, StaffRole.CareTeamMember, TestTown.Code, slice.Town.OtherTeam.Id), slice.Town.Administrator);
        await slice.Send(new CancelFollowUp(caseId, visit.Id, "记错了人"), slice.Town.Leader);

        await slice.Night(18);

        var again = await slice.OfVisit(ToldRole.CareTeam);
        Assert.Equal((alert.Id, AlertState.Raised, null, null), (again.Id, again.State, again.ClaimedBy, again.HeldUntil));
    }

    private static Task<DateOnly?> HeldUntil(Slice slice) =>
        slice.Db(db => db.CareTasks.Where(task => task.Kind == CareTaskKind.FollowUp && task.State == CareTaskState.Open).Select(task => task.HeldUntil).SingleAsync());
}
