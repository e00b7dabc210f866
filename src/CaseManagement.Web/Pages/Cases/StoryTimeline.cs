using CaseManagement.Application.Features.Cases;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>What of a patient's story somebody wants to read.</summary>
internal enum StoryPart
{
    /// <summary>Visits, attempts, and whoever was in touch.</summary>
    Visits = 1,

    Injections = 2,

    Examinations = 3,

    /// <summary>Alerts and emergencies.</summary>
    Alerts = 4,

    /// <summary>Referrals, and what specialists said.</summary>
    Hospital = 5,

    /// <summary>Whatever was signed, decided or assigned.</summary>
    Papers = 6,
}

/// <summary>One page of what happened, whole days of it, so that a day is the key of the next.</summary>
/// <param name="Parts">Those that have anything, with how much: as many as the list behind it has rows in all.</param>
/// <param name="Next">The page behind this one holds the days before it; null on the last.</param>
internal sealed record StoryTimeline(IReadOnlyList<TimelineEntry> Entries, IReadOnlyList<(StoryPart Part, int Count)> Parts, int Total, DateOnly? Next)
{
    private const string ToldOfCrisis = "crisis-told";

    /// <summary>A page ends with the day on which it has as many.</summary>
    public const int PageSize = 10;

    /// <param name="timeline">The latest first.</param>
    public static StoryTimeline Of(IReadOnlyList<TimelineEntry> timeline, StoryPart? part, DateOnly? after)
    {
        timeline = [.. timeline.Where(entry => entry.What != ToldOfCrisis)]; // on the page of the emergency
        var rest = timeline.Where(entry => (part is null || PartOf(entry) == part) && (after is null || entry.On < after)).ToList();
        var last = rest.Count > PageSize ? rest[PageSize - 1].On : DateOnly.MinValue;
        var page = rest.TakeWhile(entry => entry.On >= last).ToList();

        return new(page, [.. timeline.CountBy(PartOf).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))], timeline.Count, page.Count < rest.Count ? last : null);
    }

    public static StoryPart PartOf(TimelineEntry entry) => entry.What switch
    {
        "follow-up" or "attempt" or "support" or "pair-mark" or "pair-mark-end" => StoryPart.Visits,
        "injection" or "course" or "course-stop" => StoryPart.Injections,
        "examination" => StoryPart.Examinations,
        "alert" or "crisis" or "told" => StoryPart.Alerts,
        "referral" or "discharge" or "advice" or "advice-followed" or "hospital-plan" or "plan-measure" or "guidance" => StoryPart.Hospital,
        _ => StoryPart.Papers,
    };
}
