using CaseManagement.Domain;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Keys;

/// <summary>Decides which keys this program works with on a database.</summary>
/// <param name="given">The keys that the program was put together with; null where they are to be found.</param>
internal sealed class KeyChoice(KeySettings settings, KeyRing? given)
{
    /// <summary>A configured file; else the demo keys where a demo is built or lies in the database; else the file beside the default database, made when nothing is sealed yet.</summary>
    /// <exception cref="RuleBrokenException"><c>keys.file-missing</c>, <c>keys.file-unreadable</c></exception>
    public KeyRing For(CaseDb db)
    {
        if (given is not null) return given;
        if (settings.HasFile && File.Exists(settings.Path)) return KeyFile.Read(settings.Path);
        if (!settings.HasFile && settings.ForDemo) return KeyRing.Demo;

        var checks = db.Database.GetAppliedMigrations().Contains(Script0002.Id) ? db.KeyChecks.AsNoTracking().ToList() : [];
        if (!settings.HasFile && checks.Exists(check => check.IsDemo)) return KeyRing.Demo;
        Rule.Require(checks.Count == 0 || File.Exists(settings.Path), "keys.file-missing", "There is no key file {0}, and this database is sealed; restore the file from its backup.", settings.Path);

        return KeyFile.ReadOrCreate(settings.Path);
    }
}
