using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Domain.Tests.Exits;

namespace CaseManagement.Domain.Tests.Referrals;

/// <summary>What becomes of a referral when the patient is lost, moves, dies or should not be registered, and what the word of a hospital says of a lost patient.</summary>
public sealed class ReferralExitTests
{
    private static readonly DateOnly LostOn = new(2026, 6, 11);

    [Fact]
    public void Given_a_lost_patient_with_a_referral_When_it_waits_Then_the_hospital_still_owes_its_answer_and_the_team_only_the_search()
    {
        var managed = LostAfterReferral(out var referral);

        Assert.Equal((CaseState.Lost, ReferralState.Sent), (managed.State, referral.State));
        Assert.Equal([CareTaskKind.ReferralReceipt, CareTaskKind.CrisisRecord, CareTaskKind.LossSearch], managed.OpenKinds()); // the visit of 2 March found danger
    }

    [Theory]
    [InlineData(ReferralOutcome.Admitted, CaseState.InHospital)]
    [InlineData(ReferralOutcome.Outpatient, CaseState.Managed)]
    [InlineData(ReferralOutcome.NoNeed, CaseState.Managed)]
    [InlineData(ReferralOutcome.NotArrived, CaseState.Lost)]
    [InlineData(ReferralOutcome.ReferredOn, CaseState.Lost)]
    public void Given_a_lost_patient_When_the_hospital_tells_the_result_Then_whom_it_has_had_is_found(ReferralOutcome outcome, CaseState state)
    {
        var managed = LostAfterReferral(out var referral);

        managed.Say(referral, ReferralMove.Receive, new(2026, 6, 15));
        managed.Say(referral, ReferralMove.Outcome, new(2026, 6, 15), outcome);

        Assert.Equal(state, managed.State);
        Assert.Equal(state == CaseState.Lost, managed.OpenKinds().Contains(CareTaskKind.LossSearch));
        Assert.Equal(state == CaseState.InHospital, managed.OpenKinds().Contains(CareTaskKind.HospitalCheck));
        Assert.Equal(state == CaseState.Managed ? "2026-06-15" : null, AnExit.Open(managed, CareTaskKind.FirstVisit) is { QuietUntil: null } first ? $"{first.DueOn:yyyy-MM-dd}" : null); // at once, unless the patient cannot be visited yet
    }

    [Fact]
    public void Given_a_lost_patient_When_the_result_turns_out_to_be_wrong_Then_the_patient_is_lost_again()
    {
        var managed = LostAfterReferral(out var referral);
        managed.Say(referral, ReferralMove.Receive, new(2026, 6, 15));
        managed.Say(referral, ReferralMove.Outcome, new(2026, 6, 15), ReferralOutcome.Outpatient);

        managed.CorrectReferralStep(referral.Id, referral.Said(ReferralMove.Outcome)!.Id, new(new(2026, 6, 15), ReferralOutcome.NotArrived), "同名患者", AReferral.Psychiatrist, ACase.Standards, AReferral.Today);

        Assert.Equal(CaseState.Lost, managed.State);
    }

    [Theory]
    [InlineData("2026-06-20", CaseState.Managed)]
    [InlineData("2026-06-11", CaseState.Managed)] // the very day of the confirmation, entered after it
    [InlineData("2026-06-10", CaseState.Lost)]
    public void Given_a_lost_patient_When_a_hospital_tells_of_a_discharge_Then_it_is_a_sign_of_the_day_of_discharge(string dischargedOn, CaseState state)
    {
        var managed = AnExit.Lost(isTold: true);

        managed.HandBack(new(2026, 6, 22), DateOnly.Parse(dischargedOn, null), wasInpatient: true);

        Assert.Equal(state, managed.State);
        Assert.Contains(CareTaskKind.DischargeIntake, managed.OpenKinds());
        Assert.Equal(state == CaseState.Managed, managed.OpenKinds().Contains(CareTaskKind.FirstVisit));
    }

    [Fact]
    public void Given_a_discharge_of_the_very_day_that_was_known_When_the_loss_is_confirmed_Then_the_patient_went_missing_after_it_and_stays_lost()
    {
        var managed = ACase.Managed().Seen(new(2026, 6, 1));
        managed.HandBack(LostOn, LostOn, wasInpatient: true);
        managed.ProposeLoss(LossCriterion.Missing, null, ACase.Doctor, ACase.Standards, LostOn);

        managed.DecideLoss(true, null, AnExit.Leader, ACase.Standards, LostOn);
        managed.Say(managed.Referrals[0], ReferralMove.Receive, LostOn); // what was said before says nothing new

        Assert.Equal(CaseState.Lost, managed.State);
    }

    [Fact]
    public void Given_a_receipt_that_was_late_When_the_lost_patient_is_found_Then_it_is_as_late_as_it_was()
    {
        var managed = LostAfterReferral(out _);

        managed.RecordFound(new(2026, 9, 1), "在家中找到", ACase.Doctor, ACase.Standards, new(2026, 9, 1));

        var receipt = managed.Tasks.Single(task => task is { Kind: CareTaskKind.ReferralReceipt, State: CareTaskState.Open });
        Assert.Equal((new DateOnly(2026, 6, 16), null), (receipt.ClosesOn, receipt.QuietUntil));
    }

    [Fact]
    public void Given_a_patient_who_moved_out_When_the_case_is_opened_again_Then_what_was_waiting_waits_again()
    {
        var managed = ACase.Managed().Seen(new(2026, 6, 1));
        var referral = managed.Send(new(2026, 6, 9));
        managed.OfferTransfer(AnExit.Elsewhere, null, ACase.Doctor, ACase.Standards, new(2026, 6, 10));

        managed.DecideTransfer(true, "当地已接收", AnExit.Leader, ACase.Standards, new(2026, 6, 12));
        Assert.Equal((ReferralState.Ended, CaseState.TransferredOut, false), (referral.State, managed.State, managed.IsWithHospital(AReferral.Hospital)));
        Assert.Empty(managed.OpenKinds());

        managed.Reopen("未迁走", ACase.Doctor, ACase.Standards, new(2026, 6, 20));
        Assert.Equal((ReferralState.Sent, true), (referral.State, managed.IsWithHospital(AReferral.Hospital)));
        Assert.Contains(CareTaskKind.ReferralReceipt, managed.OpenKinds());
    }

    [Fact]
    public void Given_a_death_that_was_a_mistake_When_it_is_taken_back_Then_what_was_waiting_waits_again()
    {
        var managed = ACase.Managed().Seen(new(2026, 6, 1));
        var referral = managed.Send(new(2026, 6, 9));
        var death = managed.RecordDeath(new(new(2026, 6, 10), new(2026, 6, 12), DeathCause.Accident, null), null, ACase.Doctor, ACase.Standards, new(2026, 6, 12));
        Assert.Equal(ReferralState.Ended, referral.State);

        managed.CancelDeath(death.Id, "误报", ACase.Doctor, ACase.Standards, new(2026, 6, 13));

        Assert.Equal(ReferralState.Sent, referral.State);
        Assert.Contains(CareTaskKind.ReferralReceipt, managed.OpenKinds());
    }

    [Fact]
    public void Given_a_case_that_was_a_mistake_When_a_hospital_still_has_a_referral_of_it_Then_that_is_taken_back_before_the_case_is_closed()
    {
        var managed = ACase.Managed().Seen(new(2026, 6, 1));
        var referral = managed.Send(new(2026, 6, 9));
        AReferral.Refuses("exit.referral-waits", Close);
        Assert.Equal((CaseState.Managed, ReferralState.Sent), (managed.State, referral.State));

        managed.Say(referral, ReferralMove.Cancel, new(2026, 6, 10));
        Close();

        Assert.Equal((CaseState.Deleted, ReferralState.Cancelled), (managed.State, referral.State));
        AReferral.Refuses("case.deleted", () => managed.Say(referral, ReferralMove.Receive, new(2026, 6, 10)));

        void Close() => managed.Close(DeletionReason.WrongEntry, null, null, AnExit.Leader, ACase.Standards, new(2026, 6, 12));
    }

    [Fact]
    public void Given_a_closed_case_When_a_step_is_entered_late_Then_only_what_lies_before_the_end_is_taken()
    {
        var managed = ACase.Managed().Seen(new(2026, 6, 1));
        var referral = managed.Send(new(2026, 6, 2));
        managed.RecordDeath(new(new(2026, 6, 10), new(2026, 6, 12), DeathCause.Accident, null), null, ACase.Doctor, ACase.Standards, new(2026, 6, 12));

        AReferral.Refuses("case.closed", () => managed.Say(referral, ReferralMove.Receive, new(2026, 6, 11)));
        managed.Say(referral, ReferralMove.Receive, new(2026, 6, 4));

        Assert.Equal((ReferralState.Ended, new DateOnly(2026, 6, 4)), (referral.State, referral.Said(ReferralMove.Receive)!.HappenedOn));
        Assert.Empty(managed.OpenKinds());
    }

    [Fact]
    public void Given_a_patient_with_a_referral_When_another_team_takes_over_Then_the_referral_goes_too()
    {
        var managed = ACase.Managed().Seen(new(2026, 6, 1));
        var referral = managed.Send(new(2026, 6, 9));
        managed.OfferTransfer(AnExit.ToOtherTown, null, ACase.Doctor, ACase.Standards, new(2026, 6, 10));
        Assert.Equal(ACase.Team, referral.CareTeamId);

        managed.DecideTransfer(true, null, AnExit.Receiver, ACase.Standards, new(2026, 6, 12));

        Assert.Equal((ACase.OtherTeam, AnExit.There), (referral.CareTeamId, referral.AreaCode));
    }

    [Fact]
    public void Given_an_inpatient_When_another_team_is_asked_to_take_over_Then_the_hospital_keeps_its_view()
    {
        var managed = ACase.Managed().Seen(new(2026, 6, 1));
        var referral = managed.Send(new(2026, 6, 2));
        managed.Say(referral, ReferralMove.Receive, new(2026, 6, 2));
        managed.Say(referral, ReferralMove.Outcome, new(2026, 6, 3), ReferralOutcome.Admitted);

        managed.OfferTransfer(AnExit.ToOtherTown, null, ACase.Doctor, ACase.Standards, new(2026, 6, 10));

        Assert.Equal((CaseState.Transferring, true), (managed.State, managed.IsWithHospital(AReferral.Hospital)));
    }

    [Fact]
    public void Given_a_lost_patient_When_a_team_refers_Then_the_patient_is_found_first()
    {
        AReferral.Refuses("case.lost", () => AnExit.Lost().Send(new(2026, 6, 15)));
    }

    /// <summary>Unstable when last seen, referred on 9 June and confirmed as lost on 11 June 2026; whoever must be told has been.</summary>
    private static ManagedCase LostAfterReferral(out Referral referral)
    {
        var managed = ACase.Managed().Seen(new(2026, 3, 2), Stability.Unstable).Tried(new(2026, 6, 3)).Tried(new(2026, 6, 5), ContactMeans.Visited).Tried(new(2026, 6, 8));
        referral = managed.Send(new(2026, 6, 9));
        managed.ProposeLoss(LossCriterion.NotReached, null, ACase.Doctor, ACase.Standards, new(2026, 6, 10));
        managed.DecideLoss(true, null, AnExit.Leader, ACase.Standards, LostOn);
        managed.Told(ToldAbout.Loss, Enum.GetValues<Party>(), LostOn);

        return managed;
    }
}
