using System.Collections.Concurrent;
using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Persistence;
using CaseManagement.Testing;
using CaseManagement.Web.Tests.Pages;
using CaseManagement.Web.Tests.Verbs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseManagement.Web.Tests.Edge;

/// <summary>No name, number, address, diagnosis or note of anybody is in a log or in an address, however much is logged.</summary>
public sealed class LogTests
{
    private const string Mark = "植入";
    private const string Phone = "13987654321";
    private const string GuardianPhone = "13912345678";

    [Fact]
    public async Task Given_marked_people_When_the_API_is_walked_with_everything_logged_Then_no_mark_is_in_a_line_or_an_address()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var lines = Lines.Of(door.Services);

        var registered = await door.Post("patients", Planted());
        var path = $"cases/{registered["caseId"]}";
        List<Answer> answers =
        [
            registered,
            await door.Post("patients", Planted()),
            await door.Post("patients", Planted().With("bornOn", $"{Mark}日")),
            await door.Post("patients", Planted().With(Mark, $"{Mark}值")),
            await door.Post("patients", Planted().With("documentNumber", "441900198005200010")),
            await door.Post("patients", Planted().With("name", string.Concat(Enumerable.Repeat(Mark, 300)))),
            await door.Send(HttpMethod.Post, "patients", $"{{\"name\":\"{Mark}断", Door.Doctor),
            await door.Post($"{path}/follow-ups", Body.FollowUp().With("findings.laboratoryText", $"{Mark}随访记录")),
            await door.Post($"{path}/follow-ups", Body.FollowUp().With("findings.risk", 9).With("overrideReason", $"{Mark}理由")),
            await door.Post($"{path}/consents", new JsonObject { ["agrees"] = true, ["signature"] = Planted()["consent"]!["signature"]!.DeepClone() }),
            await door.Post($"{path}/advice", new JsonObject { ["givenOn"] = "2026-03-02", ["text"] = $"{Mark}会诊意见" }, by: Door.Psychiatrist),
            await door.Post($"{path}/injection-courses", Body.Course()),
            await door.Get(path),
            await door.Get("worklist"),
            await door.Get("alerts"),
            await door.Get("staff"),
        ];
        await door.Slice.Db(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"CareTask\" RENAME TO \"Elsewhere\""));
        answers.Add(await door.Post($"{path}/follow-ups", Body.FollowUp().With("findings.laboratoryText", $"{Mark}随访记录")));
        answers.Add(await door.Post("patients", Planted().With("documentNumber", null).With("document", null)));

        Assert.Equal([], new[] { 200, 201, 400, 409, 500 }.Except(answers.Select(answer => answer.Status)));
        Assert.True(answers.Exists(answer => answer.Status == 200 && answer.Text.Contains(Mark, StringComparison.Ordinal)));
        Assert.All(answers, answer => Assert.False(Lines.IsMarked(answer.Location ?? ""), answer.Location));
        lines.AssertUnmarked();
    }

    [Fact]
    public async Task Given_marked_people_When_the_pages_are_walked_with_everything_logged_Then_no_mark_is_in_a_line_or_an_address()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var registered = await slice.Send(A.Registration($"{Mark}姓名") with { Phone = Phone, Address = $"{Mark}路1号" });
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId));
        slice.Clock.Day = new(2026, 3, 18);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, null, CancellationToken.None);
        await using var site = await Site.OpenAsync(slice);
        var lines = Lines.Of(site.Services);
        var story = $"/cases/{registered.CaseId.Value}";

        List<string> pages =
        [
            await site.Get("/"),
            await site.Get(story),
            await site.Post(story, "Claim", []),
            await site.Post(story, "Answer", new() { ["Input.Reason"] = "Other", ["Input.Note"] = $"{Mark}{new string('长', 3000)}" }, HttpStatusCode.BadRequest),
            await site.Post(story, "Answer", new() { ["Input.Reason"] = "DayAgreed", ["Input.Note"] = $"{Mark}备注" }),
            await site.Post(story, "Resolve", new() { ["Input.Result"] = "Arranged", ["Input.Note"] = $"{Mark}结果" }),
        ];
        await slice.Db(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"CareTask\" RENAME TO \"Elsewhere\""));
        pages.Add(await site.Get("/", HttpStatusCode.InternalServerError));

        Assert.Contains(pages, page => page.Contains(Mark, StringComparison.Ordinal));
        Assert.All(
            pages.SelectMany(page => System.Text.RegularExpressions.Regex.Matches(page, "(href|action|src)=\"([^\"]*)\"")).Select(link => WebUtility.HtmlDecode(link.Groups[2].Value)),
            link => Assert.False(Lines.IsMarked(link), link));
        lines.AssertUnmarked();
    }

    [Fact]
    public async Task Given_marked_people_When_verbs_run_beside_them_Then_no_mark_is_in_what_they_print()
    {
        using var program = new Executable();
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var registered = await slice.Send(A.Registration($"{Mark}姓名") with { Phone = Phone, Address = $"{Mark}路1号" });
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId));
        var database = slice.Settings;
        var areas = Path.Combine(program.Folder, "areas.csv");
        await File.WriteAllTextAsync(areas, $"code,name,parent_code\n12,{Mark}省,{Mark}\n441900999999,{Mark}村,441900999\n", TestContext.Current.CancellationToken);

        List<Ended> ended =
        [
            await program.Run(["sweep", "--today", "2026-03-18", .. database]),
            await program.Run(["demo", "--patients", "5", .. database]),
            await program.Run(["import", "areas", areas, .. database]),
        ];
        ended.Add(await program.Run(["verify", "--today", "2026-03-18", .. database]));
        await slice.Db(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"CareTask\" RENAME TO \"Elsewhere\""));
        ended.Add(await program.Run(["sweep", "--today", "2026-03-19", .. database]));

        Assert.Contains(ended, end => end.ExitCode != 0);
        Assert.All(ended, end => Assert.False(Lines.IsMarked(end.Output + end.Error), end.Error));
    }

    [Fact]
    public async Task Given_every_address_When_what_it_may_carry_is_read_Then_nobody_can_be_asked_for_by_name_or_number()
    {
        await using var outside = await Outside.OpenAsync();
        var carried = (await PageRoutes.Of(outside.Services)).SelectMany(route => route.Page.ModelTypeInfo!.GetProperties()).Where(bound => bound.GetCustomAttribute<BindPropertyAttribute>()?.SupportsGet == true).Select(bound => bound.Name)
            .Concat(outside.Services.GetRequiredService<EndpointDataSource>().Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<MethodInfo>()).OfType<MethodInfo>().SelectMany(method => method.GetParameters()).Select(parameter => parameter.Name!))
            .ToList();

        Assert.Contains("area", carried);
        Assert.Contains("Band", carried);
        Assert.Equal([], carried.Intersect(["name", "phone", "idNumber", "document", "documentNumber", "address", "diagnosis", "hospital", "guardian", "note", "reason", "text", "begins", "beginsWith"], StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Given_the_database_When_it_is_set_up_Then_values_and_rows_are_left_out_of_its_messages()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var scope = slice.Services.CreateAsyncScope();

        var core = scope.ServiceProvider.GetRequiredService<DbContextOptions<CaseDb>>().FindExtension<CoreOptionsExtension>()!;

        Assert.False(core.IsSensitiveDataLoggingEnabled);
        Assert.False(core.DetailedErrorsEnabled);
    }

    private static JsonNode Planted() => Body.Registration()
        .With("name", $"{Mark}姓名").With("address", $"{Mark}路77号").With("phone", Phone).With("guardian.name", $"{Mark}监护人").With("guardian.phone", GuardianPhone)
        .With("diagnosis.hospital", $"{Mark}医院").With("consent.signature.signerName", $"{Mark}监护人");

    /// <summary>Everything that is logged from now on, of every category and level, with the text of every exception.</summary>
    private sealed class Lines : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public static Lines Of(IServiceProvider services)
        {
            var filters = services.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>().CurrentValue;
            filters.Rules.Clear();
            filters.MinLevel = LogLevel.Trace;
            var lines = new Lines();
            services.GetRequiredService<ILoggerFactory>().AddProvider(lines);

            return lines;
        }

        public static bool IsMarked(string text) =>
            Array.Exists([Mark, Phone, GuardianPhone, Body.ValidIdNumber, "441900198005200010", "\\u690D\\u5165", Uri.EscapeDataString(Mark), WebUtility.HtmlEncode(Mark)],
                mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase));

        /// <summary>It has first heard the framework, the database and this product.</summary>
        public void AssertUnmarked()
        {
            Assert.Contains(_lines, line => line.StartsWith("Trace Microsoft.", StringComparison.Ordinal));
            Assert.Contains(_lines, line => line.StartsWith("Debug Microsoft.EntityFrameworkCore.", StringComparison.Ordinal));
            Assert.Contains(_lines, line => line.StartsWith("Error CaseManagement.", StringComparison.Ordinal));
            Assert.Equal([], _lines.Where(IsMarked).Distinct());
        }

        public ILogger CreateLogger(string categoryName) => new Writer(categoryName, _lines);

        public void Dispose() { }

        private sealed class Writer(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull
            {
                lines.Enqueue($"Scope {category}: {Whole(state)}");
                return null;
            }

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {Whole(state)} {exception}");

            // A logger that keeps fields apart keeps what the sentence leaves out.
            private static string Whole<TState>(TState state) =>
                state is IEnumerable<KeyValuePair<string, object?>> fields ? string.Join(' ', fields.Select(field => $"{field.Key}={field.Value}")) : state?.ToString() ?? "";
        }
    }
}
