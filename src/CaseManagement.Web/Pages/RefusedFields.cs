using CaseManagement.Web.Pages.Cases;

namespace CaseManagement.Web.Pages;

/// <summary>Which field of a form a rule's refusal is about, by the name that the field has on the page; a fault in the shape of what was sent names its field itself.</summary>
internal static class RefusedFields
{
    /// <returns>Null where it is about all of the form.</returns>
    public static string? Of(string? code) => code switch
    {
        "follow-up.in-future" or "follow-up.before-registration" => "seen-on",
        "follow-up.lost-needs-reason" => "loss-reason",
        "follow-up.death-needs-date" or "follow-up.death-after-visit" or "follow-up.death-before-registration" or "follow-up.death-before-visit" => "died-on",
        "follow-up.death-needs-cause" => "death-cause",
        "follow-up.discharge-date" => "last-discharged-on",
        "follow-up.dangerous-acts.none-is-exclusive" => "dangerous-acts",
        "follow-up.adr.contradiction" => "adverse-reaction-serious",
        "follow-up.class-missing" => "class",
        "follow-up.override-needs-reason" => "override-reason",
        "follow-up.next-visit-not-after-visit" or "follow-up.next-visit-too-late" => "next-visit-on",
        "supplementary.onset-in-future" => "first-onset-on",
        "supplementary.treatment-in-future" or "supplementary.treatment-before-onset" => "first-treated-on",
        "supplementary.diagnosis-in-future" => "diagnosed-on",
        "supplementary.dangerous-acts.none-is-exclusive" => "dangerous-acts",
        "supplementary.filled-in-future" => "filled-on",
        "supplementary.reason-missing" => "reason",
        "id-number.length" or "id-number.characters" or "id-number.check-digit" or "id-number.date" or "id-number.future" or "id-number.other-birth-date" or "id-number.missing" or "patient.duplicate" => "DocumentNumber",
        "patient.possible-duplicate" => "NotADuplicate",
        "patient.born-in-future" => "BornOn",
        "diagnosis.in-future" => "Diagnosis.ConfirmedOn",
        "case.registered-in-future" => "RegisteredOn",
        "catchment-area.not-found" => "AreaCode",
        "signature.in-future" => "Signature.SignedOn",
        "signature.relation-missing" => "Signature.Relation",
        "agreement.starts-before-signature" or "agreement.overlaps" => "StartsOn",
        "agreement.term" or "agreement.ends-before-start" => "EndsOn",
        "agreement.already-ended" or "agreement.end-outside-term" => "EndedOn",
        "agreement.not-run-out" => "Reason",
        "care-team.not-found" or "team.closed" or "team.no-members" => "CareTeamId",
        "grid.other-town" or "grid.closed" or "grid.not-found" => "GridCode",
        "injection.in-future" or "injection.before-course" or "injection.course-stopped" or "injection.too-early" => nameof(InjectionInput.GivenOn),
        "injection.strength-not-offered" or "injection.dose-not-as-planned" => nameof(InjectionInput.Dose),
        "injection.site-not-allowed" => nameof(InjectionInput.Site),
        "injection.batch-required" => nameof(InjectionInput.BatchNumber),
        "injection.batch-expired" => nameof(InjectionInput.ExpiresOn),
        "injection.observation-required" or "injection.observation-too-short" or "injection.observation-before-dose" => nameof(InjectionInput.ObservedUntil),
        "injection.needs-psychiatrist" or "injection.confirmer-not-psychiatrist" => nameof(InjectionInput.ConfirmedBy),
        _ => null,
    };
}
