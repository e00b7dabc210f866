using System.Globalization;

namespace CaseManagement.Domain.Injections;

/// <summary>What must hold of a dose before it is recorded, judged by the advice for its own day.</summary>
internal static class DoseRules
{
    public static void RequirePrescribable(decimal dose, int? intervalDays, RenalBand renal, Product product)
    {
        if (product.IntervalIsPrescribed)
            Rule.Require(intervalDays is > 0 and { } days && product.OffersInterval(days), "injection.interval-required", "This product is prescribed with its interval in days, one that its label knows.");
        Rule.Require(product.Offers(dose, intervalDays), "injection.strength-not-offered",
            "This product comes in {0} {1}.", Strengths(product), product.Identity.Unit);
        var most = product.RenalFor(renal)?.Maintenance;
        Rule.Require(most is null || dose <= most, "injection.dose-above-renal",
            "At this kidney function the label's maintenance dose is {0} {1}.", most ?? 0, product.Identity.Unit);
    }

    public static void RequireGivable(DoseGiven dose, InjectionAdvice advice, Product product)
    {
        var other = dose.ProductCode == product.Code ? null : dose.ProductCode;
        Rule.Require(product.CanBeGiven(dose.Dose, other), "injection.strength-not-offered",
            "This product comes in {0} {1}.", Strengths(product), product.Identity.Unit);
        RequireObserved(dose, product.Settings.ObservationMinutes);
        var allowed = SitesOfTheDay.For(advice, product, dose.Dose, other);
        Rule.Require(allowed.Allow(dose.Site) || IsSaidToDeviate(dose), "injection.site-not-allowed", "The label allows {0} for this injection.", allowed);
        Rule.Require(!string.IsNullOrWhiteSpace(dose.BatchNumber), "injection.batch-required", "An injection is recorded with its batch number.");
        Rule.Require(dose.ExpiresOn is null || dose.ExpiresOn >= dose.GivenOn, "injection.batch-expired",
            "This batch expired on {0}.", dose.ExpiresOn ?? default);
        if (dose.ConfirmedBy is not null) return;

        Rule.Require(advice.Code != AdviceCode.TooEarly, "injection.too-early",
            "This injection is too early: its window opens on {0}. A psychiatrist must confirm it first.", advice.OpensOn ?? default);
        Rule.Require(advice.IsRoutine, "injection.needs-psychiatrist",
            "A psychiatrist must confirm this dose first: the label's answer for this day is {0}.", advice.Code);
        Rule.Require(advice.Plan.Count == 0 || (advice.Plan[0].Dose == dose.Dose && advice.Plan[0].Product == other), "injection.dose-not-as-planned",
            "The planned dose is {0}. A psychiatrist must confirm another one first.", advice.Plan.FirstOrDefault()?.Dose ?? 0);
    }

    // The label's shortest observation is a hard stop: no word of a psychiatrist shortens it, and it ends on the day of the injection.
    private static void RequireObserved(DoseGiven dose, int minutes)
    {
        Rule.Require(dose.GivenAt is null || dose.ObservedUntil is null || dose.ObservedUntil >= dose.GivenAt, "injection.observation-before-dose", "The observation ended before the injection was given.");
        if (minutes == 0) return;

        Rule.Require(dose is { GivenAt: not null, ObservedUntil: not null }, "injection.observation-required",
            "After this product the patient is watched for at least {0} minutes; record when it was given and when that ended.", minutes);
        Rule.Require(dose.ObservedUntil.Value.ToTimeSpan() - dose.GivenAt.Value.ToTimeSpan() >= TimeSpan.FromMinutes(minutes), "injection.observation-too-short",
            "After this product the patient is watched for at least {0} minutes.", minutes);
    }

    // A missed dose needs a psychiatrist's name in any case, so the name alone says nothing of the site: it confirms what the label plans, the muscle with the dose.
    // What was really given elsewhere is recorded all the same, and the course then stands where the label has no row.
    private static bool IsSaidToDeviate(DoseGiven dose) =>
        dose.ConfirmedBy is not null && dose.SiteDeviation is { } why && Enum.IsDefined(why) && Enum.IsDefined(dose.Site);

    private static string Strengths(Product product) =>
        product.Rows.Range is { } range
            ? string.Create(CultureInfo.InvariantCulture, $"≤ {range.MaxSingle ?? range.UsualTo:0.##}")
            : string.Join(", ", product.Strengths.Select(strength => strength.ToString("0.##", CultureInfo.InvariantCulture)));
}
