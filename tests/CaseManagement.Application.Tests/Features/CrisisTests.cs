using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features;

/// <summary>The loop of an emergency, walked from each way in which it begins.</summary>
public sealed class CrisisTests
{
    [Fact]
    public async Task Given_a_visit_that_finds_danger_When_the_loop_is_walked_to_its_end_Then_every_step_is_kept_and_the_promises_hold()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.UnstableFollowUpOf(caseId));
        var row = Assert.Single((await slice.Send(new ListCrises())).Rows);
        var due = Assert.Single((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.CrisisRecord)))).Rows);

        await slice.Send(new TellOfCrisis(caseId, row.Id, Party.Police, ToldHow.Call, ToldResult.NotReached));
        var open = (await slice.Send(new GetCrisis(caseId, row.Id))).NotTold;
        foreach (var party in open) await slice.Send(new TellOfCrisis(caseId, row.Id, party, ToldHow.Call, ToldResult.Comes, Whom: "值班"));
        await slice.Send(new TellOfCrisis(caseId, row.Id, Party.Police, ToldHow.InPerson, ToldResult.Knows)); // told twice: both are kept
        slice.Clock.Move(TimeSpan.FromHours(25));
        var overdue = await slice.Send(new GetCrisis(caseId, row.Id));
        var early = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new EndCrisis(caseId, row.Id, CrisisOutcome.Settled, new(2026, 3, 5))));
        await slice.Send(new RecordCrisis(caseId, row.Id, A.CrisisRecord(slice.Clock.GetUtcNow().AddHours(-25))));
        var ended = await slice.Send(new EndCrisis(caseId, row.Id, CrisisOutcome.Settled, new(2026, 3, 5)));
        var visit = Assert.Single((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.CrisisVisit)))).Rows);
        slice.Clock.Day = new(2026, 3, 4);
        await slice.Send(A.FollowUpOf(caseId) with { SeenOn = new(2026, 3, 4) });
        await slice.Send(new CloseCrisis(caseId, row.Id, "两次随访平稳"));
        var sheet = await slice.Send(new GetCrisis(caseId, row.Id));
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, slice.Clock.Day, TestContext.Current.CancellationToken);
        var promises = (PromisesVerified)await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Verify, slice.Clock.Day, TestContext.Current.CancellationToken);

        Assert.Equal((A.Monday.AddDays(1), 4), (due.Reason.ClosesOn, row.NotTold));
        Assert.Equal([Party.Police, Party.FacilityHead, Party.Psychiatrist, Party.CareGroup], open);
        Assert.True(overdue.IsRecordOverdue);
        Assert.Equal(("crisis.record-missing", CrisisState.Watched), (early.Code, ended.State));
        Assert.Equal(new DateOnly(2026, 3, 5), visit.Reason.ClosesOn);
        Assert.Equal((CrisisState.Closed, true, 6), (sheet.State, sheet.IsRecordLate, sheet.Told.Count));
        Assert.Equal((0, 0), ((await slice.Send(new ListCrises())).Total, promises.Broken));
    }

    [Fact]
    public async Task Given_a_visit_that_finds_danger_When_it_is_corrected_before_anybody_acts_Then_nothing_is_left_to_do_and_the_story_keeps_it()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var visit = await slice.Send(A.UnstableFollowUpOf(caseId));

        await slice.Send(new CorrectFollowUp(caseId, visit.Id, "记错了", A.Monday, FollowUpOutcome.Seen, A.CalmFindings, Stability.Stable));

        var story = await slice.Send(new GetCase(caseId));
        Assert.Equal((0, 0), ((await slice.Send(new ListCrises())).Total, (await slice.Send(new ListWorklist(new(Kind: CareTaskKind.CrisisRecord)))).Rows.Count));
        Assert.Empty(story.Crises);
        Assert.True(story.Timeline.Single(entry => entry.What == "crisis").Cancelled);
    }

    [Fact]
    public async Task Given_a_member_of_a_care_group_When_they_say_that_something_is_wrong_Then_harm_starts_an_emergency_all_else_becomes_a_clue_and_a_stranger_does_not_exist()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var assigned = (await slice.Send(A.Registration())).CaseId;
        var other = (await slice.Send(A.Registration("测试乙") with { BornOn = new(1985, 1, 1) })).CaseId;
        await slice.Send(new AssignCareGroup(assigned, slice.Town.Group.Id, new(2026, 12, 31)));

        await slice.Send(new ConfirmGrid(assigned, slice.Town.Grid.Code));
        var harm = await slice.Send(new ReportSign(assigned, CareSign.ThreatensOthers, "拿着刀"), slice.Town.Volunteer);
        var missing = await slice.Send(new ReportSign(assigned, CareSign.Missing), slice.Town.Volunteer);
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new ReportSign(other, CareSign.HurtsSelf), slice.Town.Volunteer));
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new ListCrises(), slice.Town.Volunteer));
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new StartCrisis(assigned, CrisisTrigger.Relapse), slice.Town.Volunteer));

        var (crisis, clue) = (Assert.Single((await slice.Send(new ListCrises())).Rows), Assert.Single((await slice.Send(new ListClues())).Rows));
        Assert.Equal((true, false), (harm.IsEmergency, missing.IsEmergency));
        Assert.Equal(slice.Town.Grid.Name, clue.Area);
        Assert.Equal((assigned, CrisisTrigger.DangerToOthers), (crisis.CaseId, Assert.Single(crisis.Triggers)));
        Assert.Equal((assigned, CareSign.Missing, "测试甲", slice.Town.Team.Name), (clue.CaseId, clue.Sign, clue.Name, clue.Owner));
    }

    [Theory]
    [InlineData("ZZZ", "diagnosis.icd10")]
    [InlineData("f20.9", "diagnosis.icd10")]
    [InlineData("F20.900x001", null)]
    [InlineData(null, null)]
    public async Task Given_an_emergency_When_its_record_names_a_code_Then_it_has_the_form_of_one(string? code, string? refused)
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var crisis = await slice.Send(new StartCrisis(caseId, CrisisTrigger.Relapse));

        var said = await Record.ExceptionAsync(() => slice.Send(new RecordCrisis(caseId, crisis.Id, A.CrisisRecord(slice.Clock.GetUtcNow()) with { DiagnosisCode = code }))) as FluentValidation.ValidationException;

        Assert.Equal((refused, refused is null ? null : "Form.DiagnosisCode"), (said?.Errors.Single().ErrorCode, said?.Errors.Single().PropertyName));
    }

    [Fact]
    public async Task Given_a_member_of_a_care_group_When_they_report_a_clue_as_if_the_hotline_had_called_Then_it_is_refused_and_as_the_group_it_is_taken()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);

        foreach (var source in Enum.GetValues<ClueSource>().Except([ClueSource.CareGroup]))
            Assert.Equal("clue.source", (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new ReportClue(source, "有人在桥上"), slice.Town.Volunteer))).Code);
        await slice.Send(new ReportClue(ClueSource.CareGroup, "有人在桥上"), slice.Town.Volunteer);

        Assert.Equal(ClueSource.CareGroup, Assert.Single((await slice.Send(new ListClues())).Rows).Source);
    }

    [Fact]
    public async Task Given_a_sign_that_a_patient_is_missing_When_the_clues_are_listed_page_by_page_Then_it_is_due_today_and_stands_with_the_emergencies_before_what_was_heard_earlier()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 12, 31)));
        var heard = await slice.Send(new ReportClue(ClueSource.Other, "有人夜里喊叫", TestTown.Community, HeardAt: slice.Clock.GetUtcNow().AddDays(-30)), slice.Town.Officer);
        await slice.Send(new ReportSign(caseId, CareSign.LockedUp), slice.Town.Volunteer);
        await slice.Send(new ReportSign(caseId, CareSign.Missing), slice.Town.Volunteer);
        var knife = await slice.Send(new ReportClue(ClueSource.Hotline, "有人持刀", TestTown.Community, HeardAt: slice.Clock.GetUtcNow().AddDays(-1), Trigger: CrisisTrigger.DangerToOthers), slice.Town.Officer);

        List<ClueRow> rows = [];
        for (string? after = null; rows.Count == 0 || after is not null;)
        {
            var page = await slice.Send(new ListClues(After: after, Take: 1));
            rows.AddRange(page.Rows);
            after = page.Next;
        }

        Assert.Equal([knife.Id, rows.Single(row => row.Sign == CareSign.Missing).Id, heard.Id, rows.Single(row => row.Sign == CareSign.LockedUp).Id], rows.ConvertAll(row => row.Id));
        Assert.Equal([true, true, false, false], rows.ConvertAll(row => row.IsUrgent));
        Assert.Equal(A.Monday, rows[1].DueOn);
        Assert.Equal([(CareSign.Missing, true), (CareSign.LockedUp, false)], (await slice.Send(new GetCase(caseId))).Clues.Select(clue => (clue.Sign!.Value, clue.IsUrgent)));
    }

    [Fact]
    public async Task Given_a_hotline_call_about_nobody_known_When_it_is_checked_and_matched_Then_the_emergency_begins_for_that_patient_and_the_clue_has_its_end()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var outsider = new StaffMember(StaffId.New(), "outsider", "外镇科员", StaffRole.PreventionOffice, TestTown.OtherTown, slice.Town.Office.Id);
        await slice.Add(outsider);
        var heard = await slice.Send(new ReportClue(ClueSource.Hotline, "东城大道有人打砸", TestTown.Community, Trigger: CrisisTrigger.DangerToOthers), slice.Town.Officer);

        var unchecked1 = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new EndClue(heard.Id, ClueState.Matched, caseId)));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new CheckClue(heard.Id, "没有"), outsider));
        await slice.Send(new CheckClue(heard.Id, "是测试甲"));
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new EndClue(heard.Id, ClueState.Matched, caseId, ExpectedVersion: heard.Version)));
        var matched = await slice.Send(new EndClue(heard.Id, ClueState.Matched, caseId));

        var crisis = Assert.Single((await slice.Send(new ListCrises())).Rows);
        Assert.Equal(("clue.not-checked", ClueState.Matched, 0), (unchecked1.Code, matched.State, (await slice.Send(new ListClues())).Total));
        Assert.Equal(CrisisSource.Hotline, Assert.Single((await slice.Send(new GetCrisis(caseId, crisis.Id))).Causes).Source);
    }

    [Fact]
    public async Task Given_a_hotline_call_that_was_matched_to_the_wrong_patient_When_it_is_opened_again_before_anybody_acts_Then_no_emergency_is_left_there_and_one_begins_for_the_right_one()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var (wrong, right) = ((await slice.Send(A.Registration())).CaseId, (await slice.Send(A.Registration("测试乙"))).CaseId);
        var heard = await slice.Send(new ReportClue(ClueSource.Hotline, "说要自杀", TestTown.Community, Trigger: CrisisTrigger.SelfHarm), slice.Town.Officer);
        await slice.Send(new CheckClue(heard.Id, "同名"));
        await slice.Send(new EndClue(heard.Id, ClueState.Matched, wrong));

        var reopened = await slice.Send(new ReopenClue(heard.Id, "不是此人"));

        var (crises, story) = (await slice.Send(new ListCrises()), await slice.Send(new GetCase(wrong)));
        Assert.Equal((ClueState.Checked, null, 0), (reopened.State, reopened.StillOpen, crises.Total));
        Assert.Empty((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.CrisisRecord)))).Rows);
        Assert.True(story.Timeline.Single(entry => entry.What == "crisis").Cancelled);
        await slice.Send(new EndClue(heard.Id, ClueState.Matched, right));
        Assert.Equal(right, Assert.Single((await slice.Send(new ListCrises())).Rows).CaseId);
    }

    [Fact]
    public async Task Given_a_hotline_call_that_was_matched_to_the_wrong_patient_When_it_is_opened_again_after_somebody_was_told_Then_the_answer_names_the_emergency_that_is_still_open_and_its_end_leaves_the_right_match_alone()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var (wrong, right) = ((await slice.Send(A.Registration())).CaseId, (await slice.Send(A.Registration("测试乙"))).CaseId);
        var heard = await slice.Send(new ReportClue(ClueSource.Hotline, "说要自杀", TestTown.Community, Trigger: CrisisTrigger.SelfHarm), slice.Town.Officer);
        await slice.Send(new CheckClue(heard.Id, "同名"));
        await slice.Send(new EndClue(heard.Id, ClueState.Matched, wrong));
        var crisis = Assert.Single((await slice.Send(new ListCrises())).Rows).Id;
        await slice.Send(new TellOfCrisis(wrong, crisis, Party.Police, ToldHow.Call, ToldResult.Comes));

        var reopened = await slice.Send(new ReopenClue(heard.Id, "不是此人"));

        var sheet = await slice.Send(new GetCrisis(wrong, crisis));
        Assert.Equal(new ClueEmergency(wrong, crisis), reopened.StillOpen);
        Assert.Equal((CrisisState.Open, "不是此人"), (sheet.State, Assert.Single(sheet.Causes).TakenBack));
        await slice.Send(new EndClue(heard.Id, ClueState.Matched, right));
        await slice.Send(new EndCrisis(wrong, crisis, CrisisOutcome.Mistaken, Note: "认错人"));
        Assert.Equal(right, Assert.Single((await slice.Send(new ListCrises())).Rows).CaseId);
        Assert.Equal((0, ClueState.Matched), ((await slice.Send(new ListClues())).Total, Assert.Single((await slice.Send(new ListClues(Ended: true))).Rows).State));
    }

    [Fact]
    public async Task Given_what_a_village_doctor_told_When_the_person_is_sent_to_a_hospital_that_confirms_a_disorder_Then_the_clue_is_open_until_the_person_is_registered_by_it()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var heard = await slice.Send(new ReportClue(ClueSource.VillageDoctor, "疑心重，尚未就诊", TestTown.Community));
        await slice.Send(new CheckClue(heard.Id, "建议就诊"));
        var sent = await slice.Send(new SendForDiagnosis(heard.Id, "市精神卫生中心", A.Monday));
        slice.Clock.Day = new(2026, 3, 10);
        await slice.Send(new SendForDiagnosis(heard.Id, "市精神卫生中心", A.Monday, new(2026, 3, 9), sent.Version));

        var row = Assert.Single((await slice.Send(new ListClues())).Rows);
        await slice.Town.AddStrangerAsync(slice);
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(A.Registration("测试乙") with { FromClue = heard.Id, AreaCode = TestTown.OtherTown }, slice.Town.Stranger));
        var registered = await slice.Send(A.Registration() with { FromClue = heard.Id });

        Assert.Equal((ClueState.SentForDiagnosis, "市精神卫生中心", (DateOnly?)new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 16)), (row.State, row.Hospital, row.ConfirmedOn, row.DueOn));
        Assert.Empty((await slice.Send(new ListClues())).Rows);
        Assert.Equal((ClueState.Registered, registered.CaseId), await slice.Db(db => db.Clues.Select(clue => new ValueTuple<ClueState, Domain.Cases.ManagedCaseId?>(clue.State, clue.CaseId)).SingleAsync()) is var (state, caseId) ? (state, caseId!.Value) : default);
    }

    [Fact]
    public async Task Given_two_people_who_start_it_at_once_and_one_who_only_has_emergency_access_When_each_acts_Then_there_is_one_emergency_and_only_its_own_team_ends_it()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var version = (await slice.Send(new GetCase(caseId))).Version;
        var stranger = new StaffMember(StaffId.New(), "finder", "外镇护士", StaffRole.CareTeamMember, TestTown.OtherTown, slice.Town.Centre.Id, slice.Town.OtherTeam.Id);
        await slice.Add(stranger);

        var first = await slice.Send(new StartCrisis(caseId, CrisisTrigger.SelfHarm, ExpectedVersion: version));
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new StartCrisis(caseId, CrisisTrigger.SelfHarm, ExpectedVersion: version)));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new StartCrisis(caseId, CrisisTrigger.SelfHarm), stranger));
        await slice.Send(new AskEmergencyAccess(GrantReason.FoundAway, "在车站", Name: "测试甲", BornOn: new(1980, 5, 20), Sex: Sex.Male), stranger);
        var joined = await slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers), stranger);
        foreach (var party in joined.NotTold) await slice.Send(new TellOfCrisis(caseId, joined.Id, party, ToldHow.Call, ToldResult.Knows), stranger);
        await slice.Send(new RecordCrisis(caseId, joined.Id, A.CrisisRecord(slice.Clock.GetUtcNow())), stranger);
        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new EndCrisis(caseId, joined.Id, CrisisOutcome.Settled, new(2026, 3, 5)), stranger));
        var ended = await slice.Send(new EndCrisis(caseId, joined.Id, CrisisOutcome.Settled, new(2026, 3, 5)));

        Assert.Equal(first.Id, joined.Id);
        Assert.Equal(("access.emergency-only", CrisisState.Watched), (refused.Code, ended.State));
    }

    [Fact]
    public async Task Given_a_record_that_nobody_writes_When_the_days_pass_Then_the_ladder_tells_the_team_its_leader_and_the_office()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new StartCrisis(caseId, CrisisTrigger.AcuteReaction));

        var raised = new List<int>();
        foreach (var day in (DateOnly[])[new(2026, 3, 3), new(2026, 3, 4), new(2026, 3, 11)])
        {
            slice.Clock.Day = day;
            await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, day, TestContext.Current.CancellationToken);
            raised.Add(await slice.Db(db => Task.FromResult(db.Alerts.Count(alert => alert.Kind == CareTaskKind.CrisisRecord))));
        }

        Assert.Equal([0, 2, 3], raised);
    }

    [Fact]
    public async Task Given_an_emergency_that_all_know_of_When_it_happens_again_on_another_day_Then_the_leader_has_a_notice_anew_and_by_the_old_one_nobody_knows()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var crisis = await slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers));
        var old = Assert.Single((await slice.Send(new ListNotices(), slice.Town.Leader)).Rows);
        foreach (var party in crisis.NotTold) await slice.Send(new TellOfCrisis(caseId, crisis.Id, party, ToldHow.Call, ToldResult.Knows));

        slice.Clock.Day = new(2026, 3, 4);
        var again = await slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers));
        await slice.Send(new AcknowledgeNotice(caseId, old.Id), slice.Town.Leader);
        var afterTheOld = (await slice.Send(new GetCrisis(caseId, crisis.Id))).NotTold;
        var anew = Assert.Single((await slice.Send(new ListNotices(), slice.Town.Leader)).Rows);
        await slice.Send(new AcknowledgeNotice(caseId, anew.Id), slice.Town.Leader);

        Assert.Equal((crisis.Id, 4, crisis.Id.Value), (again.Id, again.NotTold.Count, anew.EventId));
        Assert.Contains(Party.FacilityHead, afterTheOld);
        Assert.DoesNotContain(Party.FacilityHead, (await slice.Send(new GetCrisis(caseId, crisis.Id))).NotTold);
    }

    [Fact]
    public async Task Given_a_record_that_is_written_and_police_who_were_not_reached_When_the_shift_ends_Then_the_emergency_stays_due_and_climbs_to_the_leader_until_it_is_ended()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var crisis = await slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers));
        await slice.Send(new TellOfCrisis(caseId, crisis.Id, Party.Police, ToldHow.Call, ToldResult.NotReached));
        await slice.Send(new RecordCrisis(caseId, crisis.Id, A.CrisisRecord(slice.Clock.GetUtcNow())));

        var owed = Assert.Single((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.CrisisHandling)))).Rows);
        slice.Clock.Day = new(2026, 3, 4);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, slice.Clock.Day, TestContext.Current.CancellationToken);
        var told = await slice.Db(db => Task.FromResult(db.Alerts.Where(alert => alert.Kind == CareTaskKind.CrisisHandling).Select(alert => alert.Tells).Order().ToList()));
        foreach (var party in (await slice.Send(new GetCrisis(caseId, crisis.Id))).NotTold) await slice.Send(new TellOfCrisis(caseId, crisis.Id, party, ToldHow.Call, ToldResult.Knows));
        await slice.Send(new EndCrisis(caseId, crisis.Id, CrisisOutcome.Settled, new(2026, 3, 6)));

        Assert.Equal((A.Monday.AddDays(1), "crisis-handling.to-end"), (owed.Reason.ClosesOn, owed.Reason.Basis));
        Assert.Equal([ToldRole.CareTeam, ToldRole.TeamLeader], told);
        Assert.Empty((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.CrisisHandling)))).Rows);
    }
}
