using CaseManagement.Application.Features;
using CaseManagement.Application.Features.Cards;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Exchange.Cards;

// How a card ends that is not simply sent and taken: nothing is left that nobody can bring to an end.
public sealed partial class CardLoopTests
{
    [Fact]
    public async Task Given_a_patient_without_a_document_When_its_number_is_added_Then_the_card_goes_and_where_there_is_none_it_is_put_aside_with_a_reason()
    {
        await using var slice = await TownAsync();
        var (has, hasNone) = ((await slice.Send(Registration() with { Document = null, DocumentNumber = null })).CaseId, (await slice.Send(Registration() with { Name = "测试乙", Document = null, DocumentNumber = null })).CaseId);
        foreach (var caseId in (Domain.Cases.ManagedCaseId[])[has, hasNone]) await slice.Send(A.FollowUpOf(caseId) with { Findings = Whole });
        await RunAsync(slice);
        var failing = (await slice.Send(new ListCards(CardState.Failing))).Rows;
        var lacks = (await slice.Send(new GetCard(has, failing.Single(row => row.CaseId == has).Id))).Fields.Where(field => field.Faults.Count > 0).Select(field => (field.Field, field.Mend));

        Assert.Equal("id-number.check-digit", await Refused(slice, new RecordDocument(has, IdentityDocument.ResidentIdCard, "110105194912310021")));
        await slice.Send(new RecordDocument(has, IdentityDocument.ResidentIdCard, Number));
        Assert.Equal("patient.has-document", await Refused(slice, new RecordDocument(has, IdentityDocument.Passport, "P1")));
        Assert.Equal("patient.duplicate", await Refused(slice, new RecordDocument(hasNone, IdentityDocument.ResidentIdCard, Number)));
        await slice.Send(new DropCard(hasNone, failing.Single(row => row.CaseId == hasNone).Id, CardDrop.NoDocument));
        await RunAsync(slice);

        Assert.Equal([("id-type", CardMend.Case), ("id-number", CardMend.Case)], lacks);
        Assert.Equal(Number, (string)Assert.Single(Documents())["fields"]!["id-number"]!);
        Assert.Empty((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.CardToMend)))).Rows);
        Assert.Equal((CardState.Dropped, CardDrop.NoDocument), Assert.Single((await slice.Send(new GetCaseCards(hasNone))).Cards.Select(card => (card.State, card.DropReason!.Value))));
        Assert.Equal("card.not-to-mend", await Refused(slice, new DropCard(has, failing.Single(row => row.CaseId == has).Id, CardDrop.NoDocument)));
    }

    [Fact]
    public async Task Given_a_card_that_gets_no_answer_When_the_time_for_one_has_passed_Then_somebody_is_told_once_may_send_it_again_and_the_answer_ends_it()
    {
        await using var slice = await TownAsync();
        var caseId = (await slice.Send(Registration())).CaseId;
        await slice.Send(A.FollowUpOf(caseId) with { Findings = Whole });
        await RunAsync(slice);
        var sent = Assert.Single((await slice.Send(new ListCards(CardState.Sent))).Rows);

        slice.Clock.Day = A.Monday.AddDays(14); // the tenth working day
        await RunAsync(slice);
        Assert.Empty((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.CardToMend)))).Rows);
        Assert.Equal("card.not-refused", await Refused(slice, new ResendCard(caseId, sent.Id)));
        slice.Clock.Day = A.Monday.AddDays(15);
        await RunAsync(slice);
        await RunAsync(slice);
        var task = Assert.Single((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.CardToMend)))).Rows);
        Assert.Equal(("card-to-mend.unanswered.5-working-days", A.Monday.AddDays(15)), (task.Reason.Basis, task.Reason.CycleOn));
        Assert.True(Assert.Single((await slice.Send(new ListCards(CardState.Sent))).Rows).IsUnanswered);

        foreach (var file in Directory.GetFiles(Path.Combine(_folder, "outgoing"))) File.Delete(file); // the carrier took it
        Assert.Equal(sent.Id, (await slice.Send(new ResendCard(caseId, sent.Id))).CardId);
        await RunAsync(slice);
        Assert.Equal($"{sent.Id.Value}", (string)Assert.Single(Documents())["key"]!);
        Assert.Empty((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.CardToMend)))).Rows);
        slice.Clock.Day = A.Monday.AddDays(40);
        await RunAsync(slice);
        Assert.Single((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.CardToMend)))).Rows);
        await AnswerAsync(sent.Id, accepted: true, "0000", "late.json");
        await RunAsync(slice);

        Assert.Empty((await slice.Send(new ListWorklist(new(Kind: CareTaskKind.CardToMend)))).Rows);
        Assert.Equal(CardState.Accepted, (await slice.Send(new GetCard(caseId, sent.Id))).State);
    }

    [Fact]
    public async Task Given_a_card_that_left_When_its_record_is_corrected_Then_the_page_still_shows_what_was_sent_and_no_number_in_full()
    {
        await using var slice = await TownAsync();
        var caseId = (await slice.Send(Registration())).CaseId;
        var visit = await slice.Send(A.FollowUpOf(caseId) with { Findings = Whole });
        await RunAsync(slice);
        var sent = Assert.Single((await slice.Send(new ListCards(CardState.Sent))).Rows);
        var before = await slice.Send(new GetCard(caseId, sent.Id));

        await slice.Send(new CorrectFollowUp(caseId, visit.Id, "补记", A.Monday, FollowUpOutcome.Seen, Whole with { Sleep = FunctionLevel.Fair }, Stability.Stable));
        await RunAsync(slice);

        var after = await slice.Send(new GetCard(caseId, sent.Id));
        Assert.Equal((true, CardState.Replaced), (after.AsSent, after.State));
        Assert.Equal(before.Fields.Select(Said), after.Fields.Select(Said));
        Assert.Contains(after.Fields, field => field is { Field: "sleep", Codes: [{ Code: 1 }] });
        Assert.Contains(after.Fields, field => field is { Field: "id-number", Text: null, Hidden: not null });
        Assert.DoesNotContain(Number, (await slice.Db(db => db.NationalCards.Select(card => card.SentSheet).ToListAsync())).OfType<string>().Aggregate(string.Concat), StringComparison.Ordinal);

        static string Said(CardFieldRow field) => $"{field.Field} {field.Text} {field.Hidden} {string.Join(',', field.Codes)} {string.Join(',', field.Drugs)}";
    }

    [Fact]
    public async Task Given_half_a_document_of_a_killed_server_When_the_next_card_goes_Then_it_is_cleared_away_once_nobody_can_still_be_writing_it()
    {
        await using var slice = await TownAsync();
        var caseId = (await slice.Send(Registration())).CaseId;
        await slice.Send(A.FollowUpOf(caseId) with { Findings = Whole });
        var outgoing = Directory.CreateDirectory(Path.Combine(_folder, "outgoing")).FullName;
        var (old, young) = (Path.Combine(outgoing, ".old"), Path.Combine(outgoing, ".young"));
        foreach (var half in (string[])[old, young]) await File.WriteAllTextAsync(half, "{", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(old, slice.Clock.GetUtcNow().UtcDateTime.AddHours(-2));
        File.SetLastWriteTimeUtc(young, slice.Clock.GetUtcNow().UtcDateTime);

        await RunAsync(slice);

        Assert.Equal((false, true, 1), (File.Exists(old), File.Exists(young), Directory.GetFiles(outgoing, "*.json").Length));
    }

    private static async Task<string> Refused<TAnswer>(Slice slice, MediatR.IRequest<TAnswer> request) => (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(request))).Code;
}
