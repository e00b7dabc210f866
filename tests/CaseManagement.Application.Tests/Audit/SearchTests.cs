using CaseManagement.Application.Features.Audit;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Pipeline;

namespace CaseManagement.Application.Tests.Audit;

public sealed class SearchTests
{
    [Fact]
    public async Task Given_work_of_every_kind_When_the_administrator_narrows_the_audit_Then_each_filter_finds_its_entries_the_latest_first()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var caseId = await slice.MixedWork();

        await Finds([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], new());
        await Finds([5], new(Actor: "psychiatrist"));
        await Finds([6], new(Actor: AuditFilter.Timetable));
        await Finds([], new(Actor: "nobody"));
        await Finds([9, 8, 5, 3, 2, 1], new(CaseId: caseId));
        await Finds([8, 3], new(Request: nameof(GetCase)));
        await Finds([8, 3], new(Kind: AuditKind.Read));
        await Finds([3], new(Actor: "doctor", CaseId: caseId, Kind: AuditKind.Read));
        await Finds([], new(To: new(2026, 3, 19)));
        await Finds([], new(From: new(2026, 3, 21)));
        await Finds([6], new(Request: nameof(SweepOverdue), From: new(2026, 3, 20), To: new(2026, 3, 20)));

        async Task Finds(long[] expected, AuditFilter filter) =>
            Assert.Equal(expected, (await slice.Send(new SearchAudit(filter), by: slice.Town.Administrator)).Rows.Where(row => row.Id <= 10).Select(row => row.Id));
    }

    [Fact]
    public async Task Given_a_long_audit_When_it_is_paged_by_key_Then_every_entry_comes_once()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await slice.MixedWork();
        var ids = new List<long>();

        for (long? after = null; ;)
        {
            var page = await slice.Send(new SearchAudit(new(Actor: "doctor"), after, Take: 2), by: slice.Town.Administrator);
            ids.AddRange(page.Rows.Select(row => row.Id));
            if ((after = page.Next) is null) break;
        }

        Assert.Equal([10, 9, 4, 3, 2, 1], ids);
    }

    [Fact]
    public async Task Given_entries_of_people_and_of_the_timetable_When_they_are_listed_Then_each_says_who_and_the_administrator_opens_no_case()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await slice.MixedWork();

        var page = await slice.Send(new SearchAudit(new()), by: slice.Town.Administrator);

        Assert.False(page.MayOpenCases);
        Assert.Equal(("psychiatrist", "陈主任", false), (page.Rows[5].ActorCode, page.Rows[5].ActorName, page.Rows[5].ByTimetable));
        Assert.Equal((null, null, true), (page.Rows[4].ActorCode, page.Rows[4].ActorName, page.Rows[4].ByTimetable));
    }

    [Fact]
    public async Task Given_anybody_else_When_they_search_the_audit_Then_they_may_not()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));

        foreach (var staff in new[] { slice.Town.Doctor, slice.Town.Leader, slice.Town.Psychiatrist, slice.Town.Officer, slice.Town.Volunteer })
            await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new SearchAudit(new()), by: staff));
    }
}
