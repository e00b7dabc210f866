using System.Data.Common;
using System.Diagnostics;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Bench;

/// <summary>A team with very many cases closes: by the product, and its own statements once more through the bare driver, in turns; between two of them everything goes back.</summary>
internal static class ReassignmentRows
{
    public const string Name = "reassignment";

    private const int Cases = 10_000;

    public static async Task<IReadOnlyList<Result>> MeasureAsync(string engine, Databases databases, DateOnly today, int repetitions)
    {
        await using var town = await Town.OpenAsync(databases, Cases, today, $"moving{Cases}");
        var (from, to) = await OneTeamAsync(town);
        var (product, bare) = (new List<double>(), new List<double>());
        for (var repetition = 0; repetition <= repetitions; repetition++)
        {
            var (byProduct, done, statements) = await ByProduct(town, from, to);
            if (done.Cases != Cases) throw new InvalidOperationException($"{done.Cases} cases were moved.");
            await GoBack(town, done.Id);
            var byHand = await ByHand(town, statements);
            if (await town.Bare.Number("SELECT count(*) FROM \"ReassignedCase\"") != Cases) throw new InvalidOperationException("The hand has not moved as many.");
            await GoBack(town, done.Id);

            Console.Error.WriteLine($"{engine}, {Cases.Say()} cases moved {repetition}: product {byProduct:0} ms, by hand {byHand:0} ms, {statements.Count} statements");
            if (repetition == 0) continue; // both are warm after it
            product.Add(byProduct);
            bare.Add(byHand);
        }

        return [new(engine, $"reassignment of {Cases.Say()} cases", "the same statements through the bare driver in one transaction", product.Median(), bare.Median(), "ms", 1.5)];
    }

    /// <summary>All cases are with the first team, and have signed with it.</summary>
    private static async Task<(CareTeamId From, CareTeamId To)> OneTeamAsync(Town town)
    {
        var to = await Scoped(town, given => given.GetRequiredService<CaseDb>().CareTeams.Where(team => team.Id != town.Doctor.CareTeamId!.Value).Select(team => team.Id).FirstAsync());
        foreach (var table in (string[])["ManagedCase", "CareTask", "Alert", "ServiceAgreement", "CaseGrant"])
        {
            await using var command = town.Bare.Command($"UPDATE \"{table}\" SET \"CareTeamId\" = @team", ("team", town.TeamId));
            await command.ExecuteNonQueryAsync();
        }

        await town.TidyAsync();
        return (town.Doctor.CareTeamId!.Value, to);
    }

    private static async Task<(double Milliseconds, ReassignmentDone Done, IReadOnlyList<Said> Statements)> ByProduct(Town town, CareTeamId from, CareTeamId to)
    {
        var order = new ReassignmentOrder(ReassignmentSource.Team, ReassignmentReason.TeamCloses, from, To: [new Taker(to)]);
        var token = (await Scoped(town, given => given.GetRequiredService<IMediator>().Send(new PreviewReassignment(order)))).Token;
        using var heard = new Heard();
        var (began, took) = (Stopwatch.GetTimestamp(), 0.0);
        var done = await Scoped(town, async given =>
        {
            began = Stopwatch.GetTimestamp();
            var moved = await given.GetRequiredService<IMediator>().Send(new Reassign(order, token));
            took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            return moved;
        });

        return (took, done, heard.Statements);
    }

    private static async Task<double> ByHand(Town town, IReadOnlyList<Said> statements)
    {
        var began = Stopwatch.GetTimestamp();
        await using var transaction = await town.Bare.BeginTransactionAsync();
        foreach (var said in statements)
        {
            await using var command = town.Bare.Command(said.Sql);
            command.Transaction = transaction;
            foreach (var (name, value, known) in said.Values)
            {
                var parameter = known is ICloneable one ? (DbParameter)one.Clone() : command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }

            await using var rows = await command.ExecuteReaderAsync();
            do
                while (await rows.ReadAsync())
                    for (var column = 0; column < rows.FieldCount; column++) _ = rows.GetValue(column);
            while (await rows.NextResultAsync());
        }

        await transaction.CommitAsync();

        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task GoBack(Town town, ReassignmentId id)
    {
        await Scoped(town, given => given.GetRequiredService<IMediator>().Send(new UndoReassignment(id)));
        foreach (var table in (string[])["ReassignedAlert", "ReassignedCase", "ReassignedPlace", "ReassignedThread", "ReassignmentShare", "Reassignment"]) await town.Run($"DELETE FROM \"{table}\"");
        await town.Run("UPDATE \"CareTeam\" SET \"Version\" = 1");
        await town.TidyAsync();
    }

    private static async Task<T> Scoped<T>(Town town, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = town.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(new Acting(town.Doctor.Id, StaffRole.Administrator, ""));
        return await work(scope.ServiceProvider);
    }

    /// <summary>A statement as the product sent it.</summary>
    /// <param name="Values">Each with the parameter itself where the driver lets it be copied, type and all.</param>
    private sealed record Said(string Sql, IReadOnlyList<(string Name, object? Value, DbParameter Known)> Values);

    /// <summary>Hears what the product sends, but for the audit, which is a chain of its own.</summary>
    private sealed class Heard : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> _heard = [];
        private readonly IDisposable _all;

        public Heard() => _all = DiagnosticListener.AllListeners.Subscribe(this);

        public List<Said> Statements { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore") _heard.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key != RelationalEventId.CommandExecuting.Name) return;

            var command = ((CommandEventData)value.Value!).Command;
            if (!command.CommandText.Contains("\"Audit", StringComparison.Ordinal)) Statements.Add(new(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(one => (one.ParameterName, one.Value, one))]));
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void Dispose()
        {
            foreach (var one in _heard) one.Dispose();
            _all.Dispose();
        }
    }
}
