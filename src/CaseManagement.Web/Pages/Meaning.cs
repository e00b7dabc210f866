using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;

namespace CaseManagement.Web.Pages;

/// <summary>What a badge, an icon or a colour means; always said beside a word, never by colour alone.</summary>
public enum Meaning
{
    Note,
    Calm,
    Watch,
    Urgent,
}

/// <summary>Which meaning a page gives to what the Domain says.</summary>
internal static class Meanings
{
    /// <summary>In a style sheet a meaning goes by its own name.</summary>
    public static string Css(this Meaning meaning) => meaning.ToString().ToLowerInvariant();

    public static Meaning Of(Stability? @class) => @class switch
    {
        Stability.Stable => Meaning.Calm,
        Stability.BasicallyStable => Meaning.Watch,
        Stability.Unstable => Meaning.Urgent,
        _ => Meaning.Note,
    };

    /// <summary>Danger that nobody has asked about is something to watch, never calm.</summary>
    public static Meaning Of(RiskLevel? risk) => risk switch
    {
        { IsHigh: true } => Meaning.Urgent,
        { Value: 0 } => Meaning.Calm,
        _ => Meaning.Watch,
    };

    /// <summary>Late weighs as much as the ladder says: more than the team has been told, or an injection missed its window.</summary>
    public static Meaning Of(DueBand band, CareTaskKind kind, ToldRole? told) => (band, kind, told) switch
    {
        (DueBand.Late, CareTaskKind.Injection or CareTaskKind.CoverageEnd, _) or (DueBand.Late, _, ToldRole.TeamLeader or ToldRole.PreventionOffice or ToldRole.Specialist) => Meaning.Urgent,
        (DueBand.Late or DueBand.Today, _, _) => Meaning.Watch,
        _ => Meaning.Note,
    };

    /// <summary>The form on which a task of this kind is settled, by whoever has it in hand.</summary>
    public static string? SettledOn(this CareTaskKind kind) => kind switch
    {
        CareTaskKind.FollowUp or CareTaskKind.FirstVisit or CareTaskKind.HospitalCheck or CareTaskKind.CrisisVisit => "/Cases/FollowUp",
        CareTaskKind.Injection or CareTaskKind.CoverageEnd => "/Cases/Injection",
        CareTaskKind.PhysicalExamination => "/Cases/Examination",
        CareTaskKind.CasePlanReview => "/Cases/Plan",
        CareTaskKind.CrisisRecord or CareTaskKind.CrisisHandling => "/Cases/CrisisOwed",
        CareTaskKind.AgreementRenewal => "/Cases/Papers",
        CareTaskKind.AdviceToFollow or CareTaskKind.SpecialistReview or CareTaskKind.SpecialistQuestion => "/Cases/Review",
        CareTaskKind.ReferralReceipt or CareTaskKind.ReferralOutcome or CareTaskKind.DischargeIntake or CareTaskKind.RefusedDischarge => "/Cases/ReferralOwed",
        CareTaskKind.ReportCard or CareTaskKind.CardToMend => "/Cases/Cards",
        CareTaskKind.LossSearch or CareTaskKind.TransferAcceptance or CareTaskKind.RefusalWatch => "/Cases/Exits",
        _ => null,
    };

    public static Meaning Of(DangerBand danger) => danger switch
    {
        DangerBand.Calm => Meaning.Calm,
        DangerBand.Urgent => Meaning.Urgent,
        _ => Meaning.Watch,
    };

    /// <summary>What was seen in its source is calm; what somebody still has to confirm is to be watched.</summary>
    public static Meaning Of(Certainty certainty) => certainty switch
    {
        Certainty.Verified => Meaning.Calm,
        Certainty.Design => Meaning.Note,
        _ => Meaning.Watch,
    };

    public static Meaning Of(AdviceCode advice) => advice switch
    {
        AdviceCode.EarlyOk or AdviceCode.Due => Meaning.Calm,
        AdviceCode.TooEarly => Meaning.Note,
        AdviceCode.LateInWindow => Meaning.Watch,
        _ => Meaning.Urgent,
    };

    public static Meaning Of(Severity severity) => severity == Severity.Urgent ? Meaning.Urgent : Meaning.Watch;

    public static Meaning Of(CrisisState state) => state switch
    {
        CrisisState.Open => Meaning.Urgent,
        CrisisState.Watched => Meaning.Watch,
        CrisisState.Closed => Meaning.Calm,
        _ => Meaning.Note,
    };

    public static Meaning Of(CardState state) => state switch
    {
        CardState.Failing or CardState.Refused => Meaning.Urgent,
        CardState.ToCheck or CardState.Ready => Meaning.Watch,
        CardState.Accepted => Meaning.Calm,
        _ => Meaning.Note,
    };

    public static Meaning Of(AlertState state) => state switch
    {
        AlertState.Raised => Meaning.Watch,
        AlertState.Claimed or AlertState.Answered => Meaning.Note,
        _ => Meaning.Calm,
    };
}
