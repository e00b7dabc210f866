using System.Net;
using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.CareGroups;
using CaseManagement.Testing;
using CaseManagement.Web.Tests.Pages;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Web.Tests.Access;

/// <summary>A day of a care-group member, and the day after the last one of the term.</summary>
public sealed class SupportDayTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task Given_a_member_of_a_care_group_When_the_term_ends_Then_the_last_day_still_shows_the_patients_and_the_next_day_shows_nobody_at_either_door()
    {
        await using var door = await Door.OpenAsync(Today);
        var (slice, town) = (door.Slice, door.Slice.Town);
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId));
        await slice.Send(new AssignCareGroup(registered.CaseId, town.Group.Id, new(2026, 12, 31)));
        var colleague = new Domain.Staff.StaffMember(Domain.Staff.StaffId.New(), "colleague", "钱阿姨", Domain.Staff.StaffRole.CareGroupMember, TestTown.Community, town.Office.Id);
        await slice.Add(colleague, new Domain.Staff.CareGroupMembership(Domain.Staff.CareGroupMembershipId.New(), town.Group.Id, colleague.Id, Domain.Staff.MemberKind.Volunteer, new(2026, 1, 1))); // somebody stays to look after the patient
        var membership = await slice.Db(db => db.Memberships.Where(member => member.StaffId == town.Volunteer.Id).Select(member => member.Id).SingleAsync());
        await slice.Send(new EndMembership(town.Group.Id, membership, Today), by: town.Administrator);

        var (lastPage, lastList) = await Look(door);
        slice.Clock.Day = Today.AddDays(1);
        var (nextPage, nextList) = await Look(door);

        Assert.Contains("测试甲", lastPage, StringComparison.Ordinal);
        Assert.Single(lastList["patients"]!.AsArray());
        foreach (var gone in (string[])["测试甲", "东城大道1号", "测试母", "10000000002", registered.CaseId.Value.ToString()])
        {
            Assert.DoesNotContain(gone, nextPage, StringComparison.Ordinal);
            Assert.DoesNotContain(gone, nextList.Text, StringComparison.Ordinal);
        }

        Assert.Empty(nextList["patients"]!.AsArray());
    }

    /// <summary>Comes in, is led to the patients, and tries every other place that a link or a colleague could have told of.</summary>
    private static async Task<(string Page, Answer List)> Look(Door door)
    {
        await using var site = await Site.OpenAsync(door.Slice, "volunteer");
        var page = await site.Get("/");
        var list = await door.Get("supported", by: "volunteer");
        var caseId = await door.Slice.Db(db => db.Cases.Select(managed => managed.Id).SingleAsync());
        foreach (var address in (string[])[$"/cases/{caseId.Value}", "/emergency", "/admin", "/admin/people"]) await site.Get(address, HttpStatusCode.Forbidden);
        foreach (var path in (string[])[$"cases/{caseId.Value}", $"cases/{caseId.Value}/access", "worklist", "alerts", $"cases/names?id={caseId.Value}"]) Assert.Equal(403, (await door.Get(path, by: "volunteer")).Status);

        return (page, list);
    }
}
