using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Referrals;

/// <summary>Referrals of a case to vary; whoever speaks, and on which day.</summary>
internal static class AReferral
{
    /// <summary>On which everything is entered, so that any day of the story may be told.</summary>
    public static readonly DateOnly Today = new(2026, 12, 31);
    public static readonly DateOnly SentOn = new(2026, 3, 2); // a Monday

    public static readonly InstitutionId Hospital = InstitutionId.New();
    public static readonly InstitutionId OtherHospital = InstitutionId.New();

    public static readonly ReferralParty Doctor = new(ACase.Doctor, ReferralEnd.Community, InstitutionId.New());
    public static readonly ReferralParty Psychiatrist = new(ACase.Psychiatrist, ReferralEnd.Hospital, Hospital);
    public static readonly ReferralParty OtherPsychiatrist = new(StaffId.New(), ReferralEnd.Hospital, OtherHospital);

    public static ReferralEntry Entry(DateOnly? on = null, bool urgent = false) => new(on ?? SentOn, [ReferralReason.AcuteOrRelapse], "复发，需专科处理", urgent);

    /// <param name="wasInpatient">The hospital confirms a stay of which nothing here is known.</param>
    public static ReferralEntry DischargeForm(DateOnly on, DateOnly? dischargedOn, bool wasInpatient = false) => dischargedOn is null
        ? new(on, [ReferralReason.StableOrOutpatient], "病情稳定", Plan: "每月复诊")
        : new(on, [ReferralReason.Discharged], "住院治疗后好转", Plan: "每月复诊", DischargedOn: dischargedOn, WasInpatient: wasInpatient);

    public static Referral Send(this ManagedCase managed, DateOnly? on = null, bool urgent = false, InstitutionId? to = null) =>
        managed.SendReferral(to ?? Hospital, Entry(on, urgent), Doctor, ACase.Standards, Today);

    public static Referral HandBack(this ManagedCase managed, DateOnly on, DateOnly? dischargedOn = null, ReferralParty? by = null, bool wasInpatient = false) =>
        managed.SendDownReferral(DischargeForm(on, dischargedOn, wasInpatient), by ?? Psychiatrist, ACase.Standards, Today);

    public static void Say(this ManagedCase managed, Referral referral, ReferralMove move, DateOnly on, ReferralOutcome outcome = ReferralOutcome.Outpatient, ReferralParty? by = null) =>
        managed.AnswerReferral(referral.Id, move, Word(referral.Direction, move, on, outcome), by ?? Speaker(referral.Direction, move), ACase.Standards, Today);

    public static ReferralWord Word(ReferralDirection direction, ReferralMove move, DateOnly on, ReferralOutcome outcome = ReferralOutcome.Outpatient) => move switch
    {
        ReferralMove.Outcome => new(on, outcome),
        ReferralMove.Decline => new(on, Refusal: direction == ReferralDirection.Up ? ReferralRefusal.NoBed : ReferralRefusal.NotInArea),
        ReferralMove.Cancel => new(on, Note: "患者改变主意"),
        _ => new(on),
    };

    public static ReferralParty Speaker(ReferralDirection direction, ReferralMove move) => ReferralLoop.SaidBy(direction, move) == ReferralEnd.Hospital ? Psychiatrist : Doctor;

    public static void Visit(this ManagedCase managed, DateOnly on, Stability stability = Stability.Unstable, VisitMode mode = VisitMode.Home, HospitalStay hospital = HospitalStay.None) =>
        managed.RecordFollowUp(ACase.Visit(on, stability, mode, hospital), ACase.Doctor, ACase.Standards, Today);

    /// <summary>What is open of a kind: there is never more than one.</summary>
    public static CareTasks.CareTask? Open(this ManagedCase managed, CareTasks.CareTaskKind kind) =>
        managed.Tasks.SingleOrDefault(task => task.Kind == kind && task.State == CareTasks.CareTaskState.Open);

    public static void Refuses(string code, Action act) => Assert.Equal(code, Assert.Throws<RuleBrokenException>(act).Code);
}
