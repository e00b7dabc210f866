using System.Text;
using System.Text.Json;
using CaseManagement.Application.Features.Batches;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Application.Tests.Features.Reassignments;
using CaseManagement.Domain.Batches;
using CaseManagement.Domain.Staff;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Features.Batches;

public sealed class BatchTests
{
    private static readonly byte[] Lines = Encoding.UTF8.GetBytes($"code,name,parent_code\n44,广东省,\n{TestTown.Code},东城,441900\n441900009,新镇,441900\n44x,短,44\n441900009,重复,441900\n450000,广西,\n");

    [Fact]
    public async Task Given_a_reassignment_that_was_looked_at_When_it_is_asked_for_and_then_undone_Then_each_batch_says_what_came_of_it_and_its_report_names_no_patient()
    {
        var (slice, cases) = await ATown.BuildAsync();
        await using var town = slice;
        var (officer, before, order) = (slice.Town.Officer, await slice.Everything(), ATown.Closes(slice));
        var preview = await slice.Look(order);

        var moved = await slice.Ended(new AskReassignment(order, preview.Token, "团队合并"), officer);
        var report = await slice.Send(new GetBatchReport(moved.Id), officer);
        var undone = await slice.Ended(new AskUndoing(moved.Moved!.Id), officer);
        var undoing = await slice.Send(new GetBatchReport(undone.Id), officer);

        Assert.Equal((BatchState.Done, 3, 3, 6, 3), (moved.State, moved.Done, moved.Of, moved.Moved.Cases, moved.Moved.Agreements));
        Assert.Equal([.. cases.Select(id => id.Value.ToString()).Order()], report.Moved.Where(row => row.Kind == MovedKind.Patient).Select(row => row.Id).Order());
        Assert.Equal(
            [(moved.Moved.Alerts, MovedKind.Alert), (2, MovedKind.Grid), (1, MovedKind.Community), (moved.Moved.Tasks, MovedKind.Task), (3, MovedKind.Agreement), (1, MovedKind.AlertInHand)],
            report.Moved.GroupBy(row => row.Kind).OrderBy(kind => kind.Key).Where(kind => kind.Key != MovedKind.Patient).Select(kind => (kind.Count(), kind.Key)));
        Assert.All(report.Moved.Where(row => row.Kind != MovedKind.AlertInHand), row => Assert.Equal((slice.Town.Team.Name, row.Kind == MovedKind.Agreement ? null : slice.Town.OtherTeam.Name, null), (row.From, row.To, row.WentBack)));
        Assert.Equal((BatchState.Done, 6, 0, 0), (undone.State, undone.Moved!.Restored, undone.Moved.Kept, undone.Moved.PlacesKept.Count));
        Assert.All(report.Moved.Where(row => row.Kind is MovedKind.Task or MovedKind.Alert), row => Assert.True(row is { About: not null, On: not null }));
        Assert.Equal([new(2027, 3, 1), new(2027, 3, 1), new DateOnly(2028, 3, 1)], report.Moved.Where(row => row.Kind == MovedKind.Agreement).Select(row => row.On!.Value).Order());
        Assert.Equal(slice.Town.Doctor.Name, Assert.Single(report.Moved, row => row.Kind == MovedKind.AlertInHand).From);
        Assert.All(undoing.Moved.Where(row => row.Kind != MovedKind.AlertInHand), row => Assert.True(row.WentBack));
        Assert.Equal(report.Moved.Select(row => (row.Kind, row.Id, row.About)).Order(), undoing.Moved.Select(row => (row.Kind, row.Id, row.About)).Order());
        Assert.Equal(before, await slice.Everything());
        Assert.Equal(0, await slice.Db(db => db.BatchFiles.CountAsync())); // what was ordered is not kept twice
    }

    [Fact]
    public async Task Given_somebody_who_changed_something_since_When_the_batch_comes_to_it_Then_it_is_refused_in_words_and_nothing_is_changed()
    {
        var (slice, _) = await ATown.BuildAsync();
        await using var town = slice;
        var (officer, order) = (slice.Town.Officer, ATown.Closes(slice));
        var preview = await slice.Look(order);
        await slice.Send(A.Registration("测试又"));
        var before = await slice.Everything();

        var batch = await slice.Ended(new AskReassignment(order, preview.Token), officer);

        Assert.Equal((BatchState.Refused, "changed-meanwhile", null), (batch.State, batch.RefusalCode, batch.Moved));
        Assert.Equal(before, await slice.Everything());
        Assert.Equal("batch.no-report", (await Assert.ThrowsAsync<Domain.RuleBrokenException>(() => slice.Send(new GetBatchReport(batch.Id), officer))).Code);
    }

    [Fact]
    public async Task Given_two_that_moved_the_same_When_the_older_is_to_go_back_first_Then_its_batch_says_when_the_other_was_done()
    {
        var (slice, _) = await ATown.BuildAsync();
        await using var town = slice;
        var first = await slice.Do(ATown.Closes(slice));
        await slice.Do(new(Domain.Reassignments.ReassignmentSource.Team, Domain.Reassignments.ReassignmentReason.TeamCloses, slice.Town.OtherTeam.Id, To: [new(slice.Town.Team.Id)]));

        var batch = await slice.Ended(new AskUndoing(first.Id), slice.Town.Officer);

        Assert.Equal((BatchState.Refused, "reassignment.newer-stands"), (batch.State, batch.RefusalCode));
        Assert.StartsWith("2026-03-25 ", Assert.Single(batch.RefusedWith), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_file_of_divisions_When_its_import_is_asked_for_twice_Then_the_refused_lines_are_in_the_report_and_the_second_changes_nothing()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var admin = slice.Town.Administrator;

        var first = await slice.Ended(new AskAreaImport(Lines), admin);
        var report = await slice.Send(new GetBatchReport(first.Id), admin);
        var second = await slice.Ended(new AskAreaImport(Lines), admin);

        Assert.Equal((BatchState.Done, BatchStep.Applying, 6, 6, new AreasImported(6, 1, 1, 1, 3)), (first.State, first.Step, first.Done, first.Of, first.Imported));
        Assert.Equal([new(5, "area.code"), new(6, "area.duplicate") { AreaCode = "441900009" }, new(7, "area.elsewhere") { AreaCode = "450000" }], report.Lines); // whoever works in Dongguan adds nothing to Guangxi
        Assert.Equal(new AreasImported(6, 0, 0, 3, 3), second.Imported);
        Assert.Equal("import.header", (await slice.Ended(new AskAreaImport("a,b\n"u8.ToArray()), admin)).RefusalCode);
        Assert.Equal(3, (await slice.Send(new ListBatches(), admin)).Rows.Count);
        Assert.Equal("import.too-large", (await Assert.ThrowsAsync<ValidationException>(() => slice.Send(new AskAreaImport(new byte[BatchSettings.Default.MaxFileBytes + 1]), admin))).Errors.Single().ErrorCode);
    }

    [Fact]
    public async Task Given_work_that_a_killed_server_had_begun_When_the_timetable_comes_to_it_Then_it_is_done_once_and_whoever_comes_back_ends_nothing()
    {
        var (slice, _) = await ATown.BuildAsync();
        await using var town = slice;
        var order = ATown.Closes(slice);
        var id = await slice.Waiting(BatchKind.Reassignment, slice.Town.Officer, JsonSerializer.SerializeToUtf8Bytes(new Reassign(order, (await slice.Look(order)).Token)));
        await slice.Db(db => db.Batches.ExecuteUpdateAsync(batch => batch.SetProperty(x => x.State, BatchState.Running).SetProperty(x => x.Attempt, 1).SetProperty(x => x.LeaseUntil, slice.Clock.GetUtcNow().AddMinutes(-1))));
        var killed = await slice.Db(db => db.Batches.SingleAsync()); // what the dead one has in hand

        var run = await slice.RunBatches();
        var again = await slice.RunBatches();
        var late = await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Db(async db =>
        {
            db.Attach(killed).State = EntityState.Unchanged;
            killed.EndImport(9, 9, 9, 9, slice.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        }));

        var batch = await slice.Send(new GetBatch(id), slice.Town.Officer);
        Assert.Equal((1, 1, 0), (run.Found, run.Done, again.Found));
        Assert.Equal((BatchState.Done, 6), (batch.State, batch.Moved!.Cases));
        Assert.Equal(1, await slice.Db(db => db.Reassignments.CountAsync()));
        Assert.NotNull(late);
    }

    [Fact]
    public async Task Given_a_server_that_stops_in_the_middle_When_it_runs_again_Then_nothing_was_kept_and_all_of_it_is_done_then()
    {
        var (slice, _) = await ATown.BuildAsync();
        await using var town = slice;
        var order = ATown.Closes(slice);
        var id = await slice.Waiting(BatchKind.Reassignment, slice.Town.Officer, JsonSerializer.SerializeToUtf8Bytes(new Reassign(order, (await slice.Look(order)).Token)));
        using var stopping = new CancellationTokenSource();
        var before = await slice.Everything();

        using (new Stops(slice, "UPDATE \"ServiceAgreement\"", stopping.Cancel)) await Assert.ThrowsAnyAsync<Exception>(() => slice.RunBatches(stopping.Token));
        var stopped = await slice.Send(new GetBatch(id), slice.Town.Officer);
        var kept = await slice.Everything();
        await slice.RunBatches();

        Assert.Equal(BatchState.Waiting, stopped.State);
        Assert.Equal(before, kept);
        Assert.Equal(BatchState.Done, (await slice.Send(new GetBatch(id), slice.Town.Officer)).State);
    }

    [Fact]
    public async Task Given_work_that_kills_whoever_does_it_When_it_was_begun_too_often_Then_it_is_given_up()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var id = await slice.Waiting(BatchKind.AreaImport, slice.Town.Administrator, Lines);
        await slice.Db(db => db.Batches.ExecuteUpdateAsync(batch => batch.SetProperty(x => x.Attempt, Batch.MostAttempts)));

        await slice.RunBatches();

        var batch = await slice.Send(new GetBatch(id), slice.Town.Administrator);
        Assert.Equal((BatchState.Failed, "batch.broken-off"), (batch.State, batch.RefusalCode));
    }

    [Fact]
    public async Task Given_whoever_may_not_or_no_longer_works_here_When_their_batch_comes_up_Then_it_is_refused_and_others_areas_are_not_seen()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var (officer, admin) = (slice.Town.Officer, slice.Town.Administrator);
        var far = new StaffMember(StaffId.New(), "far-office", "外镇科员", StaffRole.PreventionOffice, TestTown.OtherTown, slice.Town.Office.Id);
        var left = new StaffMember(StaffId.New(), "left", "离岗者", StaffRole.Administrator, TestTown.City, slice.Town.Office.Id);
        left.Close(new(2026, 3, 1));
        await slice.Add(far, left);
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new AskAreaImport(Lines), officer));
        await slice.Waiting(BatchKind.AreaImport, officer, Lines);
        await slice.Waiting(BatchKind.AreaImport, left, Lines);

        await slice.RunBatches();

        var seen = (await slice.Send(new ListBatches(), admin)).Rows;
        Assert.Equal([(BatchState.Refused, "batch.asker-left"), (BatchState.Refused, "not-permitted")], seen.Select(row => (row.State, row.RefusalCode)));
        Assert.Empty((await slice.Send(new ListBatches(), officer)).Rows); // an import is not of a kind that they could ask for
        var moved = await slice.Ended(new AskReassignment(new(Domain.Reassignments.ReassignmentSource.Person, Domain.Reassignments.ReassignmentReason.PersonLeaves, StaffId: slice.Town.Doctor.Id), "other"), officer);
        Assert.Equal([moved.Id], (await slice.Send(new ListBatches(), officer)).Rows.Select(row => row.Id));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetBatch(moved.Id), far));
        Assert.Empty((await slice.Send(new ListBatches(), far)).Rows);
    }
}
