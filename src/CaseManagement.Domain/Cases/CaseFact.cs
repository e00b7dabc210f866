using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

/// <summary>What settles a duty by being recorded, and can be cancelled with a reason.</summary>
/// <remarks>Visits, injections, examinations, referrals, reviews and deaths are corrected by requests of their own, since they have findings to be put right.</remarks>
public enum CaseFact
{
    /// <summary>精神科意见 an advice.</summary>
    Advice = 1,

    /// <summary>已落实 that the team has seen to an advice.</summary>
    AdviceFollowed = 2,

    /// <summary>联系记录 an attempt to reach the patient.</summary>
    Attempt = 3,

    /// <summary>通报 that somebody outside was told of a loss, a move or a refusal.</summary>
    Told = 4,

    /// <summary>应急通知 that somebody was told of an emergency.</summary>
    CrisisTold = 5,
}

/// <summary>It was a mistake: who says so, when and why.</summary>
public sealed record FactCancelled(DateOnly On, StaffId By, string Reason);

/// <summary>A fact that is never edited or deleted: where it was a mistake it stays, cancelled with a reason, and counts no more.</summary>
public abstract class CancellableFact
{
    public const int ReasonMaxLength = 500;

    public DateOnly? CancelledOn { get; private set; }

    public StaffId? CancelledBy { get; private set; }

    public string? CancelReason { get; private set; }

    public bool IsValid => CancelledOn is null;

    internal void Cancel(FactCancelled mistake)
    {
        RequireValid(IsValid);
        (CancelledOn, CancelledBy, CancelReason) = (mistake.On, mistake.By, mistake.Reason);
    }

    internal static void RequireValid(bool isValid) => Rule.Require(isValid, "fact.cancelled", "This has been cancelled already.");
}
