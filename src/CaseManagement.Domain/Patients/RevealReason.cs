namespace CaseManagement.Domain.Patients;

/// <summary>Why somebody asks to see the numbers and the address of a person.</summary>
public enum RevealReason
{
    /// <summary>上门随访 to find the door.</summary>
    Visit = 1,

    /// <summary>电话联系</summary>
    TelephoneContact = 2,

    /// <summary>核对身份 to be sure who it is.</summary>
    IdentityCheck = 3,

    /// <summary>填写报告卡 a form that wants the number.</summary>
    ReportCard = 4,

    /// <summary>其他 something else, said in the note.</summary>
    Other = 9,
}
