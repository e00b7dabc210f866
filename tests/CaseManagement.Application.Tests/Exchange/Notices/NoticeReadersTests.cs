using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Tests.Features.Alerts;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Exchange.Notices;

/// <summary>Whether somebody is there to be told is asked of notices by one query, of alerts by another: over staffs and grants of every kind they find the same.</summary>
public sealed class NoticeReadersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Given_any_staff_When_alerts_and_notices_are_written_and_people_leave_Then_the_office_is_told_by_a_notice_exactly_where_the_sweep_tells_it(int seed)
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var random = new Random(seed);
        for (var nth = 0; nth < 16; nth++) await slice.AnUnstablePatient($"测试{nth}");
        var cases = await slice.Db(db => db.Cases.AsNoTracking().OrderBy(managed => managed.Id).ToListAsync());
        await StaffAsync(slice, random, cases);

        await slice.Night(24); // leader on the 17th, specialist today
        await slice.Db(db => db.Notices.ExecuteDeleteAsync()); // of the visits themselves
        foreach (var (nth, managed) in cases.Index()) await slice.Send(new StartCrisis(managed.Id, TriggerOf(nth)), slice.Town.Officer);
        await JudgeAsync(slice, cases);

        await LeaveAsync(slice, random);
        await slice.Night(25);
        await JudgeAsync(slice, cases);
    }

    /// <summary>Of every other one the psychiatrist alone is told.</summary>
    private static CrisisTrigger TriggerOf(int nth) => nth % 2 == 0 ? CrisisTrigger.DangerToOthers : CrisisTrigger.Relapse;

    private static async Task JudgeAsync(Slice slice, List<ManagedCase> cases)
    {
        var passed = (await slice.Db(db => db.Alerts.AsNoTracking().Where(alert => alert.Kind == CareTaskKind.FollowUp && alert.Tells == ToldRole.PreventionOffice).ToListAsync())).ToLookup(alert => alert.CaseId, alert => alert.Step);
        var told = (await slice.Db(db => db.Notices.AsNoTracking().Where(notice => notice.Party == Party.PreventionOffice && notice.Channel == NoticeChannel.InApp).Select(notice => notice.CaseId).ToListAsync())).OfType<ManagedCaseId>().ToHashSet();
        var expected = cases.Index().Where(each => passed[each.Item.Id].Contains(3) || (TriggerOf(each.Index) == CrisisTrigger.DangerToOthers && passed[each.Item.Id].Contains(2))).Select(each => each.Item.Id).ToHashSet();

        Assert.InRange(expected.Count, 2, cases.Count - 2);
        Assert.Equal(expected.OrderBy(id => id.Value), told.OrderBy(id => id.Value));
    }

    /// <summary>Teams with a leader, with none beside a colleague's, with one who has left, and no team at all; hospitals and psychiatrists who see the case, saw it, or will see it.</summary>
    private static async Task StaffAsync(Slice slice, Random random, List<ManagedCase> cases)
    {
        var town = slice.Town;
        var left = new CareTeam(CareTeamId.New(), "东城第三团队", TestTown.Code, town.Centre.Id);
        var second = new Institution(InstitutionId.New(), "第二精神卫生中心", InstitutionKind.SpecialistHospital, TestTown.OtherTown);
        await slice.Add(
            left, second, new StaffMember(StaffId.New(), "left", "离任组长", StaffRole.TeamLeader, TestTown.Code, town.Centre.Id, left.Id), new StaffMember(StaffId.New(), "third", "在任组长", StaffRole.TeamLeader, TestTown.OtherTown, town.Centre.Id, left.Id),
            new StaffMember(StaffId.New(), "second", "别院医生", StaffRole.Psychiatrist, TestTown.City, second.Id));
        await slice.Db(db => db.Staff.Where(staff => staff.Code == "left").ExecuteUpdateAsync(staff => staff.SetProperty(x => x.ClosedOn, A.Monday)));
        await slice.Db(db => db.Institutions.Where(institution => institution.Kind == InstitutionKind.SpecialistHospital).ExecuteUpdateAsync(hospital => hospital.SetProperty(x => x.AreaCode, TestTown.OtherTown))); // none is of the place: nothing opens by itself
        await slice.Db(db => db.CaseGrants.ExecuteDeleteAsync());

        var now = slice.Clock.GetUtcNow();
        CareTeamId?[] teams = [town.Team.Id, town.Team.Id, town.Team.Id, town.OtherTeam.Id, left.Id, null];
        foreach (var managed in cases)
        {
            var (id, team, from) = (managed.Id, teams[random.Next(teams.Length)], now.AddDays(random.Next(8) == 0 ? 60 : -1));
            await slice.Db(db => db.Cases.Where(other => other.Id == id).ExecuteUpdateAsync(other => other.SetProperty(x => x.CareTeamId, team)));
            await slice.Db(db => db.CareTasks.Where(task => task.CaseId == id).ExecuteUpdateAsync(task => task.SetProperty(x => x.CareTeamId, team)));
            var grant = random.Next(7) switch
            {
                0 => CaseGrant.ToPsychiatrist(GrantTarget.Of(managed), town.Psychiatrist.Id, 0, from, random.Next(2) == 0 ? null : now.AddDays(3), "请看一下", town.Doctor.Id),
                >= 1 and <= 5 => CaseGrant.ToHospital(GrantTarget.Of(managed), random.Next(2) == 0 ? second.Id : town.Hospital.Id, 0, from, "是否换药？", town.Doctor.Id, A.Monday),
                _ => null,
            };
            if (grant is not null) await slice.Add(grant);
        }
    }

    /// <summary>A leader or a psychiatrist leaves, and one leader perhaps goes to another team.</summary>
    private static async Task LeaveAsync(Slice slice, Random random)
    {
        foreach (var code in new[] { "third", "psychiatrist", "second" }.OrderBy(_ => random.Next()).Take(1).ToList())
            await slice.Db(db => db.Staff.Where(staff => staff.Code == code).ExecuteUpdateAsync(staff => staff.SetProperty(x => x.ClosedOn, new DateOnly(2026, 3, 24))));
        if (random.Next(2) == 0) await slice.Db(db => db.Staff.Where(staff => staff.Code == "leader").ExecuteUpdateAsync(staff => staff.SetProperty(x => x.CareTeamId, slice.Town.OtherTeam.Id)));
    }
}
