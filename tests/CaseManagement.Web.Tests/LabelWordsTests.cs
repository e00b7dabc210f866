using CaseManagement.Domain;
using CaseManagement.Domain.Injections;
using CaseManagement.Testing;
using CaseManagement.Web.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests;

public sealed class LabelWordsTests
{
    private static readonly DateOnly Day = new(2026, 3, 20);

    private static readonly (string Row, string En)[] Expected =
    [
        ("pp1m.second-start.under-4-weeks", "from 12 days on (that day included); less than 4 weeks (that day not included) — injection 1: at once, 100 mg eq, deltoid; injection 2: 5 weeks after the first injection"),
        ("pp1m.maintenance.over-6-weeks.150", "stabilised dose 150 mg eq — injection 1: at once, 100 mg eq, deltoid"),
        ("aripiprazole.2nd-or-3rd.over-5-weeks", "from 5 weeks on (the label leaves that very day out; it is taken here) — injection 1: at once, 400 mg where that is prescribed"),
        ("pp6m.under-8-months.700", "from the day after the window; less than 8 months (that day not included); stabilised dose 700 mg eq — injection 1: at once, Invega Sustenna 100 mg eq, deltoid"),
        ("pp6m.maintenance", "after a maintenance dose; due 6 months after the last injection; window from 14 days before to 21 days after the due day (both included); the prescribed dose; gluteal"),
        ("pp1m.renal.mild", "creatinine clearance 50 (included) to 80 mL/min (not included); first start dose 100 mg eq; second start dose 75 mg eq; maintenance at most 50 mg eq"),
        ("pp3m.switch.pp1m", "50 → 175, 75 → 263, 100 → 350, 150 → 525 mg eq"),
    ];

    [Fact]
    public async Task Given_every_row_of_every_label_When_it_is_said_Then_both_languages_have_a_sentence_of_its_own_columns_and_no_code()
    {
        await using var slice = await Slice.CreateAsync(Day);
        await using var site = await Site.OpenAsync(slice);
        await using var scope = site.Services.CreateAsyncScope();
        var (words, formulary) = (scope.ServiceProvider.GetRequiredService<LabelWords>(), scope.ServiceProvider.GetRequiredService<Standards>().Formulary);

        var said = formulary.Products.SelectMany(product => Rows(product).Select(row => (row.Row, Said: words.Of(row, formulary, product.Code, Day)))).ToList();

        Assert.True(said.Count > 80);
        Assert.DoesNotContain(said, row => row.Said is null);
        Assert.All(said, row => Assert.DoesNotMatch("label\\.|Muscles\\.|mg-eq|[a-z]+-[a-z]+-[a-z]+|\\{|janssen", row.Said!.Zh + row.Said.En.Replace("re-loading", "", StringComparison.Ordinal)));
        Assert.All(said, row => Assert.DoesNotMatch("[A-Za-z]{3,}", row.Said!.Zh.Replace("mL/min", "", StringComparison.Ordinal)));
        Assert.All(Expected, expected => Assert.Contains(expected.En, said.Single(row => row.Row == expected.Row).Said!.En, StringComparison.Ordinal));
    }

    private static IEnumerable<AdviceRow> Rows(Product product) =>
        product.Schedule.Select(row => (row.Row, row.Provenance))
            .Concat(product.Missed.Select(row => (row.Row, row.Provenance)))
            .Concat(product.Rows.Switches.Select(row => (row.Row, row.Provenance)))
            .Concat(product.Renal.Select(row => (row.Row, row.Provenance)))
            .Select(row => new AdviceRow(row.Row, AdviceCode.Due, [], row.Provenance));
}
