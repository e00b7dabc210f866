using System.Linq.Expressions;

namespace CaseManagement.Domain.Cases;

/// <summary>Which command is allowed in which state: one table, by which the case refuses and which a test walks in full.</summary>
/// <remarks>Source: 2018 norm, moves, death and exit, as states of this project.</remarks>
public static class CaseStates
{
    /// <summary>Paper comes first and the screen later: what happened on or before the last day of management may still be entered.</summary>
    public const string UntilTheEnd = "until-the-end";

    internal const string WithoutConsent = "case.without-consent";

    private const string? Yes = null;
    private const string End = UntilTheEnd;
    private const string Dead = "case.closed";
    private const string Lost = "case.lost";
    private const string Moving = "case.transferring";
    private const string Moved = "case.transferred-out";
    private const string Deleted = "case.deleted";
    private const string NotLost = "case.not-lost";
    private const string NotMoving = "case.not-transferring";
    private const string NotDead = "case.not-dead";
    private const string NotClosed = "case.not-closed";

    private static readonly CaseState[] Columns =
        [CaseState.Managed, CaseState.InHospital, CaseState.RegisteredOnly, CaseState.Lost, CaseState.Transferring, CaseState.TransferredOut, CaseState.Dead, CaseState.Deleted];

    private static readonly Dictionary<CaseAct, string?[]> Table = new()
    {
        //                            managed    hospital   registered lost       moving     moved out  dead       deleted
        [CaseAct.RecordConsent] = /*      */ [Yes, Yes, Yes, Yes, Yes, Moved, Dead, Deleted],
        [CaseAct.SignAgreement] = /*      */ [Yes, Yes, Yes, Lost, Yes, Moved, Dead, Deleted],
        [CaseAct.EndAgreement] = /*       */ [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Yes],
        [CaseAct.ConfirmGrid] = /*        */ [Yes, Yes, Yes, Yes, Yes, Moved, Dead, Deleted],
        [CaseAct.RecordFollowUp] = /*     */ [Yes, Yes, Yes, Yes, Yes, End, End, Deleted],
        [CaseAct.CorrectFollowUp] = /*    */ [Yes, Yes, Yes, Yes, Yes, End, End, Deleted],
        [CaseAct.CancelFollowUp] = /*     */ [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Deleted],
        [CaseAct.RecordAdvice] = /*       */ [Yes, Yes, Yes, Yes, Yes, Moved, Dead, Deleted],
        [CaseAct.StartCourse] = /*        */ [Yes, Yes, Yes, Lost, Yes, Moved, Dead, Deleted],
        [CaseAct.GiveInjection] = /*      */ [Yes, Yes, Yes, Yes, Yes, End, End, Deleted],
        [CaseAct.CorrectInjection] = /*   */ [Yes, Yes, Yes, Yes, Yes, End, End, Deleted],
        [CaseAct.CancelInjection] = /*    */ [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Deleted],
        [CaseAct.ChangePrescription] = /* */ [Yes, Yes, Yes, Lost, Yes, Moved, Dead, Deleted],
        [CaseAct.StopCourse] = /*         */ [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Deleted],
        [CaseAct.RecordExamination] = /*  */ [Yes, Yes, Yes, Yes, Yes, End, End, Deleted],
        [CaseAct.CorrectExamination] = /* */ [Yes, Yes, Yes, Yes, Yes, End, End, Deleted],
        [CaseAct.CancelExamination] = /*  */ [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Deleted],
        [CaseAct.RecordAttempt] = /*      */ [Yes, Yes, Yes, Yes, Yes, Moved, Dead, Deleted],
        [CaseAct.ProposeLoss] = /*        */ [Yes, Yes, Yes, Lost, Moving, Moved, Dead, Deleted],
        [CaseAct.DecideLoss] = /*         */ [Yes, Yes, Yes, Lost, Moving, Moved, Dead, Deleted],
        [CaseAct.RecordFound] = /*        */ [NotLost, NotLost, NotLost, Yes, NotLost, Moved, Dead, Deleted],
        [CaseAct.RecordTold] = /*         */ [Yes, Yes, Yes, Yes, Yes, Yes, Dead, Deleted],
        [CaseAct.OfferTransfer] = /*      */ [Yes, Yes, Yes, Lost, Moving, Moved, Dead, Deleted],
        [CaseAct.DecideTransfer] = /*     */ [NotMoving, NotMoving, NotMoving, NotMoving, Yes, Moved, Dead, Deleted],
        [CaseAct.WithdrawTransfer] = /*   */ [Yes, Yes, Yes, Lost, Yes, Moved, Dead, Deleted],
        [CaseAct.RecordDeath] = /*        */ [Yes, Yes, Yes, Yes, Yes, Moved, Dead, Deleted],
        [CaseAct.CancelDeath] = /*        */ [NotDead, NotDead, NotDead, NotDead, NotDead, NotDead, Yes, NotDead],
        [CaseAct.CloseCase] = /*          */ [Yes, Yes, Yes, Yes, Yes, Moved, Dead, Deleted],
        [CaseAct.FillInSupplementary] = /**/ [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Yes],
        [CaseAct.StartCrisis] = /*        */ [Yes, Yes, Yes, Yes, Yes, End, End, Deleted],
        [CaseAct.TellOfCrisis] = /*       */ [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Deleted],
        [CaseAct.RecordCrisis] = /*       */ [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Deleted],
        [CaseAct.EndCrisis] = /*          */ [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Deleted],
        [CaseAct.PlanCrisisVisit] = /*    */ [Yes, Yes, Yes, Yes, Yes, Moved, Dead, Deleted],
        [CaseAct.CloseCrisis] = /*        */ [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Deleted],
        [CaseAct.SendReferral] = /*       */ [Yes, Yes, Yes, Lost, Yes, Moved, Dead, Deleted],
        [CaseAct.SendDownReferral] = /*   */ [Yes, Yes, Yes, Yes, Yes, Moved, Dead, Deleted],
        [CaseAct.AnswerReferral] = /*     */ [Yes, Yes, Yes, Yes, Yes, End, End, Deleted],
        [CaseAct.CorrectReferralStep] = /**/ [Yes, Yes, Yes, Yes, Yes, End, End, Deleted],
        [CaseAct.BeginPlan] = /*          */ [Yes, Yes, WithoutConsent, Lost, Yes, Moved, Dead, Deleted],
        [CaseAct.ChangePlan] = /*         */ [Yes, Yes, WithoutConsent, Lost, Yes, Moved, Dead, Deleted],
        [CaseAct.AddPlanMeasure] = /*     */ [Yes, Yes, WithoutConsent, Lost, Yes, Moved, Dead, Deleted],
        [CaseAct.ReviewPlan] = /*         */ [Yes, Yes, Yes, Yes, Yes, End, End, Deleted],
        [CaseAct.CancelPlanReview] = /*   */ [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Deleted],
        [CaseAct.EndPlan] = /*            */ [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Yes],
        [CaseAct.FollowAdvice] = /*       */ [Yes, Yes, Yes, Yes, Yes, Moved, Dead, Deleted],
        [CaseAct.RecordGuidance] = /*     */ [Yes, Yes, Yes, Yes, Yes, Moved, Dead, Deleted],
        [CaseAct.OpenToOthers] = /*       */ [Yes, Yes, Yes, Yes, Yes, Moved, Dead, Deleted],
        [CaseAct.TakeBackSign] = /*       */ [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Deleted],
        [CaseAct.CancelFact] = /*         */ [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Deleted],
        [CaseAct.FileReport] = /*         */ [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Deleted],
        [CaseAct.CancelReport] = /*       */ [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Yes],
        [CaseAct.ReopenCase] = /*         */ [NotClosed, NotClosed, NotClosed, NotClosed, NotClosed, Yes, Dead, Yes],
    };

    /// <summary>The patients who are somebody's to look after: all but the dead, those who moved out and those registered by mistake.</summary>
    public static Expression<Func<ManagedCase, bool>> IsOurs => managed => managed.State != CaseState.Dead && managed.State != CaseState.TransferredOut && managed.State != CaseState.Deleted;

    public static bool IsClosed(this CaseState state) => state is CaseState.Dead or CaseState.TransferredOut or CaseState.Deleted;

    /// <returns>Null where it is allowed, <see cref="UntilTheEnd"/> where only what lies before the end is, else the code of the refusal.</returns>
    public static string? Answer(CaseState state, CaseAct act) => Table[act][Array.IndexOf(Columns, state)];

    /// <param name="on">The day on which it happened.</param>
    /// <param name="endedOn">The last day of management, where there is one.</param>
    /// <exception cref="RuleBrokenException">It is not allowed in this state.</exception>
    internal static void Require(CaseState state, CaseAct act, DateOnly? on = null, DateOnly? endedOn = null)
    {
        if (Answer(state, act) is not { } code) return;

        var refused = code != UntilTheEnd ? code : on <= endedOn ? null : state == CaseState.Dead ? Dead : Moved;
        Rule.Require(refused is null, refused ?? "", Sentences.GetValueOrDefault(refused ?? "", ""));
    }

    private static readonly Dictionary<string, string> Sentences = new()
    {
        [WithoutConsent] = "Without consent to management there is no plan; record the consent first.",
        [Dead] = "This case is closed.",
        [Lost] = "The patient is lost to follow-up; record first that the patient was found.",
        [Moving] = "The patient is being transferred; withdraw the offer first.",
        [Moved] = "The patient has moved out of the area; reopen the case first.",
        [Deleted] = "The registration was closed as a mistake; reopen the case first.",
        [NotLost] = "The patient is not lost to follow-up.",
        [NotMoving] = "No transfer waits for an answer.",
        [NotDead] = "No death is recorded for this case.",
        [NotClosed] = "This case is not closed.",
    };
}
