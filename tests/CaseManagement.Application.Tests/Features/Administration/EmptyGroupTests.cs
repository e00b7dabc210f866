using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.CareGroups;
using CaseManagement.Application.Features.Desk;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Features.Meetings;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features.Administration;

/// <summary>Nobody ends the last term of a group by hand while patients are assigned to it; its date does, and then it must be seen.</summary>
public sealed class EmptyGroupTests
{
    [Fact]
    public async Task Given_a_group_whose_last_term_has_an_end_When_the_day_after_comes_Then_the_office_the_group_and_the_promises_show_that_nobody_serves_it_until_somebody_does()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var (town, officer) = (slice.Town, slice.Town.Officer);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new AssignCareGroup(caseId, town.Group.Id, new(2026, 12, 31)));
        var police = new StaffMember(StaffId.New(), "police", "钱警官", StaffRole.CareGroupMember, TestTown.Community, town.Office.Id);
        await slice.Add(police);
        await slice.Send(new AddGroupMember(town.Group.Id, police.Id, MemberKind.Police, new(2026, 3, 2), new(2026, 3, 31)), officer);
        var volunteer = (await slice.Send(new GetCareGroup(town.Group.Id), officer)).Members.Single(member => member.StaffId == town.Volunteer.Id);
        await slice.Send(new EndMembership(town.Group.Id, volunteer.Id, new(2026, 3, 2)), officer);

        slice.Clock.Day = new(2026, 3, 31);
        Assert.Equal((0, 0, false, 0), await Seen());
        slice.Clock.Day = new(2026, 4, 1);
        Assert.Equal((1, 1, true, 1), await Seen());
        Assert.Equal(town.Group.Id, Assert.Single((await slice.Send(new ListCareGroups(Unserved: true), officer)).Rows).Id);
        Assert.Equal(1, (await slice.Send(new CountDesk(), town.Leader)).UnservedGroups);
        Assert.Equal(town.Group.Id, Assert.Single((await slice.Send(new ListMeetings(), town.Leader)).Groups, group => group.Unserved).Id);

        await slice.Send(new AddGroupMember(town.Group.Id, town.Volunteer.Id, MemberKind.Volunteer, new(2026, 4, 1)), officer);
        Assert.Equal((0, 0, false, 0), await Seen());

        async Task<(int List, int? Desk, bool Group, int Promise)> Seen() => (
            (await slice.Send(new ListCareGroups(), officer)).Unserved,
            (await slice.Send(new CountDesk(), officer)).UnservedGroups,
            (await slice.Send(new GetCareGroup(town.Group.Id), officer)).Unserved,
            ((PromisesVerified)await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Verify, slice.Clock.Day, TestContext.Current.CancellationToken)).Ownerless);
    }
}
