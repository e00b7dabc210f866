using System.Diagnostics;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Audit;

/// <summary>Entry and change share their fate, whoever else is at work.</summary>
public sealed class TrailTests
{
    [Fact]
    public async Task Given_two_hundred_readers_at_once_When_they_have_their_answers_Then_every_one_has_an_entry()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var registered = await slice.Send(A.Registration());

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => slice.Send(new GetCase(registered.CaseId)))));

        var found = await slice.Check();
        Assert.Equal((201L, 0L), (found.Entries, found.Broken));
    }

    [Fact]
    public async Task Given_entries_that_come_while_one_is_being_written_When_it_is_done_Then_all_of_them_share_the_next_transaction()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await slice.Send(A.Registration());
        var commits = new Commits(slice);

        using (DiagnosticListener.AllListeners.Subscribe(commits))
        {
            await slice.Db(async db =>
            {
                await using var held = await db.Database.BeginTransactionAsync();
                await db.Database.ExecuteSqlRawAsync(db.Engine.LockAuditHead); // somebody who holds the head: the first entry waits for them, the others for the first
                var trail = slice.Services.GetRequiredService<IAuditTrail>();
                List<Task> entries = [.. Enumerable.Range(0, 200).Select(_ => trail.RecordAsync(new AuditEntry(AuditKind.Read, Acting.As(slice.Town.Doctor), nameof(GetCase), slice.Clock.GetUtcNow()), CancellationToken.None))];
                await held.RollbackAsync();
                await Task.WhenAll(entries);

                return entries.Count;
            });
        }

        Assert.Equal((201L, 0L), ((await slice.Check()).Entries, (await slice.Check()).Broken));
        Assert.InRange(commits.Count, 1, 2); // those the first one took along, and all the rest
    }

    [Fact]
    public async Task Given_eight_writers_and_readers_at_once_When_they_are_done_Then_there_is_one_chain_without_a_gap_and_nobody_was_refused()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        const int each = 10;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                var registered = await slice.Send(A.Registration($"测试{writer}-{i}"));
                await slice.Send(A.FollowUpOf(registered.CaseId));
                await slice.Send(new GetCase(registered.CaseId));
            }
        })));

        var found = await slice.Check();
        Assert.Equal((240L, 0L), (found.Entries, found.Broken));
        var entries = await slice.Entries();
        Assert.Equal((80, 80, 80), (entries.Count(entry => entry.Request == nameof(RegisterPatient)), entries.Count(entry => entry.Request == nameof(RecordFollowUp)), entries.Count(entry => entry.Request == nameof(GetCase))));
    }

    [Fact]
    public async Task Given_two_processes_on_one_file_When_both_write_Then_they_make_one_chain()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var registered = await slice.Send(A.Registration());
        await using var other = Slice.Provider(slice.Database, slice.Clock);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            await using var scope = (i % 2 == 0 ? slice.Services : other).CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.As(slice.Town.Doctor));
            await scope.ServiceProvider.GetRequiredService<MediatR.IMediator>().Send(new GetCase(registered.CaseId));
        })));

        var found = await slice.Check();
        Assert.Equal((41L, 0L), (found.Entries, found.Broken));
    }

    [Fact]
    public async Task Given_a_change_that_cannot_be_saved_When_it_fails_Then_its_entry_is_not_there_either()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var registered = await slice.Send(A.Registration());
        slice.Execute($"""CREATE UNIQUE INDEX "OneFollowUp" ON "FollowUp" ("CaseId")""");
        await slice.Send(A.FollowUpOf(registered.CaseId));

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(A.FollowUpOf(registered.CaseId) with { SeenOn = new(2026, 3, 5) }));

        Assert.Equal([nameof(RegisterPatient), nameof(RecordFollowUp)], (await slice.Entries()).Select(entry => entry.Request));
        Assert.Equal(0, (await slice.Check()).Broken);
    }

    [Trait("Engine", "Sqlite")]
    [Fact]
    public async Task Given_an_entry_that_cannot_be_kept_When_something_is_changed_or_looked_at_Then_nothing_is_changed_and_nothing_shown()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var registered = await slice.Send(A.Registration());
        slice.Execute("""CREATE TRIGGER "Full" BEFORE INSERT ON "AuditEntry" BEGIN SELECT RAISE(ABORT, 'full'); END""");

        await Assert.ThrowsAnyAsync<Exception>(() => slice.Send(A.FollowUpOf(registered.CaseId)));
        await Assert.ThrowsAnyAsync<Exception>(() => slice.Send(new GetCase(registered.CaseId)));

        slice.Execute("""DROP TRIGGER "Full" """);
        Assert.Empty((await slice.Db(db => db.Cases.AsNoTracking().SingleAsync())).FollowUps);
        await slice.Send(new GetCase(registered.CaseId)); // one that failed keeps nobody else from reading
        Assert.Equal((2L, 0L), ((await slice.Check()).Entries, (await slice.Check()).Broken));
    }

    [Fact]
    public async Task Given_a_handler_that_changes_nothing_When_it_is_done_Then_its_entry_is_kept()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await using var scope = slice.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.As(slice.Town.Doctor));
        var step = new AuditStep<Nothing, int>(scope.ServiceProvider.GetRequiredService<ICaseDb>(), scope.ServiceProvider.GetRequiredService<IAuditTrail>(), scope.ServiceProvider.GetRequiredService<IActor>(), slice.Clock);

        await step.Handle(new Nothing("看一看"), TestContext.Current.CancellationToken, () => Task.FromResult(1));

        var entry = Assert.Single(await slice.Entries());
        Assert.Equal((nameof(Nothing), "看一看", slice.Town.Doctor.Id), (entry.Request, entry.Reason, entry.Actor));
    }

    [Fact]
    public async Task Given_a_sign_in_When_nobody_acts_yet_Then_its_entry_names_the_account_that_was_tried()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await using var scope = slice.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ICaseDb>();
        var step = new AuditStep<Entering, int>(db, scope.ServiceProvider.GetRequiredService<IAuditTrail>(), scope.ServiceProvider.GetRequiredService<IActor>(), slice.Clock);

        await Assert.ThrowsAsync<InvalidOperationException>(() => step.Handle(new Entering(), TestContext.Current.CancellationToken, async () =>
        {
            db.Pending!.By(slice.Town.Doctor.Id);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken); // a wrong password is kept, and then refused
            throw new InvalidOperationException();
        }));

        var entry = Assert.Single(await slice.Entries());
        Assert.Equal((AuditKind.SignIn, slice.Town.Doctor.Id), (entry.Kind, entry.Actor));
    }

    private sealed record Nothing(string AuditReason) : ICommand<int>, IReasoned;

    private sealed record Entering : ICommand<int>, ISignIn;

    /// <summary>Counts the transactions that were kept in one database.</summary>
    private sealed class Commits(Slice slice) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        private int _count;

        public int Count => _count;

        public void OnNext(DiagnosticListener listener)
        {
            if (listener.Name == "Microsoft.EntityFrameworkCore") listener.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> written)
        {
            if (written.Key == RelationalEventId.TransactionCommitted.Name && slice.Owns(((TransactionEndEventData)written.Value!).Context?.Database.GetDbConnection())) Interlocked.Increment(ref _count);
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }
}
