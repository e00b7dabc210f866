using CaseManagement.Domain;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Access;

/// <summary>What a list, a count, an address and a write let through is exactly what <see cref="CaseScope"/> says, in random worlds.</summary>
public sealed class ScopePropertyTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 4)];

    [Theory, MemberData(nameof(Seeds))]
    public async Task Given_any_world_When_anybody_looks_into_the_tables_Then_each_holds_exactly_what_the_rule_says(int seed)
    {
        await using var world = await ScopeWorld.BuildAsync(seed);
        var (slice, now) = (world.Slice, world.Slice.Clock.GetUtcNow());
        var met = new HashSet<(StaffRole, bool)>();
        foreach (var person in world.People)
        {
            var theirs = world.CasesOf(person);
            met.UnionWith(world.Cases.Select(managed => (person.Role, theirs.Contains(managed.Id))));
            var acting = await slice.Db(null, db => db.ActingAsync(person, now, null, TestContext.Current.CancellationToken));

            await slice.Db(acting, async db =>
            {
                Assert.Equal(theirs.Order(), (await db.Cases.Select(managed => managed.Id).ToListAsync()).Order());
                Assert.Equal(world.Cases.Where(managed => theirs.Contains(managed.Id)).Select(managed => managed.PatientId.Value).Order(), (await db.Patients.Select(patient => patient.Id).ToListAsync()).Select(id => id.Value).Order());
                Assert.Equal(Of(theirs, world, managed => managed.Tasks.Count), (await db.CareTasks.Select(task => task.CaseId).ToListAsync()).CountBy(id => id).OrderBy(pair => pair.Key.Value));
                Assert.Equal(Of(theirs, world, managed => managed.Consents.Count), (await db.Set<InformedConsent>().Select(consent => EF.Property<ManagedCaseId>(consent, "CaseId")).ToListAsync()).CountBy(id => id).OrderBy(pair => pair.Key.Value));
                Assert.Equal(GrantsOf(person, world, now).Order(), (await db.CaseGrants.Select(grant => grant.Id).ToListAsync()).Select(id => id.Value).Order());

                return 0;
            });
        }

        foreach (var role in (StaffRole[])[StaffRole.CareTeamMember, StaffRole.PreventionOffice, StaffRole.Psychiatrist, StaffRole.CareGroupMember])
            Assert.True(seed > 1 || (met.Contains((role, true)) && met.Contains((role, false))), $"{role} was never let in, or never kept out");
        Assert.Equal(0, await slice.Db(null, db => db.Patients.CountAsync()));
        Assert.Equal(world.Cases.Count, await slice.Db(db => db.Cases.CountAsync()));
    }

    [Theory, MemberData(nameof(Seeds))]
    public async Task Given_any_world_When_anybody_uses_the_doors_Then_lists_counts_addresses_and_writes_let_through_what_the_rule_says(int seed)
    {
        await using var world = await ScopeWorld.BuildAsync(seed);
        var alerts = await world.Slice.Db(db => db.Alerts.AsNoTracking().ToListAsync());
        Assert.NotEmpty(alerts);
        var rights = world.Slice.Services.GetRequiredService<Rights>();
        var kinds = world.Cases.SelectMany(managed => managed.Tasks).Where(task => task.State == CareTaskState.Open).Select(task => task.Kind).Distinct().ToList();
        Assert.Superset(new HashSet<CareTaskKind>(OfHospitals), kinds.ToHashSet());
        var forSilent = new List<CareTaskKind>();
        foreach (var person in world.People)
        {
            var theirs = world.CasesOf(person);
            if (person.Role == StaffRole.CareGroupMember)
            {
                foreach (var list in (ListSupported[])[new(), new("测试"), new("cs")])
                    Assert.Equal(theirs.Order(), (await world.Slice.Send(list, person)).Patients.Select(patient => patient.CaseId).Order());
            }

            if (!rights.Has(person.Role, Right.SeeCase))
            {
                await Assert.ThrowsAsync<NotPermittedException>(() => world.Slice.Send(new GetCase(world.Cases[0].Id), person));
                continue;
            }

            foreach (var search in (FindPatients[])[new("测试"), new("cs"), new(AreaCode: "44"), new("测试", "44")])
                Assert.Equal(theirs.Order(), (await Found(world.Slice, person, search)).Select(row => row.CaseId).Order());
            var open = world.Cases.Where(managed => theirs.Contains(managed.Id)).SelectMany(managed => managed.Tasks).Where(task => task.State == CareTaskState.Open).ToList();
            var mineToDo = open.Where(task => IsInHandsOf(person, task, world)).ToList();
            if (IsOfATeam(person)) forSilent.AddRange(mineToDo.Where(IsAHospitals).Select(task => task.Kind));
            Assert.Equal(mineToDo.Select(task => task.Id.Value).Order(), (await Worklist(world.Slice, person, new())).Select(row => row.TaskId.Value).Order());
            Assert.Equal(mineToDo.Count, (await world.Slice.Send(new CountWorklist(new()), person)).Bands.Values.Sum());
            foreach (var kind in kinds)
            {
                var ofKind = open.Where(task => task.Kind == kind).ToList();
                Assert.Equal(ofKind.Select(task => task.Id.Value).Order(), (await Worklist(world.Slice, person, new(Kind: kind))).Select(row => row.TaskId.Value).Order());
                Assert.Equal(ofKind.Count, (await world.Slice.Send(new CountWorklist(new(Kind: kind)), person)).Bands.Values.Sum());
            }

            var told = await world.Slice.Send(new ListAlerts(new AlertFilter(), Take: 200), person);
            var mine = alerts.Where(alert => alert.IsOpen && theirs.Contains(alert.CaseId) && IsTold(person, alert, world)).Select(alert => alert.Id).ToList();
            Assert.Equal((mine.Count, string.Join(' ', mine.Order())), (told.Total, string.Join(' ', told.Rows.Select(row => row.Id))));

            foreach (var managed in world.Cases)
            {
                Assert.Equal(theirs.Contains(managed.Id), await Exists(() => world.Slice.Send(new GetCase(managed.Id), person)));
                Assert.Equal(theirs.Contains(managed.Id), await Exists(() => world.Slice.Send(Write(person, managed.Id), person)));
            }

            foreach (var alert in alerts)
                Assert.Equal(theirs.Contains(alert.CaseId), await Exists(() => world.Slice.Send(new ClaimAlert(alert.Id, ExpectedVersion: -1), person)));
        }

        Assert.NotEmpty(forSilent);
    }

    /// <summary>A write that has seen a version that never was: whoever may know of the case is told that it has changed, everybody else that there is none.</summary>
    private static IRequest<CaseChanged> Write(StaffMember person, ManagedCaseId id) => person.Role == StaffRole.Psychiatrist
        ? new RecordAdvice(id, ScopeWorld.Today, "复查", ExpectedVersion: -1)
        : new RecordConsent(id, true, new Signature(Signer.Patient, "测试", null, ScopeWorld.Today), ExpectedVersion: -1);

    /// <summary>All pages of a search, three rows each.</summary>
    private static async Task<List<PatientFound>> Found(Slice slice, StaffMember person, FindPatients search)
    {
        var rows = new List<PatientFound>();
        for (string? after = null; ;)
        {
            var page = await slice.Send(search with { After = after, Take = 3 }, person);
            rows.AddRange(page.Rows);
            if (page.Next is not { } next) return rows;
            after = next;
        }
    }

    private static async Task<bool> Exists(Func<Task> ask)
    {
        try
        {
            await ask();
            return true;
        }
        catch (ChangedMeanwhileException)
        {
            return true;
        }
        catch (RuleBrokenException known) when (known.Code == "access.emergency-only")
        {
            return true; // the case is there for them, and this is not theirs to decide
        }
        catch (NotFoundException)
        {
            return false;
        }
    }

    private static readonly CareTaskKind[] OfHospitals =
        [CareTaskKind.ReferralReceipt, CareTaskKind.ReferralOutcome, CareTaskKind.RefusedDischarge, CareTaskKind.SpecialistReview, CareTaskKind.SpecialistQuestion, CareTaskKind.ReportCard];

    private static bool IsOfATeam(StaffMember person) => person.Role is StaffRole.CareTeamMember or StaffRole.TeamLeader;

    /// <summary>What follows a referral that the hospital declined is the sender's.</summary>
    private static bool IsAHospitals(CareTask task) => OfHospitals.Contains(task.Kind) && !task.Basis.StartsWith("referral-outcome.declined", StringComparison.Ordinal);

    /// <summary>Whoever asks for no kind by its name has those that are theirs to do, by what was sent and what was opened to whom; the office all.</summary>
    private static bool IsInHandsOf(StaffMember person, CareTask task, ScopeWorld world)
    {
        var now = world.Slice.Clock.GetUtcNow();
        var referrals = world.Cases.Single(managed => managed.Id == task.CaseId).Referrals.Where(referral => referral.WaitsFor == ReferralEnd.Hospital && ReferralLoop.OwedTask(referral.Direction, referral.State) == task.Kind
            && (task.Kind != CareTaskKind.RefusedDischarge || referral.Steps.Any(step => step is { Move: ReferralMove.Decline, CancelledOn: null } && step.HappenedOn == task.CycleOn)));
        var seen = GrantsOf(person, world, now).ToHashSet();
        var grants = world.Grants.Where(grant => grant.CaseId == task.CaseId && seen.Contains(grant.Id.Value)).ToList();
        if (IsOfATeam(person))
        {
            return !IsAHospitals(task) || referrals.Any(referral => referral.HospitalId == world.SilentHospital)
                || (task.Kind == CareTaskKind.SpecialistQuestion && grants.Exists(grant => grant is { Reason: GrantReason.Question, AnsweredAt: null, EndedAt: null } && grant.AskedOn == task.CycleOn && grant.InstitutionId == world.SilentHospital));
        }

        if (person.Role != StaffRole.Psychiatrist) return true;

        var sent = grants.Where(grant => grant.Kind == GrantKind.Specialist && grant.IsActive(now) && (grant.InstitutionId == person.InstitutionId || grant.StaffId == person.Id)).ToList();
        var asked = sent.Exists(grant => grant is { Reason: GrantReason.Question, AnsweredAt: null });
        return task.Kind switch
        {
            _ when !IsAHospitals(task) => false,
            CareTaskKind.SpecialistQuestion => sent.Exists(grant => grant is { Reason: GrantReason.Question, AnsweredAt: null } && grant.AskedOn == task.CycleOn),
            CareTaskKind.SpecialistReview => asked || sent.Exists(grant => grant is { Reason: GrantReason.ReviewDue, UntilAt: null }),
            CareTaskKind.ReportCard => sent.Exists(grant => grant is { Reason: GrantReason.Referred, UntilAt: null }) && !HasOnlyDeclined(person.InstitutionId, task, world),
            _ => referrals.Any(referral => referral.HospitalId == person.InstitutionId),
        };
    }

    /// <summary>A psychiatrist hears nothing of what another hospital owes.</summary>
    private static bool IsTold(StaffMember person, Alert alert, ScopeWorld world) => person.Role != StaffRole.Psychiatrist || alert.Tells != ToldRole.Specialist
        || alert.Kind is not (CareTaskKind.ReferralReceipt or CareTaskKind.ReferralOutcome or CareTaskKind.RefusedDischarge or CareTaskKind.SpecialistQuestion)
        || IsInHandsOf(person, world.Cases.SelectMany(managed => managed.Tasks).Single(task => task.Id == alert.TaskId), world);

    private static bool HasOnlyDeclined(InstitutionId? hospital, CareTask task, ScopeWorld world)
    {
        var waiting = world.Cases.Single(managed => managed.Id == task.CaseId).Referrals.Where(referral => referral.HospitalId == hospital && referral.IsWaiting).ToList();
        return waiting.Count > 0 && waiting.TrueForAll(referral => referral is { Direction: ReferralDirection.Up, State: ReferralState.Declined });
    }

    /// <summary>All pages, seven rows each.</summary>
    private static async Task<List<WorklistRow>> Worklist(Slice slice, StaffMember person, WorklistFilter filter)
    {
        var rows = new List<WorklistRow>();
        for (string? after = null; ;)
        {
            var page = await slice.Send(new ListWorklist(filter, after, Take: 7), person);
            rows.AddRange(page.Rows);
            if ((after = page.Next) is null) return rows;
        }
    }

    private static IEnumerable<KeyValuePair<ManagedCaseId, int>> Of(HashSet<ManagedCaseId> theirs, ScopeWorld world, Func<ManagedCase, int> count) =>
        world.Cases.Where(managed => theirs.Contains(managed.Id) && count(managed) > 0).Select(managed => KeyValuePair.Create(managed.Id, count(managed))).OrderBy(pair => pair.Key.Value);

    /// <summary>Where a person works in an area, all grants of its cases; and everybody their own.</summary>
    private static IEnumerable<Guid> GrantsOf(StaffMember person, ScopeWorld world, DateTimeOffset now) => world.Grants.Where(grant =>
        (person.Role.WorksInAnArea() && CaseScope.IsAtHome(Acting.As(person).Viewer, grant.AreaCode, grant.CareTeamId))
        || (grant.IsActive(now) && CaseScope.Includes(Acting.As(person).Viewer, "00", null, [grant], world.Memberships, now, ScopeWorld.Today))).Select(grant => grant.Id.Value);
}

internal static class Ordering
{
    public static IEnumerable<Guid> Order(this IEnumerable<ManagedCaseId> ids) => ids.Select(id => id.Value).Order();
}
