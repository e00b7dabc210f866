using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Features.Reviews;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features;

/// <summary>Whose duty a task is: the number, the rows behind it and whoever may do them are of one table.</summary>
public sealed class TaskDutyTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task Given_the_table_When_every_kind_is_looked_up_Then_it_is_in_somebodys_hands_who_may_do_it()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var rights = slice.Services.GetRequiredService<Rights>();
        var (doctor, psychiatrist) = (Acts(slice.Town.Doctor), Acts(slice.Town.Psychiatrist));

        foreach (var kind in Enum.GetValues<CareTaskKind>())
        {
            var its = TaskDuty.HandsOf(kind, "") == TaskHands.Team ? doctor : psychiatrist;

            Assert.True(TaskDuty.MayDo(rights, its, new(kind, "", IsOfOthers: false, InEmergencyOnly: false)), kind.ToString());
            Assert.False(TaskDuty.MayDo(rights, its, new(kind, "", IsOfOthers: true, InEmergencyOnly: false)), kind.ToString());
            Assert.Equal((true, false), (TaskDuty.Counts(its, kind), TaskDuty.Counts(its == doctor ? psychiatrist : doctor, kind)));
        }
    }

    [Fact]
    public async Task Given_a_referral_and_a_question_When_each_end_looks_Then_it_counts_its_own_and_every_number_is_its_list()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, psychiatrist) = ((await slice.Send(A.Registration())).CaseId, slice.Town.Psychiatrist);
        await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id) with { SentOn = Today });
        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));
        await slice.Send(A.UnstableFollowUpOf(caseId) with { SeenOn = Today });
        var other = await OtherHospital(slice);
        slice.Clock.Day = new(2026, 4, 20);

        var (doctors, theirs, elsewhere, office) = (await Kinds(slice.Town.Doctor), await Kinds(psychiatrist), await Kinds(other), await Kinds(slice.Town.Officer));
        var asked = Assert.Single((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.ReferralReceipt)))).Rows);

        Assert.Empty(doctors.Intersect(theirs));
        Assert.Contains(CareTaskKind.FollowUp, doctors);
        Assert.Superset(new HashSet<CareTaskKind> { CareTaskKind.ReferralReceipt, CareTaskKind.SpecialistQuestion, CareTaskKind.SpecialistReview }, theirs);
        Assert.Equal(doctors.Union(theirs).Order(), office.Order());
        Assert.Empty(elsewhere);
        Assert.True(asked.IsOfOthers); // asked for by its name it is shown, and is the hospital's

        async Task<HashSet<CareTaskKind>> Kinds(StaffMember reader)
        {
            var counts = await slice.Send(new CountWorklist(new()), reader);
            var kinds = new HashSet<CareTaskKind>();
            foreach (var band in Enum.GetValues<DueBand>())
            {
                var rows = (await slice.Send(new ListWorklist(new(band), UrgentFirst: true), reader)).Rows;
                Assert.Equal(counts.Bands[band], rows.Count);
                Assert.All(rows, row => Assert.False(row.IsOfOthers));
                kinds.UnionWith(rows.Select(row => row.Kind));
            }

            return kinds;
        }
    }

    [Fact]
    public async Task Given_two_hospitals_that_see_a_case_When_one_is_asked_Then_the_other_has_nothing_to_answer()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var other = await OtherHospital(slice);
        await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id) with { SentOn = Today });
        await slice.Send(new SendToSpecialist(caseId, other.InstitutionId, "是否换药？"));

        Assert.Equal([CareTaskKind.ReferralReceipt], await Of(slice, slice.Town.Psychiatrist, CareTaskKind.ReferralReceipt, CareTaskKind.SpecialistQuestion));
        Assert.Equal([CareTaskKind.SpecialistQuestion], await Of(slice, other, CareTaskKind.ReferralReceipt, CareTaskKind.SpecialistQuestion));
    }

    [Fact]
    public async Task Given_two_hospitals_that_see_a_case_When_one_owes_the_guidance_and_the_report_card_Then_the_other_that_sees_it_for_an_emergency_counts_neither()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration() with { ReportCard = Domain.Cards.ReportStanding.Owed })).CaseId;
        CareTaskKind[] owed = [CareTaskKind.SpecialistReview, CareTaskKind.ReportCard];
        await slice.Send(A.UnstableFollowUpOf(caseId) with { SeenOn = Today });
        await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id) with { SentOn = Today });
        var (called, away) = (await OtherHospital(slice), await OtherHospital(slice, "away"));
        var managed = await slice.Db(db => db.Cases.AsNoTracking().SingleAsync());
        await slice.Add(CaseGrant.ToHospitalInEmergency(GrantTarget.Of(managed), called.InstitutionId, 7, slice.Clock.GetUtcNow(), slice.Town.Doctor.Id));
        await slice.Send(new AskEmergencyAccess(GrantReason.FoundAway, "在车站被发现", Name: "测试甲", BornOn: new(1980, 5, 20), Sex: Domain.Patients.Sex.Male), away);

        Assert.Equal(owed.Order(), await Of(slice, slice.Town.Psychiatrist, owed));
        foreach (var other in (StaffMember[])[called, away])
        {
            Assert.Empty(await Of(slice, other, owed));
            Assert.Equal(0, (await slice.Send(new CountWorklist(new()), other)).Bands.Values.Sum());
            Assert.All((await slice.Send(new GetCase(caseId), other)).Tasks, task => Assert.True(task.IsOfOthers));
            Assert.True(Assert.Single((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.SpecialistReview)), other)).Rows).IsOfOthers);
        }
    }

    [Fact]
    public async Task Given_a_discharge_that_was_declined_When_the_last_psychiatrist_has_left_Then_the_team_takes_the_patient_after_all_or_leaves_it_counted()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.UnstableFollowUpOf(caseId) with { SeenOn = Today });
        var sent = await slice.Send(A.DischargeOf(caseId, wasInpatient: true), slice.Town.Psychiatrist);
        await slice.Send(new DeclineReferral(caseId, sent.Id, Today, ReferralRefusal.AddressUnclear));
        Assert.Empty(await Of(slice, slice.Town.Doctor, CareTaskKind.RefusedDischarge));
        Assert.Equal([CareTaskKind.RefusedDischarge], await Of(slice, slice.Town.Psychiatrist, CareTaskKind.RefusedDischarge));

        await NobodyWorksAt(slice, slice.Town.Hospital.Id);
        var owed = Assert.Single((await slice.Send(new ListWorklist(new(), Take: 200))).Rows, row => row.Kind == CareTaskKind.RefusedDischarge);

        Assert.True(TaskDuty.MayDo(slice.Services.GetRequiredService<Rights>(), Acts(slice.Town.Doctor), new(owed.Kind, owed.Reason.Basis, owed.IsOfOthers, InEmergencyOnly: false)));
        await slice.Send(new ReceiveReferral(caseId, sent.Id, Today));
        Assert.Empty(await Of(slice, slice.Town.Doctor, CareTaskKind.RefusedDischarge));
    }

    [Fact]
    public async Task Given_a_case_with_tasks_of_both_When_it_is_read_on_any_page_Then_each_says_the_same_of_whose_they_are_as_the_desk()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.UnstableFollowUpOf(caseId) with { SeenOn = Today });
        await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id) with { SentOn = Today });
        var other = await OtherHospital(slice);
        await slice.Send(new SendToSpecialist(caseId, other.InstitutionId, "是否换药？"));

        foreach (var silent in (InstitutionId?[])[null, other.InstitutionId, slice.Town.Hospital.Id])
        {
            if (silent is { } hospital) await NobodyWorksAt(slice, hospital);
            foreach (var reader in (StaffMember[])[slice.Town.Doctor, slice.Town.Leader, slice.Town.Officer, slice.Town.Psychiatrist, other])
            {
                var desk = (await slice.Send(new ListWorklist(new(), Take: 200), reader)).Rows.Select(row => row.TaskId).ToHashSet();
                var story = (await slice.Send(new GetCase(caseId), reader)).Tasks;
                var review = (await slice.Send(new GetReview(caseId), reader)).Tasks;
                var next = Assert.Single((await slice.Send(new FindPatients("测试甲"), reader)).Rows).Next!;

                Assert.Equal(desk.Count, story.Count(task => !task.IsOfOthers));
                Assert.All(story, task => Assert.Equal(desk.Contains(task.TaskId), !task.IsOfOthers));
                Assert.Equal(story.Select(task => (task.TaskId, task.IsOfOthers)).OrderBy(task => task.TaskId.Value), review.Select(task => (task.TaskId, task.IsOfOthers)).OrderBy(task => task.TaskId.Value));
                var first = story.OrderBy(task => task.IsOfOthers).ThenBy(task => task.Reason.ClosesOn).ThenBy(task => task.TaskId.Value).First();
                Assert.Equal((first.Kind, first.IsOfOthers), (next.Kind, next.IsOfOthers));
            }
        }
    }

    [Fact]
    public async Task Given_a_case_that_is_open_in_an_emergency_only_When_its_tasks_are_offered_Then_those_alone_that_are_done_in_emergencies()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var rights = slice.Services.GetRequiredService<Rights>();

        Assert.Equal(
            new HashSet<CareTaskKind> { CareTaskKind.FollowUp, CareTaskKind.FirstVisit, CareTaskKind.HospitalCheck, CareTaskKind.CrisisVisit, CareTaskKind.Injection, CareTaskKind.CoverageEnd, CareTaskKind.CrisisRecord },
            Offered(slice.Town.Doctor).ToHashSet());
        Assert.Equal(new HashSet<CareTaskKind> { CareTaskKind.SpecialistReview, CareTaskKind.SpecialistQuestion }, Offered(slice.Town.Psychiatrist).ToHashSet());
        Assert.Empty(Offered(slice.Town.Officer));

        IEnumerable<CareTaskKind> Offered(StaffMember reader) => Enum.GetValues<CareTaskKind>().Where(kind => TaskDuty.Counts(Acts(reader), kind) && TaskDuty.MayDo(rights, Acts(reader), new(kind, "", IsOfOthers: false, InEmergencyOnly: true)));
    }

    [Fact]
    public async Task Given_several_referrals_of_a_case_When_a_task_is_opened_Then_its_own_is_found_and_without_one_the_readers_newest()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, psychiatrist, other) = ((await slice.Send(A.Registration())).CaseId, slice.Town.Psychiatrist, await OtherHospital(slice));
        var first = await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id) with { SentOn = Today });
        await slice.Send(new ReceiveReferral(caseId, first.Id, Today), psychiatrist);
        await slice.Send(new RecordReferralOutcome(caseId, first.Id, Today, ReferralOutcome.Outpatient), psychiatrist);
        slice.Clock.Day = Today.AddDays(1);
        var second = await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id) with { SentOn = slice.Clock.Day });
        await slice.Send(new ReceiveReferral(caseId, second.Id, slice.Clock.Day), psychiatrist);
        await slice.Send(new RecordReferralOutcome(caseId, second.Id, slice.Clock.Day, ReferralOutcome.Outpatient), psychiatrist);
        slice.Clock.Day = Today.AddDays(2);
        var elsewhere = await slice.Send(A.ReferralOf(caseId, other.InstitutionId) with { SentOn = slice.Clock.Day });
        Assert.Equal(second.Id, await Owed(psychiatrist, null)); // of the own hospital nothing waits: the newest of its own
        await slice.Send(new DeclineReferral(caseId, elsewhere.Id, slice.Clock.Day, ReferralRefusal.NoBed), other);
        await slice.Send(new CancelReferral(caseId, elsewhere.Id, slice.Clock.Day, "改为会诊"));
        Assert.Equal(elsewhere.Id, await Owed(slice.Town.Doctor, null)); // the newest
        await NobodyWorksAt(slice, other.InstitutionId);
        var waiting = await slice.Send(A.ReferralOf(caseId, other.InstitutionId) with { SentOn = slice.Clock.Day });
        slice.Clock.Day = Today.AddDays(3);
        var discharge = await slice.Send(A.DischargeOf(caseId, wasInpatient: true) with { SentOn = slice.Clock.Day, DischargedOn = slice.Clock.Day }, psychiatrist);

        Assert.Equal(waiting.Id, await Owed(slice.Town.Doctor, CareTaskKind.ReferralReceipt));
        Assert.Equal(discharge.Id, await Owed(slice.Town.Doctor, CareTaskKind.DischargeIntake));
        Assert.Equal(discharge.Id, await Owed(slice.Town.Doctor, null));
        Assert.Equal(discharge.Id, await Owed(psychiatrist, CareTaskKind.ReferralOutcome)); // nothing of the kind waits
        var nobody = await OtherHospital(slice, "nobody");
        await Assert.ThrowsAsync<NotFoundException>(() => Owed(nobody, null));

        async Task<ReferralId?> Owed(StaffMember reader, CareTaskKind? kind) => (await slice.Send(new FindOwedReferral(caseId, kind), reader)).Id;
    }

    [Fact]
    public async Task Given_a_referral_and_a_question_When_the_last_psychiatrist_has_left_Then_they_are_the_teams_and_the_question_can_be_let_go()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id) with { SentOn = Today });
        var asked = await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));
        CareTaskKind[] owed = [CareTaskKind.ReferralReceipt, CareTaskKind.SpecialistQuestion];
        Assert.Empty(await Of(slice, slice.Town.Doctor, owed));

        await NobodyWorksAt(slice, slice.Town.Hospital.Id);

        Assert.Equal(owed, await Of(slice, slice.Town.Doctor, owed));
        await slice.Send(new EndSpecialistAccess(caseId, asked.Id, asked.Version));
        Assert.Equal([CareTaskKind.ReferralReceipt], await Of(slice, slice.Town.Doctor, owed));
    }

    [Fact]
    public async Task Given_a_referral_that_was_declined_When_each_end_looks_Then_what_follows_is_the_teams()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, psychiatrist) = ((await slice.Send(A.Registration())).CaseId, slice.Town.Psychiatrist);
        var sent = await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id) with { SentOn = Today });
        await slice.Send(new DeclineReferral(caseId, sent.Id, Today, ReferralRefusal.NoBed), psychiatrist);

        Assert.Equal([CareTaskKind.ReferralOutcome], await Of(slice, slice.Town.Doctor, CareTaskKind.ReferralOutcome));
        Assert.Empty(await Of(slice, psychiatrist, CareTaskKind.ReferralOutcome));
    }

    [Fact]
    public async Task Given_an_emergency_an_unstable_and_a_longer_late_patient_When_the_urgent_come_first_Then_in_this_order_for_everybody_and_page_by_page()
    {
        await using var slice = await Slice.CreateAsync(Today);
        await slice.Send(A.Registration("先迟"));
        slice.Clock.Day = Today.AddDays(1);
        await slice.Send(A.UnstableFollowUpOf((await slice.Send(A.Registration("不稳"))).CaseId) with { SeenOn = slice.Clock.Day, Class = Stability.Unstable });
        slice.Clock.Day = Today.AddDays(2);
        var endangered = (await slice.Send(A.Registration("应急"))).CaseId;
        slice.Clock.Day = new(2026, 5, 20);
        await slice.Send(new StartCrisis(endangered, CrisisTrigger.DangerToOthers));

        foreach (var reader in new[] { slice.Town.Doctor, slice.Town.Leader, slice.Town.Officer })
        {
            var (names, after) = (new List<string>(), (string?)null);
            do
            {
                var page = await slice.Send(new ListWorklist(new(DueBand.Late), after, Take: 1, UrgentFirst: true), reader);
                names.AddRange(page.Rows.Select(row => row.Name));
                after = page.Next;
            }
            while (after is not null);

            Assert.Equal(["应急", "不稳", "先迟"], names.Distinct());
            Assert.Equal((await slice.Send(new CountWorklist(new(DueBand.Late)), reader)).Bands[DueBand.Late], names.Count);
        }
    }

    private static async Task<List<CareTaskKind>> Of(Slice slice, StaffMember reader, params CareTaskKind[] among)
    {
        var page = await slice.Send(new ListWorklist(new(), Take: 200), reader);
        return [.. page.Rows.Select(row => row.Kind).Where(among.Contains).Order()];
    }

    private static Task<int> NobodyWorksAt(Slice slice, InstitutionId hospital) =>
        slice.Db(db => db.Staff.Where(staff => staff.InstitutionId == hospital).ExecuteUpdateAsync(staff => staff.SetProperty(one => one.ClosedOn, Today)));

    private static async Task<StaffMember> OtherHospital(Slice slice, string code = "elsewhere")
    {
        var hospital = new Institution(InstitutionId.New(), "省精神病院", InstitutionKind.SpecialistHospital, TestTown.City);
        var psychiatrist = new StaffMember(StaffId.New(), code, "刘主任", StaffRole.Psychiatrist, TestTown.City, hospital.Id);
        await slice.Add(hospital, psychiatrist);

        return psychiatrist;
    }

    private static Reader Acts(StaffMember staff) => new(Acting.As(staff));

    private sealed record Reader(Acting Acting) : IActor
    {
        public bool IsKnown => true;
    }
}
