using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Domain.Referrals;

public readonly record struct ReferralId(Guid Value) : IEntityId<ReferralId>
{
    public static ReferralId From(Guid value) => new(value);

    // Lists are paged by key: the database compares the sixteen bytes, and so does this.
    public static bool operator >(ReferralId left, ReferralId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(ReferralId left, ReferralId right) => right > left;
}

/// <summary>Who speaks of a referral.</summary>
/// <param name="End">The end at which this person works.</param>
/// <param name="InstitutionId">Where; a hospital speaks of its own referrals only.</param>
/// <param name="IsForSilent">The community records the word of a hospital in which nobody works with the system.</param>
public sealed record ReferralParty(StaffId StaffId, ReferralEnd End, InstitutionId? InstitutionId, bool IsForSilent = false);

/// <summary>A referral as whoever sends it fills it in.</summary>
/// <param name="Summary">What the other end has to know of the illness and its treatment.</param>
/// <param name="Plan">What the community is to do; of a downward referral.</param>
/// <param name="DischargedOn">The day of the discharge; only where the patient was an inpatient.</param>
/// <param name="WasInpatient">Whoever sends it has looked: the patient was an inpatient, although nothing here says so.</param>
/// <param name="CentreId">The institution at the community's end, where it is known.</param>
/// <param name="Contact">Whom to ask at the sender's, with a telephone at work.</param>
public sealed record ReferralEntry(
    DateOnly SentOn,
    IReadOnlyList<ReferralReason> Reasons,
    string Summary,
    bool IsUrgent = false,
    string? Plan = null,
    DateOnly? DischargedOn = null,
    InstitutionId? CentreId = null,
    string? FromDepartment = null,
    string? ToDepartment = null,
    string? Contact = null,
    bool WasInpatient = false);

/// <summary>What one end says, and on which day it happened.</summary>
/// <param name="Outcome">Of a result.</param>
/// <param name="Refusal">Of a refusal.</param>
/// <param name="Note">Must be there for "other", and where a referral is taken back.</param>
/// <param name="Call">Who said it at the hospital and how, where nobody there works with the system.</param>
public sealed record ReferralWord(DateOnly On, ReferralOutcome? Outcome = null, ReferralRefusal? Refusal = null, string? Note = null, ReferralCall? Call = null);

/// <summary>The word of a hospital as somebody of the community heard or read it.</summary>
/// <param name="Speaker">Who said it there, with the department.</param>
public sealed record ReferralCall(string Speaker, ToldHow Means);
