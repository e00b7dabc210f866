using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Meetings;
using CaseManagement.Application.Features.Reviews;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Features;

/// <summary>What is sent twice is there once; what says something else is another. And a day that cannot be is refused.</summary>
public sealed class SavedTwiceTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task Given_a_sign_When_the_same_is_sent_again_at_once_Then_there_is_one_clue_until_somebody_has_looked_and_other_words_make_another()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, volunteer) = (await Assigned(slice), slice.Town.Volunteer);
        var sign = new ReportSign(caseId, CareSign.Missing);

        await slice.Send(sign, volunteer);
        var again = await Refused(slice, sign, volunteer);
        var first = Assert.Single((await slice.Send(new ListClues())).Rows);
        await slice.Send(sign with { Note = "昨晚没回家" }, volunteer);
        var words = await Refused(slice, sign with { Note = "昨晚没回家" }, volunteer);
        await slice.Send(sign with { Sign = CareSign.LockedUp }, volunteer);
        await slice.Send(new CheckClue(first.Id, "已找到"));
        await slice.Send(sign, volunteer); // missing again

        Assert.Equal(("sign.saved-already", "sign.saved-already", 4), (again, words, (await slice.Send(new ListClues())).Total));
    }

    [Fact]
    public async Task Given_a_sign_that_nobody_has_looked_into_When_it_happens_again_after_the_minutes_for_taking_back_Then_that_is_another_clue()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (sign, volunteer) = (new ReportSign(await Assigned(slice), CareSign.Missing), slice.Town.Volunteer);

        await slice.Send(sign, volunteer);
        slice.Clock.Move(TimeSpan.FromMinutes(15));
        var justSent = await Refused(slice, sign, volunteer);
        slice.Clock.Move(TimeSpan.FromSeconds(1));
        await slice.Send(sign, volunteer);
        var ofTheSecond = await Refused(slice, sign, volunteer);
        slice.Clock.Day = Today.AddDays(3);
        await slice.Send(sign, volunteer);

        Assert.Equal(("sign.saved-already", "sign.saved-already"), (justSent, ofTheSecond));
        Assert.Equal([Today, Today, Today.AddDays(3)], (await slice.Db(db => db.Clues.OrderBy(clue => clue.ReportedAt).ToListAsync())).Select(clue => Clock.DayOf(clue.ReportedAt)));
    }

    [Fact]
    public async Task Given_a_sign_of_danger_When_it_is_tapped_twice_Then_the_emergency_has_it_once_and_is_gone_when_it_is_taken_back()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (sign, volunteer) = (new ReportSign(await Assigned(slice), CareSign.HurtsSelf), slice.Town.Volunteer);
        async Task<int> Causes() => (await slice.Db(db => db.Crises.SingleAsync())).Log.Causes.Count;

        await slice.Send(sign, volunteer);
        var again = await Refused(slice, sign, volunteer);
        await slice.Send(sign with { Sign = CareSign.ThreatensOthers }, volunteer); // says something else
        var causes = await Causes();
        slice.Clock.Move(TimeSpan.FromMinutes(16));
        await slice.Send(sign, volunteer); // has happened again

        Assert.Equal(("sign.saved-already", 2, 3), (again, causes, await Causes()));
    }

    [Fact]
    public async Task Given_nobody_answered_in_the_morning_When_nobody_answers_in_the_afternoon_either_Then_both_stand_and_each_once()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, volunteer) = (await Assigned(slice), slice.Town.Volunteer);
        var entry = new LogSupport(caseId, SupportMeans.Phone, SupportSeen.NotReached);

        await slice.Send(entry, volunteer);
        slice.Clock.Move(TimeSpan.FromMinutes(15));
        var justSaved = await Refused(slice, entry, volunteer);
        slice.Clock.Move(TimeSpan.FromHours(7));
        await slice.Send(entry, volunteer);
        var again = await Refused(slice, entry, volunteer);

        Assert.Equal(("support-entry.saved-already", "support-entry.saved-already"), (justSaved, again));
        Assert.Equal([Today, Today], (await slice.Send(new GetSupport(caseId))).Log.Select(row => row.On));
    }

    [Fact]
    public async Task Given_somebody_was_in_touch_When_the_same_is_sent_again_Then_it_stands_once_and_another_means_day_or_person_makes_another()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, volunteer) = (await Assigned(slice), slice.Town.Volunteer);
        var entry = new LogSupport(caseId, SupportMeans.Phone, SupportSeen.AsUsual);

        await slice.Send(entry, volunteer);
        var again = await Refused(slice, entry with { On = Today }, volunteer);
        await slice.Send(entry with { Means = SupportMeans.Visit }, volunteer);
        await slice.Send(entry with { Seen = SupportSeen.Different }, volunteer);
        await slice.Send(entry, slice.Town.Doctor);
        slice.Clock.Day = Today.AddDays(1);
        await slice.Send(entry, volunteer);

        Assert.Equal(("support-entry.saved-already", 5), (again, (await slice.Send(new GetSupport(caseId))).Log.Count));
    }

    [Fact]
    public async Task Given_a_talk_When_either_of_the_two_logs_the_same_again_Then_it_stands_once_and_another_minute_or_text_makes_another()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, psychiatrist) = ((await slice.Send(A.Registration())).CaseId, slice.Town.Psychiatrist);
        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));
        var talk = new RecordGuidance(caseId, slice.Clock.GetUtcNow(), GuidanceMeans.Phone, psychiatrist.Id, "核对用药");

        await slice.Send(talk);
        var again = await Refused(slice, talk, slice.Town.Doctor);
        var other = await Refused(slice, talk with { With = slice.Town.Doctor.Id }, psychiatrist);
        await slice.Send(talk with { At = talk.At.AddMinutes(-1) });
        await slice.Send(talk with { Note = "改为每日一次" });

        Assert.Equal(("guidance.recorded-already", "guidance.recorded-already", 3), (again, other, (await slice.Send(new GetReview(caseId))).Guidance.Count));
    }

    [Fact]
    public async Task Given_a_day_before_the_registration_When_somebody_says_that_they_were_in_touch_then_Then_it_is_refused()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = await Assigned(slice);
        var registered = (await slice.Send(new GetCase(caseId))).RegisteredOn;

        var before = await Refused(slice, new LogSupport(caseId, SupportMeans.Phone, SupportSeen.AsUsual, registered.AddDays(-1)), slice.Town.Volunteer);
        await slice.Send(new LogSupport(caseId, SupportMeans.Phone, SupportSeen.AsUsual, registered), slice.Town.Volunteer);

        Assert.Equal("support-entry.before-registration", before);
    }

    [Fact]
    public async Task Given_a_decision_with_a_mistyped_year_When_the_meeting_is_saved_Then_it_is_refused_and_the_longest_agreement_is_not_too_long()
    {
        await using var slice = await Slice.CreateAsync(Today);
        RecordMeeting Due(DateOnly on) => new(slice.Town.Group.Id, Today, [slice.Town.Volunteer.Id], null, [new("走访", slice.Town.Volunteer.Id, on)]);

        var late = await Refused(slice, Due(Today.AddYears(10)));
        var aDay = await Refused(slice, Due(Today.AddYears(3).AddDays(1)));
        await slice.Send(Due(Today.AddYears(3)));

        Assert.Equal(("decision.due-too-late", "decision.due-too-late"), (late, aDay));
    }

    private static async Task<ManagedCaseId> Assigned(Slice slice)
    {
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 12, 31)));

        return caseId;
    }

    private static async Task<string> Refused<TAnswer>(Slice slice, IRequest<TAnswer> request, StaffMember? by = null) => (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(request, by))).Code;
}
