namespace CaseManagement.Domain.FollowUps;

/// <summary>What a hospital has told of a stay: an admission, or a discharge from the day on which the community took the patient over.</summary>
/// <param name="On">The day of the admission, or of the taking over.</param>
/// <param name="DischargedOn">Null for an admission.</param>
/// <param name="Record">The record that tells it.</param>
public readonly record struct HospitalNotice(DateOnly On, DateOnly? DischargedOn, Guid Record)
{
    public bool IsAdmission => DischargedOn is null;
}
