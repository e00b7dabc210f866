namespace CaseManagement.Domain.Cases;

/// <summary>What can be done with a case; each is a command of <see cref="ManagedCase"/>.</summary>
public enum CaseAct
{
    RecordConsent = 1,
    SignAgreement,
    EndAgreement,
    ConfirmGrid,
    RecordFollowUp,
    CorrectFollowUp,
    CancelFollowUp,
    RecordAdvice,
    StartCourse,
    GiveInjection,
    CorrectInjection,
    CancelInjection,
    StopCourse,
    RecordExamination,
    CorrectExamination,
    CancelExamination,
    RecordAttempt,
    ProposeLoss,
    DecideLoss,
    RecordFound,
    RecordTold,
    OfferTransfer,
    DecideTransfer,
    WithdrawTransfer,
    RecordDeath,
    CancelDeath,
    CloseCase,
    ReopenCase,
}
