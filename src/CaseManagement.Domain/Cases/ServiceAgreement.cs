using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

public readonly record struct ServiceAgreementId(Guid Value) : IEntityId<ServiceAgreementId>
{
    public static ServiceAgreementId New() => new(Guid.CreateVersion7());

    public static ServiceAgreementId From(Guid value) => new(value);
}

/// <summary>Why an agreement ended.</summary>
public enum AgreementEnd
{
    /// <summary>期满未续 ran out and was not renewed.</summary>
    NotRenewed = 1,

    /// <summary>迁出 moved away.</summary>
    MovedAway = 2,

    /// <summary>死亡</summary>
    Died = 3,

    /// <summary>本人解约 ended by the patient or guardian.</summary>
    EndedBySigner = 4,

    /// <summary>换团队 changed to another team.</summary>
    ChangedTeam = 5,

    /// <summary>团队撤并 the team closed; the patient signs anew with whoever takes over.</summary>
    TeamClosed = 6,

    /// <summary>其他</summary>
    Other = 9,
}

/// <summary>How long an agreement may run and when its renewal is due; values of <c>db/reference/clinical-settings.csv</c>.</summary>
/// <param name="RenewalNoticeDays">Calendar days before the last day on which the renewal becomes due.</param>
public sealed record AgreementTerms(int MinYears, int MaxYears, int RenewalNoticeDays)
{
    /// <summary>The last day that anybody is asked for from a day on: beyond the longest agreement nobody has promised to be there.</summary>
    /// <remarks>Unit: years. An administrative bound for what people plan by hand, so that a mistyped year is seen; a rule of this project, no source gives one.</remarks>
    public DateOnly Furthest(DateOnly from) => from.AddYears(MaxYears);

    /// <summary>The basis of every renewal that is due, a row of <c>db/reference/due-rules.csv</c>.</summary>
    public const string RenewalBasis = "agreement-renewal.before-end";

    /// <summary>The basis where the team that had signed closed.</summary>
    public const string TeamClosedBasis = "agreement-renewal.team-closed";

    /// <summary>A team that takes over has as long for signing as a renewal has, but no longer than the term would have run.</summary>
    public static (DateOnly From, DateOnly Until) SignAnew(DateOnly endedOn, DateOnly endsOn, int noticeDays)
    {
        var (from, until) = (endedOn.AddDays(1), endedOn.AddDays(noticeDays));
        if (until > endsOn) until = endsOn;

        return (from, until < from ? from : until);
    }
}

/// <summary>家庭医生签约协议 signed by the patient or the guardian with one care team for a term.</summary>
/// <remarks>Source: family-doctor signing documents of 2018 (one team at a time, at least one year) and 2022 (one to three years; to be confirmed, so a setting).</remarks>
public sealed class ServiceAgreement
{
    private ServiceAgreement() { }

    internal ServiceAgreement(ServiceAgreementId id, CareTeamId careTeamId, Signature signature, DateOnly startsOn, DateOnly endsOn, StaffId recordedBy) =>
        (Id, CareTeamId, Signature, StartsOn, EndsOn, RecordedBy) = (id, careTeamId, signature, startsOn, endsOn, recordedBy);

    public ServiceAgreementId Id { get; private set; }

    public CareTeamId CareTeamId { get; private set; }

    public Signature Signature { get; private set; } = null!;

    public DateOnly StartsOn { get; private set; }

    /// <summary>The last day of the term, inclusive.</summary>
    public DateOnly EndsOn { get; private set; }

    /// <summary>The last day on which it really held, once it has ended.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Null while it holds, and for a term that ran out and was renewed.</summary>
    public AgreementEnd? EndReason { get; private set; }

    public StaffId RecordedBy { get; private set; }

    public DateOnly LastDay => EndedOn ?? EndsOn;

    public bool HoldsOn(DateOnly day) => StartsOn <= day && day <= LastDay;

    internal bool Overlaps(DateOnly from, DateOnly to) => StartsOn <= to && from <= LastDay;

    internal void End(DateOnly on, AgreementEnd? reason) => (EndedOn, EndReason) = (on, reason);
}
