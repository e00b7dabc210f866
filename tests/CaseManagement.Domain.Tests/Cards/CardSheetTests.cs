using CaseManagement.Domain.Cards;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Rules;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Domain.Tests.Cards;

public sealed class CardSheetTests
{
    [Fact]
    public void Given_a_case_with_everything_When_its_report_card_is_put_together_Then_it_says_what_the_case_knows_and_lacks_nothing()
    {
        var managed = ACard.Case();
        var card = managed.FileReport(ACard.Form, null, null, ACase.Psychiatrist, ACase.Standards, ACard.Today);

        var sheet = ACard.Sheet(CardKind.Report, card.Id, managed);

        Assert.Empty(sheet.Faults);
        Assert.Equal("441900003", sheet.Value("area-code")!.Text);
        Assert.Equal(("2009-05", DatePrecision.Month), (sheet.Value("first-onset-on")!.Text, sheet.Value("first-onset-on")!.Precision));
        Assert.Equal(2, sheet.Value("report-kind")!.Codes.Single().SentAs);
        Assert.Equal(7, sheet.Value("dangerous-acts")!.Codes.Single().SentAs);
        Assert.Null(sheet.Value("past-risk"));
    }

    public static TheoryData<string, string, Func<CardPatient, CardPatient>, Func<Domain.Patients.SupplementaryForm, Domain.Patients.SupplementaryForm>, CardMend> Lacks => new()
    {
        { "name", CardSheet.Missing, patient => patient with { Name = " " }, form => form, CardMend.Case },
        { "id-number", CardSheet.Missing, patient => patient with { DocumentNumber = null }, form => form, CardMend.Case },
        { "address", CardSheet.Missing, patient => patient with { Address = "" }, form => form, CardMend.Case },
        { "first-onset-on", CardSheet.Missing, patient => patient, form => form with { FirstOnsetOn = null }, CardMend.Supplementary },
        { "past-locking", CardSheet.Missing, patient => patient, form => form with { PastLocking = null }, CardMend.Supplementary },
        { "dangerous-acts", CardSheet.Missing, patient => patient, form => form with { DangerousActs = new(null, null, null, null, null, null, null) }, CardMend.Supplementary },
    };

    [Theory, MemberData(nameof(Lacks))]
    public void Given_a_report_card_that_lacks_something_When_it_is_checked_Then_the_field_the_check_and_where_it_is_mended_are_named(
        string field, string check, Func<CardPatient, CardPatient> patient, Func<Domain.Patients.SupplementaryForm, Domain.Patients.SupplementaryForm> form, CardMend mend)
    {
        var managed = ACard.Case();
        managed.FillInSupplementary(form(ACard.Supplementary), "补正", ACase.Doctor, ACard.Today);
        var card = managed.FileReport(ACard.Form, null, null, ACase.Psychiatrist, ACase.Standards, ACard.Today);

        var fault = Assert.Single(ACard.Sheet(CardKind.Report, card.Id, managed, patient(ACard.Patient)).Faults);

        Assert.Equal((field, check, mend), (fault.Field, fault.Check, fault.Mend));
        Assert.NotEmpty(ACard.Book.Check(check).Zh);
        Assert.NotEmpty(ACard.Book.Check(check).En);
    }

    public static TheoryData<string, string, Dictionary<string, object?>> Together => new()
    {
        { "first-treated-on", CardSheet.OnsetAfterTreatment, new() { ["first-treated-on"] = new PartialDate(2008), ["first-onset-on"] = new PartialDate(2009, 1) } },
        { "dangerous-acts", CardSheet.ActsContradict, new() { ["dangerous-acts"] = new DangerousActs(true, 1, null, null, null, null, null) } },
        { "consent-on", CardSheet.ConsentBeforeFile, new() { ["consent-on"] = new DateOnly(2026, 3, 1), ["file-on"] = new DateOnly(2026, 3, 2) } },
        { "consent-on", CardSheet.InFuture, new() { ["consent-on"] = new DateOnly(2026, 3, 21), ["file-on"] = new DateOnly(2026, 3, 2) } },
        { "diagnosed-on", CardSheet.InFuture, new() { ["diagnosed-on"] = new PartialDate(2027) } },
        { "past-risk", CardSheet.CodeUnknown, new() { ["past-risk"] = (FunctionLevel)8 } },
    };

    [Theory, MemberData(nameof(Together))]
    public void Given_answers_that_the_platform_would_refuse_When_they_are_checked_Then_the_check_names_them(string field, string check, Dictionary<string, object?> facts)
    {
        var faults = CardSheet.Of(CardKind.Report, new(facts), ACard.Book, ACard.Today).Faults;

        Assert.Contains(new CardFault(field, check, ACard.Book.Of(CardKind.Report).Single(each => each.Label.Code == field).Mend), faults);
    }

    [Fact]
    public void Given_nothing_to_object_to_When_the_same_fields_are_checked_Then_no_check_names_them()
    {
        Dictionary<string, object?> facts = new()
        {
            ["first-treated-on"] = new PartialDate(2009),
            ["first-onset-on"] = new PartialDate(2009, 5),
            ["dangerous-acts"] = DangerousActs.Nothing,
            ["consent-on"] = new DateOnly(2026, 3, 20),
            ["file-on"] = new DateOnly(2026, 3, 20),
            ["diagnosed-on"] = new PartialDate(2026),
            ["past-risk"] = new RiskLevel(5),
        };

        var faults = CardSheet.Of(CardKind.Report, new(facts), ACard.Book, ACard.Today).Faults;

        Assert.DoesNotContain(faults, fault => facts.ContainsKey(fault.Field));
    }

    [Fact]
    public void Given_a_follow_up_When_its_card_is_put_together_Then_answers_that_the_platform_numbers_otherwise_are_translated_and_the_others_are_not()
    {
        var managed = ACard.Case();
        var visit = ACase.Visit(new(2026, 3, 3));
        var recorded = managed.RecordFollowUp(visit with { Findings = visit.Findings with { ReferralAdvised = ReferralAnswer.No, ReferralDone = ReferralAnswer.No, Laboratory = Laboratory.None } }, ACase.Doctor, ACase.Standards, ACard.Today);

        var sheet = ACard.Sheet(CardKind.FollowUp, recorded.Id.Value, managed);

        Assert.Equal(new CardChoice(1, 2), sheet.Value("referral-advised")!.Codes.Single());
        Assert.Equal(new CardChoice(1, 2), sheet.Value("laboratory")!.Codes.Single());
        Assert.Equal(new CardChoice(3, 3), sheet.Value("class")!.Codes.Single());
        Assert.Equal(new CardChoice(2, 2), sheet.Value("mode")!.Codes.Single());
    }

    [Theory]
    [InlineData("2026-03-03", 2)]
    [InlineData("2027-01-01", 1)]
    public void Given_an_edition_of_the_platform_that_counts_as_the_paper_does_When_a_code_is_sent_Then_the_edition_in_force_on_the_day_says_how(string day, int sent)
    {
        var editions = new EditionBook([new("old", "旧", "old", null, null, new(2026, 12, 31), "test", Certainty.Confirm), new("new", "新", "new", null, new(2027, 1, 1), null, "test", Certainty.Confirm)]);
        CardCode Row(int sentAs, string edition) => new(sentAs, new("referral-answer/1", "否", "no", edition, "test", "confirm"));
        var book = new CardBook(new([], [Row(2, "old"), Row(1, "new")], []), StandardsReader.Forms(), editions);

        Assert.Equal(sent, book.On(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).SentAs("referral-answer", 1));
    }

    [Fact]
    public void Given_acts_that_the_platform_has_no_number_for_When_they_were_counted_Then_the_card_fails_instead_of_sending_the_papers_number()
    {
        var field = ACard.Book.Of(CardKind.Report).Single(field => field.Label.Code == "dangerous-acts") with { List = "acts-of-the-platform" };
        var book = new CardBook(new([field], [new(9, new("acts-of-the-platform/1", "轻度滋事", "minor disturbance", "platform", "test", "confirm"))], []), StandardsReader.Forms(), new([new("platform", "平台", "platform", null, null, null, "test", Certainty.Confirm)]));
        CardSheet Sheet(DangerousActs acts) => CardSheet.Of(CardKind.Report, new(new Dictionary<string, object?> { ["dangerous-acts"] = acts }), book, ACard.Today);

        var (known, unknown) = (Sheet(new(null, 2, null, null, null, null, null)), Sheet(new(null, 2, 0, null, null, null, null)));

        Assert.Empty(known.Faults);
        Assert.Equal(2, Assert.Single(known.Value("dangerous-acts")!.Times, count => count.Key == 9).Value);
        Assert.Equal(CardSheet.CodeUnknown, Assert.Single(unknown.Faults).Check);
        Assert.Equal([9], unknown.Value("dangerous-acts")!.Times.Keys);
    }

    [Theory]
    [InlineData(FollowUpOutcome.Lost, "loss-reason")]
    [InlineData(FollowUpOutcome.Dead, "died-on")]
    [InlineData(FollowUpOutcome.Seen, "risk")]
    public void Given_a_follow_up_that_says_nothing_When_it_is_checked_Then_only_what_its_outcome_asks_for_is_missing(FollowUpOutcome outcome, string field)
    {
        var faults = CardSheet.Of(CardKind.FollowUp, new(new Dictionary<string, object?>(), outcome), ACard.Book, ACard.Today).Faults.Select(fault => fault.Field).ToList();

        Assert.Contains(field, faults);
        Assert.Equal(outcome == FollowUpOutcome.Seen, faults.Contains("insight"));
        Assert.Equal(outcome == FollowUpOutcome.Dead, faults.Contains("death-cause"));
    }

    [Fact]
    public void Given_a_case_of_which_nothing_is_known_When_any_card_is_checked_Then_missing_data_never_makes_it_sendable()
    {
        foreach (var kind in Enum.GetValues<CardKind>())
        {
            var empty = CardSheet.Of(kind, new(new Dictionary<string, object?>(), FollowUpOutcome.Seen), ACard.Book, ACard.Today);

            Assert.NotEmpty(empty.Faults);
            Assert.All(ACard.Book.Of(kind).Where(field => field.Required == CardDuty.Always), field => Assert.Contains(empty.Faults, fault => fault.Field == field.Label.Code));
        }
    }

    [Fact]
    public void Given_what_a_card_is_put_together_from_When_it_is_written_somewhere_as_text_Then_no_name_and_no_number_is_in_it()
    {
        var managed = ACard.Case();
        var card = managed.FileReport(ACard.Form, null, null, ACase.Psychiatrist, ACase.Standards, ACard.Today);
        var (source, sheet) = (ACard.Source(managed), ACard.Sheet(CardKind.Report, card.Id, managed));

        string[] texts = [source.ToString(), NationalCards.Of(CardKind.Report, card.Id, source)!.ToString(), sheet.ToString(), sheet.Entries[0].ToString(), .. sheet.Faults.Select(fault => fault.Stored)];

        Assert.All(texts, text => Assert.DoesNotContain("张测试", text));
        Assert.All(texts, text => Assert.DoesNotContain("110105", text));
    }
}
