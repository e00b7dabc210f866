using System.Reflection;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Infrastructure.Jobs;
using FluentValidation;
using MediatR;

namespace CaseManagement.Application.Tests.Structure;

/// <summary>How the house is laid out; each test first proves that it found something to judge.</summary>
public sealed class HouseTests
{
    private static readonly Assembly Domain = typeof(Rule).Assembly;
    private static readonly Assembly Application = typeof(UseCases).Assembly;
    private static readonly Assembly Infrastructure = typeof(JobRunner).Assembly;

    public static TheoryData<string, string[]> Rooms => new()
    {
        { "CaseManagement.Domain", [] },
        { "CaseManagement.Application", ["CaseManagement.Domain"] },
        { "CaseManagement.Infrastructure", ["CaseManagement.Application", "CaseManagement.Domain"] },
    };

    [Theory, MemberData(nameof(Rooms))]
    public void Given_a_room_When_its_references_are_read_Then_they_point_inwards_only(string room, string[] allowed)
    {
        var assembly = new[] { Domain, Application, Infrastructure }.Single(assembly => assembly.GetName().Name == room);
        var references = assembly.GetReferencedAssemblies().Select(reference => reference.Name!).ToList();

        Assert.NotEmpty(references);
        Assert.All(references.Where(name => name.StartsWith("CaseManagement.", StringComparison.Ordinal)), name => Assert.Contains(name, allowed));
    }

    [Fact]
    public void Given_the_Domain_When_its_references_are_read_Then_it_needs_nothing_but_the_framework()
    {
        var references = Domain.GetReferencedAssemblies().Select(reference => reference.Name!).ToList();

        Assert.NotEmpty(references);
        Assert.All(references, name => Assert.True(name.StartsWith("System", StringComparison.Ordinal) || name == "netstandard", name));
    }

    [Fact]
    public void Given_the_sources_When_they_are_read_Then_only_the_engines_know_which_engine_runs()
    {
        var engines = Path.Combine("Persistence", "Engines");
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToLookup(file => file.Contains(engines, StringComparison.Ordinal));
        string[] questions = ["SqliteEngine", "SqlServerEngine", "PostgreSqlEngine", "ProviderName", "IsSqlite(", "IsNpgsql(", "IsSqlServer("];

        Assert.Contains(files[true], file => questions.Any(File.ReadAllText(file).Contains));
        Assert.All(files[false], file => Assert.DoesNotContain(questions, File.ReadAllText(file).Contains));
    }

    [Fact]
    public void Given_every_request_When_it_is_read_Then_it_says_which_right_it_needs()
    {
        Assert.True(Requests.Count > 20);
        Assert.All(Requests, request => Assert.True(request.GetCustomAttribute<NeedsAttribute>() is not null, request.Name));
    }

    [Fact]
    public void Given_every_request_When_it_is_read_Then_it_is_a_command_or_a_query_and_has_one_handler()
    {
        var handlers = Application.GetTypes().SelectMany(type => type.GetInterfaces()).Where(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
            .Select(face => face.GetGenericArguments()[0]).ToList();

        Assert.True(Requests.Count > 20);
        Assert.All(Requests, request => Assert.True(IsA(request, typeof(ICommand<>)) != IsA(request, typeof(IQuery<>)), request.Name));
        Assert.All(Requests, request => Assert.Single(handlers, handler => handler == request));
    }

    [Fact]
    public void Given_every_query_When_its_answer_can_show_a_person_Then_it_is_audited_and_a_list_says_how_many_it_shows()
    {
        var queries = Requests.Where(request => IsA(request, typeof(IQuery<>))).ToList();
        var showing = queries.Where(query => Shown(AnswerOf(query)) is var types && (types.Contains(typeof(ManagedCaseId)) || types.Contains(typeof(PatientId)))).ToList();

        Assert.True(showing.Count >= 4);
        Assert.Contains(typeof(GetCase), showing);
        Assert.True(queries.Count > showing.Count + 2); // the others show places
        Assert.All(showing, query => Assert.True(IsA(query, typeof(IRecordQuery<>)) || IsA(query, typeof(ISearch<>)), query.Name));
        Assert.All(showing.Where(query => IsA(query, typeof(ISearch<>))), query => Assert.True(AnswerOf(query).IsAssignableTo(typeof(ICounted)), query.Name));
        Assert.All(queries.Where(query => query.GetProperty("CaseId") is not null), query => Assert.True(IsA(query, typeof(IRecordQuery<>)), query.Name));
    }

    /// <summary>Every type that an answer is made of.</summary>
    private static HashSet<Type> Shown(Type answer)
    {
        var seen = new HashSet<Type>();
        var open = new Stack<Type>([answer]);
        while (open.TryPop(out var type))
        {
            foreach (var argument in type.GetGenericArguments()) open.Push(argument);
            if (type.IsArray) open.Push(type.GetElementType()!);
            if (type.Namespace?.StartsWith("CaseManagement.", StringComparison.Ordinal) != true || !seen.Add(type)) continue;
            foreach (var property in type.GetProperties()) open.Push(property.PropertyType);
        }

        return seen;
    }

    private static Type AnswerOf(Type query) => query.GetInterfaces().Single(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IQuery<>)).GetGenericArguments()[0];

    [Fact]
    public void Given_every_command_When_it_is_read_Then_it_has_a_validator()
    {
        var validated = Application.GetTypes().Where(type => !type.IsAbstract).Select(type => type.BaseType)
            .Where(type => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(AbstractValidator<>)).Select(type => type!.GetGenericArguments()[0]).ToHashSet();
        var commands = Requests.Where(request => IsA(request, typeof(ICommand<>))).ToList();

        Assert.True(commands.Count > 15);
        Assert.All(commands, command => Assert.True(validated.Contains(command), command.Name));
    }

    [Fact]
    public void Given_every_request_When_its_file_is_looked_for_Then_it_has_the_requests_name()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/CaseManagement.Application/Features"), "*.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToHashSet();

        Assert.True(Requests.Count > 20);
        Assert.All(Requests, request => Assert.Contains(request.Name, files));
    }

    [Fact]
    public void Given_the_sources_When_they_are_read_Then_no_slice_names_the_mediator_the_mapper_or_the_engine()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/CaseManagement.Application/Features"), "*.cs", SearchOption.AllDirectories).ToList();

        Assert.True(sources.Count > 20);
        Assert.All(sources, file => Assert.DoesNotContain(File.ReadLines(file), line =>
            line.StartsWith("using MediatR", StringComparison.Ordinal) || line.StartsWith("using AutoMapper", StringComparison.Ordinal) || line.Contains("Sqlite", StringComparison.Ordinal)));
    }

    [Fact]
    public void Given_the_sources_When_they_are_searched_Then_only_the_timetable_names_jobs()
    {
        var naming = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("\"agreement-renewals\"", StringComparison.Ordinal))
            .Select(Path.GetFileName);

        Assert.Equal(["Timetable.cs"], naming);
    }

    [Fact]
    public void Given_the_sources_When_they_are_searched_Then_only_the_host_and_the_engines_that_keep_its_tables_know_the_job_server()
    {
        var knowing = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && File.ReadLines(file).Any(line => line.StartsWith("using Quartz", StringComparison.Ordinal)))
            .Select(Path.GetFileName);

        Assert.Equal(["Engine.cs", "PostgreSqlEngine.cs", "QuartzHost.cs", "SqlServerEngine.cs"], knowing.Order());
    }

    [Fact]
    public void Given_the_doors_When_they_are_searched_Then_only_the_start_of_the_program_knows_how_it_is_kept()
    {
        var knowing = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/CaseManagement.Web"), "*.cs*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("CaseManagement.Infrastructure", StringComparison.Ordinal) && !file.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(Path.GetFileName);

        Assert.Equal(["Program.cs"], knowing);
    }

    [Fact]
    public void Given_the_root_When_it_is_listed_Then_there_is_no_room_beyond_src_tests_db_scripts()
    {
        string[] allowed = ["src", "tests", "db", "scripts", "data"]; // data/ is where a running product keeps its file; git ignores it
        var folders = Directory.EnumerateDirectories(Repository.Root).Select(Path.GetFileName).Where(name => !name!.StartsWith('.')).ToList();

        Assert.Contains("src", folders);
        Assert.All(folders, folder => Assert.Contains(folder, allowed));
    }

    [Fact]
    public void Given_the_sources_When_their_folders_are_listed_Then_there_are_four_rooms_and_what_only_the_build_needs()
    {
        string[] rooms = ["CaseManagement.Application", "CaseManagement.Domain", "CaseManagement.Infrastructure", "CaseManagement.Web"];
        var projects = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Path.Combine(Repository.Root, "src"), file)).Order(StringComparer.Ordinal);

        Assert.Equal(["Build/Microsoft.SqlServer.Server/Microsoft.SqlServer.Server.csproj", .. rooms.Select(room => $"{room}/{room}.csproj")], projects);
    }

    [Fact]
    public void Given_every_public_domain_type_and_request_When_its_documentation_is_read_Then_it_has_a_sentence()
    {
        var told = Documentation(Domain).Concat(Documentation(Application)).ToHashSet();
        var types = Domain.GetExportedTypes().Concat(Requests).Where(type => !type.IsNested && !type.Name.EndsWith("Id", StringComparison.Ordinal)).ToList();

        Assert.True(types.Count > 60);
        Assert.All(types, type => Assert.True(told.Contains(type.FullName!), type.FullName));
    }

    private static IReadOnlyList<Type> Requests { get; } =
        [.. Application.GetTypes().Where(type => !type.IsAbstract && !type.IsInterface && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRequest<>)))];

    private static bool IsA(Type type, Type contract) => type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == contract);

    private static IEnumerable<string> Documentation(Assembly assembly) =>
        System.Xml.Linq.XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .Where(member => member.Element("summary") is { Value.Length: > 0 } && member.Attribute("name")!.Value.StartsWith("T:", StringComparison.Ordinal))
            .Select(member => member.Attribute("name")!.Value[2..]);
}
