using System.Text.Json.Nodes;

namespace CaseManagement.Web.Tests.Api;

/// <summary>The cases that the rules sheet lists for the injections (5.8), asked over HTTP.</summary>
public sealed class InjectionAdviceTests
{
    private const string Started = "2026-01-05:150 2026-01-12:100 2026-02-09:100";
    private const string Monthly = "2025-07-28:150 2025-08-04:100 2025-09-01:100 2025-10-01:100 2025-11-01:100 2025-12-05:100";
    private const string MonthlyAt150 = "2025-07-28:150 2025-08-04:100 2025-09-01:150 2025-10-01:150 2025-11-01:150 2025-12-05:150";

    private sealed record Asked(string Product, decimal Dose, string Doses, string On, string Code, string Plan, string? Before = null, decimal BeforeDose = 100, string? BeforeProduct = "pp1m-janssen", int? Every = null)
    {
        public JsonNode Body => new JsonObject
        {
            ["productCode"] = Product,
            ["on"] = On,
            ["maintenanceDose"] = Dose,
            ["renal"] = "normal",
            ["oralToleratedOn"] = "2025-01-01",
            ["intervalDays"] = Every,
            ["startsOn"] = "2026-01-05",
            ["doses"] = Given(Doses),
            ["before"] = Before is null ? null : new JsonArray(new JsonObject { ["product"] = BeforeProduct, ["dose"] = BeforeDose, ["doses"] = Given(Before) }),
        };

        private static JsonArray Given(string doses) => [.. doses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(dose => dose.Split(':'))
            .Select(part => new JsonObject { ["on"] = part[0], ["dose"] = decimal.Parse(part[1], System.Globalization.CultureInfo.InvariantCulture), ["product"] = part.ElementAtOrDefault(2) })];
    }

    private static readonly Asked[] Sheet =
    [
        new("pp1m-janssen", 100, Started, "2026-03-23", "missed-simple", "100"), // day 42
        new("pp1m-janssen", 100, Started, "2026-03-24", "missed-reload", "100 100 100"),
        new("pp1m-janssen", 150, "2026-01-05:150 2026-01-12:100 2026-02-09:150", "2026-04-20", "missed-reload", "100 100 150"),
        new("pp1m-janssen", 100, "2026-01-05:150", "2026-01-16", "late-in-window", "100"),
        new("pp1m-janssen", 100, "2026-01-05:150", "2026-01-17", "missed-simple", "100 75"),
        new("pp1m-janssen", 100, "2026-01-05:150", "2026-02-01", "missed-simple", "100 75"), // day 27
        new("pp1m-janssen", 100, "2026-01-05:150", "2026-02-02", "missed-reload", "100 100"),
        new("pp1m-janssen", 100, "2026-01-05:150", "2026-02-23", "missed-reload", "100 100"), // day 49
        new("pp1m-janssen", 100, "2026-01-05:150", "2026-02-24", "missed-restart", "150 100"),
        new("pp1m-janssen", 100, "", "2026-01-05", "due", "100", Before: Monthly), // taken up again: due where it was left, at its own dose
        new("pp3m-janssen", 350, "", "2026-01-05", "due", "350", Before: Monthly),
        new("pp3m-janssen", 350, "2026-01-05:350", "2026-05-01", "missed-simple", "350", Before: Monthly),
        new("pp3m-janssen", 350, "2026-01-05:350", "2026-05-04", "missed-simple", "", Before: Monthly), // a day before 4 months: a person chooses
        new("pp3m-janssen", 350, "2026-01-05:350", "2026-05-05", "missed-reload", "", Before: Monthly),
        new("pp3m-janssen", 350, "2026-01-05:350", "2026-05-09", "missed-reload", "pp1m-janssen:100 pp1m-janssen:100 350", Before: Monthly),
        new("pp3m-janssen", 350, "2026-01-05:350 2026-05-09:100:pp1m-janssen", "2026-05-16", "due", "pp1m-janssen:100", Before: Monthly), // the bridge under way
        new("pp3m-janssen", 350, "2026-01-05:350", "2026-10-05", "missed-reload", "", Before: Monthly), // 9 months
        new("pp3m-janssen", 350, "2026-01-05:350", "2026-10-06", "missed-restart", "", Before: Monthly),
        new("pp6m-janssen", 700, "2026-01-05:700", "2026-07-26", "late-in-window", "700", Before: Monthly), // 6 months and 21 days
        new("pp6m-janssen", 700, "2026-01-05:700", "2026-07-27", "missed-reload", "pp1m-janssen:100 700", Before: Monthly),
        new("pp6m-janssen", 1000, "2026-01-05:1000", "2026-07-27", "missed-reload", "pp1m-janssen:150 1000", Before: MonthlyAt150, BeforeDose: 150),
        new("pp6m-janssen", 700, "2026-01-05:700", "2026-09-05", "missed-reload", "", Before: Monthly), // 8 months
        new("pp6m-janssen", 700, "2026-01-05:700", "2026-12-05", "missed-reload", "", Before: Monthly), // 11 months
        new("pp6m-janssen", 700, "2026-01-05:700", "2026-12-06", "missed-restart", "", Before: Monthly),
        new("aripiprazole-monthly", 400, "2026-01-05:400 2026-02-05:400", "2026-03-12", "missed-restart", "400"), // exactly 5 weeks: left out by the label
        new("aripiprazole-monthly", 400, "2026-01-05:400 2026-02-05:400 2026-03-05:400 2026-04-05:400", "2026-05-17", "missed-restart", "400"), // exactly 6
        new("aripiprazole-monthly", 400, "2026-01-05:400", "2026-01-30", "too-early", ""), // day 25
        new("aripiprazole-monthly", 400, "2026-01-05:400 2026-01-05:400", "2026-02-05", "due", "400"), // two injections on one day
        new("risperidone-ruixintuo", 25, "2026-01-05:25", "2026-01-22", "late-in-window", "25"),
        new("risperidone-ruixintuo", 25, "2026-01-05:25", "2026-01-23", "no-label-rule", ""),
        new("pp1m-luye", 100, "2026-01-05:225 2026-02-05:100", "2026-09-01", "missed-restart", "225"),
        new("risperidone-consta", 25, "2026-01-05:25", "2026-02-23", "no-label-rule", ""), // 5 weeks late
        new("risperidone-consta", 25, "2026-02-15:25", "2026-03-01", "due", "25"), // over the end of a month
        new("olanzapine-pamoate", 300, "2026-01-05:300", "2026-02-02", "due", "300", Every: 28),
        new("haloperidol-decanoate", 100, "2026-01-05:100", "2026-02-02", "due", "100", Every: 28),
        new("fluphenazine-decanoate", 25, "2026-01-05:25", "2026-01-27", "no-label-rule", "", Every: 21),
        new("zuclopenthixol-decanoate", 200, "", "2026-01-05", "due", "100", Every: 14),
        new("flupentixol-decanoate", 40, "2026-01-05:20", "2026-01-19", "due", "40", Every: 14),
        new("pipotiazine-palmitate", 100, "2026-01-05:100", "2026-02-01", "too-early", "", Every: 28),
        new("pp3m-janssen", 350, "", "2026-01-05", "need-data", "", Before: Monthly, BeforeProduct: "unheard-of"),
        new("pp3m-janssen", 350, "", "2026-01-05", "need-data", ""), // no switch stated
    ];

    [Fact]
    public async Task Given_the_cases_of_the_rules_sheet_When_they_are_asked_over_HTTP_Then_every_product_answers_by_its_label()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 20));

        foreach (var asked in Sheet)
        {
            var answer = await door.Post("decision-support/injection-advice", asked.Body);

            var plan = string.Join(" ", (answer["advice"]?["plan"]?.AsArray() ?? []).Select(step => $"{((string?)step!["product"] is { } other ? other + ":" : "")}{(decimal)step["dose"]!:0.##}"));
            Assert.Equal((asked, 200, asked.Code, asked.Plan), (asked, answer.Status, (string?)answer["advice"]?["code"], plan));
            var consults = asked.Code is not ("too-early" or "early-ok" or "due" or "late-in-window");
            Assert.Equal((asked, consults), (asked, (bool)answer["consultPsychiatrist"]!));
        }
    }
}
