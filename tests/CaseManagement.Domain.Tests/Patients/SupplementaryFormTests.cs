using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Domain.Tests.Patients;

public sealed class SupplementaryFormTests
{
    private static readonly DateOnly Today = new(2026, 3, 3);

    public static TheoryData<string?, SupplementaryForm> Forms => new()
    {
        { null, new() },
        { null, new() { FirstOnsetOn = new(2019, 5), FirstTreatedOn = new(2019) } },
        { null, new() { FirstOnsetOn = new(2019, 5), FirstTreatedOn = new(2019, 5, 1) } },
        { "supplementary.treatment-before-onset", new() { FirstOnsetOn = new(2019, 5), FirstTreatedOn = new(2019, 4) } },
        { "supplementary.treatment-before-onset", new() { FirstOnsetOn = new(2019), FirstTreatedOn = new(2018, 12, 31) } },
        { null, new() { FirstTreatedOn = new(2026, 3, 3) } },
        { null, new() { FirstTreatedOn = new(2026) } },
        { "supplementary.treatment-in-future", new() { FirstTreatedOn = new(2026, 3, 4) } },
        { "supplementary.onset-in-future", new() { FirstOnsetOn = new(2026, 4) } },
        { "supplementary.diagnosis-in-future", new() { DiagnosedOn = new(2027) } },
        { "supplementary.filled-in-future", new() { FilledOn = new(2026, 3, 4) } },
        { null, new() { DangerousActs = DangerousActs.Nothing } },
        { null, new() { DangerousActs = new(true, 0, 0, 0, 0, 0, 0) } },
        { null, new() { DangerousActs = new(null, null, null, null, null, 2, null) } },
        { "supplementary.dangerous-acts.none-is-exclusive", new() { DangerousActs = new(true, null, null, null, null, 2, null) } },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Given_a_form_When_it_is_checked_Then_only_what_cannot_be_is_refused(string? code, SupplementaryForm form)
    {
        var refused = Record.Exception(() => form.RequireConsistent(Today)) as RuleBrokenException;

        Assert.Equal(code, refused?.Code);
    }

    [Fact]
    public void Given_a_form_When_answers_are_added_replaced_or_taken_out_Then_only_a_loss_asks_for_a_reason_and_is_kept()
    {
        var today = new DateOnly(2026, 3, 20);
        var by = Domain.Staff.StaffId.New();
        var first = new SupplementaryForm { PastSymptoms = [Symptom.Suspicion], FilledOn = new(2026, 3, 1) };

        var added = first.FilledIn(first with { PastSymptoms = [Symptom.Suspicion], Economy = Economy.Poor }, null, by, today);
        var signedAgain = added.FilledIn(added with { FilledOn = today }, null, by, today);
        var takenOut = Assert.Throws<RuleBrokenException>(() => added.FilledIn(added with { PastSymptoms = null }, " ", by, today));
        var corrected = signedAgain.FilledIn(signedAgain with { PastSymptoms = [Symptom.Suspicion, Symptom.Despair] }, "补记", by, today);

        Assert.Null(added.Earlier);
        Assert.Equal("supplementary.reason-missing", takenOut.Code);
        Assert.Equal([new DateOnly(2026, 3, 1), today], corrected.Earlier!.Select(each => each.FilledOn!.Value));
        Assert.Equal([null, "补记"], corrected.Earlier!.Select(each => each.Reason));
    }

    [Fact]
    public void Given_a_form_When_it_is_printed_Then_its_fields_stand_in_the_order_of_the_paper_and_what_was_not_asked_stays_empty()
    {
        var answers = new SupplementaryForm { PastSymptoms = [Symptom.Other], PastSymptomsOther = "失眠", PastAdmissions = 0, DangerousActs = new(null, 2, null, null, null, null, null), FirstOnsetOn = new(2019, 5) };
        var head = new SupplementaryHead("测试母", "母亲", "***", "139****0001", null, null);
        Dictionary<string, PaperField> Printed(SupplementaryForm form) => SupplementaryPaper.Of(head, form, StandardsReader.Forms()).ToDictionary(line => line.Field.Label.Code);

        var paper = Printed(answers);

        Assert.Equal(["guardian-name", "guardian-relation", "guardian-address", "guardian-phone", "committee-contact"], SupplementaryPaper.Of(head, answers, StandardsReader.Forms()).Take(5).Select(line => line.Field.Label.Code));
        Assert.Equal(("测试母", "139****0001", "失眠", "0", "2019-05"), (paper["guardian-name"].Text, paper["guardian-phone"].Text, paper["past-symptoms-other"].Text, paper["past-admissions"].Text, paper["first-onset-on"].Text));
        Assert.Equal([12], paper["past-symptoms"].Ticked);
        Assert.Equal(2, paper["dangerous-acts"].Times[1]);
        Assert.Equal(["同意参加管理", "不同意参加管理"], paper["consent"].Options.Select(option => option.Zh));
        Assert.Empty(paper["consent"].Ticked); // nobody has been asked
        Assert.Null(Printed(answers with { PastSymptoms = [Symptom.Despair] })["past-symptoms-other"].Text);
        Assert.Equal(SupplementaryQuestions.All.Where(field => SupplementaryQuestions.OpenedBy(field).Count > 0), ["past-symptoms-other"]);
    }
}
