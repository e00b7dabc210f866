namespace CaseManagement.Domain.FollowUps;

/// <summary>What a hospital has told of a stay: an admission, or a discharge that the community has taken over, from the day on which the hospital told of it.</summary>
/// <param name="On">The day of the admission; of a discharge, the day on which the hospital first told of it: whoever takes over late gains no time by it (project reading R61).</param>
/// <param name="DischargedOn">Null for an admission.</param>
/// <param name="Record">The record that tells it.</param>
/// <param name="TakenOn">The day on which the community took the patient over; null for an admission.</param>
public readonly record struct HospitalNotice(DateOnly On, DateOnly? DischargedOn, Guid Record, DateOnly? TakenOn = null)
{
    public bool IsAdmission => DischargedOn is null;
}
