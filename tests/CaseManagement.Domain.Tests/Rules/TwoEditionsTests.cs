using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Infrastructure.Reference;
using CaseManagement.Testing;

namespace CaseManagement.Domain.Tests.Rules;

/// <summary>Two editions of the norm and of a label stand side by side: what happened is judged by the one of its day.</summary>
public sealed class TwoEditionsTests
{
    [Fact]
    public void Given_two_editions_When_visits_of_one_case_fall_on_either_side_of_the_day_Then_each_is_judged_by_its_own_and_keeps_its_name()
    {
        var standards = StandardsReader.Reference(NextEdition.Open).Standards;
        var managed = ACase.Managed();
        var today = new DateOnly(2027, 3, 1);

        var before = managed.RecordFollowUp(ACase.Visit(new(2026, 12, 31)), ACase.Doctor, standards, today);
        var after = managed.RecordFollowUp(ACase.Visit(new(2027, 1, 1)), ACase.Doctor, standards, today);
        var late = managed.RecordFollowUp(ACase.Visit(new(2026, 12, 30)), ACase.Doctor, standards, today); // paper found when the next edition holds

        Assert.Equal(
            [("follow-up.stable.3-months", new DateOnly(2027, 3, 30)), ("follow-up.stable.3-months", new(2027, 3, 31)), ("follow-up.stable.2-months", new(2027, 3, 1))],
            managed.Tasks.Where(task => task.Kind == CareTaskKind.FollowUp).OrderBy(task => task.CycleOn).Select(task => (task.Basis, task.ClosesOn)));
        Assert.Equal(("3rd-2017+norm-2018", "norm-2027", "3rd-2017+norm-2018"), (before.Edition, after.Edition, late.Edition));
    }

    [Fact]
    public void Given_two_editions_When_the_same_findings_are_judged_on_either_side_of_the_day_Then_each_proposes_what_its_own_reading_says()
    {
        var standards = StandardsReader.Reference(NextEdition.Open).Standards;
        var findings = The.CalmFindings with { SelfCare = FunctionLevel.Poor };

        Assert.Equal(Stability.BasicallyStable, Classification.Propose(findings, standards.On(new(2026, 12, 31)).Classification).Class);
        Assert.Null(Classification.Propose(findings, standards.On(new(2027, 1, 1)).Classification).Class);
    }

    [Fact]
    public void Given_two_editions_of_a_sentence_When_asked_why_Then_the_one_in_force_on_the_day_it_counts_from_answers()
    {
        var rules = StandardsReader.Rules(NextEdition.Open);

        Assert.Equal(("3rd-2017", "norm-2027"), (rules.Find("follow-up.unstable.14-days", new(2026, 12, 31))!.Edition, rules.Find("follow-up.unstable.14-days", new(2027, 1, 1))!.Edition));
        Assert.Equal("norm-2027", rules.Find("follow-up.stable.2-months", new(2027, 1, 1))!.Edition);
    }

    [Fact]
    public void Given_visits_older_than_the_norm_When_they_are_judged_Then_the_third_edition_alone_is_named()
    {
        var standards = StandardsReader.Read();

        Assert.Equal(("3rd-2017", "3rd-2017+norm-2018"), (standards.On(new(2018, 5, 27)).Edition, standards.On(new(2018, 5, 28)).Edition));
        Assert.Equal(standards.Settings.FollowUp, standards.On(new(2015, 1, 1)).FollowUp); // no older edition is kept
    }

    [Fact]
    public void Given_an_edition_that_ends_without_another_When_the_reference_is_read_Then_the_key_that_would_be_missing_is_named()
    {
        var refusal = Assert.Throws<InvalidDataException>(() => StandardsReader.Reference(file => file == "editions.csv"
            ? new StringReader(Text(file).Replace("国卫疾控发〔2018〕13号,2018-05-28,,", "国卫疾控发〔2018〕13号,2018-05-28,2026-12-31,", StringComparison.Ordinal))
            : new StringReader(Text(file))));

        Assert.Contains("no edition of the key 'first-visit.working-days' holds on 2027-01-01", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_two_editions_of_the_form_When_it_is_read_on_either_side_of_the_day_Then_each_has_its_own_words_and_a_new_code_waits_for_its_day()
    {
        var forms = StandardsReader.Forms(NextEdition.Open);

        var (before, after) = (forms.On(NextEdition.Eve), forms.On(NextEdition.FirstDay));

        Assert.Equal(("自知力不全", "自知力部分恢复"), (before.Code("insight", 2)!.Zh, after.Code("insight", 2)!.Zh));
        Assert.Equal((3, 4), (before.Codes("insight").Count, after.Codes("insight").Count));
        Assert.Equal(("自知力", "自知力评估"), (before[FormName.FollowUp, "insight"].Label.Zh, after[FormName.FollowUp, "insight"].Label.Zh));
        Assert.Equal(("取符合描述的最高一级", "按新版填写"), (before.Note("risk")!.Zh, after.Note("risk")!.Zh));
        Assert.Equal(before.Of(FormName.FollowUp).Count, after.Of(FormName.FollowUp).Count);
        Assert.NotEmpty(forms.On(new(2015, 1, 1)).Codes("loss-reason")); // older than its only edition
    }

    [Fact]
    public void Given_a_question_of_an_edition_When_visits_on_either_side_of_its_first_day_are_judged_Then_only_the_later_one_is_asked()
    {
        var criteria = StandardsReader.Criteria();
        string[] codes = ["confirm.telephone-only", "confirm.self-harm"];

        Assert.Equal(["confirm.self-harm"], criteria.Asked(codes, new(2018, 5, 27)).Select(question => question.Code));
        Assert.Equal(codes, criteria.Asked(codes, new(2018, 5, 28)).Select(question => question.Code));
    }

    [Fact]
    public void Given_two_editions_of_a_criterion_When_it_is_read_on_either_side_of_the_day_Then_each_has_its_own_words_and_source()
    {
        var criteria = StandardsReader.Criteria(NextEdition.Open);

        Assert.Equal(("3rd-2017", "norm-2027"), (criteria["class.stable.danger-0", NextEdition.Eve].Edition, criteria["class.stable.danger-0", NextEdition.FirstDay].Edition));
        Assert.Equal("norm-2018", criteria["confirm.telephone-only", new(2015, 1, 1)].Edition); // older than its only edition
    }

    [Fact]
    public void Given_two_labels_of_a_product_When_it_is_prescribed_asked_for_and_planned_Then_the_label_of_each_day_answers()
    {
        var standards = StandardsReader.Reference(NextEdition.Open).Standards;
        var product = standards.Formulary.Find("pp1m-janssen")!;
        var terms = new CourseTerms(new(2026, 10, 5), 100, new(2026, 9, 1), RenalBand.Normal);
        List<DoseFact> doses = [.. new (DateOnly On, decimal Dose)[] { (new(2026, 10, 5), 150), (new(2026, 10, 12), 100), (new(2026, 11, 9), 100), (new(2026, 12, 5), 100) }.Select(dose => new DoseFact(dose.On, dose.Dose, InjectionId.New()))];

        var fiveDaysEarly = InjectionAdvisor.Advise(product, terms, doses, new(2026, 12, 31));
        var fourDaysEarly = InjectionAdvisor.Advise(product, terms, doses, new(2027, 1, 1));
        var task = InjectionPlan.Derive(product, terms, doses, null)[^1];
        var nextTask = InjectionPlan.Derive(product, terms, [.. doses, new(new(2027, 1, 5), 100, InjectionId.New())], null)[^1];

        Assert.Equal((AdviceCode.EarlyOk, AdviceCode.TooEarly), (fiveDaysEarly.Code, fourDaysEarly.Code));
        Assert.Equal(("Invega Sustenna v41", "label-2027"), (fiveDaysEarly.Rows[0].Provenance.Edition, fourDaysEarly.Rows[0].Provenance.Edition));
        Assert.Equal((new DateOnly(2026, 12, 29), new DateOnly(2027, 2, 2)), (task.OpensOn, nextTask.OpensOn)); // what was worked out by the label of the day it counts from
        Assert.Equal((false, true), (standards.AsOf(NextEdition.Eve).Formulary.Find("pp1m-janssen")!.Offers(125), standards.AsOf(NextEdition.FirstDay).Formulary.Find("pp1m-janssen")!.Offers(125)));
        Assert.Same(standards.Formulary.Find("pp3m-janssen"), standards.Formulary.Find("pp3m-janssen")!.On(NextEdition.Eve)); // a label without a second edition stays one
    }

    [Fact]
    public void Given_two_labels_of_a_product_When_a_course_is_begun_and_a_dose_entered_on_either_side_of_the_day_Then_each_is_judged_by_the_label_of_its_day()
    {
        var standards = StandardsReader.Reference(NextEdition.Open).Standards;
        var product = standards.Formulary.Find("pp1m-janssen")!;
        var today = new DateOnly(2027, 2, 1);
        InjectionPrescription Of(DateOnly startsOn) => ACase.Prescription(startsOn) with { MaintenanceDose = 125 };

        var refused = Assert.Throws<RuleBrokenException>(() => ACase.Managed().StartInjectionCourse(Of(NextEdition.Eve), product, standards, today));
        var course = ACase.Managed().StartInjectionCourse(Of(NextEdition.FirstDay), product, standards, today);

        Assert.Equal("injection.strength-not-offered", refused.Code);
        Assert.Equal(125, course.MaintenanceDose);
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Repository.Root, "db", "reference", file));
}
