using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>A stay in hospital; without an end the patient is still there.</summary>
internal sealed record DemoStay(DateOnly From, DateOnly? Until);

/// <summary>How an illness runs: calm for most, wavering for some, severe for a few.</summary>
internal sealed class DemoCourse
{
    private enum Kind
    {
        Calm,
        Wavering,
        Severe,
    }

    private readonly Dice _dice;
    private readonly Kind _kind;
    private Stability _class;

    public DemoCourse(Dice dice)
    {
        _dice = dice;
        _kind = dice.Weighted((80, Kind.Calm), (15, Kind.Wavering), (5, Kind.Severe));
        _class = _kind == Kind.Calm ? Stability.Stable : Stability.BasicallyStable;
    }

    public Stability Next() => _class = (_kind, _class) switch
    {
        (Kind.Calm, Stability.Stable) => Draw(5, 20, 975),
        (Kind.Calm, Stability.BasicallyStable) => Draw(20, 230, 750),
        (Kind.Calm, _) => Draw(250, 550, 200),
        (Kind.Wavering, Stability.Stable) => Draw(20, 200, 780),
        (Kind.Wavering, Stability.BasicallyStable) => Draw(50, 550, 400),
        (Kind.Wavering, _) => Draw(300, 600, 100),
        (_, Stability.Stable) => Draw(150, 350, 500),
        (_, Stability.BasicallyStable) => Draw(200, 600, 200),
        _ => Draw(450, 500, 50),
    };

    /// <summary>Home from hospital, hardly anybody is unstable.</summary>
    public Stability Discharged() => _class = Draw(30, 570, 400);

    /// <summary>One patient of fifty is in hospital now; others have been.</summary>
    public DemoStay? Stay(DateOnly consentedOn, DateOnly today)
    {
        var days = today.DayNumber - consentedOn.DayNumber;
        if (days < 60) return null;
        if (_dice.Chance(0.022)) return new(today.AddDays(-_dice.Between(3, 50)), null);
        if (!_dice.Chance(0.09)) return null;

        var from = consentedOn.AddDays(_dice.Between(20, days - 20));
        return new(from, from.AddDays(_dice.Between(15, 60)));
    }

    private Stability Draw(int unstable, int basicallyStable, int stable) =>
        _dice.Weighted((unstable, Stability.Unstable), (basicallyStable, Stability.BasicallyStable), (stable, Stability.Stable));
}
