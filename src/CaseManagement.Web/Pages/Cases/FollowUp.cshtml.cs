using System.Security.Cryptography;
using System.Text.Json;
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
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>The follow-up form: how the contact was made, what was found, what the rules make of it, and what the doctor decides.</summary>
internal sealed class FollowUpModel(IMediator mediator, IActor actor, Rights rights, FormBook forms, FormWords words, IStandardsInForce standards, IDraftKeys drafts, IDataProtectionProvider protection, Days days, Texts texts, IOptions<JsonOptions> json) : StaffPage(mediator), IFormPage
{
    private const string NotApplicable = "9";

    private IReadOnlyList<VisitBefore> _before = [];

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Null until the first question is answered.</summary>
    [BindProperty(SupportsGet = true)]
    public Contact? How { get; set; }

    /// <summary>The record that this one corrects.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Correct { get; set; }

    /// <summary>Why it is corrected.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public long Version { get; set; }

    /// <summary>The proposed class that the button named, for whoever has chosen no other.</summary>
    [BindProperty]
    public Stability? As { get; set; }

    /// <summary>The part whose open questions get the last visit's answers, or all of them.</summary>
    [BindProperty]
    public string? Same { get; set; }

    /// <summary>The earlier visits, sealed by the page that read them, so that a proposal beside every answer is no new look into the record.</summary>
    [BindProperty]
    public string? History { get; set; }

    public CaseStory Story { get; private set; } = null!;

    public LastFollowUp Last { get; private set; } = null!;

    public FormName Form => FormName.FollowUp;

    public FormSheet Sheet { get; private set; } = null!;

    public IReadOnlyCollection<string> Questions => FollowUpQuestions.All;

    /// <summary>What the rules say of the answers; null until they have been asked.</summary>
    public ClassProposed? Proposal { get; private set; }

    /// <summary>What the last visit said and this one may say again; empty where nobody has been seen.</summary>
    public FormSheet Repeatable { get; private set; } = null!;

    /// <summary>The class that one touch saves: the one chosen, and otherwise the one proposed.</summary>
    public Stability? ToSave => Sheet.Class ?? Proposal?.Class;

    /// <summary>Another one as soon as a contact has been recorded, so that what was typed for that one is never filled into the next.</summary>
    public DraftKey Draft => drafts.For(actor.StaffId, CaseId, $"follow-up {How} after {Last.Recorded} {Correct}");

    public string Sealed => Protector.Protect(JsonSerializer.Serialize(_before));

    /// <summary>By class, the last day on which the next contact would be on time.</summary>
    public IReadOnlyDictionary<Stability, NextContactDue> NextBy { get; private set; } = new Dictionary<Stability, NextContactDue>();

    /// <summary>The field that the refusal is about, by its name on the form.</summary>
    public override string? RefusedField => Refusal is null ? null : Sheet.Unreadable ?? RefusedFields.Of(RefusalCode) ?? (RefusalCode == "case.closed" ? "seen-on" : null) ?? BadField;

    private ManagedCaseId CaseId => new(Id);

    private IDataProtector Protector => protection.CreateProtector("the earlier visits of a form", $"{actor.StaffId.Value:N}", $"{Id:N}");

    private string? BadField => BadMember switch
    {
        nameof(RecordFollowUp.SeenOn) => "seen-on",
        nameof(RecordFollowUp.Class) => "class",
        nameof(RecordFollowUp.OverrideReason) => "override-reason",
        nameof(CorrectFollowUp.Reason) => "reason",
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
        if (!IsPartial) await Open(Request.Form);
        else if (!Reopen()) return BadRequest();

        if (How is { } how && Answers(how) is { } answers) await Do(Proposed(answers.Findings, answers.SeenOn, Sheet.Class), proposal => Proposal = proposal);
        await LoadNext();
        if (!IsPartial) return Page();

        Response.StatusCode = StatusCodes.Status200OK; // while somebody is still answering, what is missing is no refusal
        return Partial("_Outcome", this);
    }

    /// <summary>Puts the last visit's answers beside those that were given; nothing is kept yet.</summary>
    public async Task<IActionResult> OnPostSameAsync()
    {
        await Open(Request.Form);
        if (How is not { } how || FollowUpParts.Called(how, Same) is not { Count: > 0 } same) return BadRequest();

        Sheet = Sheet.FilledFrom(Repeatable, same.SelectMany(part => part.Questions()));
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync()
    {
        await Open(Request.Form);
        if (How is not { } how || Answers(how) is not { } answers) return Page();

        var (@class, next) = how.IsSeen() ? (Sheet.Class, Sheet.Day("next-visit-on")) : (null, null);
        if (how.IsSeen() && @class is null)
        {
            // Whoever was quicker than the proposal is not sent back for it; nobody saves another class than the button has said.
            var proposed = await Quietly(Proposed(answers.Findings, answers.SeenOn, null));
            if (As is not null && proposed is not null && proposed.Class != As)
            {
                Refuse(StatusCodes.Status409Conflict, "follow-up.proposal-changed");
                return await Again(how, answers);
            }

            @class = proposed?.Class ?? As;
        }

        IRequest<FollowUpRecorded> command = Correct is { } mistaken
            ? new CorrectFollowUp(CaseId, new(mistaken), Reason ?? "", answers.SeenOn, how.Outcome(), answers.Findings, @class, Sheet.One("override-reason"), next, Version)
            : new RecordFollowUp(CaseId, answers.SeenOn, how.Outcome(), answers.Findings, @class, Sheet.One("override-reason"), next, Version);
        if (Sheet.Unreadable is null && await Do(command)) return RedirectToPage("/Cases/Story", new { Id, saved = "follow-up" });

        if (Sheet.Unreadable is not null) Refuse(StatusCodes.Status400BadRequest, "parameter.malformed", [LabelOf(Sheet.Unreadable)]);
        if (RefusalCode == "changed-meanwhile") Version = Last.Version; // whoever has read that may save again

        return await Again(how, answers);
    }

    /// <summary>By question, the names and values that a button fills in; null where the last visit says nothing that may be said again.</summary>
    public string? SameOf(params IEnumerable<FormPart> parts)
    {
        var answers = parts.SelectMany(part => part.Questions()).Select(question => (Name: Sheet.Name(question[0]), Typed: Repeatable.Typed(question).SelectMany(each => each.Value, (each, value) => new[] { each.Key, value }).ToList()));
        var said = answers.Where(answer => answer.Typed.Count > 0).ToDictionary(answer => answer.Name, answer => answer.Typed);

        return said.Count > 0 ? JsonSerializer.Serialize(said) : null;
    }

    /// <summary>What has no answer yet, in the order of the form: what the class waits for, and what is asked of everybody, which holds up some of the cards that leave.</summary>
    public IReadOnlyList<string> Unanswered =>
    [
        .. FollowUpParts.Of(How!.Value).SelectMany(part => part.Fields).Where(asked => asked != "seen-on").SelectMany(asked => FollowUpParts.After(asked).Prepend(asked))
            .Where(asked => Sheet.IsOpen(FollowUpQuestions.OpenedBy(asked)) && !Sheet.HasAny(asked) && (FollowUpQuestions.OpenedBy(asked).Count == 0 || Waiting.Contains(asked)) && !Sheet.HasNothingToSay(asked)),
    ];

    /// <summary>Whoever saves too early learns of everything that the class waits for, and not only that there is none.</summary>
    public override IReadOnlyList<(string Field, string Why)> AlsoRefused => RefusalCode == "follow-up.class-missing" ? [.. Waiting.Select(question => (question, texts["follow-up.unanswered"]))] : base.AlsoRefused;

    private IEnumerable<string> Waiting => Proposal?.Missing.Select(question => question.Code) ?? [];

    public string LabelOf(string field) => field == "reason" ? texts["correct.reason"] : words.Label(forms[FormName.FollowUp, field]);

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

    public bool IsRequired(string field) => field is "seen-on" or "loss-reason" or "died-on" or "death-cause";

    public bool IsNeeded(string field) => FollowUpParts.Deciding.Contains(field);

    /// <summary>For what is asked while somebody is answering: with what the page that they answer on has read.</summary>
    private bool Reopen()
    {
        RequireRight();
        Sheet = new(Form, forms, json.Value.SerializerOptions, Request.Form);
        try
        {
            _before = JsonSerializer.Deserialize<List<VisitBefore>>(Protector.Unprotect(History ?? ""))!;
            return true;
        }
        catch (CryptographicException)
        {
            return false; // of another page, another person, or a key that has gone
        }
    }

    private void RequireRight()
    {
        if (!rights.Has(actor.Role, Right.RecordFollowUp)) throw new NotPermittedException(Right.RecordFollowUp);
    }

    private async Task Open(IFormCollection? sent)
    {
        RequireRight();
        Sheet = new(Form, forms, json.Value.SerializerOptions, sent);
        Story = await Ask(new GetCase(CaseId));
        RequireOpen(Id, Story.State, Correct is null ? CaseAct.RecordFollowUp : CaseAct.CorrectFollowUp);
        Last = await Ask(new GetLastFollowUp(CaseId));
        _before = Last.Before;
        Repeatable = FormSheet.Of(Correct is null && Last.Findings is { } last ? RepeatableAnswers.Of(last) : new(), Form, forms, json.Value.SerializerOptions);
        if (Correct is not { } mistaken) return;

        var kept = (await Ask(new GetFollowUpPrint(CaseId, new(mistaken)))).Kept;
        _before = [.. _before.Where(visit => visit.SeenOn != kept.SeenOn)];
        if (sent is not null) return;

        How ??= kept.Made();
        Sheet = FormSheet.Of(kept.Findings, Form, forms, json.Value.SerializerOptions).With("seen-on", Days.Iso(kept.SeenOn))
            .With("class", kept.Class is { } given ? $"{(int)given}" : null).With("override-reason", kept.OverrideReason).With("next-visit-on", kept.NextVisitOn is { } next ? Days.Iso(next) : null);
    }

    private (DateOnly SeenOn, FollowUpFindings Findings)? Answers(Contact how)
    {
        var seenOn = Sheet.Day("seen-on");
        var findings = Sheet.Findings(how);
        if (seenOn is { } day && findings is not null) return (day, findings);

        Refuse(StatusCodes.Status400BadRequest, "parameter.malformed", [LabelOf(Sheet.Unreadable ?? "seen-on")]);
        return null;
    }

    private ProposeClass Proposed(FollowUpFindings findings, DateOnly seenOn, Stability? chosen) => new(
        findings, seenOn, chosen, [.. _before.Select(visit => new EarlierVisit(visit.SeenOn, visit.Class, visit.Hospital))]);

    private async Task<IActionResult> Again(Contact how, (DateOnly SeenOn, FollowUpFindings Findings) answers)
    {
        if (how.IsSeen()) Proposal = await Quietly(Proposed(answers.Findings, answers.SeenOn, Sheet.Class));
        await LoadNext();

        return Page();
    }

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
