using System.Reflection;
using CaseManagement.Infrastructure.Persistence.Engines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseManagement.Infrastructure.Persistence;

// One line for each change; its script has the same name, once for each dialect: db/sqlite/0001-the-house.sql.

[DbContext(typeof(CaseDb)), Migration("0001-the-house")]
internal sealed class Script0001 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration(Id)]
internal sealed class Script0002 : ScriptMigration
{
    public const string Id = "0002-sealed-fields";
}

[DbContext(typeof(CaseDb)), Migration("0003-accounts")]
internal sealed class Script0003 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0004-scope")]
internal sealed class Script0004 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0005-audit-chain")]
internal sealed class Script0005 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0006-administration")]
internal sealed class Script0006 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0007-timetable")]
internal sealed class Script0007 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0008-indexes")]
internal sealed class Script0008 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0009-clinical-settings")]
internal sealed class Script0009 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0010-formulary")]
internal sealed class Script0010 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0011-examinations")]
internal sealed class Script0011 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0012-injection-time")]
internal sealed class Script0012 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0013-referrals")]
internal sealed class Script0013 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0014-emergencies")]
internal sealed class Script0014 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0015-exits")]
internal sealed class Script0015 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0016-alert-life")]
internal sealed class Script0016 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0017-case-plan")]
internal sealed class Script0017 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0018-reassignment")]
internal sealed class Script0018 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0019-notices")]
internal sealed class Script0019 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0020-guidance")]
internal sealed class Script0020 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0021-care-circle")]
internal sealed class Script0021 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0022-national-cards")]
internal sealed class Script0022 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0023-cards-of-a-place")]
internal sealed class Script0023 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0024-meetings-by-page")]
internal sealed class Script0024 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0025-search")]
internal sealed class Script0025 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0026-batch")]
internal sealed class Script0026 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0027-told-anew")]
internal sealed class Script0027 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0028-reactions-and-questions")]
internal sealed class Script0028 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0029-found-by-phone")]
internal sealed class Script0029 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0030-threads")]
internal sealed class Script0030 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0031-facts-cancelled")]
internal sealed class Script0031 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0032-refused-discharges")]
internal sealed class Script0032 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0033-meetings-taken-back")]
internal sealed class Script0033 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0034-by-name")]
internal sealed class Script0034 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0035-asked-on")]
internal sealed class Script0035 : ScriptMigration;

[DbContext(typeof(CaseDb)), Migration("0036-seen-before-the-loss")]
internal sealed class Script0036 : ScriptMigration;

/// <summary>A change of the schema that is written as SQL in <c>db/</c>; EF's own migrator keeps the history, the lock and the transaction.</summary>
internal abstract class ScriptMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var script = $"db/{Engine.Behind(ActiveProvider!).Dialect}/{GetType().GetCustomAttribute<MigrationAttribute>()!.Id}.sql";
        using var stream = GetType().Assembly.GetManifestResourceStream(script) ?? throw new InvalidOperationException($"{script} is missing.");
        using var reader = new StreamReader(stream);

        migrationBuilder.Sql(reader.ReadToEnd());
    }
}
