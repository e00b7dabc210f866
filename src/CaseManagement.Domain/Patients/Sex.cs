namespace CaseManagement.Domain.Patients;

/// <summary>性别, in the numbers of GB/T 2261.1-2003.</summary>
[FormCode]
public enum Sex
{
    Unknown = 0,
    Male = 1,
    Female = 2,
    Unspecified = 9,
}
