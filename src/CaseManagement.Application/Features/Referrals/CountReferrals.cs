using CaseManagement.Domain.Referrals;

namespace CaseManagement.Application.Features.Referrals;

/// <summary>How many referrals wait, up and down: each number opens into the list of the same filter.</summary>
[Needs(Right.SeeWorklist)]
public sealed record CountReferrals(ReferralFilter Filter) : ISearch<ReferralCounts>;

public sealed record ReferralCounts(IReadOnlyDictionary<ReferralDirection, int> Waiting);

internal sealed class CountReferralsValidator : AbstractValidator<CountReferrals>
{
    public CountReferralsValidator() => RuleFor(x => x.Filter).SetValidator(new ReferralFilterValidator());
}

internal sealed class CountReferralsHandler(ICaseDb db, IActor actor) : IRequestHandler<CountReferrals, ReferralCounts>
{
    public async Task<ReferralCounts> Handle(CountReferrals query, CancellationToken ct)
    {
        var waiting = new Dictionary<ReferralDirection, int>();
        foreach (var direction in query.Filter.Direction is { } one ? [one] : Enum.GetValues<ReferralDirection>())
            waiting[direction] = await db.Referrals.Waiting(query.Filter with { Direction = direction }, actor.Acting).CountAsync(ct);

        return new ReferralCounts(waiting);
    }
}
