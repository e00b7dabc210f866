using CaseManagement.Domain;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>What was heard of strangers in the last weeks: some of it waits to be checked, some was checked, some has come to nothing.</summary>
internal static class DemoClues
{
    /// <summary>One community in so many has heard something.</summary>
    private const int OneIn = 40;

    private static readonly (ClueSource Source, string Said, CrisisTrigger? Trigger)[] Heard =
    [
        (ClueSource.Hotline, "来电反映楼下租客夜间喊叫、自言自语，已持续一周", null), (ClueSource.Other, "村医反映外来务工人员睡眠差、疑心重，尚未就诊", null),
        (ClueSource.Hotline, "家属来电称儿子拒绝就医，扬言伤人", CrisisTrigger.DangerToOthers), (ClueSource.Other, "社区反映独居居民长期不出门、言语混乱", null),
    ];

    public static IReadOnlyList<Clue> Hear(DemoMap map, int seed, DateOnly today, Standards standards) =>
        [.. map.Communities.Where((_, number) => number % OneIn == 0).Select((home, number) => Of(home, number, Dice.For(seed, stream: 3, number), DemoPlaces.Root(seed), today, standards))];

    private static Clue Of(DemoCommunity home, int number, Dice dice, Guid root, DateOnly today, Standards standards)
    {
        var (source, said, trigger) = Heard[number % Heard.Length];
        var on = today.AddDays(-dice.Between(trigger is null ? 2 : 0, trigger is null ? 20 : 1));
        var doctor = home.Team.Doctor.Id;
        var clue = new Clue(new(DerivedId.Of(root, "clue", number, on)), source, DemoDay.At(on, 9), home.Area.Code, home.Team.Team.Id, home.Area.Name, said, trigger, doctor, DemoDay.At(on, 10), standards);

        if (trigger is not null || dice.Chance(0.4)) return clue;
        clue.Check("已上门了解，家属称有就诊史", doctor, DemoDay.At(on.AddDays(1), 15), standards);
        if (dice.Chance(0.5)) clue.Dismiss(ClueDismissal.NotADisorder, null, doctor, DemoDay.At(on.AddDays(1), 16));
        return clue;
    }
}
