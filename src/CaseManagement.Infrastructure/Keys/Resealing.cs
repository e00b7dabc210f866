using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Keys;

/// <summary>Seals everything under the newest key, page by page: what is plain, after an upgrade; what is under an older key, in a rotation.</summary>
/// <remarks>
/// A row says by itself whether it is done, so a run that was killed is simply run again. Nothing that a person sees changes: the versions of the records stay,
/// and a row that somebody saves meanwhile is left for another round.
/// </remarks>
internal sealed class Resealing(CaseDb db, ISeals seals, KeyRing ring)
{
    private const int PageSize = 200;

    public async Task<SealsRotated> RunAsync(Action<string> progress, CancellationToken ct)
    {
        var (done, twins) = (0, 0);
        for (var again = true; again;)
        {
            var (changed, left, twinned) = await Patients(progress, ct);
            (done, twins, again) = (done + changed, twinned, left > 0);
        }

        for (var again = true; again;)
        {
            var (changed, left) = await Forms(progress, ct);
            (done, again) = (done + changed, left > 0);
        }

        done += await Routes(ct) + await Contacts(progress, ct);
        return new SealsRotated(done, twins);
    }

    private async Task<(int Done, int Left, int Twins)> Patients(Action<string> progress, CancellationToken ct)
    {
        var (read, done, left, twins) = (0, 0, 0, 0);
        for (var after = Array.Empty<byte>(); ;)
        {
            var page = await db.Database.SqlQuery<KeptPatient>(
                $"""
                SELECT "Id", "Version", "DocumentNumber", "Phone", "Guardian_Phone" AS "GuardianPhone", "Guardian_SecondPhone" AS "SecondPhone", "DocumentHash", "PhoneHash", "GuardianPhoneHash", "GuardianSecondPhoneHash"
                FROM "Patient" WHERE "Id" > {after}
                """).OrderBy(row => row.Id).Take(PageSize).ToListAsync(ct);
            await using (var transaction = await db.Database.BeginTransactionAsync(ct))
            {
                foreach (var row in page.Where(row => row.IsOlderThan(ring.Current, seals)))
                {
                    var (saved, isTwin) = await Save(row, row.SealedAnew(seals), ct);
                    (done, left, twins) = (done + (saved ? 1 : 0), left + (saved ? 0 : 1), twins + (isTwin ? 1 : 0));
                }

                await transaction.CommitAsync(ct);
            }

            read += page.Count;
            progress($"patients: {read} read, {done} sealed");
            if (page.Count < PageSize) return (done, left, twins);
            after = page[^1].Id;
        }
    }

    /// <summary>Two rows that the unique hash would refuse cannot both be found under the newest key: the second keeps the hash that it had.</summary>
    private async Task<(bool Saved, bool IsTwin)> Save(KeptPatient row, KeptPatient anew, CancellationToken ct)
    {
        var isTwin = anew.DocumentHash is not null
            && await db.Database.SqlQuery<int>($"""SELECT count(*) AS "Value" FROM "Patient" WHERE "DocumentHash" = {anew.DocumentHash} AND "Id" <> {row.Id}""").SingleAsync(ct) > 0;
        var rows = await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE "Patient" SET
                "DocumentNumber" = {anew.DocumentNumber}, "Phone" = {anew.Phone}, "Guardian_Phone" = {anew.GuardianPhone}, "Guardian_SecondPhone" = {anew.SecondPhone},
                "DocumentHash" = {(isTwin ? row.DocumentHash : anew.DocumentHash)}, "PhoneHash" = {anew.PhoneHash}, "GuardianPhoneHash" = {anew.GuardianPhoneHash}, "GuardianSecondPhoneHash" = {anew.GuardianSecondPhoneHash}
            WHERE "Id" = {row.Id} AND "Version" = {row.Version}
            """,
            ct);

        return (rows == 1, isTwin);
    }

    /// <summary>Few, and never rewritten after they are set: no page and no second round is needed.</summary>
    private async Task<int> Routes(CancellationToken ct)
    {
        var done = 0;
        foreach (var row in (await db.Database.SqlQuery<KeptRoute>($"""SELECT "Id", "Address", "Secret" FROM "NoticeRoute" """).ToListAsync(ct)).Where(row => row.IsOlderThan(ring.Current)))
        {
            var anew = row.SealedAnew(seals);
            done += await db.Database.ExecuteSqlAsync($"""UPDATE "NoticeRoute" SET "Address" = {anew.Address}, "Secret" = {anew.Secret} WHERE "Id" = {row.Id}""", ct);
        }

        return done;
    }

    /// <summary>A phone is never rewritten after it was added: no second round is needed.</summary>
    private async Task<int> Contacts(Action<string> progress, CancellationToken ct)
    {
        var (read, done) = (0, 0);
        for (var after = Array.Empty<byte>(); ;)
        {
            var page = await db.Database.SqlQuery<KeptContact>(
                $"""SELECT "c"."Id", "m"."PatientId", "c"."Phone", "c"."PhoneHash" FROM "SupportContact" AS "c" INNER JOIN "ManagedCase" AS "m" ON "m"."Id" = "c"."CaseId" WHERE "c"."Id" > {after}""").OrderBy(row => row.Id).Take(PageSize).ToListAsync(ct);
            await using (var transaction = await db.Database.BeginTransactionAsync(ct))
            {
                foreach (var anew in page.Where(row => row.IsOlderThan(ring.Current, seals)).Select(row => row.SealedAnew(seals)))
                    done += await db.Database.ExecuteSqlAsync($"""UPDATE "SupportContact" SET "Phone" = {anew.Phone}, "PhoneHash" = {anew.PhoneHash} WHERE "Id" = {anew.Id}""", ct);

                await transaction.CommitAsync(ct);
            }

            read += page.Count;
            progress($"contacts: {read} read, {done} sealed");
            if (page.Count < PageSize) return done;
            after = page[^1].Id;
        }
    }

    private async Task<(int Done, int Left)> Forms(Action<string> progress, CancellationToken ct)
    {
        var (read, done, left) = (0, 0, 0);
        for (var after = Array.Empty<byte>(); ;)
        {
            var page = await db.Database.SqlQuery<KeptForm>($"""SELECT "Id", "PatientId", "Supplementary" FROM "ManagedCase" WHERE "Id" > {after}""").OrderBy(row => row.Id).Take(PageSize).ToListAsync(ct);
            await using (var transaction = await db.Database.BeginTransactionAsync(ct))
            {
                foreach (var row in page.Where(row => row.IsOlderThan(ring.Current)))
                {
                    var saved = await db.Database.ExecuteSqlAsync($"""UPDATE "ManagedCase" SET "Supplementary" = {row.SealedAnew(seals)} WHERE "Id" = {row.Id} AND "Supplementary" = {row.Supplementary}""", ct) == 1;
                    (done, left) = (done + (saved ? 1 : 0), left + (saved ? 0 : 1));
                }

                await transaction.CommitAsync(ct);
            }

            read += page.Count;
            progress($"forms: {read} read, {done} sealed");
            if (page.Count < PageSize) return (done, left);
            after = page[^1].Id;
        }
    }
}
