using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Testing.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.SqlServer.Tests.Statements;

/// <summary>The twin that listens to every slice hears what it should, and lets nothing through that SQL Server would not take.</summary>
[Trait("Engine", "Sqlite")]
public sealed class TwinTests
{
    [Fact]
    public async Task Given_a_days_work_When_the_twin_has_listened_Then_every_kind_of_statement_came_by()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId));
        await slice.Send(new GetCase(registered.CaseId));
        await slice.Send(new ListWorklist(new(DueBand.Late), After: "2026-03-16_00000000000000000000000000000000"), by: slice.Town.Officer);
        await slice.Send(new CountWorklist(new(DueBand.Late)), by: slice.Town.Officer);
        await slice.Send(new ListAlerts(new AlertFilter(AreaCode: TestTown.Code), After: 1), by: slice.Town.Psychiatrist);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, new(2026, 3, 21), TestContext.Current.CancellationToken);

        var twoMinutesAgo = slice.Clock.GetUtcNow().AddMinutes(-2);
        var session = new Session(slice.Town.Doctor.Id, SessionDoor.Page, twoMinutesAgo, twoMinutesAgo.AddHours(1), null, null);
        await slice.Add(session);
        Assert.NotNull(await slice.Services.GetRequiredService<ISessions>().FindAsync(session.Id, SessionDoor.Page, TestContext.Current.CancellationToken));

        var told = slice.Services.GetRequiredService<ServerTwin>().Statements;

        Assert.All(["Patient", "ManagedCase", "CareTask", "FollowUp", "AuditEntry", "JobRun"], table => AssertTold(told, $"INSERT INTO [{table}]"));
        AssertTold(told, "MERGE [StaffMember]"); // many rows at once, with the version that the server gives each
        AssertTold(told, "UPDATE [ManagedCase] SET", "[Version] = @", "[RowVersion] = @");
        AssertTold(told, "UPDATE [AuditHead] SET");
        AssertTold(told, "UPDATE [s]", "FROM [Session]"); // without reading it
        AssertTold(told, "FROM [Session]", "[LastSeenAt] > @", "FROM [CaseGrant]"); // who holds a session, and whether a case is open to them
        AssertTold(told, "WITH (UPDLOCK, HOLDLOCK, ROWLOCK)");
        AssertTold(told, "FROM [CareTask]", "[AreaCode] >= @", "[AreaCode] < @", "[CareTeamId] = @"); // who asks sees a part of the country
        AssertTold(told, "FROM [Alert]", "FROM [CaseGrant]"); // and a hospital what was sent to it
        AssertTold(told, "SELECT TOP(@", "[ClosesOn] > @", "ORDER BY"); // a page begins behind the last row of the one before
        AssertTold(told, "SELECT COUNT(*)", "FROM [CareTask]");
        AssertTold(told, "FROM [ManagedCase]", "INNER JOIN", "[FollowUp] AS"); // the parts of a case, each with a query of its own
    }

    [Fact]
    public async Task Given_what_only_another_engine_knows_When_it_is_asked_Then_the_one_who_asks_fails_and_the_slice_too()
    {
        var slice = await Slice.EmptyAsync(new(2026, 3, 20));

        var asked = await Assert.ThrowsAsync<TSqlException>(() => slice.Db(db => db.Staff.Where(staff => EF.Functions.Glob(staff.Name, "王*")).ToListAsync(TestContext.Current.CancellationToken)));
        var said = await Assert.ThrowsAsync<TSqlException>(() => slice.Db(db => db.Database.SqlQuery<int>($"""SELECT "Sex" AS "Value" FROM "Patient" LIMIT 1""").ToListAsync(TestContext.Current.CancellationToken)));
        var left = await Assert.ThrowsAsync<TSqlException>(() => slice.DisposeAsync().AsTask());

        Assert.Contains("Glob", asked.Message, StringComparison.Ordinal);
        Assert.Contains("LIMIT", said.Message, StringComparison.Ordinal);
        Assert.Equal(asked.Message, left.Message);
    }

    private static void AssertTold(IReadOnlyList<string> told, params string[] parts) =>
        Assert.True(told.Any(sql => parts.All(part => sql.Contains(part, StringComparison.Ordinal))), $"None of {told.Count} statements has {string.Join(" and ", parts)}.");
}
