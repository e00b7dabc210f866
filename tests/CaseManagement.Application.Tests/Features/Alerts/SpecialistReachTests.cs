using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features.Alerts;

/// <summary>Whom a step for the specialist reaches: the domain says it, the sweep and the notices say the same in SQL, over grants of every kind.</summary>
public sealed class SpecialistReachTests
{
    private static readonly DateOnly Monday = A.Monday;

    [Fact]
    public async Task Given_grants_of_every_kind_When_the_sweep_tells_the_specialist_Then_it_tells_whom_the_rule_in_the_domain_names_and_passes_on_what_nobody_has_any_more()
    {
        await using var slice = await Slice.CreateAsync(Monday);
        var random = new Random(20260302);
        var hospitals = await HospitalsAsync(slice);
        for (var nth = 0; nth < 30; nth++) await LateAsync(slice, $"测试{nth}", nth % 5);
        var kinds = await EveryKindAsync(slice);

        await GrantAtRandomAsync(slice, hospitals, random);
        await GrantToAnsweringAsync(slice);
        await slice.Night(20, month: 4);
        var reached = await ReachedAsync(slice);
        var first = await ToSpecialistAsync(slice);
        Assert.All(first, alert => Assert.Equal((alert.Kind, alert.CaseId, Told.Reached(ToldRole.Specialist, true, true, reached(alert))), (alert.Kind, alert.CaseId, alert.Tells)));

        await GrantAtRandomAsync(slice, hospitals, random);
        await slice.Night(21, month: 4);
        var still = await ReachedAsync(slice);
        var second = (await ToSpecialistAsync(slice)).ToDictionary(alert => alert.Id);
        Assert.All(first, alert => Assert.Equal(Told.Reached(alert.Tells, true, true, still(alert)), second[alert.Id].Tells));

        Assert.Equal(kinds, first.Select(alert => alert.Kind).Distinct().Order());
        var declined = await slice.Db(db => db.CareTasks.AsNoTracking().Where(task => task.Kind == CareTaskKind.ReferralOutcome && task.Basis.StartsWith("referral-outcome.declined")).Select(task => task.Id).ToListAsync());
        Assert.NotEmpty(declined);
        Assert.All(first.Where(alert => declined.Contains(alert.TaskId)), alert => Assert.Equal(ToldRole.PreventionOffice, alert.Tells)); // the hospital has spoken: the office finds another
        Assert.Contains(first, alert => alert.Kind == CareTaskKind.ReferralOutcome && alert.Tells == ToldRole.Specialist);
        Assert.InRange(first.Count(alert => alert.Tells == ToldRole.Specialist), 5, first.Count - 5);
        Assert.Contains(first, alert => alert.Tells == ToldRole.Specialist && second[alert.Id].Tells == ToldRole.PreventionOffice);
        Assert.Contains(first, alert => alert.Tells == ToldRole.Specialist && second[alert.Id].Tells == ToldRole.Specialist);
    }

    [Fact]
    public async Task Given_grants_of_every_kind_When_an_emergency_begins_Then_the_office_has_the_notice_too_exactly_where_no_psychiatrist_sees_the_case()
    {
        await using var slice = await Slice.CreateAsync(Monday);
        var hospitals = await HospitalsAsync(slice);
        await slice.Db(db => db.Institutions.Where(institution => institution.Kind == InstitutionKind.SpecialistHospital).ExecuteUpdateAsync(hospital => hospital.SetProperty(x => x.AreaCode, TestTown.OtherTown))); // none is of the place
        for (var nth = 0; nth < 16; nth++) await slice.Send(A.Registration($"测试{nth}"));
        await GrantAtRandomAsync(slice, hospitals, new Random(7));
        var cases = await slice.Db(db => db.Cases.AsNoTracking().ToListAsync());

        foreach (var managed in cases) await slice.Send(new StartCrisis(managed.Id, CrisisTrigger.DangerToOthers));

        var (grants, working) = (await GrantsAsync(slice), await WorkingAsync(slice));
        var expected = cases.Where(managed => !grants[managed.Id].Any(working)).Select(managed => managed.Id).ToHashSet();
        var told = (await slice.Db(db => db.Notices.AsNoTracking().Where(notice => notice.Party == Party.PreventionOffice && notice.Channel == NoticeChannel.InApp).Select(notice => notice.CaseId).ToListAsync())).OfType<ManagedCaseId>().ToHashSet();
        Assert.InRange(expected.Count, 3, cases.Count - 3);
        Assert.Equal(expected.OrderBy(id => id.Value), told.OrderBy(id => id.Value));
    }

    [Fact]
    public async Task Given_two_hospitals_that_were_asked_on_two_days_When_one_answer_after_the_other_is_late_Then_each_hospital_is_told_of_its_own_alone()
    {
        await using var slice = await Slice.CreateAsync(Monday);
        var (first, hospitals) = (slice.Town.Psychiatrist, await HospitalsAsync(slice));
        var second = await slice.Db(db => db.Staff.SingleAsync(staff => staff.Code == "second"));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new SendToSpecialist(caseId, hospitals[0].Id, "是否换药？"));
        slice.Clock.Day = Monday.AddDays(2);
        await slice.Send(new SendToSpecialist(caseId, hospitals[1].Id, "是否住院？"));

        await slice.Night(10); // the first was due on the 9th, the second on the 11th
        Assert.Equal([new(2026, 3, 9)], await ToldOfAsync(first));
        Assert.Equal([], await ToldOfAsync(second));
        Assert.Equal([new(2026, 3, 9)], await OwedByAsync(first));
        Assert.Equal([new(2026, 3, 11)], await OwedByAsync(second));

        await slice.Night(12);
        Assert.Equal([new(2026, 3, 9)], await ToldOfAsync(first));
        Assert.Equal([new(2026, 3, 11)], await ToldOfAsync(second));

        await slice.Send(new RecordAdvice(caseId, new(2026, 3, 12), "换药"), second);
        Assert.Equal([new(2026, 3, 9)], await ToldOfAsync(first)); // the answer of one is not the other's
        Assert.Equal([], await ToldOfAsync(second));

        async Task<IEnumerable<DateOnly>> ToldOfAsync(StaffMember psychiatrist)
        {
            var rows = (await slice.Send(new ListAlerts(new(Kind: CareTaskKind.SpecialistQuestion, Tells: ToldRole.Specialist)), psychiatrist)).Rows;
            Assert.Equal(rows.Count, (await slice.Send(new CountAlerts(new(Kind: CareTaskKind.SpecialistQuestion, Tells: ToldRole.Specialist)), psychiatrist)).Total);
            return rows.Select(row => row.ClosesOn);
        }

        async Task<IEnumerable<DateOnly>> OwedByAsync(StaffMember psychiatrist) =>
            (await slice.Send(new ListWorklist(new()), psychiatrist)).Rows.Where(row => row.Kind == CareTaskKind.SpecialistQuestion).Select(row => row.Reason.ClosesOn);
    }

    /// <summary>One of the place in which a psychiatrist works, another that has one, and one whose only psychiatrist has left.</summary>
    private static async Task<List<Institution>> HospitalsAsync(Slice slice)
    {
        List<Institution> hospitals = [slice.Town.Hospital, new(InstitutionId.New(), "第二精神卫生中心", InstitutionKind.SpecialistHospital, TestTown.OtherTown), new(InstitutionId.New(), "第三精神卫生中心", InstitutionKind.SpecialistHospital, TestTown.OtherTown)];
        var (working, left) = (new StaffMember(StaffId.New(), "second", "别院医生", StaffRole.Psychiatrist, TestTown.City, hospitals[1].Id), new StaffMember(StaffId.New(), "third", "离院医生", StaffRole.Psychiatrist, TestTown.City, hospitals[2].Id));
        await slice.Add(hospitals[1], hospitals[2], working, left);
        await slice.Db(db => db.Staff.Where(staff => staff.Id == left.Id).ExecuteUpdateAsync(staff => staff.SetProperty(x => x.ClosedOn, Monday)));

        return hospitals;
    }

    /// <summary>An unstable patient of whom by April a visit and a guidance are late, and a question, a receipt, a result, a refused discharge or what is done instead of a referral that was declined.</summary>
    private static async Task LateAsync(Slice slice, string name, int what)
    {
        var (caseId, psychiatrist) = (await slice.AnUnstablePatient(name), slice.Town.Psychiatrist);
        if (what == 0)
        {
            await slice.Db(db => db.CaseGrants.Where(grant => grant.CaseId == caseId).ExecuteDeleteAsync());
            await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));
        }
        else if (what == 3)
        {
            var form = await slice.Send(A.DischargeOf(caseId, wasInpatient: true), psychiatrist);
            await slice.Send(new DeclineReferral(caseId, form.Id, Monday, ReferralRefusal.AddressUnclear));
        }
        else
        {
            var sent = await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id));
            if (what == 2) await slice.Send(new ReceiveReferral(caseId, sent.Id, Monday), psychiatrist);
            if (what == 4) await slice.Send(new DeclineReferral(caseId, sent.Id, Monday, ReferralRefusal.NoBed), psychiatrist);
        }
    }

    /// <summary>Of every kind of which the ladder tells the specialist something is late: where nothing here makes it so, visits that are late stand in for it.</summary>
    private static async Task<List<CareTaskKind>> EveryKindAsync(Slice slice)
    {
        var all = slice.Services.GetRequiredService<Standards>().Ladder.StepsUntil(DateOnly.MaxValue).Where(step => step.Tells == ToldRole.Specialist).Select(step => step.Kind).Distinct().Order().ToList();
        var late = await slice.Db(db => db.CareTasks.AsNoTracking().Where(task => task.State == CareTaskState.Open).OrderBy(task => task.Id).ToListAsync());
        List<CareTaskKind> rest = [CareTaskKind.FollowUp, .. all.Except(late.Select(task => task.Kind))];
        Assert.Superset(new HashSet<CareTaskKind> { CareTaskKind.FollowUp, CareTaskKind.CoverageEnd, CareTaskKind.ReportCard }, rest.ToHashSet());
        foreach (var (nth, visit) in late.Where(task => task.Kind == CareTaskKind.FollowUp).Index())
        {
            var (id, kind, cycle) = (visit.Id, rest[nth % rest.Count], visit.CycleOn.AddDays(1)); // the first visit has had the day of its own already
            if (kind != visit.Kind) await slice.Db(db => db.CareTasks.Where(task => task.Id == id).ExecuteUpdateAsync(task => task.SetProperty(x => x.Kind, kind).SetProperty(x => x.CycleOn, cycle)));
        }

        return all;
    }

    private static async Task GrantAtRandomAsync(Slice slice, List<Institution> hospitals, Random random)
    {
        await slice.Db(db => db.CaseGrants.ExecuteDeleteAsync());
        var people = await slice.Db(db => db.Staff.AsNoTracking().Where(staff => staff.Role == StaffRole.Psychiatrist).OrderBy(staff => staff.Code).ToListAsync());
        foreach (var managed in await slice.Db(db => db.Cases.AsNoTracking().OrderBy(managed => managed.Id).ToListAsync()))
        {
            var grants = Enumerable.Range(0, random.Next(6)).Select(number =>
            {
                var (of, hospital, by, from) = (GrantTarget.Of(managed), hospitals[random.Next(3)].Id, slice.Town.Doctor.Id, slice.Clock.GetUtcNow().AddDays(random.Next(6) == 0 ? 90 : -1));
                var grant = random.Next(9) switch
                {
                    0 => CaseGrant.ToPsychiatrist(of, people[random.Next(people.Count)].Id, number, from, null, "请看一下", by),
                    1 or 2 => CaseGrant.ToHospital(of, hospital, number, from, "是否换药？", by, Monday.AddDays(random.Next(2))),
                    3 or 4 => CaseGrant.ToHospitalForReview(of, hospital, number, from, by),
                    5 or 6 => CaseGrant.ToHospitalOfReferral(of, hospital, number, from, by),
                    _ => CaseGrant.ToHospitalInEmergency(of, hospital, number, from, by),
                };
                if (random.Next(3) == 0) grant.Answer(from);
                if (random.Next(3) == 0) grant.KeepUntil(from.AddDays(random.Next(2) == 0 ? 80 : 1));
                if (random.Next(6) == 0 && grant.IsActive(slice.Clock.GetUtcNow())) grant.End(slice.Clock.GetUtcNow(), by);
                return grant;
            }).ToArray();
            if (grants.Length > 0) await slice.Add([.. grants]);
        }
    }

    /// <summary>Every other of the referrals that the hospital has received or declined is open to it, whatever chance gave.</summary>
    private static async Task GrantToAnsweringAsync(Slice slice)
    {
        var answered = await slice.Db(db => db.Referrals.AsNoTracking().Where(referral => referral.Direction == ReferralDirection.Up && (referral.State == ReferralState.Received || referral.State == ReferralState.Declined)).ToListAsync());
        var cases = await slice.Db(db => db.Cases.AsNoTracking().ToDictionaryAsync(managed => managed.Id));
        foreach (var alike in answered.GroupBy(referral => referral.State))
            await slice.Add([.. alike.OrderBy(referral => referral.CaseId.Value).Where((_, nth) => nth % 2 == 0).Select(referral => CaseGrant.ToHospitalOfReferral(GrantTarget.Of(cases[referral.CaseId]), referral.HospitalId, 9, slice.Clock.GetUtcNow().AddDays(-1), slice.Town.Doctor.Id))]);
    }

    private static async Task<Func<Alert, bool>> ReachedAsync(Slice slice)
    {
        var (grants, working) = (await GrantsAsync(slice), await WorkingAsync(slice));
        var referrals = (await slice.Db(db => db.Referrals.AsNoTracking().ToListAsync())).ToLookup(referral => referral.CaseId);
        var cycles = await slice.Db(db => db.CareTasks.AsNoTracking().ToDictionaryAsync(task => task.Id, task => task.CycleOn));
        return of => grants[of.CaseId].Any(grant => working(grant) && SpecialistReach.Reaches(of.Kind, cycles[of.TaskId], grant, referrals[of.CaseId]));
    }

    private static async Task<ILookup<ManagedCaseId, CaseGrant>> GrantsAsync(Slice slice) => (await slice.Db(db => db.AllGrants().AsNoTracking().ToListAsync())).ToLookup(grant => grant.CaseId);

    /// <summary>It holds now, and somebody works there who reads it.</summary>
    private static async Task<Func<CaseGrant, bool>> WorkingAsync(Slice slice)
    {
        var people = await slice.Db(db => db.Staff.AsNoTracking().Where(staff => staff.Role == StaffRole.Psychiatrist && staff.ClosedOn == null).ToListAsync());
        return grant => grant.Kind == GrantKind.Specialist && grant.IsActive(slice.Clock.GetUtcNow()) && people.Exists(staff => staff.InstitutionId == grant.InstitutionId || staff.Id == grant.StaffId);
    }

    /// <summary>The alerts whose step tells the specialist, whomever they reached.</summary>
    private static async Task<List<Alert>> ToSpecialistAsync(Slice slice)
    {
        var ladder = slice.Services.GetRequiredService<Standards>().Ladder;
        var classes = await slice.Db(db => db.CareTasks.AsNoTracking().ToDictionaryAsync(task => task.Id, task => task.Class));
        return [.. (await slice.Db(db => db.Alerts.AsNoTracking().OrderBy(alert => alert.Id).ToListAsync())).Where(alert => ladder.For(alert.Kind, classes[alert.TaskId]).Any(step => step.Step == alert.Step && step.Tells == ToldRole.Specialist))];
    }
}
