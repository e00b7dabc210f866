using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
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

            Assert.True(TaskDuty.MayDo(rights, its, kind, ""), kind.ToString());
            Assert.Equal((false, true), (TaskDuty.IsOfOthers(its, kind, ""), TaskDuty.IsOfOthers(its == doctor ? psychiatrist : doctor, kind, "")));
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
    public async Task Given_a_referral_and_a_question_When_the_last_psychiatrist_has_left_Then_they_are_the_teams_and_the_question_can_be_let_go()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id) with { SentOn = Today });
        var asked = await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));
        CareTaskKind[] owed = [CareTaskKind.ReferralReceipt, CareTaskKind.SpecialistQuestion];
        Assert.Empty(await Of(slice, slice.Town.Doctor, owed));

        await slice.Db(db => db.Staff.Where(staff => staff.Id == slice.Town.Psychiatrist.Id).ExecuteUpdateAsync(staff => staff.SetProperty(one => one.ClosedOn, Today)));

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

    private static async Task<StaffMember> OtherHospital(Slice slice)
    {
        var hospital = new Institution(InstitutionId.New(), "省精神病院", InstitutionKind.SpecialistHospital, TestTown.City);
        var psychiatrist = new StaffMember(StaffId.New(), "elsewhere", "刘主任", StaffRole.Psychiatrist, TestTown.City, hospital.Id);
        await slice.Add(hospital, psychiatrist);

        return psychiatrist;
    }

    private static Reader Acts(StaffMember staff) => new(Acting.As(staff));

    private sealed record Reader(Acting Acting) : IActor
    {
        public bool IsKnown => true;
    }
}
