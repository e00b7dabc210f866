using System.Net;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Injections;
using CaseManagement.Domain.Injections;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>A course is prescribed by what the label of its product leaves open.</summary>
public sealed class CoursePageTests
{
    private static readonly DateOnly Today = new(2026, 3, 20);

    [Fact]
    public async Task Given_a_product_with_a_range_and_an_interval_When_its_course_is_started_Then_both_are_asked_kept_and_shown()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{caseId.Value}/injections/start";

        var products = await site.Get(address);
        var form = await site.Get($"{address}?product=haloperidol-decanoate");
        var refused = await site.Send(form, "Start", Prescribed(), HttpStatusCode.Conflict);
        var saved = await site.Send(refused, "Start", new(Prescribed()) { ["Input.IntervalDays"] = "28" });

        Assert.Contains("product=haloperidol-decanoate", products, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Input.Dose\"", products, StringComparison.Ordinal);
        Assert.Matches("type=\"number\" name=\"Input.Dose\"[^>]*max=\"450\"", form);
        Assert.Contains("通常 50–300，单次最多 450", form, StringComparison.Ordinal);
        Assert.Contains("value=\"62.5\"", refused, StringComparison.Ordinal);
        Assert.Contains("每 28 天", saved, StringComparison.Ordinal);
        var course = (await slice.Send(new GetCase(caseId))).Courses.Single();
        Assert.Equal((62.5m, 28), (course.MaintenanceDose, course.IntervalDays));

        static Dictionary<string, string> Prescribed() => new() { ["Input.Dose"] = "62.5", ["Input.StartsOn"] = "2026-03-20", ["Input.Renal"] = "Normal", ["Input.OralToleratedOn"] = "2026-02-01" };
    }

    [Fact]
    public async Task Given_a_course_with_a_range_When_an_injection_is_recorded_Then_its_dose_is_a_number_and_nonsense_is_refused_at_its_field()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new StartInjectionCourse(caseId, "haloperidol-decanoate", Today, 62.5m, RenalBand.Normal, OralToleratedOn: new(2026, 2, 1), IntervalDays: 28));
        await using var site = await Site.OpenAsync(slice);

        var form = await site.Get($"/cases/{caseId.Value}/injections/new");
        var unreadable = await site.Send(form, "Give", Given("许多"), HttpStatusCode.BadRequest);
        var saved = await site.Send(unreadable, "Give", new(Given("62.5")) { ["Input.ConfirmedBy"] = slice.Town.Psychiatrist.Id.Value.ToString() });

        Assert.Matches("type=\"number\" name=\"Input.Dose\"[^>]*max=\"450\"", form);
        Assert.Contains("21G", form, StringComparison.Ordinal); // what the label says beside the figures
        Assert.Contains("剂量", unreadable, StringComparison.Ordinal);
        Assert.Contains("注射已保存。", saved, StringComparison.Ordinal);

        static Dictionary<string, string> Given(string dose) => new() { ["Input.GivenOn"] = "2026-03-20", ["Input.Dose"] = dose, ["Input.Site"] = "GlutealLeft", ["Input.BatchNumber"] = "B-9" };
    }

    [Fact]
    public async Task Given_a_stopped_course_of_the_monthly_product_When_the_three_monthly_is_chosen_Then_it_may_follow_that_course_and_its_first_dose_is_planned()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 1, 6));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var address = $"/cases/{caseId.Value}/injections/start";
        var monthly = await slice.Send(new StartInjectionCourse(caseId, "pp1m-janssen", new(2026, 1, 6), 100, RenalBand.Normal, OralToleratedOn: new(2025, 12, 1)));
        await Give(new(2026, 1, 6), 150);
        await Give(new(2026, 1, 13), 100);
        foreach (var month in (int[])[2, 3, 4]) await Give(new(2026, month, 10), 100);
        slice.Clock.Day = new(2026, 5, 10);
        await slice.Send(new StopInjectionCourse(caseId, monthly.Id, new(2026, 5, 9), "换三月剂型", (await slice.Send(new GetCase(caseId))).Version));

        await using var site = await Site.OpenAsync(slice);
        var form = await site.Get($"{address}?product=pp3m-janssen");
        var alone = await site.Get($"{address}?product=fluphenazine-decanoate");
        var saved = await site.Send(form, "Start", new() { ["Input.SwitchFrom"] = monthly.Id.Value.ToString(), ["Input.Dose"] = "350", ["Input.StartsOn"] = "2026-05-10", ["Input.Renal"] = "Normal" });
        var first = await site.Get($"/cases/{caseId.Value}/injections/new");

        Assert.Contains($"value=\"{monthly.Id.Value}\"", form, StringComparison.Ordinal);
        Assert.DoesNotContain("Input.SwitchFrom", alone, StringComparison.Ordinal); // its label follows nothing
        Assert.Contains("善妥达", saved, StringComparison.Ordinal);
        Assert.Matches("350\\s*<small class=\"muted\">按计划", first);

        async Task Give(DateOnly on, decimal dose)
        {
            slice.Clock.Day = on;
            await slice.Send(new GiveInjection(caseId, monthly.Id, on, dose, InjectionSite.DeltoidLeft, "B1"));
        }
    }

    [Fact]
    public async Task Given_a_running_course_When_its_prescription_is_changed_Then_both_are_kept_and_a_dose_above_the_kidneys_is_refused()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new StartInjectionCourse(caseId, "pp1m-janssen", Today, 100, RenalBand.Normal, OralToleratedOn: new(2026, 2, 1)));
        await using var site = await Site.OpenAsync(slice);

        var form = await site.Get($"/cases/{caseId.Value}/injections/start");
        var refused = await site.Send(form, "Change", Changed("75"), HttpStatusCode.Conflict);
        await site.Send(refused, "Change", Changed("50"));
        var again = await site.Get($"/cases/{caseId.Value}/injections/start");

        Assert.Matches("value=\"100\"[^>]* checked", form);
        Assert.Contains("维持剂量是 50", refused, StringComparison.Ordinal);
        Assert.Contains("前：100", again, StringComparison.Ordinal);
        var course = (await slice.Send(new GetCase(caseId))).Courses.Single();
        Assert.Equal((50m, RenalBand.Mild, new DateOnly(2026, 2, 1), 100m), (course.MaintenanceDose, course.Renal, course.OralToleratedOn!.Value, Assert.Single(course.Past).Dose));

        static Dictionary<string, string> Changed(string dose) => new() { ["Input.ChangedOn"] = "2026-03-20", ["Input.Dose"] = dose, ["Input.Renal"] = "Mild" };
    }

    [Fact]
    public async Task Given_a_form_that_names_no_handler_When_it_is_sent_Then_it_is_refused_and_the_page_does_not_fail()
    {
        await using var slice = await Slice.CreateAsync(Today);
        await using var site = await Site.OpenAsync(slice);
        var token = System.Text.RegularExpressions.Regex.Match(await site.Get("/"), "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;

        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token });
        var answer = await site.Browser.PostAsync("/", form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }
}
