using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>The supplementary form: what is kept of it, filled in and corrected as a whole.</summary>
internal sealed class SupplementaryModel(IMediator mediator, IActor actor, Rights rights, FormBook forms, FormWords words, Texts texts, IOptions<JsonOptions> json) : StaffPage(mediator), IFormPage
{
    /// <summary>The form on the page, in the order of the paper; guardian and consent are kept elsewhere.</summary>
    public static readonly IReadOnlyList<FormPart> Parts =
    [
        new("supplementary.part.home", ["committee-contact", "committee-phone", "household", "employment"]),
        new("supplementary.part.past", ["first-onset-on", "past-symptoms", "past-locking", "past-outpatient-treatment", "first-treated-on", "past-admissions"]),
        new("supplementary.part.diagnosis", ["diagnosis", "diagnosing-hospital", "diagnosed-on", "latest-effect"]),
        new("supplementary.part.danger", ["dangerous-acts", "economy"]),
        new("supplementary.part.sign", ["specialist-opinion", "filled-on", "doctor-name"]),
    ];

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public long Version { get; set; }

    /// <summary>Why answers that were recorded are replaced.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    public SupplementaryFormShown Kept { get; private set; } = null!;

    public FormName Form => FormName.Supplementary;

    public FormSheet Sheet { get; private set; } = null!;

    public IReadOnlyCollection<string> Questions => SupplementaryQuestions.All;

    public override string? RefusedField => Refusal is null ? null : Sheet.Unreadable ?? RefusedFields.Of(RefusalCode) ?? (BadMember == nameof(Reason) ? "reason" : Sheet.FieldAt(BadMember));

    /// <summary>What the paper says of the guardian and the consent.</summary>
    public IEnumerable<PaperField> Elsewhere => Kept.Paper.Where(line => line.Field.Group is not null && !SupplementaryQuestions.All.Contains(line.Field.Label.Code));

    public async Task OnGetAsync()
    {
        await Open();
        Sheet = FormSheet.Of(Kept.Answers with { CommitteePhone = null }, Form, forms, json.Value.SerializerOptions);
        Version = Kept.Version;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Open();
        Sheet = new(Form, forms, json.Value.SerializerOptions, Request.Form);
        var asked = Parts.SelectMany(part => part.Fields).SelectMany(field => new Asked(field, this).After.Prepend(field)).Where(field => Sheet.IsOpen(OpenedBy(field)));
        if (Sheet.Answers<SupplementaryInput>(asked) is not { } answers)
        {
            Refuse(StatusCodes.Status400BadRequest, "parameter.malformed", [LabelOf(Sheet.Unreadable ?? "filled-on")]);
            return Page();
        }

        if (await Do(new FillInSupplementaryForm(new(Id), answers, Reason, Version))) return RedirectToPage("/Cases/Story", new { Id, saved = "supplementary" });
        if (RefusalCode == "changed-meanwhile") Version = Kept.Version; // whoever has read that may save again

        return Page();
    }

    public bool IsRequired(string field) => false; // what is not known yet is asked again; the paper is kept as it is

    public bool IsNeeded(string field) => false;

    public IReadOnlyList<OpeningAnswer> OpenedBy(string field) => SupplementaryQuestions.OpenedBy(field);

    public string? LastSaid(FormField field) => null;

    public string? Hint(string field) => field != "committee-phone" ? null : Kept.Answers.CommitteePhone is { } phone ? texts["supplementary.phone-kept", phone] : "";

    public string LabelOf(string field) => field == "reason" ? texts["supplementary.reason"] : words.Label(forms[Form, field]);

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.Register)) throw new NotPermittedException(Right.Register);

        Kept = await Ask(new GetSupplementaryForm(new ManagedCaseId(Id)));
    }
}
