using System.Globalization;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Injections;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure;
using CaseManagement.Infrastructure.Persistence;
using CaseManagement.Infrastructure.Persistence.Engines;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Testing;

/// <summary>A city of very many managed cases, made in minutes: four open tasks each, teams of 500, a known number of tasks that tonight's sweep must find.</summary>
/// <remarks>
/// Two cases go through the product itself; all others are copies of them with ids, names, places and days of their own. Yesterday's sweep has been run by the product, so whoever is late for longer stands on
/// the step of the ladder where that sweep left it, with the alerts that it raised.
/// </remarks>
/// <param name="Cases">All of them, the two included.</param>
/// <param name="OpenTasks">Four for each.</param>
/// <param name="NewlyLate">Tasks that reach one step of the ladder on the city's day: as many alerts.</param>
/// <param name="Teams">Each with one doctor.</param>
/// <param name="Doctor">Of the team <paramref name="Team"/>; has an account with the password of <see cref="TestAccounts"/>.</param>
/// <param name="Case">One of that team.</param>
public sealed record BigCity(int Cases, int OpenTasks, int NewlyLate, int Teams, StaffMember Doctor, CareTeam Team, ManagedCaseId Case)
{
    public const int CasesPerTeam = 500;
    private const int TeamsPerTown = 20;
    private const int MostNewlyLate = 50_000;
    private const string City = "441900";

    /// <summary>Of its people's codes, where the little town's people are there too.</summary>
    internal const string PrefixBeside = "city-";

    /// <summary>Where the doctor who can sign in works.</summary>
    public const string FirstTown = $"{City}100";

    /// <summary>The community of that doctor's team.</summary>
    public const string FirstCommunity = $"{FirstTown}101";

    /// <summary>The community of a team, whose number is an expression.</summary>
    internal static string AreaOf(string team) => $"'{City}' || CAST(100 + ({team}) / {TeamsPerTown} AS text) || CAST(101 + ({team}) % {TeamsPerTown} AS text)";

    /// <param name="database">Empty, or not there yet; its scripts are run. Where the little town is already, the big city stands beside it, its people with a prefix to their codes.</param>
    /// <param name="newlyLate">50,000 when not given; at most as many as half the cases.</param>
    public static async Task<BigCity> BuildAsync(DatabaseSettings database, int cases, DateOnly today, CancellationToken ct, int? newlyLate = null)
    {
        var clock = new TestClock(today.AddDays(-20));
        await using var services = Provider(database, clock);
        await services.GetRequiredService<ISchema>().MigrateAsync(ct);
        var isBeside = await services.Beside(db => db.Areas.AnyAsync(ct));
        var (doctors, team, hospitals) = Places(cases, isBeside);
        await services.Beside(async db =>
        {
            db.AddRange(hospitals);
            return await db.SaveChangesAsync(ct);
        });
        await TestAccounts.OpenAsync(services, doctors);

        var (kinds, copies) = (new Kind[] { await Stable(services, clock, doctors, today), await Unstable(services, clock, doctors, today) }, cases - 2);
        var late = newlyLate ?? Math.Min(MostNewlyLate, cases / 2);
        await Multiply(services, database, kinds, copies, late, today, ct);

        clock.Day = today.AddDays(-1);
        await services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, clock.Day, ct);
        await Analyse(database, ct);

        return new BigCity(cases, cases * 4, late, TeamsOf(cases), doctors, team, kinds[0].CaseId);
    }

    /// <summary>The product without its doors, with the keys of the tests.</summary>
    public static ServiceProvider Provider(DatabaseSettings database, TimeProvider clock) =>
        new ServiceCollection().AddLogging().AddSingleton(clock).AddSingleton(TestKeys.Ring).AddSingleton(TestSettings.Swift()).AddCaseManagement(database).BuildServiceProvider(validateScopes: true);

    private static int TeamsOf(int cases) => (cases + CasesPerTeam - 1) / CasesPerTeam;

    private static (StaffMember Doctor, CareTeam Team, List<object> Rows) Places(int cases, bool isBeside)
    {
        var (code, served) = isBeside ? (PrefixBeside, FirstTown) : ("", City); // a second hospital for the whole city would be as near to the little town as its own
        var hospital = new Institution(InstitutionId.New(), "精神卫生中心", InstitutionKind.SpecialistHospital, served);
        var rows = new List<object> { hospital, new StaffMember(StaffId.New(), $"{code}psychiatrist", "陈主任", StaffRole.Psychiatrist, served, hospital.Id) };
        if (!isBeside) rows.AddRange([new CatchmentArea("44", "广东省", null), new CatchmentArea(City, "大城市", "44")]);
        (StaffMember, CareTeam)? first = null;
        Institution centre = null!;
        for (var i = 0; i < TeamsOf(cases); i++)
        {
            var town = string.Create(CultureInfo.InvariantCulture, $"{City}{100 + i / TeamsPerTown}");
            var community = string.Create(CultureInfo.InvariantCulture, $"{town}{101 + i % TeamsPerTown}");
            if (i % TeamsPerTown == 0) rows.AddRange([new CatchmentArea(town, $"第{i / TeamsPerTown + 1}街道", City), centre = new Institution(InstitutionId.New(), $"第{i / TeamsPerTown + 1}社区卫生服务中心", InstitutionKind.CommunityHealthCentre, town)]);
            var team = new CareTeam(CareTeamId.New(), $"第{i + 1}团队", town, centre.Id);
            var doctor = new StaffMember(StaffId.New(), i == 0 ? $"{code}doctor" : $"{code}doctor-{i + 1}", "王医生", StaffRole.CareTeamMember, town, centre.Id, team.Id);
            var leader = new StaffMember(StaffId.New(), $"{code}leader-{i + 1}", "李组长", StaffRole.TeamLeader, town, centre.Id, team.Id);
            rows.AddRange([new CatchmentArea(community, $"第{i + 1}社区", town), team, new CareTeamCatchment(community, team.Id), doctor, leader]);
            first ??= (doctor, team);
        }

        return (first!.Value.Item1, first.Value.Item2, rows);
    }

    /// <summary>Seen yesterday and stable, with an injection yesterday: nothing of it closes earlier than any copy's.</summary>
    private static async Task<Kind> Stable(ServiceProvider services, TestClock clock, StaffMember doctor, DateOnly today)
    {
        var (patient, managed) = await Register(services, clock, doctor, "城民甲", today);
        var course = (await services.Send(new StartInjectionCourse(managed, "pp1m-janssen", clock.Day, 100, RenalBand.Normal, today.AddDays(-60)), doctor, clock)).Id;
        await services.Send(new GiveInjection(managed, course, clock.Day, 150, InjectionSite.DeltoidLeft, "B-1"), doctor, clock);
        await services.Send(A.FollowUpOf(managed) with { SeenOn = clock.Day }, doctor, clock);

        // The end of cover is left out, so that every case has the same number of open tasks.
        await services.Beside(db => db.CareTasks.Where(task => task.CaseId == managed && task.Kind == CareTaskKind.CoverageEnd).ExecuteDeleteAsync());

        return new Kind(patient, managed, CareTaskKind.Injection);
    }

    /// <summary>Seen yesterday and unstable: a psychiatrist is asked.</summary>
    private static async Task<Kind> Unstable(ServiceProvider services, TestClock clock, StaffMember doctor, DateOnly today)
    {
        var (patient, managed) = await Register(services, clock, doctor, "城民乙", today);
        await services.Send(A.UnstableFollowUpOf(managed) with { SeenOn = clock.Day, Findings = A.CalmFindings with { Insight = Insight.Absent } }, doctor, clock); // unstable without danger, which would be an emergency

        return new Kind(patient, managed, CareTaskKind.SpecialistReview);
    }

    private static async Task<(PatientId, ManagedCaseId)> Register(ServiceProvider services, TestClock clock, StaffMember doctor, string name, DateOnly today)
    {
        clock.Day = today.AddDays(-10);
        var signature = new Signature(Signer.Patient, name, null, clock.Day);
        var form = A.Registration(name) with { AreaCode = FirstCommunity, Phone = null, Guardian = null, Consent = new(true, signature), RegisteredOn = clock.Day };
        var registered = await services.Send(form with { Diagnosis = form.Diagnosis with { ConfirmedOn = new(2020, 1, 15) } }, doctor, clock);
        clock.Day = today.AddDays(-1);
        await services.Send(new SignAgreement(registered.CaseId, doctor.CareTeamId!.Value, signature with { SignedOn = clock.Day }, clock.Day, clock.Day.AddYears(1).AddDays(-1)), doctor, clock);

        return (registered.PatientId, registered.CaseId);
    }

    private static async Task Multiply(ServiceProvider services, DatabaseSettings database, Kind[] kinds, int copies, int late, DateOnly today, CancellationToken ct)
    {
        var dialect = BigCityDialect.Of(database);
        await using var connection = await dialect.OpenAsync(ct);
        var model = await services.Beside(db => Task.FromResult(db.Model));
        var rows = new BigCityRows(model, dialect, connection, today);
        await rows.Run(dialect.InHaste, ct);
        await rows.DealAsync(copies, late, CasesPerTeam, ct);
        await rows.WithoutIndexes(
            async () =>
            {
                for (var kind = 0; kind < kinds.Length; kind++)
                {
                    var (patient, managed, third) = kinds[kind];
                    var closing = await services.Beside(db => db.CareTasks.Where(task => task.CaseId == managed && task.State == CareTaskState.Open).ToDictionaryAsync(task => Moves((int)task.Kind), task => task.ClosesOn.DayNumber - today.DayNumber, ct));
                    if (closing.Count != 4) throw new InvalidOperationException($"The {third} case has not one open task of each kind: {string.Join(", ", closing.Keys)}.");
                    await rows.CopyAsync(kind, patient.Value.ToByteArray(bigEndian: true), managed.Value.ToByteArray(bigEndian: true), closing, Moves, ct);
                }
            },
            ct);
        await rows.Run("DROP TABLE \"BigCase\"", ct);
        await rows.Run(dialect.AtLeisure, ct);

        static string Moves(int kind) => (CareTaskKind)kind switch
        {
            CareTaskKind.FollowUp or CareTaskKind.FirstVisit => "Visit",
            CareTaskKind.AgreementRenewal => "Renewal",
            CareTaskKind.PhysicalExamination => "Examination",
            _ => "Third",
        };
    }

    /// <summary>Lets the engine count its rows, so that it plans as it does after a night's rest.</summary>
    internal static async Task Analyse(DatabaseSettings database, CancellationToken ct)
    {
        var dialect = BigCityDialect.Of(database);
        await using var connection = await dialect.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (dialect.Analyse, 0);
        await command.ExecuteNonQueryAsync(ct);
    }

    private sealed record Kind(PatientId PatientId, ManagedCaseId CaseId, CareTaskKind Third);
}

/// <summary>Work in one scope of the product's services, as somebody.</summary>
public static class InScope
{
    public static async Task<TAnswer> Send<TAnswer>(this IServiceProvider services, IRequest<TAnswer> request, StaffMember by, TimeProvider clock)
    {
        await using var scope = services.CreateAsyncScope();
        await using (var door = services.CreateAsyncScope())
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(await door.ServiceProvider.GetRequiredService<ICaseDb>().ActingAsync(by, clock.GetUtcNow(), sessionId: null, CancellationToken.None));

        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Past the pipeline and every scope.</summary>
    internal static async Task<T> Beside<T>(this IServiceProvider services, Func<CaseDb, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);

        return await work(scope.ServiceProvider.GetRequiredService<CaseDb>());
    }
}
