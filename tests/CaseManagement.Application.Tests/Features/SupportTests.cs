using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;
using CaseManagement.Domain.Telling;
using CaseManagement.Infrastructure.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features;

/// <summary>What a care group does for a patient, from both ends: the group's list and the page of the case.</summary>
public sealed class SupportTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task Given_two_people_at_the_same_contact_When_both_change_it_Then_the_second_is_told_and_the_history_keeps_every_entry()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = await Assigned(slice);
        await slice.Send(new AddSupportContact(caseId, SupportRole.Neighbour, "邻居", "10000000007", 2));
        var seen = await slice.Send(new AddSupportContact(caseId, SupportRole.Police, "老民警", "10000000008", 1));

        var next = await slice.Send(new ChangeSupportContact(caseId, seen.Id, SupportRole.Police, "新民警", "10000000009", 1, seen.Version), slice.Town.Leader);
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new ChangeSupportContact(caseId, seen.Id, SupportRole.Police, "别人", "10000000001", 1, seen.Version)));
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new EndSupportContact(caseId, seen.Id, SupportContactEnd.Mistaken, seen.Version)));

        var support = await slice.Send(new GetSupport(caseId));
        Assert.Equal([("新民警", "10000000009", null), ("邻居", null, "100****0007")], support.Contacts.Select(contact => (contact.Name, contact.Phone, contact.Hidden?.ToString())));
        Assert.Equal(("老民警", SupportContactEnd.Replaced), (Assert.Single(support.Ended).Name, support.Ended[0].Reason));
        Assert.Equal([("新民警", "10000000009"), ("邻居", "10000000007")], (await List(slice)).Contacts.Select(contact => (contact.Name, contact.Phone)));
        await slice.Send(new EndSupportContact(caseId, next.Id, SupportContactEnd.NoLongerInCharge, next.Version));
        Assert.Equal("邻居", Assert.Single((await List(slice)).Contacts).Name);
    }

    [Fact]
    public async Task Given_a_member_was_in_touch_When_they_say_so_Then_it_stands_in_the_story_and_no_day_moves()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = await Assigned(slice);
        await slice.Send(A.UnstableFollowUpOf(caseId) with { SeenOn = Today });
        var before = (await slice.Send(new GetCase(caseId))).Tasks.Select(task => (task.Kind, task.Reason.ClosesOn)).ToList();

        slice.Clock.Day = Today.AddDays(10);
        await slice.Send(new LogSupport(caseId, SupportMeans.Visit, SupportSeen.Different), slice.Town.Volunteer);
        await slice.Send(new LogSupport(caseId, SupportMeans.Phone, SupportSeen.AsUsual, Today.AddDays(8)), slice.Town.Volunteer);

        var story = await slice.Send(new GetCase(caseId));
        Assert.Equal(before, story.Tasks.Select(task => (task.Kind, task.Reason.ClosesOn)));
        Assert.Equal((Today, 2), (story.LastSeenOn!.Value, story.Timeline.Count(entry => entry.What == "support")));
        Assert.Equal([SupportSeen.Different, SupportSeen.AsUsual], (await List(slice)).Log.Select(entry => entry.Seen));
        Assert.Equal("support-entry.in-future", await Refused(slice, new LogSupport(caseId, SupportMeans.Visit, SupportSeen.AsUsual, Today.AddDays(11)), slice.Town.Volunteer));
    }

    [Fact]
    public async Task Given_a_mark_When_it_is_set_renewed_by_two_and_ended_Then_every_place_where_somebody_sets_out_says_it_and_the_second_is_told()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = await Assigned(slice);
        var mark = await slice.Send(new SetPairMark(caseId, PairReason.Threats, Today.AddDays(30), "夜间勿去"));

        var (story, row, patient) = (await slice.Send(new GetCase(caseId)), (await slice.Send(new ListWorklist(new()))).Rows[0], await List(slice));
        Assert.Equal((PairReason.Threats, "夜间勿去", true, true, (PairReason?)null), (story.GoInPairs!.Reason, story.GoInPairs.Note, row.GoInPairs, patient.GoInPairs, patient.PairReason));
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new SetPairMark(caseId, PairReason.PastViolence, Today.AddDays(30)), slice.Town.Leader)); // who has not seen that it holds
        var still = await slice.Send(new SetPairMark(caseId, PairReason.PastViolence, Today.AddDays(60), ExpectedVersion: mark.Version), slice.Town.Leader);
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new EndPairMark(caseId, "已稳定", still.Version + 1)));
        await slice.Send(new EndPairMark(caseId, "已稳定", still.Version));

        var support = await slice.Send(new GetSupport(caseId));
        Assert.Null(support.PairMark);
        Assert.Equal([(PairReason.PastViolence, "已稳定"), (PairReason.Threats, null)], support.PastMarks.Select(past => (past.Reason, past.EndNote)));
        Assert.Equal((false, false), ((await slice.Send(new ListWorklist(new()))).Rows[0].GoInPairs, (await List(slice)).GoInPairs));
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new SetPairMark(caseId, PairReason.Threats, Today.AddDays(9)), slice.Town.Volunteer));
    }

    [Fact]
    public async Task Given_somebody_set_out_to_a_marked_patient_When_they_are_not_back_in_time_Then_the_leader_is_told_once_and_who_is_back_is_told_of_no_more()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, volunteer, leader) = (await Assigned(slice), slice.Town.Volunteer, slice.Town.Leader);
        await slice.Send(new SetPairMark(caseId, PairReason.Threats, Today.AddDays(30)));
        var backBy = slice.Clock.GetUtcNow().AddHours(1);

        Assert.Equal("outing.alone", await Refused(slice, new SetOut(caseId, backBy), volunteer));
        var outing = await slice.Send(new SetOut(caseId, backBy, "民警"), volunteer);
        Assert.Equal("outing.out-already", await Refused(slice, new SetOut(caseId, backBy, "民警"), volunteer));
        await Minute(slice);
        Assert.Empty((await slice.Send(new ListNotices(), leader)).Rows);
        slice.Clock.Move(TimeSpan.FromMinutes(61));
        await Minute(slice);
        await Minute(slice);

        var notice = Assert.Single((await slice.Send(new ListNotices(), leader)).Rows);
        Assert.Equal((NoticeEvent.NotBack, caseId, outing.Id.Value), (notice.Event, notice.CaseId, notice.EventId));
        Assert.True(Assert.Single((await slice.Send(new GetSupport(caseId), leader)).Out).IsLate);
        await slice.Send(new AcknowledgeNotice(caseId, notice.Id), leader); // it is about no emergency and no way out
        await slice.Send(new ComeBack(caseId, outing.Id), leader);
        Assert.Equal("outing.back", await Refused(slice, new ComeBack(caseId, outing.Id), volunteer));
        Assert.Null((await List(slice)).Outing);
        await slice.Send(new SetOut(caseId, slice.Clock.GetUtcNow().AddHours(1), "民警"), volunteer);
        Assert.False((await List(slice)).Outing!.IsLate);
    }

    [Fact]
    public async Task Given_somebody_is_out_When_the_case_leaves_their_sight_Then_they_still_say_that_they_are_back_and_nobody_else_does()
    {
        await using var slice = await Slice.CreateAsync(Today);
        await slice.Town.AddStrangerAsync(slice);
        var (caseId, volunteer) = ((await slice.Send(A.Registration())).CaseId, slice.Town.Volunteer);
        var grant = await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 12, 31)));
        var outing = await slice.Send(new SetOut(caseId, slice.Clock.GetUtcNow().AddHours(2)), volunteer);
        slice.Clock.Move(TimeSpan.FromMinutes(10));
        await slice.Send(new EndCareGroupAssignment(caseId, grant.Id));

        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new ComeBack(caseId, outing.Id), slice.Town.Stranger));
        var back = await slice.Send(new ComeBack(caseId, outing.Id), volunteer);

        Assert.Equal(slice.Clock.GetUtcNow(), back.BackAt);
        slice.Clock.Move(TimeSpan.FromHours(3));
        await Minute(slice);
        Assert.Empty((await slice.Send(new ListNotices(), slice.Town.Leader)).Rows);
    }

    [Fact]
    public async Task Given_three_are_late_When_one_comes_back_meanwhile_and_one_cannot_be_told_of_Then_the_third_is_told_of_and_the_others_in_the_next_minute()
    {
        var trouble = new Trouble();
        await using var slice = await Slice.CreateAsync(Today, services => services.ConfigureDbContext<CaseDb>(options => options.AddInterceptors(trouble)));
        var caseId = await Assigned(slice);
        foreach (var person in (StaffMember[])[slice.Town.Volunteer, slice.Town.Leader, slice.Town.Doctor])
            trouble.Outings.Add((await slice.Send(new SetOut(caseId, slice.Clock.GetUtcNow().AddMinutes(30 + trouble.Outings.Count)), person)).Id);
        slice.Clock.Move(TimeSpan.FromHours(1));

        trouble.IsOn = true;
        await Minute(slice);
        var first = (await slice.Send(new ListNotices(), slice.Town.Leader)).Rows.Select(row => row.EventId).ToList();
        await Minute(slice);
        trouble.IsOn = false;
        await Minute(slice);

        Assert.Equal([trouble.Outings[2].Value], first);
        Assert.Equal(trouble.Outings.Select(id => id.Value).Order(), (await slice.Send(new ListNotices(), slice.Town.Leader)).Rows.Select(row => row.EventId).Order());
        Assert.Equal("InvalidOperationException", await slice.Db(db => db.Quarantine.Select(row => row.Code).SingleAsync()));
    }

    [Fact]
    public async Task Given_a_sign_to_the_team_was_taken_back_When_an_earlier_one_that_began_an_emergency_is_offered_Then_it_is_taken_back_too()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, volunteer) = (await Assigned(slice), slice.Town.Volunteer);
        await slice.Send(new ReportSign(caseId, CareSign.HurtsSelf), volunteer);
        slice.Clock.Move(TimeSpan.FromMinutes(1));
        await slice.Send(new ReportSign(caseId, CareSign.Missing), volunteer);
        await slice.Send(new TakeBackSign(caseId, "人在家"), volunteer);
        var offered = (await List(slice)).Sign!;

        await slice.Send(new TakeBackSign(caseId, "点错了"), volunteer);

        Assert.Equal((SignState.Emergency, true), (offered.State, offered.MayTakeBack));
        Assert.Null((await List(slice)).Sign);
        Assert.Equal("sign.too-late", await Refused(slice, new TakeBackSign(caseId, "再来"), volunteer));
    }

    [Fact]
    public async Task Given_a_sign_by_mistake_When_it_is_taken_back_in_time_Then_the_team_has_nothing_to_look_into_and_otherwise_the_group_hears_who_does()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, volunteer) = (await Assigned(slice), slice.Town.Volunteer);
        await slice.Send(new ReportSign(caseId, CareSign.Missing), volunteer);
        Assert.Equal((SignState.Reported, true), ((await List(slice)).Sign!.State, (await List(slice)).Sign!.MayTakeBack));

        await slice.Send(new TakeBackSign(caseId, "人在家"), volunteer);

        Assert.Null((await List(slice)).Sign);
        Assert.Empty((await slice.Send(new ListClues())).Rows);
        Assert.Equal((ClueState.TakenBack, "人在家"), await slice.Db(db => db.Clues.Select(clue => new ValueTuple<ClueState, string?>(clue.State, clue.EndNote)).SingleAsync()));
        await slice.Send(new ReportSign(caseId, CareSign.LockedUp), volunteer);
        var clue = Assert.Single((await slice.Send(new ListClues())).Rows);
        await slice.Send(new CheckClue(clue.Id, "已去看过"));
        Assert.Equal((SignState.LookedInto, slice.Town.Doctor.Name, false), ((await List(slice)).Sign!.State, (await List(slice)).Sign!.Who, (await List(slice)).Sign!.MayTakeBack));
        Assert.Equal("sign.too-late", await Refused(slice, new TakeBackSign(caseId, "晚了"), volunteer));
    }

    [Fact]
    public async Task Given_a_sign_that_started_an_emergency_When_it_is_taken_back_after_the_minutes_Then_it_is_refused_and_within_them_the_emergency_is_withdrawn()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, volunteer) = (await Assigned(slice), slice.Town.Volunteer);
        await slice.Send(new ReportSign(caseId, CareSign.HurtsSelf), volunteer);
        slice.Clock.Move(TimeSpan.FromMinutes(15));
        Assert.Equal((SignState.Emergency, true), ((await List(slice)).Sign!.State, (await List(slice)).Sign!.MayTakeBack));

        await slice.Send(new TakeBackSign(caseId, "点错了"), volunteer);
        await slice.Send(new ReportSign(caseId, CareSign.HurtsSelf), volunteer);
        slice.Clock.Move(TimeSpan.FromMinutes(16));
        var late = await Refused(slice, new TakeBackSign(caseId, "点错了"), volunteer);

        Assert.Equal("sign.too-late", late);
        Assert.Single((await slice.Send(new GetCase(caseId))).Crises);
    }

    [Theory]
    [InlineData(MemberKind.PreventionDoctor, true, true, true)]
    [InlineData(MemberKind.Police, true, false, true)]
    [InlineData(MemberKind.Volunteer, true, false, false)]
    [InlineData(MemberKind.Family, false, false, false)]
    public async Task Given_a_member_of_a_kind_When_they_read_their_list_Then_they_see_what_the_table_gives_them_and_no_drug(MemberKind kind, bool danger, bool visitKind, bool pairReason)
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = await Assigned(slice);
        await slice.Send(A.FollowUpOf(caseId) with { SeenOn = Today });
        await slice.Send(new SetPairMark(caseId, PairReason.Threats, Today.AddDays(30)));
        await slice.Send(new LogSupport(caseId, SupportMeans.Visit, SupportSeen.AsUsual));
        var volunteer = slice.Town.Volunteer.Id;
        await slice.Db(db => db.Memberships.Where(member => member.StaffId == volunteer).ExecuteUpdateAsync(set => set.SetProperty(member => member.Kind, kind)));

        var patient = await List(slice);

        Assert.Equal((danger, visitKind, pairReason, kind != MemberKind.Family, true), (patient.Danger is not null, patient.Next!.Kind is not null, patient.PairReason is not null, patient.Log.Count == 1, patient.GoInPairs));
        Assert.Equal((new DateOnly(2026, 6, 2), false), (patient.Next.LastOn, patient.Next.IsLate));
    }

    [Fact]
    public async Task Given_a_closed_case_or_somebody_elses_When_support_is_entered_Then_it_is_refused_or_does_not_exist()
    {
        await using var slice = await Slice.CreateAsync(Today);
        await slice.Town.AddStrangerAsync(slice);
        var caseId = await Assigned(slice);

        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new AddSupportContact(caseId, SupportRole.Police, "民警", "10000000009", 1), slice.Town.Stranger));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetSupport(caseId), slice.Town.Stranger));
        await slice.Send(new Application.Features.Exits.CloseCase(caseId, Domain.Exits.DeletionReason.WrongEntry), slice.Town.Leader);

        Assert.Equal("case.closed", await Refused(slice, new LogSupport(caseId, SupportMeans.Visit, SupportSeen.AsUsual)));
        Assert.Equal("case.closed", await Refused(slice, new SetOut(caseId, slice.Clock.GetUtcNow().AddHours(1))));
    }

    /// <summary>The first outing is changed by somebody else in the same moment, the second cannot be saved at all.</summary>
    private sealed class Trouble : SaveChangesInterceptor
    {
        public List<OutingId> Outings { get; } = [];

        public bool IsOn { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData data, InterceptionResult<int> result, CancellationToken ct = default)
        {
            var saved = IsOn ? data.Context!.ChangeTracker.Entries<Outing>().Where(entry => entry.State == EntityState.Modified).Select(entry => entry.Entity.Id).ToList() : [];
            if (saved.Contains(Outings.ElementAtOrDefault(0))) throw new DbUpdateConcurrencyException();
            if (saved.Contains(Outings.ElementAtOrDefault(1))) throw new InvalidOperationException();

            return ValueTask.FromResult(result);
        }
    }

    private static Task<JobCounts> Minute(Slice slice) => slice.Services.GetRequiredService<IJobRunner>().RunAsync("tell-of-outings", null, TestContext.Current.CancellationToken);

    private static async Task<ManagedCaseId> Assigned(Slice slice)
    {
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 12, 31)));

        return caseId;
    }

    private static async Task<SupportedPatient> List(Slice slice) => Assert.Single((await slice.Send(new ListSupported(), slice.Town.Volunteer)).Patients);

    private static async Task<string> Refused<TAnswer>(Slice slice, IRequest<TAnswer> request, StaffMember? by = null) => (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(request, by))).Code;
}
