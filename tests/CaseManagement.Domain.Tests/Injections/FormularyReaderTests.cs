using CaseManagement.Domain.Injections;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Domain.Tests.Injections;

public sealed class FormularyReaderTests
{
    [Fact]
    public void Given_the_reference_files_When_they_are_read_Then_the_monthly_product_is_there_with_its_numbers()
    {
        var product = FormularyReader.Read().Find("pp1m-janssen")!;

        Assert.Equal([25, 50, 75, 100, 150], product.Strengths);
        Assert.Equal(("善思达", "Invega Sustenna"), (product.Identity.Brand.Zh, product.Identity.Brand.En));
        Assert.Equal((100m, 75m, 50m), (product.RenalFor(RenalBand.Mild)!.StartFirst, product.RenalFor(RenalBand.Mild)!.StartSecond, product.RenalFor(RenalBand.Mild)!.Maintenance));
        Assert.Null(FormularyReader.Read().Find("unheard-of"));
    }

    [Fact]
    public void Given_the_other_setting_in_the_file_When_it_is_read_Then_the_first_maintenance_counts_from_the_second_dose()
    {
        var product = Altered("injection-settings.csv", "5-weeks-after-first", "1-month-after-second").Find("pp1m-janssen")!;

        var tasks = InjectionPlan.Derive(product, Pp1m.Terms, [Pp1m.Dose(new(2026, 1, 5), 150), Pp1m.Dose(new(2026, 1, 16), 100)], null);

        Assert.Equal((new DateOnly(2026, 2, 16), "injection.pp1m.start.1-month"), (tasks[^1].DueOn, tasks[^1].Basis));
    }

    [Theory]
    [InlineData("injection-strengths.csv", "pp1m-janssen,75,", "pp1m-janssen,seventy,", "injection-strengths.csv, line 4: ")]
    [InlineData("injection-strengths.csv", "pp1m-janssen,25,", "pp1m-janssen,0,", "injection-strengths.csv, line 2: ")]
    [InlineData("injection-strengths.csv", "pp1m-janssen,25,", "pp1m-jansen,25,", "no product pp1m-jansen")]
    [InlineData("injection-missed.csv", "missed-restart", "missed-forever", "injection-missed.csv, line 4: ")]
    [InlineData("injection-missed.csv", "12,days,yes", "12,days,", "injection-missed.csv, line 2: ")]
    [InlineData("injection-schedule.csv", "1,weeks,4,4,100,deltoid,second-start,,", "1,weeks,4,4,100,deltoid,second-start,", "injection-schedule.csv, line 3: ")]
    [InlineData("injection-schedule.csv", ",maintenance,last,", ",start-first,last,", "injection-products.csv, line 2: ")]
    [InlineData("injection-renal.csv", "from memory: 50 included and 80 not,not dated,confirm", "from memory: 50 included and 80 not,not dated,", "injection-renal.csv, line 2: ")]
    [InlineData("injection-missed-steps.csv", "pp1m.maintenance.to-6-weeks,1", "pp1m.maintenance.to-7-weeks,1", "pp1m.maintenance.to-7-weeks")]
    [InlineData("injection-settings.csv", "month-tolerance-days,3", "month-tolerance-days,-3", "injection-products.csv, line 2: ")]
    public void Given_a_broken_row_When_the_files_are_read_Then_it_is_refused_by_file_and_line(string file, string right, string wrong, string message)
    {
        var refused = Assert.Throws<InvalidDataException>(() => Altered(file, right, wrong));

        Assert.Contains(message, refused.Message);
    }

    [Fact]
    public void Given_the_due_rules_When_they_are_compared_with_the_schedule_Then_every_basis_has_its_clause_in_both_languages()
    {
        var clauses = ReferenceLists.InjectionDueRules().Keys;
        var bases = ReferenceCsv.Read("injection-schedule.csv", row => row.Text("basis"));

        Assert.Equal(62, bases.Count);
        Assert.Equal(bases.Append(InjectionPlan.CoverByMissedRow).Append(InjectionPlan.CoverByWindow).Distinct().Order(), clauses.Order());
    }

    private static Formulary Altered(string file, string right, string wrong) => FormularyReader.Read(name =>
    {
        if (name != file) return ReferenceCsv.Open(name);
        using var real = ReferenceCsv.Open(name);
        var text = real.ReadToEnd();
        Assert.Contains(right, text);
        return new StringReader(text.Replace(right, wrong));
    });
}
