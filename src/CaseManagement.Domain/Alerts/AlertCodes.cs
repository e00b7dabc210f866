namespace CaseManagement.Domain.Alerts;

/// <summary>Where an alert stands in its life.</summary>
public enum AlertState
{
    /// <summary>待处理 raised, nobody has taken it.</summary>
    Raised = 1,

    /// <summary>已认领 a named person has taken it.</summary>
    Claimed = 2,

    /// <summary>已答复 that person has said why it is late and what is being done.</summary>
    Answered = 3,

    /// <summary>已办结 closed by a person with a result.</summary>
    Resolved = 4,

    /// <summary>已消除 closed by the rule that raised it, because its cause is gone.</summary>
    CauseGone = 5,

    /// <summary>已忽略 closed by a person who gives a reason why nothing is done about it; it returns where its cause stays.</summary>
    Dismissed = 6,
}

/// <summary>Why the task is late, in the words of whoever took the alert.</summary>
public enum AlertReason
{
    /// <summary>已约日期 a day has been agreed.</summary>
    DayAgreed = 1,

    /// <summary>联系不上 the patient could not be reached.</summary>
    NotReached = 2,

    /// <summary>患者拒绝 the patient refuses to be seen.</summary>
    Refused = 3,

    /// <summary>外出 the patient is away.</summary>
    Away = 4,

    /// <summary>已做未录入 done on paper, not yet entered.</summary>
    DoneNotEntered = 5,

    /// <summary>人手不足 the team could not go.</summary>
    TeamCouldNot = 6,

    /// <summary>其他 something else, said in the note.</summary>
    Other = 9,
}

/// <summary>How an alert ended.</summary>
public enum AlertResult
{
    /// <summary>已见到患者 the patient was seen.</summary>
    Seen = 1,

    /// <summary>另有安排 another arrangement holds.</summary>
    Arranged = 2,

    /// <summary>转精神科 handed to a psychiatrist.</summary>
    ToSpecialist = 3,

    /// <summary>按失访处理 handled as lost to follow-up.</summary>
    HandledAsLost = 4,

    /// <summary>其他 something else, said in the note.</summary>
    Other = 9,
}

/// <summary>Why nothing is done about an alert.</summary>
public enum AlertDismissal
{
    /// <summary>误报 what it counts from was recorded wrongly and is being put right.</summary>
    WronglyRaised = 1,

    /// <summary>重复 another alert or another person has it in hand.</summary>
    InHandElsewhere = 2,

    /// <summary>不归我处 another team or place answers for the patient.</summary>
    NotOurs = 3,

    /// <summary>其他 something else, said in the note.</summary>
    Other = 9,
}

/// <summary>Why an alert passes from one person to another.</summary>
public enum AlertHandOver
{
    /// <summary>休假或缺勤 whoever has it is away.</summary>
    Absent = 1,

    /// <summary>更熟悉患者 the colleague knows the patient.</summary>
    KnowsThePatient = 2,

    /// <summary>长时间无进展 nothing has come of it for too long.</summary>
    Abandoned = 3,

    /// <summary>分工调整 the work is divided anew.</summary>
    WorkDividedAnew = 4,

    /// <summary>其他 something else, said in the note.</summary>
    Other = 9,
}
