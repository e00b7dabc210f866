namespace CaseManagement.Domain.Patients;

/// <summary>户别</summary>
[FormCode]
public enum HouseholdType
{
    Urban = 1,
    Rural = 2,
}

/// <summary>就业情况</summary>
[FormCode]
public enum Employment
{
    Worker = 1,
    Manager = 2,
    Farmer = 3,
    Unemployed = 4,
    Student = 5,
    Retired = 6,
    Professional = 7,
    Other = 8,
    Unknown = 9,
}

/// <summary>既往门诊治疗情况</summary>
[FormCode]
public enum OutpatientTreatment
{
    Untreated = 1,
    Interrupted = 2,
    Continuous = 3,
}

/// <summary>最近一次治疗效果</summary>
[FormCode]
public enum PastTreatmentEffect
{
    ClinicallyRecovered = 1,
    Improved = 2,
    Unchanged = 3,
    Worse = 4,
}

/// <summary>经济状况</summary>
[FormCode]
public enum Economy
{
    Poor = 1,
    NotPoor = 2,
}
