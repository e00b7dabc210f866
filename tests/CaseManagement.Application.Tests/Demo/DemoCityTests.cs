using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Referrals;
using CaseManagement.Infrastructure.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Demo;

public sealed class DemoCityTests(DemoCities cities) : IClassFixture<DemoCities>
{
    private readonly Slice _city = cities.City;

    [Trait("Engine", "Sqlite")]
    [Fact]
    public async Task Given_the_same_seed_and_another_clock_When_built_twice_Then_every_row_is_the_same()
    {
        var (one, other) = (DemoCities.Dump(cities.City), DemoCities.Dump(cities.Again));

        Assert.Superset(new HashSet<string> { "Patient", "ManagedCase", "FollowUp", "CareTask", "Injection", "Alert", "StaffMember" }, one.Where(table => table.Value.Count > 0).Select(table => table.Key).ToHashSet());
        Assert.Equal(one.Keys, other.Keys);
        Assert.All(one, table => Assert.Equal(table.Value, other[table.Key]));
        Assert.Equal(await DemoCities.Opened(cities.City), await DemoCities.Opened(cities.Again));
    }

    [Trait("Engine", "Sqlite")]
    [Fact]
    public async Task Given_imported_divisions_and_another_seed_When_built_Then_the_divisions_stay_and_the_patients_are_others()
    {
        await using var slice = await Slice.EmptyAsync(DemoCities.Today);
        await slice.Add([.. DemoPlaces.Divisions()]);

        var built = await DemoCities.BuildAsync(slice, patients: 20, seed: 8);

        Assert.Equal((647, 20), (built.Areas, built.Patients));
        Assert.Empty(DemoCities.Dump(slice)["Patient"].Intersect(DemoCities.Dump(_city)["Patient"]));
    }

    [Fact]
    public async Task Given_a_city_with_patients_When_built_again_Then_it_is_refused()
    {
        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => DemoCities.BuildAsync(_city, patients: 1, seed: 1));

        Assert.Equal("demo.not-empty", refused.Code);
    }

    [Fact]
    public async Task Given_another_city_s_divisions_When_built_Then_it_is_refused()
    {
        await using var slice = await Slice.CreateAsync(DemoCities.Today);

        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => DemoCities.BuildAsync(slice, patients: 1, seed: 1));

        Assert.Equal("demo.not-empty", refused.Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2_000_001)]
    public async Task Given_an_impossible_number_of_patients_When_built_Then_it_is_refused(int patients)
    {
        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => DemoCities.BuildAsync(_city, patients, seed: 1));

        Assert.Equal("demo.patients", refused.Code);
    }

    [Fact]
    public async Task Given_the_city_When_its_promises_are_verified_Then_none_is_broken()
    {
        var verified = Assert.IsType<PromisesVerified>(await Run(JobNames.Verify));

        Assert.True(verified.Checked > DemoCities.Patients);
        Assert.Equal(0, verified.Broken);
    }

    [Fact]
    public async Task Given_the_city_When_swept_again_Then_nothing_is_raised()
    {
        Assert.True(cities.Built.Alerts > 20);

        var swept = Assert.IsType<SweptOverdue>(await Run(JobNames.Sweep));

        Assert.Equal((0, 0, 0), (swept.AlertsRaised, swept.AlertsReturned, swept.AlertsClosed));
    }

    [Fact]
    public async Task Given_the_city_Then_a_small_share_is_late_and_every_late_row_says_why()
    {
        var rules = _city.Services.GetRequiredService<RuleBook>();

        var open = await _city.Db(db => db.CareTasks.CountAsync(task => task.State == CareTaskState.Open));
        var late = await _city.Db(db => db.CareTasks.Where(Lateness.Late(DemoCities.Today)).ToListAsync());

        Assert.InRange(late.Count / (double)open, 0.03, 0.09);
        Assert.All(late, task => Assert.NotNull(rules.Find(task.Basis)));
        Assert.All(late, task => Assert.NotNull(task.CareTeamId));
        Assert.Contains(late, task => Lateness.DaysLate(task, DemoCities.Today) <= 7);
        Assert.Contains(late, task => Lateness.DaysLate(task, DemoCities.Today) > 60);
    }

    [Fact]
    public async Task Given_the_city_Then_few_decisions_of_meetings_are_late_so_that_they_hide_nothing()
    {
        var all = await _city.Db(db => db.GroupDecisions.CountAsync());
        var late = await _city.Db(db => db.GroupDecisions.CountAsync(decision => decision.DoneOn == null && decision.DueOn < DemoCities.Today));

        Assert.InRange(late / (double)all, 0.005, 0.05);
    }

    [Fact]
    public async Task Given_the_city_Then_no_case_has_two_open_tasks_of_a_kind()
    {
        var twins = await _city.Db(db => db.CareTasks.Where(task => task.State == CareTaskState.Open)
            .GroupBy(task => new { task.CaseId, task.Kind }).CountAsync(group => group.Count() > 1));

        Assert.Equal(0, twins);
    }

    [Fact]
    public async Task Given_the_city_Then_every_identity_number_is_valid_and_nobody_s()
    {
        var patients = await _city.Db(db => db.Patients.AsNoTracking().ToListAsync());

        var seals = _city.Services.GetRequiredService<ISeals>();

        Assert.Equal(DemoCities.Patients, patients.Select(patient => patient.DocumentHash).Distinct().Count());
        Assert.All(patients, patient =>
        {
            var number = IdNumber.Parse(seals.Open(patient.DocumentNumber!, patient.Id), DemoCities.Today);
            Assert.StartsWith("441999", number.Reveal(), StringComparison.Ordinal);
            Assert.Equal((patient.BornOn, patient.Sex), (number.BornOn, number.Sex));
        });
    }

    [Fact]
    public async Task Given_the_city_Then_its_proportions_are_those_of_the_published_figures()
    {
        var cases = await _city.Db(db => db.Cases.AsNoTracking().ToListAsync());
        var living = cases.Where(managed => managed.DiedOn is null).ToList();
        var managed = living.Where(managed => managed.State != CaseState.RegisteredOnly).ToList();
        var seen = managed.Where(managed => managed.Class is not null).ToList();
        var schizophrenia = cases.Where(managed => managed.Diagnosis.Disorder == Disorder.Schizophrenia).ToList();

        Assert.InRange(Share(cases, managed => managed.Diagnosis.Disorder == Disorder.Schizophrenia), 0.70, 0.80);
        Assert.InRange(Share(living, managed => managed.State == CaseState.RegisteredOnly), 0.01, 0.06);
        Assert.InRange(Share(managed, managed => managed.State == CaseState.InHospital), 0.01, 0.05);
        Assert.InRange(Share(cases, managed => managed.DiedOn is not null), 0.005, 0.03);
        Assert.InRange(Share(living, managed => managed.AgreementOn(DemoCities.Today) is not null), 0.83, 0.92);
        Assert.InRange(Share(seen, managed => managed.Class == Stability.Stable), 0.80, 0.96);
        Assert.InRange(Share(seen, managed => managed.Class == Stability.Unstable), 0.01, 0.08);
        Assert.InRange(Share(seen, managed => LatestAnswer(managed) == Adherence.Regular), 0.62, 0.76);
        Assert.InRange(Share(schizophrenia, managed => managed.Courses.Count > 0), 0.07, 0.13);
        Assert.InRange(Share(living, managed => managed.GridAssignments.Count > 0), 0.90, 0.98);
        Assert.Contains(cases, managed => managed.FollowUps.Any(visit => visit.Outcome == FollowUpOutcome.Lost));
        Assert.Contains(cases, managed => managed.FollowUps.Any(visit => visit.Supersedes is not null));
        Assert.Contains(cases, managed => managed.FollowUps.Any(visit => visit.RecordedOn > visit.SeenOn.AddDays(10)));
        Assert.Contains(cases, managed => managed.Courses.Any(course => course.StoppedOn is not null));
        Assert.Contains(cases, managed => managed.Courses.Any(course => course.Injections.Any(injection => injection.ConfirmedBy is not null)));
    }

    [Fact]
    public async Task Given_the_city_Then_every_division_below_it_has_a_team_and_the_newcomer_s_accounts_are_there()
    {
        var uncovered = await _city.Db(db => db.Areas.CountAsync(area => area.Code.Length >= 9 && !db.Catchments.Any(catchment => catchment.AreaCode == area.Code)));
        var known = await _city.Db(db => db.Staff.Where(staff => staff.Code.StartsWith("demo-")).Select(staff => staff.Code).Order().ToListAsync());

        Assert.Equal(0, uncovered);
        Assert.Equal(["demo-admin", "demo-doctor", "demo-leader", "demo-office", "demo-psychiatrist", "demo-volunteer"], known);
    }

    [Fact]
    public async Task Given_the_city_Then_care_groups_the_hospital_and_the_review_list_have_their_patients()
    {
        var grants = await _city.Db(db => db.CaseGrants.AsNoTracking().ToListAsync());
        var open = await _city.Db(db => db.CareTasks.Where(task => task.Kind == CareTaskKind.SpecialistReview && task.State == CareTaskState.Open).Select(task => task.CaseId).Distinct().ToListAsync());
        var assigned = grants.Where(grant => grant.Kind == GrantKind.CareGroup).ToList();
        var volunteer = await _city.Db(db => db.Staff.SingleAsync(staff => staff.Code == "demo-volunteer"));

        Assert.True(assigned.Count > 10);
        Assert.All(assigned.CountBy(grant => grant.CareGroupId!.Value), group => Assert.InRange(group.Value, 1, 8));
        Assert.NotEmpty(open);
        var referred = await _city.Db(db => db.Referrals.Where(referral => referral.State < ReferralState.Closed).Select(referral => referral.CaseId).Distinct().ToListAsync());
        var toHospital = grants.Where(grant => grant.Kind == GrantKind.Specialist).ToLookup(grant => grant.Reason);
        Assert.NotEmpty(referred);
        Assert.Empty(referred.Except(toHospital[GrantReason.Referred].Select(grant => grant.CaseId)));
        Assert.Equal(open.Select(id => id.Value).Order(), toHospital[GrantReason.ReviewDue].Select(grant => grant.CaseId.Value).Order());
        var handled = (await _city.Db(db => db.Cases.AsNoTracking().ToListAsync())).Where(managed => managed.Crises.Any(crisis => crisis.State == CrisisState.Open)).Select(managed => managed.Id.Value).ToList();
        Assert.NotEmpty(handled);
        Assert.Equal(handled.Order(), toHospital[GrantReason.InEmergency].Where(grant => grant is { EndedAt: null, UntilAt: null }).Select(grant => grant.CaseId.Value).Order()); // the hospital of the place, once each, while it is handled
        Assert.Equal(2, grants.Count(grant => grant.Kind == GrantKind.Emergency && grant.ReviewedAt is null));
        Assert.NotEmpty((await _city.Send(new ListSupported(), volunteer)).Patients);
    }

    private static double Share<T>(IReadOnlyCollection<T> all, Func<T, bool> which) => all.Count(which) / (double)all.Count;

    private static Adherence? LatestAnswer(ManagedCase managed) => managed.FollowUps
        .Where(visit => visit.IsValid && visit.Adherence is not null).MaxBy(visit => visit.SeenOn)?.Adherence;

    private async Task<object> Run(string job) => await _city.Services.GetRequiredService<IJobRunner>().RunAsync(job, DemoCities.Today, TestContext.Current.CancellationToken);
}
