using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.DecisionSupport;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Rules;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>The follow-up form: how the contact was made, what was found, what the rules make of it, and what the doctor decides.</summary>
internal sealed class FollowUpModel(IMediator mediator, IActor actor, Rights rights, FormBook forms, FormWords words, IStandardsInForce standards, Days days, IOptions<JsonOptions> json) : StaffPage(mediator), IFormPage
{
    private const string NotApplicable = "9";

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Null until the first question is answered.</summary>
    [BindProperty(SupportsGet = true)]
    public Contact? How { get; set; }

    [BindProperty]
    public long Version { get; set; }

    public CaseStory Story { get; private set; } = null!;

    public LastFollowUp Last { get; private set; } = null!;

    public FormName Form => FormName.FollowUp;

    public FormSheet Sheet { get; private set; } = null!;

    public IReadOnlyCollection<string> Questions => FollowUpQuestions.All;

    /// <summary>What the rules say of the answers; null until they have been asked.</summary>
    public ClassProposed? Proposal { get; private set; }

    /// <summary>By class, the last day on which the next contact would be on time.</summary>
    public IReadOnlyDictionary<Stability, NextContactDue> NextBy { get; private set; } = new Dictionary<Stability, NextContactDue>();

    /// <summary>The field that the refusal is about, by its name on the form.</summary>
    public string? RefusedField => Refusal is null ? null : Sheet.Unreadable ?? RefusedFields.Of(RefusalCode) ?? (RefusalCode == "case.closed" ? "seen-on" : null) ?? BadField;

    private ManagedCaseId CaseId => new(Id);

    private string? BadField => BadMember switch
    {
        nameof(RecordFollowUp.SeenOn) => "seen-on",
        nameof(RecordFollowUp.Class) => "class",
        nameof(RecordFollowUp.OverrideReason) => "override-reason",
        _ => Sheet.FieldAt(BadMember),
    };

    public async Task OnGetAsync()
    {
        await Open(null);
        Version = Last.Version;
    }

    /// <summary>Asks the rules; nothing is kept yet.</summary>
    public async Task<IActionResult> OnPostCheckAsync()
    {
        await Open(Request.Form);
        if (How is { } how && Answers(how) is { } answers) await Do(Proposed(answers.Findings, answers.SeenOn, Sheet.Class), proposal => Proposal = proposal);
        await LoadNext();

        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync()
    {
        await Open(Request.Form);
        if (How is not { } how || Answers(how) is not { } answers) return Page();

        var command = new RecordFollowUp(
            CaseId, answers.SeenOn, how.Outcome(), answers.Findings, how.IsSeen() ? Sheet.Class : null, Sheet.One("override-reason"), how.IsSeen() ? Sheet.Day("next-visit-on") : null, Version);
        if (Sheet.Unreadable is null && await Do(command)) return RedirectToPage("/Cases/Story", new { Id, saved = "follow-up" });

        if (Sheet.Unreadable is not null) Refuse(StatusCodes.Status400BadRequest, "parameter.malformed", [LabelOf(Sheet.Unreadable)]);
        if (RefusalCode == "changed-meanwhile") Version = Last.Version; // whoever has read that may save again
        if (how.IsSeen()) Proposal = await Quietly(Proposed(answers.Findings, answers.SeenOn, Sheet.Class));
        await LoadNext();

        return Page();
    }

    public string LabelOf(string field) => words.Label(forms[FormName.FollowUp, field]);

    /// <summary>What the last visit said of a question, in words; null where it said nothing.</summary>
    public string? LastSaid(FormField field) => Last.Findings is { } findings && Sheet.Answer(findings, field.Label.Code) is { } answer ? words.Said(field, answer) : null;

    /// <summary>A rule's sentence, its day as the page writes days.</summary>
    public string Said(ReferenceText rule) => Sheet.Day("seen-on") is { } seenOn ? FormWords.Of(rule).Replace(Days.Iso(seenOn), days.Short(seenOn), StringComparison.Ordinal) : FormWords.Of(rule);

    /// <summary>How an answer was read to meet a criterion, where no standard maps the form's code to its words; null where none had to be.</summary>
    public SettingInForce? ReadingOf(ReferenceText reason)
    {
        var key = reason.Code switch
        {
            "class.stable.insight-recovered" or "class.bars-stable.insight" or "class.basically-stable.insight-poor" or "class.unstable.insight-absent" => $"class.insight.{Sheet.One("insight")}",
            "class.basically-stable.social-function-poor" => "class.social.3",
            "class.bars-stable.social-function" when Sheet.One("work") != NotApplicable => "class.social.3",
            "class.stable.social-function-fair-or-good" or "class.bars-stable.social-function" when Sheet.One("work") == NotApplicable => "class.social.work.9",
            _ => null,
        };

        return key is null ? null : standards.Settings.On(key, Sheet.Day("seen-on") ?? days.Today);
    }

    public IReadOnlyList<OpeningAnswer> OpenedBy(string field) => FollowUpQuestions.OpenedBy(field);

    public string? Hint(string field) => null;

    private async Task Open(IFormCollection? sent)
    {
        if (!rights.Has(actor.Role, Right.RecordFollowUp)) throw new NotPermittedException(Right.RecordFollowUp);

        Sheet = new(Form, forms, json.Value.SerializerOptions, sent);
        Story = await Ask(new GetCase(CaseId));
        Last = await Ask(new GetLastFollowUp(CaseId));
    }

    private (DateOnly SeenOn, FollowUpFindings Findings)? Answers(Contact how)
    {
        var seenOn = Sheet.Day("seen-on");
        var findings = Sheet.Findings(how);
        if (seenOn is { } day && findings is not null) return (day, findings);

        if (Sheet.Unreadable is null && seenOn is null)
        {
            Refuse(StatusCodes.Status400BadRequest, "parameter.malformed", [LabelOf("seen-on")]);
            return null;
        }

        Refuse(StatusCodes.Status400BadRequest, "parameter.malformed", [LabelOf(Sheet.Unreadable ?? "seen-on")]);
        return null;
    }

    private ProposeClass Proposed(FollowUpFindings findings, DateOnly seenOn, Stability? chosen) => new(
        findings, seenOn, chosen, [.. Last.Before.Select(visit => new EarlierVisit(visit.SeenOn, visit.Class, visit.Hospital))]);

    private async Task LoadNext()
    {
        if (Proposal is null || How is not { } how || Sheet.Day("seen-on") is not { } seenOn || Sheet.Findings(how) is not { } findings) return;

        var next = new Dictionary<Stability, NextContactDue>();
        foreach (var each in Enum.GetValues<Stability>())
        {
            if (await Quietly(Proposed(findings, seenOn, each)) is { Next: { } due }) next[each] = due;
        }

        NextBy = next;
    }

    private async Task<ClassProposed?> Quietly(ProposeClass query)
    {
        try
        {
            return await Ask(query);
        }
        catch (Exception refused) when (refused is ValidationException or RuleBrokenException)
        {
            return null; // what is wrong has been said already
        }
    }
}
