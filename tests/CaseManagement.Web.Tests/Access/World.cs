using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;
using CaseManagement.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaseManagement.Web.Tests.Access;

/// <summary>The little town with the eight signed in at one server, and a copy of it to go back to when a permitted write has used it up.</summary>
internal sealed class World : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2026, 3, 20);

    private readonly WebApplication _app;
    private readonly HttpClient _client;
    private readonly SqliteConnection _copy = new("Data Source=:memory:");
    private SqliteConnection? _live;
    private string _stateOfAll = "";
    private Dictionary<string, string> _state = [];

    private World(Slice slice, WebApplication app, HttpClient client) => (Slice, _app, _client) = (slice, app, client);

    public Slice Slice { get; }

    public TestTown Town => Slice.Town;

    public IServiceProvider Services => _app.Services;

    public IReadOnlyList<Person> People { get; private set; } = [];

    public Person this[Who who] => People[(int)who];

    public static async Task<World> OpenAsync()
    {
        var slice = await Slice.CreateAsync(Today);
        await slice.Town.AddStrangerAsync(slice);
        var app = Server.Build(["--urls=http://127.0.0.1:0", .. slice.Settings], "unused.db", withTimetable: false, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(slice.Clock);
            builder.Services.AddSingleton(TestKeys.Ring);
            builder.Services.AddSingleton(TestSettings.Unhurried());
            builder.Logging.ClearProviders();
        });
        await app.StartAsync();

        return new World(slice, app, new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(app.Urls.Single()) });
    }

    /// <summary>The eight sign in, and the world as it now is becomes the one to go back to.</summary>
    public async Task BeginAsync()
    {
        StaffMember?[] staff = [Town.Doctor, Town.Leader, Town.Volunteer, Town.Psychiatrist, Town.Officer, Town.Administrator, Town.Stranger, null];
        People = [.. Enum.GetValues<Who>().Select(who => new Person(who, staff[(int)who], _client))];
        foreach (var person in People) await person.SignInAsync(Slice);

        _copy.Open();
        _live = new SqliteConnection($"Data Source={Slice.File};Pooling=False");
        _live.Open();
        _live.BackupDatabase(_copy);
        var tables = Rows("SELECT m.name || '|' || EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'Version') FROM sqlite_master m WHERE m.type = 'table' AND m.name NOT LIKE 'Audit%' AND m.name NOT LIKE 'sqlite%'");
        _stateOfAll = string.Join(" UNION ALL ", tables.Select(table => table.Split('|')).Select(table =>
            $"SELECT '{table[0]}|' || count(*) || ' rows, versions ' || {(table[1] == "1" ? "coalesce(sum(\"Version\"), 0)" : "0")} FROM \"{table[0]}\""));
        _state = State();
    }

    /// <summary>To the beginning, when what a person started and did not wait for has ended.</summary>
    public async Task GoBackAsync()
    {
        var runner = Services.GetRequiredService<IJobRunner>();
        await Task.WhenAll(Services.GetRequiredService<ITimetable>().Rows.Select(row => runner.EndedAsync(row.Name)));
        _copy.BackupDatabase(_live!);
    }

    /// <summary>Nothing has come, gone or changed its version since the beginning; what was looked at and by whom is kept apart.</summary>
    public void AssertUntouched(string after)
    {
        var now = State();
        Assert.True(_state.Count > 20);
        foreach (var (table, state) in _state) Assert.Equal($"{after}: {table} {state}", $"{after}: {table} {now[table]}");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _copy.DisposeAsync();
        if (_live is not null) await _live.DisposeAsync();
        await Slice.DisposeAsync();
    }

    private Dictionary<string, string> State() => Rows(_stateOfAll).Select(row => row.Split('|')).ToDictionary(row => row[0], row => row[1]);

    private List<string> Rows(string sql)
    {
        using var command = _live!.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));

        return rows;
    }
}
