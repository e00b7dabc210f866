using System.Data.Common;
using System.Diagnostics;
using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Audit;
using CaseManagement.Application.Features.CareGroups;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Grids;
using CaseManagement.Application.Features.Institutions;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.People;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Features.Teams;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Persistence;

/// <summary>Every statement behind a list, a count, a case or the sweep finds its rows by an index.</summary>
[Trait("Engine", "Sqlite")]
public sealed class PlanTests
{
    /// <summary>The tables that grow with the patients.</summary>
    private static readonly string[] Large = ["CareTask", "Alert", "ManagedCase", "Patient", "FollowUp", "Injection", "InjectionCourse", "ServiceAgreement", "InformedConsent", "GridAssignment", "SpecialistAdvice", "AuditEntry", "CaseGrant", "JobRun", "QuarantinedRow"];

    private static readonly string[] OpenOnly =
        ["IX_CareTask_CareTeamId_ClosesOn_Id", "IX_CareTask_ClosesOn_Id_AreaCode_CareTeamId", "IX_CareTask_Kind_EscalationStep_ClosesOn", "IX_Alert_CareTeamId_Id", "IX_Alert_Id_AreaCode_CareTeamId", "IX_CaseGrant_FromAt_Id_AreaCode", "IX_QuarantinedRow_Id"];

    [Fact]
    public async Task Given_the_statements_of_daily_work_When_their_plans_are_read_Then_no_large_table_is_scanned()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId));
        await slice.Send(A.UnstableFollowUpOf((await slice.Send(A.Registration("测试丙"))).CaseId)); // who is not seen again
        var heard = new Heard(slice);
        using (DiagnosticListener.AllListeners.Subscribe(heard))
        {
            foreach (var filter in new WorklistFilter[] { new(DueBand.Late), new(DueBand.Late, CareTeamId: slice.Town.Team.Id), new(DueBand.Today, AreaCode: TestTown.Code), new(DueBand.ThisWeek, CareTaskKind.Injection), new() })
            {
                await slice.Send(new ListWorklist(filter));
                await slice.Send(new ListWorklist(filter, After: "2026-03-16_00000000000000000000000000000000"));
                await slice.Send(new CountWorklist(filter));
            }

            await slice.Send(new ListAlerts(new AlertFilter(CareTeamId: slice.Town.Team.Id)));
            await slice.Send(new ListAlerts(new AlertFilter(AreaCode: TestTown.Code), After: 1));
            await slice.Send(new GetCase(registered.CaseId));
            await slice.Send(new RevealIdentity(registered.CaseId, RevealReason.Visit));
            await slice.Send(A.Registration("测试乙") with { Document = IdentityDocument.Passport, DocumentNumber = "E12345678" });
            await slice.Send(A.FollowUpOf(registered.CaseId) with { SeenOn = new(2026, 3, 20) });
            foreach (var filter in new AuditFilter[] { new(), new(Actor: "doctor"), new(CaseId: registered.CaseId), new(Request: nameof(GetCase)), new(Kind: AuditKind.Read), new(From: new(2026, 3, 19), To: new(2026, 3, 20)), new(Actor: "doctor", From: new(2026, 3, 19)) })
            {
                await slice.Send(new SearchAudit(filter), by: slice.Town.Administrator);
                await slice.Send(new SearchAudit(filter, After: 5), by: slice.Town.Administrator);
            }

            await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, new(2026, 6, 30), TestContext.Current.CancellationToken); // whoever is not seen by then has climbed the whole ladder
        }

        Assert.True(heard.Statements.Count > 60);
        var raising = heard.Statements.Where(sql => sql.StartsWith("INSERT INTO \"Alert\"", StringComparison.Ordinal)).ToList();
        Assert.All((string[])["\"Class\" = ", "NOT IN (", "1 = 1"], ofClass => Assert.True(raising.Count(sql => sql.Contains(ofClass, StringComparison.Ordinal)) >= 2 * 3, $"The sweep has not climbed a ladder with {ofClass}: {raising.Count}"));
        AssertNoFaults(heard, slice.File, readsWhatIsOpen: true);
    }

    [Theory]
    [InlineData(ScopeKind.Area)]
    [InlineData(ScopeKind.AreaOrEmergency)]
    [InlineData(ScopeKind.CareGroup)]
    [InlineData(ScopeKind.Specialist)]
    public async Task Given_each_kind_of_scope_When_the_plans_of_its_statements_are_read_Then_no_large_table_is_scanned_and_grants_lead_to_their_cases(object kind)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId)); // opens a review, and so the case to the hospital
        await slice.Send(new AssignCareGroup(registered.CaseId, slice.Town.Group.Id, new(2026, 12, 31)));
        var (byGrants, person) = kind switch
        {
            ScopeKind.CareGroup => (true, slice.Town.Volunteer),
            ScopeKind.Specialist => (true, slice.Town.Psychiatrist),
            _ => (false, slice.Town.Officer),
        };
        if (kind is ScopeKind.AreaOrEmergency)
        {
            person = new StaffMember(StaffId.New(), "far-office", "外镇科员", StaffRole.PreventionOffice, TestTown.OtherTown, slice.Town.Office.Id);
            await slice.Add(person);
            await slice.Send(new AskEmergencyAccess(GrantReason.FoundAway, "在车站", Name: "测试甲", BornOn: new(1980, 5, 20), Sex: Domain.Patients.Sex.Male), person);
        }

        var heard = new Heard(slice);
        using (DiagnosticListener.AllListeners.Subscribe(heard))
        {
            if (kind is ScopeKind.CareGroup) Assert.Single((await slice.Send(new ListSupported(), person)).Patients);
            else
            {
                Assert.NotEmpty((await slice.Send(new ListWorklist(new()), person)).Rows);
                await slice.Send(new CountWorklist(new()), person);
                await slice.Send(new ListAlerts(new AlertFilter()), person);
                await slice.Send(new ListAlerts(new AlertFilter(Open: false, CaseId: registered.CaseId)), person);
                await slice.Send(new GetCase(registered.CaseId), person);
                await slice.Send(new GetCaseAccess(registered.CaseId), person);
                await slice.Send(new AskEmergencyAccess(GrantReason.FoundAway, "在车站", Name: "测试甲", BornOn: new(1980, 5, 20), Sex: Domain.Patients.Sex.Male), person);
                if (!byGrants) await slice.Send(new ListEmergencyAccess(), person);
            }
        }

        Assert.True(heard.Statements.Count >= 3);
        AssertNoFaults(heard, slice.File, readsWhatIsOpen: !byGrants);
    }

    [Fact]
    public async Task Given_the_statements_of_administration_When_their_plans_are_read_Then_no_large_table_is_scanned()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var (town, admin) = (slice.Town, slice.Town.Administrator);
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId));
        var heard = new Heard(slice);
        using (DiagnosticListener.AllListeners.Subscribe(heard))
        {
            await slice.Send(new ListStaff(TestTown.Code, Code: "d", After: "a"), by: admin);
            await slice.Send(new GetStaffMember(town.Doctor.Id), by: admin);
            await slice.Send(new ListTeams(TestTown.Code), by: admin);
            await slice.Send(new GetTeam(town.Team.Id), by: admin);
            await slice.Send(new GetGrid(town.Grid.Code), by: admin);
            await slice.Send(new ListGridsOfArea(TestTown.Code), by: admin);
            await slice.Send(new ListCareGroups(TestTown.Code), by: admin);
            await slice.Send(new ListInstitutions(TestTown.Code), by: admin);
            await slice.Send(new RedrawGrid(town.Grid.Code, "网格", [], town.OtherTeam.Id), by: admin);
            await slice.Send(new ChangeTeam(town.OtherTeam.Id, "团队", TestTown.Code, [TestTown.Code]), by: admin);
            await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new CloseTeam(town.OtherTeam.Id), by: admin));
            await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new CloseStaffMember(town.Neighbour.Id), by: admin));
            await slice.Send(new CloseGrid(town.SecondGrid.Code), by: admin);
            await slice.Send(new ListJobRuns("sweep", After: 5), by: admin);
            await slice.Send(new ListQuarantine(After: 5), by: admin);
        }

        Assert.True(heard.Statements.Count > 60);
        AssertNoFaults(heard, slice.File, readsWhatIsOpen: true);
    }

    private static void AssertNoFaults(Heard heard, string file, bool readsWhatIsOpen)
    {
        var faults = heard.Statements.Distinct().SelectMany(sql => Plan(file, sql).Where(step => IsFault(step, sql, readsWhatIsOpen)).Select(step => $"{step}\n{sql}")).ToList();
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    /// <summary>A large table read from end to end, or an index that the engine has to build for a single statement.</summary>
    /// <remarks>What is open is read through its partial index, whose size is that of the work that is open.</remarks>
    private static bool IsFault(string step, string sql, bool readsWhatIsOpen)
    {
        if (step.Contains(" AUTOMATIC ", StringComparison.Ordinal)) return true;
        if (!step.StartsWith("SCAN ", StringComparison.Ordinal) || (readsWhatIsOpen && OpenOnly.Any(index => step.EndsWith(index, StringComparison.Ordinal)))) return false;

        var name = step.Split(' ')[1];
        var table = System.Text.RegularExpressions.Regex.Match(sql, $"\"(\\w+)\" AS \"?{name}\"?(?!\\w)") is { Success: true } alias ? alias.Groups[1].Value : name;
        return Large.Contains(table);
    }

    private static List<string> Plan(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var name in System.Text.RegularExpressions.Regex.Matches(sql, "@[A-Za-z_0-9]+").Select(match => match.Value).Distinct()) command.Parameters.AddWithValue(name, 0);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read()) steps.Add(reader.GetString(3));

        return steps;
    }

    /// <summary>Hears every statement that EF sends to one database.</summary>
    private sealed class Heard(Slice slice) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        private readonly List<string> _statements = [];

        public IReadOnlyList<string> Statements
        {
            get
            {
                lock (_statements) return [.. _statements.Where(sql => sql.StartsWith("SELECT", StringComparison.Ordinal) || sql.StartsWith("INSERT", StringComparison.Ordinal) || sql.StartsWith("UPDATE", StringComparison.Ordinal))];
            }
        }

        public void OnNext(DiagnosticListener listener)
        {
            if (listener.Name == "Microsoft.EntityFrameworkCore") listener.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> written)
        {
            if (written.Key != RelationalEventId.CommandExecuting.Name) return;
            var command = ((CommandEventData)written.Value!).Command;
            if (!slice.Owns(command.Connection)) return; // other tests run beside this one
            lock (_statements) _statements.AddRange(Statement(command));
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        // A batch of changes is judged statement by statement.
        private static IEnumerable<string> Statement(DbCommand command) =>
            command.CommandText.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(sql => sql.TrimEnd(';'));
    }
}
