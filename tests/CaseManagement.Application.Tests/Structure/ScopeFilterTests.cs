using System.Text.RegularExpressions;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;
using CaseManagement.Infrastructure.Persistence;
using CaseManagement.Infrastructure.Persistence.Engines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CaseManagement.Application.Tests.Structure;

/// <summary>Everything that belongs to a patient is filtered in every kind of model, and the filter is passed by in a short list of files only.</summary>
public sealed class ScopeFilterTests
{
    /// <summary>Kept for those who look after the system itself; they name a case by its id and say nothing else of it.</summary>
    private static readonly Type[] NotOfAPatient = [typeof(AuditEntry), typeof(QuarantinedRow), typeof(Notice)]; // codes and ids alone, read through the case or by the administrator

    /// <summary>Who may go past the filter, and why.</summary>
    private static readonly Dictionary<string, string> MayGoPast = new()
    {
        ["RegisterPatient.cs"] = "nobody is registered twice, wherever they live",
        ["RecordDocument.cs"] = "no two have the same number, wherever they live",
        ["AskEmergencyAccess.cs"] = "the person in need is looked for everywhere",
        ["GrantLookups.cs"] = "a door asks whether an emergency access is open before anybody is named; grants are numbered",
        ["Ownership.cs"] = "whom a change would leave without an owner is asked whoever changes it; counts, ids and areas only",
        ["AlertsOfTasks.cs"] = "all alerts of a task follow it, and it waits for whoever has one",
        ["ICaseDb.cs"] = "whoever may know of a case changes the whole of it",
        ["Reassigner.Report.cs"] = "what was moved is reported whole, also of what has left the area since; ids, kinds and days only",
        ["Reassigner.cs"] = "whoever moves a team's patients moves them all, and sees none of them; ids only",
        ["UnreadNames.cs"] = "names from an older program are read for everybody, and shown to nobody",
        ["GrantsOfCases.cs"] = "all grants of a case follow it",
        ["CardsOfCases.cs"] = "all cards of a case follow it",
        ["NoticesOfCases.cs"] = "whether anybody at a hospital sees the case is asked whoever changes it; yes or no",
        ["CluesOfCases.cs"] = "all clues of a case follow it",
        ["ReopenedClues.cs"] = "a clue whose emergency was none is looked into again wherever it was heard, and the emergency that began by it for the wrong patient is taken back wherever that patient is; whose case it was is shown only to whoever sees it",
    };

    /// <summary>Who may speak SQL, which no filter reaches; nothing of a patient is read by it but in the sweep, which runs for the timetable only, and in a reassignment, which gives away ids, areas and counts.</summary>
    private static readonly string[] MaySpeakSql = ["AlertSweep.cs", "AreaStaging.cs", "AuditChain.cs", "KeyCare.cs", "KeyFit.cs", "PostgreSqlEngine.cs", "Reassigner.cs", "Resealing.cs", "SqlServerEngine.cs", "SqliteBackup.cs", "SqliteEngine.cs", "SqliteSession.cs"];

    private static readonly StaffMember Anybody = new(StaffId.New(), "anybody", "某人", StaffRole.CareTeamMember, TestTown.Code, InstitutionId.New(), CareTeamId.New());

    [Fact]
    public async Task Given_every_kind_of_model_When_its_entities_are_read_Then_whatever_belongs_to_a_patient_has_the_filter()
    {
        await using var slice = await Slice.EmptyAsync(new(2026, 3, 2));
        var models = new HashSet<IModel>();
        foreach (var acting in (Acting?[])[null, Acting.Timetable, .. Enum.GetValues<StaffRole>().Select(role => Acting.As(Anybody) with { Role = role }), Acting.As(Anybody) with { EmergencyCases = [ManagedCaseId.New()] }])
            await slice.Db(acting, db =>
            {
                models.Add(db.Model);
                Assert.Equal([], Unfiltered(db.Model));
                return Task.FromResult(0);
            });

        Assert.Equal(Enum.GetValues<ScopeKind>().Length, models.Count);
        Assert.True(OfAPatient(models.First()).Count >= 12);
    }

    [Fact]
    public void Given_a_model_without_filters_When_its_entities_are_read_Then_every_one_of_a_patient_is_named()
    {
        using var bare = new Bare();

        Assert.Equal(
            ["Alert", "AlertAct", "CareTask", "CaseExit", "CaseGrant", "CasePlan", "Clue", "ContactAttempt", "CrisisResponse", "FollowUp", "GridAssignment", "GroupDecision", "GuidanceSession", "InformedConsent", "Injection", "InjectionCourse", "ManagedCase", "MeetingCase", "NationalCard", "Outing", "PairMark", "PartyTold", "Patient", "PhysicalExamination", "ReassignedAlert", "ReassignedCase", "Referral", "ReferralStep", "ServiceAgreement", "SpecialistAdvice", "SupportContact", "SupportEntry"],
            Unfiltered(bare.Model));
    }

    [Fact]
    public void Given_the_sources_When_they_are_searched_Then_the_filter_is_passed_by_in_the_listed_files_only()
    {
        var helpers = Helpers();

        Assert.Equal(["AllGrants"], helpers);
        Assert.Equal(MayGoPast.Keys.Order(), Files(["IgnoreQueryFilters", .. helpers.Select(helper => $".{helper}(")]).Order());
        Assert.Equal([], Sources().Where(source => source.Text.Contains("IgnoreQueryFilters()", StringComparison.Ordinal)).Select(source => source.File));
        Assert.Contains("AlertSweep.cs", Files("ExecuteSqlRawAsync"));
        Assert.Equal([], Files("FromSql", "SqlQuery", "ExecuteSql", "CommandText").Except(MaySpeakSql));
    }

    private static IReadOnlyList<string> Unfiltered(IModel model) =>
        [.. OfAPatient(model).Where(entity => entity.GetDeclaredQueryFilters().All(filter => filter.Key != ScopeFilter.Name)).Select(entity => entity.ClrType.Name).Order()];

    /// <summary>The patient, the case, what names one of them by its id, and what hangs on any of these.</summary>
    private static HashSet<IEntityType> OfAPatient(IModel model)
    {
        var found = model.GetEntityTypes().Where(entity => entity.ClrType == typeof(Patient) || entity.ClrType == typeof(ManagedCase) || entity.GetProperties().Any(Names)).ToHashSet();
        while (model.GetEntityTypes().Where(entity => entity.GetForeignKeys().Any(key => found.Contains(key.PrincipalEntityType))).ToHashSet() is var more && !more.IsSubsetOf(found)) found.UnionWith(more);

        return [.. found.Where(entity => !entity.IsOwned() && !NotOfAPatient.Contains(entity.ClrType))];

        static bool Names(IProperty property) => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is var type && (type == typeof(ManagedCaseId) || type == typeof(PatientId));
    }

    /// <summary>What hands on rows past the filter: whoever calls it goes past the filter too.</summary>
    private static List<string> Helpers() =>
        [.. Sources().SelectMany(source => Regex.Matches(source.Text, @"IQueryable<\w+> (\w+)(?:<\w+>)?\([^;{]*?\)\s*(?:=>|\{)[^;]*?IgnoreQueryFilters")).Select(found => found.Groups[1].Value)];

    private static List<string> Files(params string[] words) =>
        [.. Sources().Where(source => words.Any(word => source.Text.Contains(word, StringComparison.Ordinal))).Select(source => source.File)];

    private static IEnumerable<(string File, string Text)> Sources() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .Select(file => (Path.GetFileName(file), File.ReadAllText(file)));

    /// <summary>The same model before anybody has thought of filters.</summary>
    private sealed class Bare : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:");

        protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => Conventions.Apply(conventions, Engine.Called(Engine.Default));

        protected override void OnModelCreating(ModelBuilder model) => ModelRules.Build(model, Engine.Called(Engine.Default));
    }
}
