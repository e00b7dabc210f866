using CaseManagement.Domain.FollowUps;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Domain.Tests.FollowUps;

public sealed class FollowUpPaperTests
{
    private static readonly FormBook Forms = StandardsReader.Forms();
    private static readonly PaperHead Head = new(new(2026, 3, 3), FollowUpOutcome.Seen, Stability.Stable, new(2026, 6, 3), "王医生");

    private static Dictionary<string, PaperField> Printed(FormEdition edition, FollowUpFindings findings, PaperHead? head = null) =>
        FollowUpPaper.Of(head ?? Head, findings, Forms, edition).ToDictionary(field => field.Field.Label.Code);

    [Fact]
    public void Given_a_follow_up_When_it_is_printed_Then_each_answer_stands_in_its_box_in_the_order_of_the_paper()
    {
        var findings = The.CalmFindings with
        {
            Risk = new(2),
            Symptoms = [Symptom.Withdrawal, Symptom.Suspicion, Symptom.Other],
            SymptomsOther = "失眠",
            Work = FunctionLevel.NotApplicable,
            DangerousActs = new(null, 2, null, null, null, 1, 0),
            Hospital = HospitalStay.Discharged,
            LastDischargedOn = new(2026, 2),
        };

        var paper = FollowUpPaper.Of(Head, findings, Forms, FormEdition.Norm2018);

        var fields = paper.ToDictionary(field => field.Field.Label.Code);
        Assert.Equal(["seen-on", "mode", "respondents", "loss-reason"], paper.Take(4).Select(field => field.Field.Label.Code));
        Assert.Equal(["class", "next-visit-on", "doctor"], paper.TakeLast(3).Select(field => field.Field.Label.Code));
        Assert.Equal(("2026-03-03", "2026-06-03", "王医生", "2026-02", "失眠"), (fields["seen-on"].Text, fields["next-visit-on"].Text, fields["doctor"].Text, fields["last-discharged-on"].Text, fields["symptoms-other"].Text));
        Assert.Equal([2], fields["risk"].Ticked);
        Assert.Equal([3, 11, 12], fields["symptoms"].Ticked);
        Assert.Equal([9], fields["work"].Ticked);
        Assert.Equal([1, 5], fields["dangerous-acts"].Ticked);
        Assert.Equal((2, 1, 0), (fields["dangerous-acts"].Times[1], fields["dangerous-acts"].Times[5], fields["dangerous-acts"].Times[6]));
        Assert.Equal([3], fields["class"].Ticked);
        Assert.Equal(12, fields["symptoms"].Options.Count);
        Assert.Empty(fields["insight"].Drugs);
        Assert.DoesNotContain("symptom-state", fields.Keys); // asked besides the form
    }

    [Theory]
    [InlineData("sleep", 3)]
    [InlineData("diet", 3)]
    [InlineData("self-care", 3)]
    [InlineData("housework", 3)]
    [InlineData("work", 9)]
    [InlineData("learning", 3)]
    [InlineData("interpersonal", 3)]
    public void Given_a_level_of_functioning_When_it_is_printed_Then_only_work_may_be_not_applicable(string field, int last)
    {
        FormEdition[] editions = [FormEdition.Third2017, FormEdition.Norm2018];

        var printed = editions.Select(edition => Printed(edition, The.CalmFindings)[field]).ToList();

        Assert.All(printed, line => Assert.Equal($"function-level/{last}", line.Options[^1].Code));
        Assert.All(printed, line => Assert.Equal(last == 9 ? 4 : 3, line.Options.Count));
    }

    [Fact]
    public void Given_a_follow_up_When_it_is_printed_as_of_2017_Then_it_has_no_respondent_one_referral_and_the_older_word()
    {
        var (older, newer) = (Printed(FormEdition.Third2017, The.CalmFindings), Printed(FormEdition.Norm2018, The.CalmFindings));

        Assert.Equal(["referral"], older.Keys.Except(newer.Keys));
        Assert.Equal(["referral-advised", "referral-done", "respondents"], newer.Keys.Except(older.Keys).Order());
        Assert.Equal(("外出打工", "外出务工"), (older["loss-reason"].Options[0].Zh, newer["loss-reason"].Options[0].Zh));
        Assert.Equal(older["loss-reason"].Options[1], newer["loss-reason"].Options[1]);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(ReferralAnswer.No, null, ReferralAnswer.No)]
    [InlineData(ReferralAnswer.Yes, null, null)]
    [InlineData(ReferralAnswer.Yes, ReferralAnswer.No, ReferralAnswer.No)]
    [InlineData(ReferralAnswer.Yes, ReferralAnswer.Yes, ReferralAnswer.Yes)]
    [InlineData(ReferralAnswer.No, ReferralAnswer.Yes, ReferralAnswer.Yes)]
    [InlineData(null, ReferralAnswer.No, ReferralAnswer.No)]
    public void Given_the_two_questions_of_2018_When_it_is_printed_as_of_2017_Then_the_one_box_says_whether_it_was_done(ReferralAnswer? advised, ReferralAnswer? done, ReferralAnswer? expected)
    {
        var box = Printed(FormEdition.Third2017, The.CalmFindings with { ReferralAdvised = advised, ReferralDone = done })["referral"];

        Assert.Equal(expected is { } answer ? [(int)answer] : [], box.Ticked);
        Assert.Equal(["否", "是"], box.Options.Select(option => option.Zh));
    }

    [Fact]
    public void Given_drugs_by_the_time_of_day_When_they_are_printed_as_of_2017_Then_they_are_so_many_times_so_many_milligrams()
    {
        var drugs = new DrugRows([new("奥氮平", null, null, 10), new("氯氮平", 100, 100, 100), new("碳酸锂", 250, null, 500), new("苯海索", null, null, null)], [new("棕榈酸帕利哌酮", 4, 100)]);
        var findings = The.CalmFindings with { DrugsInUse = drugs };

        var (older, newer) = (Printed(FormEdition.Third2017, findings)["drugs-in-use"].Drugs, Printed(FormEdition.Norm2018, findings)["drugs-in-use"].Drugs);

        Assert.Equal(
            [
                new("奥氮平", TimesADay: 1, MgEachTime: 10), new("氯氮平", TimesADay: 3, MgEachTime: 100), new("碳酸锂", TimesADay: 1, MgEachTime: 250), new("碳酸锂", TimesADay: 1, MgEachTime: 500),
                new("苯海索"), new("棕榈酸帕利哌酮", EveryWeeks: 4, MgEachTime: 100),
            ],
            older);
        Assert.Equal(new PaperDrug("碳酸锂", 250, null, 500), newer[2]);
        Assert.Equal(new PaperDrug("棕榈酸帕利哌酮", EveryWeeks: 4, MgEachTime: 100), newer[^1]);
    }

    [Fact]
    public void Given_a_lost_patient_When_it_is_printed_Then_the_reason_is_there_and_no_text_of_another_question()
    {
        var findings = new FollowUpFindings { LossReason = LossReason.Missing, LossReasonOther = "不适用", SymptomsOther = "不适用" };

        var paper = Printed(FormEdition.Norm2018, findings, new(new(2026, 3, 3), FollowUpOutcome.Lost, null, null, "王医生"));

        Assert.Equal([3], paper["loss-reason"].Ticked);
        Assert.All(["loss-reason-other", "symptoms-other"], field => Assert.Null(paper[field].Text));
        Assert.All(paper.Values.Where(field => field.Field.Label.Code is not ("seen-on" or "loss-reason" or "doctor")), field => Assert.True(field is { Ticked.Count: 0, Text: null }));
    }
}
