using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.CasePlans;
using CaseManagement.Application.Features.Cards;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Examinations;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Injections;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Features.Reviews;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Access;

/// <summary>A mark in every field, everything read by everybody, and a table of who may read which.</summary>
public sealed partial class PlantedTests
{
    private const string File = "who-may-read.csv";
    private const string Seen = "seen";
    private const string Revealed = "revealed";

    [Fact]
    public async Task Given_a_mark_in_every_field_When_each_of_the_eight_reads_everything_Then_only_who_may_finds_it_and_no_address_carries_one()
    {
        var prepared = await Prepared.OpenAsync();
        await using var world = prepared.World;
        var told = new Told(prepared);
        await told.PlantAsync();

        await told.ReadAsync();

        var table = Table.Read(File, keys: 1);
        Table.AssertNone(told.Planter.Marks.Select(mark => mark.Where).Except(table.Keys));
        Table.AssertNone(table.Keys.Except(told.Planter.Marks.Select(mark => mark.Where)));
        Table.AssertNone(told.Planter.Marks.SelectMany(mark => Enum.GetValues<Who>().Select(who => told.Judge(mark, who, table[mark.Where][(int)who]))).OfType<string>());
        Table.AssertNone(told.Addresses.Where(address => told.Planter.Marks.Exists(mark => mark.IsIn(address))).Distinct());
        Assert.True(told.Addresses.Count > 100);
    }

    [Fact]
    public void Given_every_command_about_a_patient_When_its_fields_are_read_Then_each_is_planted_or_has_a_reason_not_to_be()
    {
        string[] areas = ["Patients", "Cases", "FollowUps", "Examinations", "Injections", "Referrals", "Access", "Alerts", "Crises", "Clues", "Support", "CasePlans", "Reviews", "Cards"];
        var fields = typeof(RegisterPatient).Assembly.GetTypes()
            .Where(type => type.IsPublic && areas.Any(area => type.Namespace == $"CaseManagement.Application.Features.{area}") && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ICommand<>)))
            .SelectMany(Planter.Fields).ToList();

        Assert.Contains("RegisterPatient.Guardian.SecondPhone", fields);
        Table.AssertNone(fields.Except(Table.Read(File, keys: 1).Keys).Except(Planter.LeftAsItIs));
        Table.AssertNone(Planter.LeftAsItIs.Except(fields));
    }

    /// <summary>What each of the eight has been told.</summary>
    private sealed partial class Told(Prepared prepared)
    {
        private readonly Dictionary<Who, List<(string From, string Text)>> _told = Enum.GetValues<Who>().ToDictionary(who => who, _ => new List<(string, string)>());
        private string _case = "";
        private string _course = "";
        private string _crisis = "";
        private string _path = "";

        public Planter Planter { get; } = new();

        /// <summary>Everywhere an answer leads: its own location, and the links in it.</summary>
        public List<string> Addresses { get; } = [];

        private World World => prepared.World;

        /// <returns>What is wrong, or null.</returns>
        public string? Judge(Mark mark, Who who, string right)
        {
            var found = _told[who].Where(told => mark.IsIn(told.Text)).Select(told => told.From).Distinct().ToList();
            var (reveals, others) = (found.Where(IsReveal).ToList(), found.Where(from => !IsReveal(from)).ToList());
            return right switch
            {
                Seen when others.Count == 0 => $"{who} does not see {mark.Where}",
                Revealed when reveals.Count == 0 => $"{who} is not shown {mark.Where} when asking with a reason",
                Revealed when others.Count > 0 => $"{who} sees {mark.Where} in plain: {string.Join(' ', others)}",
                "" when found.Count > 0 => $"{who} sees {mark.Where}: {string.Join(' ', found)}",
                Seen or Revealed or "may" or "" => null,
                _ => $"{mark.Where}: '{right}' is no cell of this table",
            };
        }

        public async Task PlantAsync()
        {
            await World.Slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, null, CancellationToken.None);
            var registered = await Write<RegisterPatient>("patients", Body.Registration(), 201);
            (_case, _path) = ((string)registered["caseId"]!, $"cases/{registered["caseId"]}");
            var signature = new JsonObject { ["signer"] = "guardian" };
            await Write<FillInSupplementaryForm>($"{_path}/supplementary-form", new JsonObject { ["answers"] = new JsonObject() }, method: "PUT");
            await Write<RecordConsent>($"{_path}/consents", new JsonObject { ["agrees"] = true, ["signature"] = signature.DeepClone() });
            await Write<SignAgreement>($"{_path}/agreements", Body.Agreement(World.Town.Team.Id.Value));
            await Write<SendToSpecialist>($"{_path}/specialists", new JsonObject { ["institutionId"] = World.Town.Hospital.Id.Value }); // before a visit that would send the case by itself
            await Clinical();
            await Alert();
            await Referrals();
            await Cards();
            await Grants();
            await Plans();
            await Around();
            await Emergencies();
        }

        public async Task ReadAsync()
        {
            var valid = new Valid(prepared);
            var ways = (await Doors.Of(World.Services)).Where(way => way.Method == "GET").ToList();
            foreach (var person in World.People.OrderByDescending(person => person.Who == Who.Administrator)) // first the one who reads what others did, before it fills up with reading
            {
                foreach (var way in ways) Hear(person, $"{way}", await person.Send(Here(await valid.For(way, person)), keepsCookies: false));
                if (person.Who == Who.Administrator) Hear(person, "the audit", await person.Get("/api/v1/audit?take=200"));
                Hear(person, "reveal", await person.Send(new(HttpMethod.Post, $"/api/v1/{_path}/identity-reveals", new JsonObject { ["reason"] = "visit" })));
                Hear(person, "reveal", await person.Post($"/cases/{_case}?handler=Reveal", new() { ["Why.Reason"] = "Visit" }));
            }
        }

        private async Task Clinical()
        {
            var visit = Body.FollowUp().With("findings.hospital", 2);
            var first = await Write<RecordFollowUp>($"{_path}/follow-ups", visit.DeepClone());
            await Write<CorrectFollowUp>($"{_path}/follow-ups/{first["id"]}", visit.DeepClone(), method: "PUT");
            var mistaken = (await World[Who.CareTeamMember].Send(new(HttpMethod.Post, $"/api/v1/{_path}/follow-ups", Body.FollowUp().With("seenOn", "2026-03-03")))).Json;
            await Write<CancelFollowUp>($"{_path}/follow-ups/{mistaken["id"]}/cancellation", new JsonObject());

            var examined = await Write<RecordPhysicalExamination>($"{_path}/examinations", Body.Examination().With("findings.notDone", null));
            var again = await Write<CorrectPhysicalExamination>($"{_path}/examinations/{examined["id"]}", Body.Examination().With("findings.notDone", null), method: "PUT");
            await Write<CancelPhysicalExamination>($"{_path}/examinations/{again["id"]}/cancellation", new JsonObject());
            _course = (string)(await Write<StartInjectionCourse>($"{_path}/injection-courses", Body.Course()))["id"]!;
            var given = await Write<GiveInjection>($"{_path}/injection-courses/{_course}/injections", Body.Injection().With("acuteReaction", true));
            var right = await Write<CorrectInjection>($"{_path}/injection-courses/{_course}/injections/{given["id"]}", Body.Injection().With("site", "deltoid-right").With("acuteReaction", true), method: "PUT");
            await Write<CancelInjection>($"{_path}/injection-courses/{_course}/injections/{right["id"]}/cancellation", new JsonObject());
            await Write<ChangePrescription>($"{_path}/injection-courses/{_course}/prescription", new JsonObject { ["changedOn"] = "2026-03-20", ["maintenanceDose"] = 75, ["renal"] = "normal" }, method: "PUT");
            await Write<StopInjectionCourse>($"{_path}/injection-courses/{_course}/stop", new JsonObject { ["stoppedOn"] = "2026-03-20" });
        }

        private async Task Cards()
        {
            var form = new JsonObject { ["kind"] = "registration", ["department"] = "outpatient" };
            var filed = await World[Who.PreventionOffice].Send(new(HttpMethod.Put, $"/api/v1/{_path}/report-card", new JsonObject { ["form"] = form.DeepClone() }, Seen: await CaseVersion()));
            Assert.Equal(200, filed.Status);
            await Write<FileReportCard>($"{_path}/report-card", new JsonObject { ["form"] = form, ["diagnosis"] = new JsonObject { ["disorder"] = 4 } }, method: "PUT", by: Who.PreventionOffice);
            await Write<CancelReportCard>($"{_path}/report-card/cancellation", new JsonObject(), by: Who.PreventionOffice);
        }

        private async Task Plans()
        {
            var at = $"{_path}/plans/{(await Write<BeginCasePlan>($"{_path}/plans", Written()))["id"]}";
            await Write<ChangeCasePlan>(at, Written(), method: "PUT");
            await Write<ReviewCasePlan>($"{at}/reviews", new JsonObject { ["on"] = "2026-03-10", ["goals"] = new JsonArray(new JsonObject { ["goal"] = 2, ["decision"] = "continue", ["results"] = new JsonArray(new JsonObject { ["measure"] = 1 }) }) });
            var review = (await World[Who.CareTeamMember].Get($"/api/v1/{_path}/plans")).Json["plans"]![0]!["reviews"]![0]!["id"];
            await Write<CancelPlanReview>($"{at}/reviews/{review}/cancellation", new JsonObject());
            await Write<AddPlanMeasure>($"{at}/measures", new JsonObject { ["goal"] = 2, ["who"] = 1 }, by: Who.Psychiatrist);
            await Write<EndCasePlan>($"{at}/ending", new JsonObject { ["on"] = "2026-03-20", ["reason"] = "replaced" });

            static JsonObject Written() => new()
            {
                ["plan"] = new JsonObject { ["goals"] = new JsonArray(new JsonObject { ["area"] = "medicine", ["measures"] = new JsonArray(new JsonObject { ["who"] = 1 }) }) },
                ["agreed"] = new JsonObject { ["signer"] = "guardian" },
            };
        }

        private async Task Around()
        {
            var (doctor, at) = (World[Who.CareTeamMember], $"/api/v1/{_path}");
            var contact = (await doctor.Send(new(HttpMethod.Post, $"{at}/support-contacts", new JsonObject { ["role"] = "police", ["name"] = "民警", ["phone"] = "10000000009", ["order"] = 1 }))).Json;
            await Write<ChangeSupportContact>($"{_path}/support-contacts/{contact["id"]}", new JsonObject { ["role"] = "police", ["order"] = 1 }, method: "PUT", seen: (long)contact["version"]!);
            await Write<AddSupportContact>($"{_path}/support-contacts", new JsonObject { ["role"] = "neighbour", ["order"] = 2 });
            await Write<LogSupport>($"{_path}/support-log", new JsonObject { ["means"] = "visit", ["seen"] = "as-usual" }, by: Who.CareGroupMember);
            var mark = (await doctor.Send(new(HttpMethod.Post, $"{at}/pair-mark", new JsonObject { ["reason"] = "threats", ["reviewOn"] = "2026-04-20" }))).Json;
            var still = await Write<SetPairMark>($"{_path}/pair-mark", new JsonObject { ["reason"] = "threats", ["reviewOn"] = "2026-05-20" }, seen: (long)mark["version"]!);
            await Write<EndPairMark>($"{_path}/pair-mark/ending", new JsonObject(), seen: (long)still["version"]!);
            await Write<SetOut>($"{_path}/outings", new JsonObject { ["backBy"] = World.Slice.Clock.GetUtcNow().AddHours(2).ToString("O", System.Globalization.CultureInfo.InvariantCulture) });
            foreach (var who in (Who[])[Who.CareTeamMember, Who.TeamLeader, Who.Psychiatrist, Who.PreventionOffice]) Hear(World[who], "support", await World[who].Get($"{at}/support"));
            await World[Who.CareGroupMember].Send(new(HttpMethod.Post, $"/api/v1/supported/{_case}/signs", new JsonObject { ["sign"] = "threatens-others" }));
            await Write<TakeBackSign>($"supported/{_case}/signs/taking-back", new JsonObject(), by: Who.CareGroupMember);
        }

        private async Task Emergencies()
        {
            var crisis = await Write<StartCrisis>($"{_path}/crises", new JsonObject { ["trigger"] = "self-harm" });
            _crisis = (string)crisis["id"]!;
            var at = $"{_path}/crises/{_crisis}";
            foreach (var party in crisis["notTold"]!.AsArray()) await Write<TellOfCrisis>($"{at}/told", new JsonObject { ["party"] = (string)party!, ["how"] = "call", ["result"] = "knows" });
            await Write<RecordCrisis>($"{at}/record", new JsonObject { ["form"] = new JsonObject { ["startedAt"] = "2026-03-20T00:00:00Z", ["reasons"] = new JsonArray("self-harm") } }, method: "PUT");
            await Write<EndCrisis>($"{at}/ending", new JsonObject { ["outcome"] = "settled", ["nextVisitOn"] = "2026-03-22" });
            await World.Slice.Send(A.FollowUpOf(new(Guid.Parse(_case))) with { SeenOn = World.Today });
            await Write<CloseCrisis>($"{at}/closing", new JsonObject());
            await Write<ReportSign>($"supported/{_case}/signs", new JsonObject { ["sign"] = "missing" }, by: Who.CareGroupMember);
            var clue = await Write<ReportClue>("clues", new JsonObject { ["source"] = "hotline", ["areaCode"] = TestTown.Community });
            var looked = await Write<CheckClue>($"clues/{clue["id"]}/check", new JsonObject(), seen: (long)clue["version"]!);
            await Write<SendForDiagnosis>($"clues/{clue["id"]}/diagnosis", new JsonObject { ["sentOn"] = "2026-03-19" }, seen: (long)looked["version"]!);
            var ended = await Write<EndClue>($"clues/{prepared.CheckedClue.Value}/ending", new JsonObject { ["state"] = "dismissed", ["dismissal"] = "nobody-found" }, seen: prepared.Versions["checked-clue"]);
            await Write<ReopenClue>($"clues/{prepared.CheckedClue.Value}/reopening", new JsonObject(), seen: (long)ended["version"]!);
        }

        private async Task Alert()
        {
            World.Slice.Clock.Move(TimeSpan.FromMinutes(1)); // a sweep that has been done is not done again in the same instant
            await World.Slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, null, CancellationToken.None);
            var id = new Domain.Cases.ManagedCaseId(Guid.Parse(_case));
            var alert = await World.Slice.Db(db => db.Alerts.Where(alert => alert.CaseId == id).OrderBy(alert => alert.Id).Select(alert => alert.Id).FirstAsync());
            await World[Who.CareTeamMember].Send(new(HttpMethod.Post, $"/api/v1/alerts/{alert}/claim", Seen: await VersionOf(alert)));
            await Write<AnswerAlert>($"alerts/{alert}/answer", new JsonObject { ["reason"] = "day-agreed" }, seen: await VersionOf(alert));
            await Write<HandOverAlert>($"alerts/{alert}/hand-over", new JsonObject { ["to"] = World.Town.Neighbour.Id.Value.ToString(), ["reason"] = "absent" }, seen: await VersionOf(alert));
            await World[Who.TeamLeader].Send(new(HttpMethod.Post, $"/api/v1/alerts/{alert}/hand-over", new JsonObject { ["to"] = World.Town.Doctor.Id.Value.ToString(), ["reason"] = "absent" }, Seen: await VersionOf(alert)));
            await Write<AnswerAlert>($"alerts/{alert}/answer", new JsonObject { ["reason"] = "day-agreed" }, seen: await VersionOf(alert));
            await Write<ResolveAlert>($"alerts/{alert}/resolution", new JsonObject { ["result"] = "arranged" }, seen: await VersionOf(alert));
            var other = await World.Slice.Db(db => db.Alerts.Where(row => row.CaseId == id && row.Id != alert && row.Tells == Domain.Alerts.ToldRole.CareTeam).Select(row => row.Id).FirstAsync());
            await Write<DismissAlert>($"alerts/{other}/dismissal", new JsonObject { ["reason"] = "not-ours" }, seen: await VersionOf(other));
        }

        private async Task Referrals()
        {
            string Path(JsonNode sent, string what) => $"{_path}/referrals/{sent["id"]}/{what}";
            JsonObject On() => new() { ["happenedOn"] = "2026-03-20" };
            JsonObject Up() => new() { ["hospitalId"] = World.Town.Hospital.Id.Value, ["sentOn"] = "2026-03-20", ["reasons"] = new JsonArray("poor-effect"), ["isUrgent"] = false };

            var silent = (await World[Who.CareTeamMember].Send(new(HttpMethod.Post, $"/api/v1/{_path}/referrals", Up().With("hospitalId", $"{prepared.SpareHospital.Id.Value}").With("summary", "复发")))).Json;
            await Write<RecordHospitalWord>(Path(silent, "hospital-word"), On().With("move", "decline").With("means", "call").With("refusal", "no-bed"));
            var declined = await Write<SendReferral>($"{_path}/referrals", Up());
            await Write<DeclineReferral>(Path(declined, "refusal"), On().With("refusal", "no-bed"), by: Who.Psychiatrist);
            await Write<CancelReferral>(Path(declined, "cancellation"), On());
            var sent = (await World[Who.CareTeamMember].Send(new(HttpMethod.Post, $"/api/v1/{_path}/referrals", Up().With("summary", "复发")))).Json;
            await Write<ReceiveReferral>(Path(sent, "receipt"), On(), by: Who.Psychiatrist);
            await Write<RecordReferralOutcome>(Path(sent, "outcome"), On().With("outcome", "outpatient"), by: Who.Psychiatrist);
            var step = (await World[Who.Psychiatrist].Get($"/api/v1/{_path}/referrals/{sent["id"]}")).Json["steps"]!.AsArray()[^1]!["id"];
            await Write<CorrectReferralStep>(Path(sent, $"steps/{step}"), On().With("outcome", "no-need"), method: "PUT", by: Who.Psychiatrist);
            await Write<SendDownReferral>($"{_path}/down-referrals", new JsonObject { ["sentOn"] = "2026-03-20", ["reasons"] = new JsonArray("stable-or-outpatient") }, by: Who.Psychiatrist);
        }

        private async Task Grants()
        {
            await Write<AssignCareGroup>($"{_path}/care-groups", new JsonObject { ["careGroupId"] = World.Town.Group.Id.Value, ["untilOn"] = "2026-12-31" });
            await Write<RecordAdvice>($"{_path}/advice", new JsonObject { ["givenOn"] = "2026-03-20" }, by: Who.Psychiatrist);
            var advice = (await World[Who.CareTeamMember].Get($"/api/v1/{_path}/review")).Json["advice"]![0]!["id"];
            await Write<FollowAdvice>($"{_path}/advice/{advice}/done", new JsonObject { ["doneOn"] = "2026-03-20" });
            await Write<CancelFact>($"{_path}/facts/{advice}/cancellation", new JsonObject { ["fact"] = "advice-followed" });
            await Write<RecordGuidance>($"{_path}/guidance-sessions", new JsonObject { ["at"] = "2026-03-19T07:00:00Z", ["means"] = "phone", ["with"] = World.Town.Psychiatrist.Id.Value });
            await Write<RevealIdentity>($"{_path}/identity-reveals", new JsonObject { ["reason"] = "other" });
            await Write<AskEmergencyAccess>("emergency-access", new JsonObject { ["reason"] = "found-away", ["documentNumber"] = Planter.DocumentNumber }, by: Who.Stranger);
            foreach (var who in (Who[])[Who.CareTeamMember, Who.PreventionOffice])
                foreach (var path in (string[])[$"/api/v1/{_path}/access", $"/cases/{_case}", "/api/v1/emergency-access", "/emergency"]) Hear(World[who], path, await World[who].Get(path));

            var waiting = (await World[Who.PreventionOffice].Get("/api/v1/emergency-access")).Json["rows"]!.AsArray().Single(row => (string)row!["caseId"]! == _case)!;
            await Write<ReviewEmergencyAccess>($"emergency-access/{waiting["id"]}/review", new JsonObject { ["verdict"] = "not-justified" }, by: Who.PreventionOffice, seen: (long)waiting["version"]!);
        }

        private async Task<JsonNode> Write<TRequest>(string path, JsonNode body, int expected = 200, string method = "POST", Who by = Who.CareTeamMember, long? seen = null)
        {
            var person = World[by];
            if (seen is null && _case.Length > 0) seen = await CaseVersion();
            var came = await person.Send(new(new(method), $"/api/v1/{path}", Planter.Plant<TRequest>(body), Seen: seen));
            Assert.True(came.Status == expected, $"{typeof(TRequest).Name}: {came.Status} {came.Text}");
            Hear(person, typeof(TRequest) == typeof(RevealIdentity) ? "reveal" : typeof(TRequest).Name, came);

            return came.Json;
        }

        private void Hear(Person person, string from, Came came)
        {
            _told[person.Who].Add((from, WebUtility.HtmlDecode(came.Text) + came.Headers));
            if (came.Location is { } location) Addresses.Add(WebUtility.UrlDecode(location));
            Addresses.AddRange(Link().Matches(came.Text).Select(link => WebUtility.UrlDecode(WebUtility.HtmlDecode(link.Groups[1].Value))).Where(link => !link.StartsWith("tel:", StringComparison.Ordinal)));
        }

        /// <summary>The same look at the planted case.</summary>
        private Asked Here(Asked asked) => asked with { Path = asked.Path.Replace($"{prepared.Case.Value}", _case, StringComparison.Ordinal).Replace($"{prepared.Second.Value}", _case, StringComparison.Ordinal).Replace($"{prepared.Crisis.Value}", _crisis, StringComparison.Ordinal).Replace($"{prepared.Course.Value}", _course, StringComparison.Ordinal) };

        private Task<long> VersionOf(long alert) => World.Slice.Db(db => db.Alerts.Where(row => row.Id == alert).Select(row => row.Version).SingleAsync());

        private Task<long> CaseVersion()
        {
            var id = new Domain.Cases.ManagedCaseId(Guid.Parse(_case));
            return World.Slice.Db(db => db.Cases.Where(managed => managed.Id == id).Select(managed => managed.Version).SingleAsync());
        }

        private static bool IsReveal(string from) => from == "reveal";

        [GeneratedRegex("(?:href|action|src)=\"([^\"]*)\"")]
        private static partial Regex Link();
    }
}
