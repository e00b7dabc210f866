using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Patients;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>Builds the demo city in batches, so that memory stays flat: the next patients are invented while the last ones are saved.</summary>
/// <remarks>
/// No clock and no new id: all rows but the records of the sweep itself follow from the seed, the number of patients and the day.
/// Each batch is kept as it comes: a build that is cut short leaves a database that another build refuses.
/// </remarks>
internal sealed class DemoCity(CaseDb db, ISeals seals, NameReadings readings, Standards standards, IJobRunner jobs) : IDemoCity
{
    private const int MaxPatients = 2_000_000;
    private const int BatchSize = 250;

    public async Task<DemoBuilt> BuildAsync(int patients, int seed, DateOnly today, Action<string> progress, CancellationToken ct)
    {
        Rule.Require(patients is >= 1 and <= MaxPatients, "demo.patients", "A demo city has {0} to {1} patients.", 1, MaxPatients);
        var map = new DemoPlaces(seed, madeOn: today.AddYears(-2)).Build();
        var missing = await RequireEmpty(map, ct);

        await Save([.. missing, .. map.Rows], ct);
        progress($"places and people who work there: {map.Rows.Count}");

        await BuildPatients(patients, seed, today, map, progress, ct);
        await Save(DemoClues.Hear(map, seed, today, standards), ct);

        await jobs.RunAsync(JobNames.Sweep, today, ct);
        await new DemoAlerts(db, map, standards.Settings.Alerts, seed, today).AnswerSomeAsync(ct);
        progress("alerts raised and some of them answered");
        await new DemoAccess(db, map, today).OpenAsync(ct);
        await new DemoCircle(db, seals, map, standards, today).GatherAsync(ct);
        progress("patients assigned to care groups, and a few opened in an emergency");

        return await Count(ct);
    }

    /// <summary>The same divisions may have been imported before; anything else means that somebody works here.</summary>
    /// <returns>The divisions that are not there yet.</returns>
    private async Task<IReadOnlyList<object>> RequireEmpty(DemoMap map, CancellationToken ct)
    {
        var there = await db.Areas.AsNoTracking().ToDictionaryAsync(area => area.Code, ct);
        var missing = map.Areas.Where(area => !there.ContainsKey(area.Code)).ToList();
        var isEmpty = there.Count == map.Areas.Count - missing.Count
            && !await db.Patients.AnyAsync(ct) && !await db.CareTeams.AnyAsync(ct) && !await db.Grids.AnyAsync(ct);
        Rule.Require(isEmpty, "demo.not-empty", "A demo city is built in an empty database only.");

        return missing;
    }

    private async Task BuildPatients(int patients, int seed, DateOnly today, DemoMap map, Action<string> progress, CancellationToken ct)
    {
        var people = new DemoPeople(map, seals, readings, seed, today);
        var history = new DemoHistory(map, standards, today);
        var next = Task.Run(() => Invent(0), ct);
        for (var done = 0; done < patients;)
        {
            var (batch, cards) = await next;
            var from = done += batch.Count;
            if (done < patients) next = Task.Run(() => Invent(from), ct);

            await Save([.. batch.Select(person => person.Patient), .. batch.Select(person => person.Case), .. cards], ct);
            progress($"patients: {done} of {patients}");
        }

        (List<DemoPerson> People, List<object> Cards) Invent(int from)
        {
            var (batch, cards) = (new List<DemoPerson>(), new List<object>());
            for (var number = from; number < Math.Min(from + BatchSize, patients); number++)
            {
                var person = people.Invent(number);
                history.Tell(person);
                batch.Add(person);
                cards.AddRange(DemoCards.Of(person, number, standards, today));
            }

            return (batch, cards);
        }
    }

    private async Task Save(IReadOnlyList<object> rows, CancellationToken ct)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false; // whole new objects are added, so there is nothing to detect
        db.AddRange(rows);
        await db.SaveChangesAsync(ct);
        db.Forget();
        db.ChangeTracker.AutoDetectChangesEnabled = true;
    }

    private async Task<DemoBuilt> Count(CancellationToken ct) => new(
        Areas: await db.Areas.CountAsync(ct),
        CareTeams: await db.CareTeams.CountAsync(ct),
        CareGroups: await db.CareGroups.CountAsync(ct),
        Institutions: await db.Institutions.CountAsync(ct),
        Grids: await db.Grids.CountAsync(ct),
        Staff: await db.Staff.CountAsync(ct),
        Patients: await db.Patients.CountAsync(ct),
        FollowUps: await db.Cases.IgnoreAutoIncludes().SelectMany(managed => managed.FollowUps).CountAsync(ct),
        Injections: await db.Cases.IgnoreAutoIncludes().SelectMany(managed => managed.Courses).SelectMany(course => course.Injections).CountAsync(ct),
        CareTasks: await db.CareTasks.CountAsync(ct),
        Alerts: await db.Alerts.CountAsync(ct));
}
