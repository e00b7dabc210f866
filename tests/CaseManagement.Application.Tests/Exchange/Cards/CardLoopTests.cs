using System.Text.Json.Nodes;
using CaseManagement.Application.Features.Cards;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Application.Tests.Audit;
using CaseManagement.Domain;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Exchange.Cards;

/// <summary>A card's way to the national platform's folder and back, with every way in which it breaks.</summary>
public sealed partial class CardLoopTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"platform-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Given_a_visit_When_its_card_lacks_something_Then_it_is_not_sent_until_it_was_put_right_and_then_it_is_sent_once_and_answered()
    {
        await using var slice = await TownAsync();
        var caseId = (await slice.Send(Registration())).CaseId;
        var visit = await slice.Send(A.FollowUpOf(caseId) with { Findings = Whole with { Locking = null } });

        await RunAsync(slice);
        var failing = Assert.Single((await slice.Send(new ListCards(CardState.Failing))).Rows);
        await slice.Send(new ConfirmGrid(caseId, slice.Town.Grid.Code));
        Assert.Equal(slice.Town.Grid.Code, await slice.Db(db => db.NationalCards.Select(card => card.AreaCode).SingleAsync()));
        var story = await slice.Send(new GetCard(caseId, failing.Id));
        var task = Assert.Single((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.CardToMend)))).Rows);
        Assert.Empty(Documents());
        Assert.Equal([("locking", "card.missing", CardMend.FollowUp)], story.Fields.Where(field => field.Faults.Count > 0).Select(field => (field.Field, field.Faults[0].Check, field.Mend)));
        Assert.Equal(("card-to-mend.failing.5-working-days", A.Monday), (task.Reason.Basis, task.Reason.CycleOn));

        await slice.Send(new CorrectFollowUp(caseId, visit.Id, "补填关锁情况", A.Monday, FollowUpOutcome.Seen, Whole, Stability.Stable));
        await RunAsync(slice);
        await RunAsync(slice); // twice in a row sends nothing twice
        var document = Assert.Single(Documents());
        var sent = Assert.Single((await slice.Send(new ListCards(CardState.Sent))).Rows);
        Assert.Equal(($"{sent.Id.Value}", "follow-up", "new", 1, 1), ((string)document["key"]!, (string)document["card"]!, (string)document["purpose"]!, (int)document["fields"]!["locking"]!, (int)document["fields"]!["insight"]!));
        Assert.Equal(Number, (string)document["fields"]!["id-number"]!);
        Assert.Empty((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.CardToMend)))).Rows);

        await AnswerAsync(sent.Id, accepted: true, "0000", "twice.json");
        await AnswerAsync(sent.Id, accepted: false, "E9", "twice.later.json");
        await RunAsync(slice);
        var accepted = Assert.Single((await slice.Send(new ListCards(CardState.Accepted))).Rows);
        Assert.Equal((sent.Id, "0000"), (accepted.Id, accepted.AnswerCode));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "answers")));
        Assert.Equal(0, ((PromisesVerified)await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Verify, A.Monday, TestContext.Current.CancellationToken)).Broken);
    }

    [Fact]
    public async Task Given_a_card_that_the_platform_refused_When_it_is_sent_anew_Then_another_goes_and_every_card_that_left_has_its_entry()
    {
        await using var slice = await TownAsync();
        var caseId = (await slice.Send(Registration())).CaseId;
        await slice.Send(A.FollowUpOf(caseId) with { Findings = Whole });
        await RunAsync(slice);
        var first = Assert.Single((await slice.Send(new ListCards())).Rows);

        await AnswerAsync(first.Id, accepted: false, "E1007", "a.json");
        await File.WriteAllTextAsync(Path.Combine(_folder, "answers", "broken.json"), "{ not json", TestContext.Current.CancellationToken);
        await RunAsync(slice);
        var refused = Assert.Single((await slice.Send(new ListCards(CardState.Refused))).Rows);
        var due = Assert.Single((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.CardToMend)))).Rows);
        var other = new StaffMember(StaffId.New(), "far-office", "外镇科员", StaffRole.PreventionOffice, TestTown.OtherTown, slice.Town.Office.Id);
        await slice.Add(other);
        var stranger = await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new ResendCard(caseId, first.Id), other));
        var without = await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new ResendCard(caseId, first.Id), slice.Town.Psychiatrist));
        var anew = await slice.Send(new ResendCard(caseId, first.Id));
        var again = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new ResendCard(caseId, first.Id)));
        await RunAsync(slice);

        Assert.Equal(("E1007", "card-to-mend.refused.5-working-days", "national-card", "card.not-refused"), (refused.AnswerCode, due.Reason.Basis, stranger.What, again.Code));
        Assert.Equal(Right.SendCards, without.Right);
        Assert.True(File.Exists(Path.Combine(_folder, "answers", "unreadable", "broken.json")));
        var second = Documents().Single(document => (string)document["key"]! == $"{anew.CardId.Value}");
        Assert.Equal(("new", null), ((string)second["purpose"]!, second["replaces"])); // the platform never took the first
        Assert.Empty((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.CardToMend)))).Rows);
        var left = (await slice.Entries()).Where(entry => entry is { Request: nameof(SendCards), CaseId: not null }).ToList();
        Assert.Equal([$"national-card:{first.Id.Value}", $"national-card:{anew.CardId.Value}"], left.Select(entry => entry.Subject));
        Assert.All(await slice.Entries(), entry => Assert.DoesNotContain(Number, $"{entry.Detail}{entry.Reason}{entry.Subject}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_a_cancellation_that_the_platform_refused_When_it_is_sent_anew_Then_it_names_the_card_that_the_platform_has()
    {
        await using var slice = await TownAsync();
        var caseId = (await slice.Send(Registration())).CaseId;
        var visit = await slice.Send(A.FollowUpOf(caseId) with { Findings = Whole });
        await RunAsync(slice);
        var first = Assert.Single((await slice.Send(new ListCards(CardState.Sent))).Rows);
        await AnswerAsync(first.Id, accepted: true, "0000", "a.json");
        await RunAsync(slice);
        await slice.Send(new CancelFollowUp(caseId, visit.Id, "录错"));
        await RunAsync(slice);
        var gone = Assert.Single((await slice.Send(new ListCards(CardState.Sent))).Rows);
        await AnswerAsync(gone.Id, accepted: false, "E9", "b.json");
        await RunAsync(slice);

        var anew = await slice.Send(new ResendCard(caseId, gone.Id));
        await RunAsync(slice);

        var document = Documents().Single(document => (string)document["key"]! == $"{anew.CardId.Value}");
        Assert.Equal(("cancellation", $"{first.Id.Value}"), ((string)document["purpose"]!, (string)document["replaces"]!));
        await AnswerAsync(anew.CardId, accepted: true, "0000", "c.json");
        await RunAsync(slice);
        Assert.Equal(CardState.Accepted, (await slice.Send(new GetCard(caseId, anew.CardId))).State);
    }

    [Fact]
    public async Task Given_answers_that_are_lost_half_written_strange_or_held_When_the_job_runs_Then_none_is_lost_none_is_written_over_and_no_patient_is_set_aside_for_a_file()
    {
        await using var slice = await TownAsync();
        var caseId = (await slice.Send(Registration())).CaseId;
        await slice.Send(A.FollowUpOf(caseId) with { Findings = Whole });
        await RunAsync(slice);
        var sent = Assert.Single((await slice.Send(new ListCards(CardState.Sent))).Rows);
        await slice.Db(db => db.NationalCards.Where(card => card.Id == sent.Id).ExecuteUpdateAsync(set => set.SetProperty(card => card.SentAt, (DateTimeOffset?)null).SetProperty(card => card.State, CardState.Ready), TestContext.Current.CancellationToken)); // killed before it was written down
        var answers = Directory.CreateDirectory(Path.Combine(_folder, "answers")).FullName;
        foreach (var (folder, name) in ((string, string)[])[("taken", "answer.json"), ("unknown", "other.json")]) await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(answers, folder)).FullName, name), "earlier", TestContext.Current.CancellationToken);
        await AnswerAsync(new(Guid.NewGuid()), accepted: true, "0000", "other.json");
        await File.WriteAllTextAsync(Path.Combine(answers, "half.json"), "{\"card\":", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(Path.Combine(answers, "half.json"), slice.Clock.GetUtcNow().UtcDateTime);
        await AnswerAsync(sent.Id, accepted: false, "姓名有误", "answer.json");

        await RunAsync(slice);

        var card = await slice.Send(new GetCard(caseId, sent.Id));
        Assert.Equal((CardState.Refused, NationalCard.UnreadableCode), (card.State, card.AnswerCode));
        Assert.NotNull(card.SentAt);
        Assert.Equal(["half.json"], Directory.GetFiles(answers).Select(Path.GetFileName));
        Assert.Equal(["answer.2.json", "answer.json"], Directory.GetFiles(Path.Combine(answers, "taken")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["other.2.json", "other.json"], Directory.GetFiles(Path.Combine(answers, "unknown")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        Directory.Delete(Path.Combine(answers, "taken"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(answers, "taken"), "no folder", TestContext.Current.CancellationToken); // what was taken can be laid down nowhere
        await AnswerAsync(sent.Id, accepted: false, "E1", "again.json");
        slice.Clock.Move(TimeSpan.FromMinutes(3));
        await RunAsync(slice);

        Assert.Equal(["again.json"], Directory.GetFiles(answers, "*.json").Select(Path.GetFileName));
        Assert.True(File.Exists(Path.Combine(answers, "unreadable", "half.json")));
        Assert.False(await slice.Db(db => db.Quarantine.AnyAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Given_a_lost_patient_who_owes_a_report_When_the_promises_are_verified_Then_none_is_broken()
    {
        await using var slice = await TownAsync();
        var registration = Registration();
        var caseId = (await slice.Send(registration with { RegisteredOn = A.Monday, Diagnosis = registration.Diagnosis with { ConfirmedOn = A.Monday.AddDays(-5) }, Consent = new(true, new(Signer.Guardian, "测试母", "母亲", A.Monday)) })).CaseId;
        await slice.Send(new ProposeLoss(caseId, LossCriterion.Missing));
        await slice.Send(new DecideLoss(caseId, true), slice.Town.Leader);

        Assert.Single((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.ReportCard)), slice.Town.Officer)).Rows);
        Assert.Equal(0, ((PromisesVerified)await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Verify, A.Monday, TestContext.Current.CancellationToken)).Broken);
    }

    [Fact]
    public async Task Given_a_folder_that_takes_nothing_When_it_can_be_written_again_Then_the_card_goes_under_its_key_without_a_word_of_it_kept_as_a_fault()
    {
        await using var slice = await TownAsync();
        var caseId = (await slice.Send(Registration())).CaseId;
        await slice.Send(A.FollowUpOf(caseId) with { Findings = Whole });
        await File.WriteAllTextAsync(_folder, "no folder", TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<IOException>(() => RunAsync(slice, makesFolder: false)); // no answers can be read there either
        var waits = Assert.Single((await slice.Send(new ListCards(CardState.Ready))).Rows);
        File.Delete(_folder);
        slice.Clock.Move(TimeSpan.FromMinutes(2));
        await RunAsync(slice);

        Assert.StartsWith("fault-", waits.Fault);
        Assert.Equal($"{waits.Id.Value}", (string)Assert.Single(Documents())["key"]!);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Directory.GetFiles(Path.Combine(_folder, "outgoing"))[0]));
    }

    [Fact]
    public async Task Given_a_diagnosis_of_last_week_When_the_loop_of_its_report_card_is_walked_Then_hospital_office_and_platform_each_have_their_part()
    {
        await using var slice = await TownAsync();
        var registration = Registration();
        var caseId = (await slice.Send(registration with { RegisteredOn = A.Monday, Diagnosis = registration.Diagnosis with { ConfirmedOn = A.Monday.AddDays(-5) }, Consent = new(true, new(Signer.Guardian, "测试母", "母亲", A.Monday)) })).CaseId;
        var owed = Assert.Single((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.ReportCard)), slice.Town.Officer)).Rows);
        var (team, office, askedFor) = (await slice.Send(new CountWorklist(new())), await slice.Send(new CountWorklist(new()), slice.Town.Officer), await slice.Send(new ListWorklist(new(Kind: CareTaskKind.ReportCard))));
        var teamRows = (await slice.Send(new ListWorklist(new()))).Rows;

        await slice.Send(new TakePaperReport(caseId, A.Monday), slice.Town.Officer);
        var entry = Assert.Single((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.ReportCard)), slice.Town.Officer)).Rows);
        await slice.Send(new FileReportCard(caseId, new() { Kind = ReportKind.Registration, Department = ReportDepartment.Outpatient }), slice.Town.Officer);
        await RunAsync(slice);
        var document = Assert.Single(Documents());
        await slice.Send(new CancelReportCard(caseId, "复核后排除"), slice.Town.Officer);
        await RunAsync(slice);
        var cards = await slice.Send(new GetCaseCards(caseId), slice.Town.Officer);

        Assert.Equal((team.Bands.Values.Sum() + 1, team.Bands.Values.Sum(), 1), (office.Bands.Values.Sum(), teamRows.Count, askedFor.Rows.Count)); // the team has nothing to file
        Assert.Equal(("report-card.10-working-days", "report-card.paper.5-working-days"), (owed.Reason.Basis, entry.Reason.Basis));
        Assert.Equal(("report", 2), ((string)document["card"]!, (int)document["fields"]!["report-kind"]!));
        Assert.Equal([(CardPurpose.Cancellation, CardState.Sent), (CardPurpose.New, CardState.Replaced)], cards.Cards.OrderByDescending(card => card.Purpose).Select(card => (card.Purpose, card.State)));
        Assert.Empty(Documents().Single(each => (string)each["purpose"]! == "cancellation")["fields"]!.AsObject());
        Assert.Null(cards.ReportDueOn);
        Assert.Equal("复核后排除", Assert.Single(cards.Reports).CancelReason);
    }

    [Fact]
    public async Task Given_an_installation_without_a_queue_When_visits_are_recorded_Then_none_waits_and_where_it_has_one_but_no_way_they_wait_checked()
    {
        await using var off = await Slice.CreateAsync(A.Monday);
        await using var on = await Slice.CreateAsync(A.Monday, services => services.AddSingleton(new CardSettings(Queues: true, Folder: null)));

        foreach (var slice in (Slice[])[off, on])
        {
            var caseId = (await slice.Send(Registration())).CaseId;
            await slice.Send(A.FollowUpOf(caseId) with { Findings = Whole });
            await RunAsync(slice, makesFolder: false);
        }

        Assert.Equal(0, (await off.Send(new ListCards())).Total);
        Assert.Equal([(CardState.Ready, 1)], (await on.Send(new ListCards())).Counts.Where(count => count.Count > 0).Select(count => (count.State, count.Count)));
    }

    private const string Number = "11010519491231002X";

    private static FollowUpFindings Whole { get; } = A.CalmFindings with { Locking = Locking.Never, Effect = TreatmentEffect.Improved };

    private Task<Slice> TownAsync() => Slice.CreateAsync(A.Monday, services => services.AddSingleton(new CardSettings(Queues: true, _folder)));

    private static RegisterPatient Registration() => A.Registration() with
    {
        BornOn = new(1949, 12, 31),
        Sex = Sex.Female,
        Document = IdentityDocument.ResidentIdCard,
        DocumentNumber = Number,
        Supplementary = new() { FirstOnsetOn = new(2009), PastLocking = Locking.Never, DangerousActs = DangerousActs.Nothing },
    };

    private async Task RunAsync(Slice slice, bool makesFolder = true)
    {
        if (makesFolder) Directory.CreateDirectory(_folder);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync("send-cards", null, TestContext.Current.CancellationToken);
    }

    private List<JsonNode> Documents() => Directory.Exists(Path.Combine(_folder, "outgoing")) ? [.. Directory.GetFiles(Path.Combine(_folder, "outgoing")).Order().Select(file => JsonNode.Parse(File.ReadAllText(file))!)] : [];

    private Task AnswerAsync(NationalCardId card, bool accepted, string code, string name)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "answers"));
        return File.WriteAllTextAsync(Path.Combine(_folder, "answers", name), new JsonObject { ["card"] = card.Value, ["accepted"] = accepted, ["code"] = code, ["at"] = "2026-03-02T10:00:00+08:00" }.ToJsonString(), TestContext.Current.CancellationToken);
    }
}
