using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Features.People;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Telling;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Exchange.Notices;

/// <summary>Everybody's own list of what the system told them, and what it means to acknowledge.</summary>
public sealed class NoticeListTests
{
    [Fact]
    public async Task Given_three_emergencies_When_the_leader_reads_the_list_page_by_page_Then_the_count_is_the_list_the_oldest_first_and_others_have_lists_of_their_own()
    {
        await using var slice = await Outgoing.TownAsync();
        var crises = new List<Guid>();
        foreach (var name in (string[])["测试甲", "测试乙", "测试丙"])
        {
            var caseId = (await slice.Send(A.Registration(name))).CaseId;
            crises.Add((await slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers))).Id.Value);
            slice.Clock.Move(TimeSpan.FromHours(1));
        }

        var first = await slice.Send(new ListNotices(Take: 2), by: slice.Town.Leader);
        var rest = await slice.Send(new ListNotices(first.Next, Take: 2), by: slice.Town.Leader);

        Assert.Equal(crises, first.Rows.Concat(rest.Rows).Select(row => row.EventId));
        Assert.Equal((3, 3, null), (first.Total, rest.Total, rest.Next));
        Assert.Equal(("测试甲", slice.Town.Doctor.Name), (first.Rows[0].Name, first.Rows[0].By));
        Assert.Equal(3, (await slice.Send(new ListNotices(), by: slice.Town.Psychiatrist)).Total); // the hospital of the place sees the cases while they are handled
        Assert.Equal(0, (await slice.Send(new ListNotices(), by: slice.Town.Officer)).Total); // nobody has to stand in for it
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new ListNotices(), by: slice.Town.Doctor));
        await Assert.ThrowsAsync<ValidationException>(() => slice.Send(new ListNotices("nonsense"), by: slice.Town.Leader));
    }

    [Fact]
    public async Task Given_a_notice_When_the_leader_acknowledges_it_Then_it_leaves_the_list_and_the_emergency_says_that_the_leader_was_told()
    {
        await using var slice = await Outgoing.TownAsync();
        var (caseId, crisis) = await slice.EmergencyAsync();
        var row = Assert.Single((await slice.Send(new ListNotices(), by: slice.Town.Leader)).Rows);

        await slice.Send(new AcknowledgeNotice(row.CaseId, row.Id, row.Version), by: slice.Town.Leader);
        await slice.Send(new AcknowledgeNotice(row.CaseId, row.Id), by: slice.Town.Leader);

        Assert.Equal(0, (await slice.Send(new ListNotices(), by: slice.Town.Leader)).Total);
        var sheet = await slice.Send(new GetCrisis(caseId, crisis));
        Assert.Equal((Party.FacilityHead, ToldHow.InSystem, slice.Town.Leader.Name), (Assert.Single(sheet.Told) is var told ? (told.Party, told.How, told.By) : default));
        Assert.DoesNotContain(Party.FacilityHead, sheet.NotTold);
        Assert.Contains(Party.Police, sheet.NotTold);
        var byHand = await Assert.ThrowsAsync<ValidationException>(() => slice.Send(new TellOfCrisis(caseId, crisis, Party.Police, ToldHow.InSystem, ToldResult.Knows)));
        Assert.Equal("told.how", byHand.Errors.Single().ErrorCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_an_emergency_that_is_withdrawn_When_the_leader_reads_the_list_Then_its_notice_is_gone_and_another_comes_with_the_next_emergency_also_to_whom_the_first_had_reached(bool hadReached)
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var slice = await Outgoing.TownAsync();
        await slice.RouteAsync(Party.Police, receiver.Address);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 12, 31)));
        await slice.Send(new ReportSign(caseId, CareSign.ThreatensOthers), slice.Town.Volunteer);
        var crisis = new CrisisResponseId((await slice.Send(new ListNotices(), by: slice.Town.Leader)).Rows.Single().EventId);

        if (hadReached) await slice.SendAsync(TestContext.Current.CancellationToken);

        await slice.Send(new TakeBackSign(caseId, "点错了"), slice.Town.Volunteer);
        await slice.SendAsync(TestContext.Current.CancellationToken);
        var (withdrawn, outside) = ((await slice.Send(new ListNotices(), by: slice.Town.Leader)).Total, await slice.NoticeAsync(crisis, Party.Police));
        await slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers));
        await slice.SendAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, hadReached ? NoticeState.Sent : NoticeState.Withdrawn, hadReached ? 1 : 0), (withdrawn, outside.State, outside.Attempts));
        Assert.Equal(crisis.Value, Assert.Single((await slice.Send(new ListNotices(), by: slice.Town.Leader)).Rows).EventId);
        Assert.Equal(NoticeState.Sent, (await slice.NoticeAsync(crisis, Party.Police, round: 1)).State);
    }

    [Fact]
    public async Task Given_a_town_without_a_leader_When_an_emergency_begins_or_a_volunteer_is_not_back_Then_the_office_has_the_notice_in_the_leaders_place()
    {
        await using var slice = await Outgoing.TownAsync();
        await slice.Send(new CloseStaffMember(slice.Town.Leader.Id), by: slice.Town.Administrator);
        var (caseId, crisis) = await slice.EmergencyAsync();
        await slice.Send(new SetOut(caseId, slice.Clock.GetUtcNow().AddHours(1)));
        slice.Clock.Move(TimeSpan.FromHours(2));
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync("tell-of-outings", null, TestContext.Current.CancellationToken);

        var rows = (await slice.Send(new ListNotices(), by: slice.Town.Officer)).Rows;
        foreach (var row in rows) await slice.Send(new AcknowledgeNotice(row.CaseId, row.Id, row.Version), by: slice.Town.Officer);

        Assert.Equal([NoticeEvent.CrisisStarted, NoticeEvent.NotBack], rows.Select(row => row.Event));
        Assert.Contains(Party.FacilityHead, (await slice.Send(new GetCrisis(caseId, crisis))).NotTold); // the office knows, and the head is still to be told
    }

    [Fact]
    public async Task Given_nothing_to_send_When_the_job_runs_Then_the_audit_says_nothing_and_when_something_goes_out_it_does()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var slice = await Outgoing.TownAsync();
        await slice.RouteAsync(Party.Police, receiver.Address);

        for (var minute = 0; minute < 3; minute++) await slice.SendAsync(TestContext.Current.CancellationToken);
        var idle = await EntriesAsync(slice);
        await slice.EmergencyAsync();
        await slice.SendAsync(TestContext.Current.CancellationToken);
        await slice.SendAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, 1), (idle, await EntriesAsync(slice)));
        Assert.Single(receiver.Got);
    }

    private static Task<int> EntriesAsync(Slice slice) => slice.Db(db => db.Audit.CountAsync(entry => entry.Request == nameof(SendNotices)));
}
