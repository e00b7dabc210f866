using CaseManagement.Domain;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Patients;
using CaseManagement.Infrastructure.Persistence.Engines;
using CaseManagement.Testing.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CaseManagement.SqlServer.Tests.Scripts;

/// <summary>The scripts in <c>db/sqlserver</c> are T-SQL, say what the model says, and keep each kind of value as it has to be kept.</summary>
public sealed class ScriptTests
{
    private const string Binary = "Latin1_General_100_BIN2";

    /// <summary>A whole form or list, kept as one text.</summary>
    private static readonly Type[] Forms = [typeof(FollowUpFindings), typeof(ExaminationFindings), typeof(CrisisLog), typeof(CaseManagement.Domain.CasePlans.CasePlanLog), typeof(CaseManagement.Domain.Cards.CaseReporting), typeof(SupplementaryForm), typeof(IReadOnlyList<string>), typeof(IReadOnlyList<CaseManagement.Domain.Cases.AdviceUndone>), typeof(IReadOnlyList<PastPrescription>), typeof(CaseManagement.Domain.Cases.SpecialistQuestions), typeof(IReadOnlyList<CaseManagement.Domain.Clues.ClueStep>)];

    [Fact]
    public void Given_every_script_When_it_is_parsed_Then_it_is_TSql_and_uses_no_column_in_the_batch_that_adds_it()
    {
        var scripts = Scripts();

        Assert.True(scripts.Sum(script => script.Batches.Sum(batch => batch.Statements.Count)) > 80);
        Assert.Equal([], scripts.SelectMany(NewColumns.UsedTooSoon));
    }

    [Fact]
    public void Given_every_dialect_When_its_scripts_are_listed_Then_they_have_the_same_numbers()
    {
        var sqlite = Files("sqlite").Select(Path.GetFileName).ToList();

        Assert.NotEmpty(sqlite);
        Assert.Equal(sqlite, Files("sqlserver").Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("CREATE TABLE \"T\" (\"Id\" binary(16) NOT NULL,, \"Code\" int)")]
    [InlineData("SELECT \"Id\" FROM \"T\" LIMIT 5")]
    [InlineData("IF 1 = 1 BEGIN CREATE VIEW v AS SELECT 1 AS x END")]
    public void Given_what_no_server_takes_When_it_is_parsed_Then_it_is_refused(string sql) => Assert.Throws<TSqlException>(() => TSql.Parse(sql));

    [Theory]
    [InlineData("ALTER TABLE \"T\" ADD \"Code\" int NULL; UPDATE \"T\" SET \"Code\" = 1;", "T.Code")]
    [InlineData("ALTER TABLE \"T\" ADD \"Code\" int NULL; IF 1 = 1 BEGIN INSERT INTO \"T\" (\"Code\") VALUES (1) END", "T.Code")]
    [InlineData("ALTER TABLE \"T\" ADD \"Code\" int NULL;\nGO\nUPDATE \"T\" SET \"Code\" = 1;", null)]
    [InlineData("ALTER TABLE \"T\" ADD \"Code\" int NULL; EXEC (N'UPDATE \"T\" SET \"Code\" = 1');", null)]
    [InlineData("ALTER TABLE \"T\" ADD \"Code\" int NULL; UPDATE \"Other\" SET \"Code\" = 1;", null)]
    public void Given_a_batch_that_adds_a_column_When_the_rule_reads_it_Then_a_use_in_the_same_batch_is_found(string sql, string? found) =>
        Assert.Equal(found is null ? [] : [found], NewColumns.UsedTooSoon(TSql.Parse(sql)));

    [Fact]
    public async Task Given_the_scripts_and_the_model_When_what_they_build_is_compared_Then_it_is_alike()
    {
        var fromModel = new Catalogue().After(TSql.Parse(await ServerModel.Ask(db => db.Database.GenerateCreateScript()))).Words();

        var fromScripts = FromScripts().Words().Where(words => !words.StartsWith("QRTZ_", StringComparison.Ordinal)).ToList(); // the job server's own tables are in no model of ours

        Assert.True(fromModel.Count > 300);
        Assert.Equal(fromModel, fromScripts);
    }

    [Fact]
    public void Given_scripts_that_change_what_earlier_ones_built_When_the_catalogue_reads_them_Then_it_holds_what_is_left()
    {
        var catalogue = new Catalogue().After(TSql.Parse("CREATE TABLE \"T\" (\"Id\" int NOT NULL, \"Old\" int NULL, \"Code\" nvarchar(5) NULL, CONSTRAINT \"PK_T\" PRIMARY KEY (\"Id\")); CREATE INDEX \"IX_T\" ON \"T\" (\"Old\") WHERE \"Old\" > 1;"));

        catalogue.After(TSql.Parse("""
            DROP INDEX "IX_T" ON "T"; ALTER TABLE "T" DROP COLUMN "Old"; ALTER TABLE "T" ALTER COLUMN "Code" nvarchar(9) COLLATE Latin1_General_100_BIN2 NOT NULL;
            ALTER TABLE "T" ADD "Parent" int NULL, CONSTRAINT "FK_T" FOREIGN KEY ("Parent") REFERENCES "T" ("Id"); ALTER TABLE "T" ADD CONSTRAINT "DF_T" DEFAULT 3 FOR "Code"; CREATE UNIQUE INDEX "IX_T2" ON "T" ("Code" DESC);
            """));

        Assert.Equal(
            [
                "T column Code nvarchar (9) collate Latin1_General_100_BIN2 not null default 3",
                "T column Id int collate - not null default -",
                "T column Parent int collate - null default -",
                "T index IX_T2 unique (Code DESC) include () where -",
                "T key FK_T (Parent) to T (Id) on delete NoAction on update NoAction",
                "T key PK_T primary (Id)",
            ],
            catalogue.Words());
    }

    [Fact]
    public async Task Given_the_kinds_of_values_When_their_columns_in_the_scripts_are_read_Then_each_is_kept_as_it_has_to_be()
    {
        var tables = FromScripts().Tables;
        var columns = await ServerModel.Ask(db => db.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties().Select(property => (Property: property, Column: tables[entity.GetTableName()!].Columns[property.GetColumnName(StoreObjectIdentifier.Table(entity.GetTableName()!))!]))).ToList());

        foreach (var (property, column) in columns)
        {
            var expected = Expected(property);
            Assert.True(expected is null || column.Type == expected, $"{property.DeclaringType.DisplayName()}.{property.Name} is {column.Type}, not {expected}");
            Assert.Equal(column.Type.StartsWith("nvarchar", StringComparison.Ordinal) ? Binary : null, column.Collation);
        }

        Assert.True(columns.Count(column => column.Column.Type == "binary (16)") > 50);
        Assert.True(columns.Count(column => column.Column.Type.StartsWith("nvarchar", StringComparison.Ordinal)) > 50);
        Assert.Equal(2, columns.Count(column => column.Column.Type == "decimal (9, 3)"));
        Assert.DoesNotContain(tables.Where(table => !table.Key.StartsWith("QRTZ_", StringComparison.Ordinal)).SelectMany(table => table.Value.Columns.Values), column => column.Type is "char" or "text" or "ntext" or "datetime" or "float" or "real" || column.Type.StartsWith("varchar", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_every_aggregate_root_When_its_table_in_the_scripts_is_read_Then_it_has_a_version_that_the_server_counts()
    {
        var tables = FromScripts().Tables;

        var roots = await ServerModel.Ask(db => db.Model.GetEntityTypes().Where(entity => entity.ClrType.IsAssignableTo(typeof(AggregateRoot))).Select(entity => entity.GetTableName()!).ToList());

        Assert.True(roots.Count >= 8);
        Assert.All(roots, root => Assert.Equal(new Column(SqlServerEngine.RowVersion, "rowversion", null, IsNullable: false), tables[root].Columns[SqlServerEngine.RowVersion]));
    }

    private static string? Expected(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == typeof(Guid) || type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEntityId<>))) return "binary (16)";
        if (type == typeof(DateTimeOffset) || type == typeof(DateTime)) return "datetime2";
        if (type == typeof(DateOnly)) return "date";
        if (type == typeof(decimal)) return "decimal (9, 3)";
        if ((Forms.Contains(type) || property.Name == nameof(Domain.Cards.NationalCard.SentSheet)) && property.GetMaxLength() is null) return "nvarchar (max)";
        if (type == typeof(string) || property.FindTypeMapping()?.Converter?.ProviderClrType == typeof(string)) return $"nvarchar ({property.GetMaxLength() ?? throw new InvalidOperationException($"{property.Name} has no length.")})";

        return null;
    }

    private static Catalogue FromScripts() => Scripts().Aggregate(new Catalogue(), (catalogue, script) => catalogue.After(script));

    private static List<TSqlScript> Scripts() => [.. Files("sqlserver").Select(file => TSql.Parse(File.ReadAllText(file)))];

    private static IEnumerable<string> Files(string dialect) => Directory.EnumerateFiles(Path.Combine(Repository.Root, "db", dialect), "*.sql").Order(StringComparer.Ordinal);
}
