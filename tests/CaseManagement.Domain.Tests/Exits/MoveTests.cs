using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Exits;

public sealed class MoveTests
{
    private static void Accept(ManagedCase managed, DateOnly? on = null) => managed.DecideTransfer(true, null, AnExit.Receiver, ACase.Standards, on ?? new(2026, 6, 12));

    private static void Decline(ManagedCase managed, DateOnly on) => managed.DecideTransfer(false, "查无此地址", AnExit.Receiver, ACase.Standards, on);

    [Fact]
    public void Given_an_offer_When_it_waits_Then_the_other_team_owes_the_answer_and_the_old_one_everything_else()
    {
        var managed = AnExit.Offered();

        var answer = managed.Open(CareTaskKind.TransferAcceptance)!;
        Assert.Equal((AnExit.There, ACase.OtherTeam), (answer.AreaCode, answer.CareTeamId));
        Assert.Equal(new DateOnly(2026, 6, 17), answer.ClosesOn); // five working days after Wednesday 10 June
        Assert.Equal((ACase.Team, "441900003001"), (managed.Open(CareTaskKind.FollowUp)!.CareTeamId!.Value, managed.AreaCode));
        Assert.Equal(CaseState.Transferring, managed.State);
    }

    [Fact]
    public void Given_an_offer_When_it_is_accepted_Then_area_team_and_open_tasks_follow_and_the_agreement_ends_by_the_move()
    {
        var managed = ACase.Managed().Seen(new(2026, 3, 2));
        managed.SignAgreement(ACase.Team, ACase.Signed(new(2026, 1, 5)), new(2026, 1, 5), new(2027, 1, 4), ACase.Doctor, ACase.Standards, new(2026, 3, 2));
        managed.OfferTransfer(AnExit.ToOtherTown, null, ACase.Doctor, ACase.Standards, new(2026, 6, 10));

        Accept(managed);

        Assert.Equal((CaseState.Managed, AnExit.There, ACase.OtherTeam), (managed.State, managed.AreaCode, managed.CareTeamId));
        Assert.All(managed.Tasks.Where(task => task.State == CareTaskState.Open), task => Assert.Equal((AnExit.There, ACase.OtherTeam), (task.AreaCode, task.CareTeamId)));
        Assert.Equal(AgreementEnd.MovedAway, managed.Agreements[0].EndReason);
        Assert.False(managed.RollAgreements(ACase.Standards, new(2026, 6, 13))); // nothing takes the case back
        Assert.Equal(new DateOnly(2026, 6, 2), managed.Open(CareTaskKind.FollowUp)!.ClosesOn); // what was due keeps its day
        Assert.Null(managed.OfferedAreaCode);
    }

    [Fact]
    public void Given_an_offer_When_whoever_made_it_accepts_Then_it_is_refused()
    {
        var managed = AnExit.Offered();

        Assert.Equal("transfer.own-offer", AnExit.Refused(() => managed.DecideTransfer(true, null, ACase.Doctor, ACase.Standards, AnExit.Today)));
        Assert.Equal("transfer.decline-needs-reason", AnExit.Refused(() => managed.DecideTransfer(false, " ", AnExit.Receiver, ACase.Standards, AnExit.Today)));
    }

    [Fact]
    public void Given_an_offer_that_is_sent_back_twice_When_each_is_answered_Then_it_is_the_old_teams_work_until_somebody_settles_it()
    {
        var managed = AnExit.Offered();
        Decline(managed, new(2026, 6, 12));
        var back = managed.Open(CareTaskKind.TransferAcceptance)!;
        Assert.Equal((CaseState.Managed, ACase.Team, "transfer-declined.5-working-days"), (managed.State, back.CareTeamId, back.Basis));
        Assert.Equal("case.not-transferring", AnExit.Refused(() => Decline(managed, new(2026, 6, 12))));

        managed.OfferTransfer(AnExit.ToOtherTown, null, ACase.Doctor, ACase.Standards, new(2026, 6, 15));
        Decline(managed, new(2026, 6, 15));
        Assert.Equal(new DateOnly(2026, 6, 15), managed.Open(CareTaskKind.TransferAcceptance)!.CycleOn);

        managed.WithdrawTransfer("患者决定不搬", ACase.Doctor, ACase.Standards, new(2026, 6, 16));
        Assert.Null(managed.Open(CareTaskKind.TransferAcceptance));
        Assert.Equal("transfer.none", AnExit.Refused(() => managed.WithdrawTransfer("", ACase.Doctor, ACase.Standards, new(2026, 6, 16))));
    }

    [Fact]
    public void Given_an_unstable_patient_When_offered_Then_others_are_told_first_and_only_then_can_the_other_side_accept()
    {
        var managed = AnExit.Offered(stability: Stability.Unstable);
        var tell = managed.Open(CareTaskKind.TransferAcceptance)!;
        Assert.Equal(("leaving-area.at-once", new DateOnly(2026, 6, 10), ACase.Team, Stability.Unstable), (tell.Basis, tell.ClosesOn, tell.CareTeamId, tell.Class)); // and climbs as fast as what else is owed to an unstable patient
        Assert.Equal("transfer.tell-first", AnExit.Refused(() => Accept(managed)));

        managed.Told(ToldAbout.LeavingArea, [Party.Police, Party.HigherOffice], new(2026, 6, 10));

        Assert.Equal(("transfer-acceptance.5-working-days", ACase.OtherTeam), (managed.Open(CareTaskKind.TransferAcceptance)!.Basis, managed.Open(CareTaskKind.TransferAcceptance)!.CareTeamId));
        Accept(managed);
        Assert.Equal(ACase.OtherTeam, managed.CareTeamId);
    }

    [Fact]
    public void Given_danger_that_was_not_asked_the_last_time_When_offered_Then_the_level_that_was_told_last_stands()
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(new(2026, 3, 2), Stability.Unstable), ACase.Doctor, ACase.Standards, new(2026, 3, 2));
        var unasked = ACase.Visit(new(2026, 3, 10), Stability.Stable) with { OverrideReason = "家属陪同，未问" };
        managed.RecordFollowUp(unasked with { Findings = unasked.Findings with { Risk = null } }, ACase.Doctor, ACase.Standards, new(2026, 3, 10));

        var move = managed.OfferTransfer(AnExit.ToOtherTown, null, ACase.Doctor, ACase.Standards, new(2026, 6, 10));

        Assert.True(move.IsDangerous);
    }

    [Theory]
    [InlineData(CrisisTrigger.SelfHarm, true)]
    [InlineData(CrisisTrigger.DangerToOthers, true)]
    [InlineData(CrisisTrigger.Relapse, false)]
    public void Given_a_calm_class_and_an_emergency_that_is_open_When_offered_Then_danger_is_what_the_emergency_says(CrisisTrigger trigger, bool isDangerous)
    {
        var managed = ACase.Managed().Seen(new(2026, 3, 2));
        Alarm(managed, trigger, new(2026, 6, 9));

        var move = managed.OfferTransfer(AnExit.ToOtherTown, null, ACase.Doctor, ACase.Standards, new(2026, 6, 10));

        Assert.Equal(isDangerous, move.IsDangerous);
    }

    [Fact]
    public void Given_an_offer_that_waits_When_danger_becomes_known_Then_others_are_told_from_that_day_on_and_calm_does_not_take_it_back()
    {
        var managed = AnExit.Offered();
        managed.TakeTidings();
        Assert.False(managed.OpenMove!.IsDangerous);

        Alarm(managed, CrisisTrigger.SelfHarm, new(2026, 6, 12));

        var tell = managed.Open(CareTaskKind.TransferAcceptance)!;
        Assert.Equal(("leaving-area.at-once", new DateOnly(2026, 6, 12), new DateOnly(2026, 6, 10)), (tell.Basis, tell.ClosesOn, tell.CycleOn));
        Assert.Contains(managed.TakeTidings(), tidings => tidings.Event == NoticeEvent.DangerousMove && tidings.EventId == managed.OpenMove!.Id);
        Assert.Equal("transfer.tell-first", AnExit.Refused(() => Accept(managed)));
        managed.EndCrisis(managed.Crises[0].Id, new(CrisisOutcome.Mistaken, "误报", new(2026, 6, 13), null, ACase.Doctor), ACase.Standards, new(2026, 6, 13));
        managed.Seen(new(2026, 6, 14));
        Assert.True(managed.OpenMove!.IsDangerous);
        Assert.DoesNotContain(managed.TakeTidings(), tidings => tidings.Event == NoticeEvent.DangerousMove);
    }

    [Fact]
    public void Given_a_loss_that_waits_When_an_emergency_becomes_known_Then_the_police_are_among_those_who_are_told()
    {
        var managed = ACase.Managed().Seen(new(2026, 3, 2)).Tried(new(2026, 6, 3)).Tried(new(2026, 6, 5), ContactMeans.Visited).Tried(new(2026, 6, 9));
        var loss = managed.ProposeLoss(LossCriterion.NotReached, null, ACase.Doctor, ACase.Standards, new(2026, 6, 10));
        Assert.DoesNotContain(Party.Police, MustBeTold.Of(loss));

        Alarm(managed, CrisisTrigger.DangerToOthers, new(2026, 6, 11));
        managed.DecideLoss(true, null, AnExit.Leader, ACase.Standards, new(2026, 6, 11));

        Assert.Contains(Party.Police, MustBeTold.Of(loss));
        Assert.Contains(managed.TakeTidings(), tidings => tidings.Event == NoticeEvent.LossConfirmed && tidings.Parties.Contains(Party.Police));
    }

    private static void Alarm(ManagedCase managed, CrisisTrigger trigger, DateOnly on)
    {
        var at = new DateTimeOffset(on, new(8, 0), TimeSpan.FromHours(8));
        managed.StartCrisis(new(trigger, CrisisSource.ByHand, at, ACase.Doctor), at, ACase.Standards, on);
    }

    [Fact]
    public void Given_a_patient_in_hospital_When_transferred_Then_the_question_about_the_hospital_goes_along()
    {
        var managed = AnExit.In(CaseState.InHospital);
        managed.OfferTransfer(AnExit.ToOtherTown, null, ACase.Doctor, ACase.Standards, new(2026, 6, 10));
        Assert.Equal(CaseState.Transferring, managed.State);
        Assert.Null(managed.Open(CareTaskKind.TransferAcceptance)!.QuietUntil);

        Accept(managed);

        Assert.Equal((CaseState.InHospital, ACase.OtherTeam), (managed.State, managed.Open(CareTaskKind.HospitalCheck)!.CareTeamId));
    }

    [Fact]
    public void Given_an_offer_When_the_patient_dies_Then_nobody_is_asked_and_a_mistaken_death_brings_the_offer_back()
    {
        var managed = AnExit.Offered();
        var death = managed.RecordDeath(new(new(2026, 6, 11), new(2026, 6, 11), DeathCause.PhysicalIllness, FatalIllness.Heart), null, ACase.Doctor, ACase.Standards, new(2026, 6, 11));
        Assert.Equal((CaseState.Dead, null, 0), (managed.State, managed.OfferedAreaCode, managed.OpenKinds().Length));
        Assert.Equal("case.closed", AnExit.Refused(() => Accept(managed)));

        managed.CancelDeath(death.Id, "误报", ACase.Doctor, ACase.Standards, new(2026, 6, 12));

        Assert.Equal((CaseState.Transferring, new DateOnly(2026, 6, 17)), (managed.State, managed.Open(CareTaskKind.TransferAcceptance)!.ClosesOn));
    }

    [Fact]
    public void Given_a_move_out_of_the_system_When_nobody_there_has_acknowledged_it_Then_the_patient_is_not_let_go()
    {
        var managed = AnExit.Offered(AnExit.Elsewhere);
        Assert.Equal(("transfer-out.5-working-days", ACase.Team), (managed.Open(CareTaskKind.TransferAcceptance)!.Basis, managed.Open(CareTaskKind.TransferAcceptance)!.CareTeamId));
        Assert.Equal("transfer.own-offer", AnExit.Refused(() => managed.DecideTransfer(true, "当地卫生院来电确认", ACase.Doctor, ACase.Standards, AnExit.Today))); // a second person lets go
        Assert.Equal("transfer.needs-acknowledgement", AnExit.Refused(() => managed.DecideTransfer(true, null, AnExit.Leader, ACase.Standards, AnExit.Today)));

        managed.DecideTransfer(true, "当地卫生院来电确认", AnExit.Leader, ACase.Standards, AnExit.Today);

        Assert.Equal((CaseState.TransferredOut, 0), (managed.State, managed.OpenKinds().Length));
    }

    [Fact]
    public void Given_a_patient_who_moved_out_When_the_case_is_reopened_Then_a_visit_is_due_at_once()
    {
        var managed = AnExit.In(CaseState.TransferredOut);

        managed.Reopen("患者已回本地", AnExit.Leader, ACase.Standards, new(2026, 9, 1));

        Assert.Equal((CaseState.Managed, new DateOnly(2026, 9, 1)), (managed.State, managed.Open(CareTaskKind.FirstVisit)!.DueOn));
        Assert.Null(managed.Open(CareTaskKind.FollowUp));
    }

    [Fact]
    public void Given_an_area_without_a_team_or_the_same_one_When_offered_Then_it_is_refused()
    {
        var managed = ACase.Managed();

        Assert.Equal("transfer.nobody-there", AnExit.Refused(() => managed.OfferTransfer(new(AnExit.There, null, "新址"), null, ACase.Doctor, ACase.Standards, AnExit.Today)));
        Assert.Equal("transfer.same-place", AnExit.Refused(() => managed.OfferTransfer(new(Domain.Places.AreaCode.Town(managed.AreaCode), ACase.OtherTeam, "新址"), null, ACase.Doctor, ACase.Standards, AnExit.Today)));
        Assert.Equal("transfer.same-place", AnExit.Refused(() => managed.OfferTransfer(new(managed.AreaCode, ACase.Team, "新址"), null, ACase.Doctor, ACase.Standards, AnExit.Today)));
    }
}
