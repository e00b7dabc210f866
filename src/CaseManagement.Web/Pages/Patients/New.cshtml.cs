using CaseManagement.Application.Features.Places;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Places;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Patients;

/// <summary>Registering a patient: who it is, what was diagnosed, who is the guardian, and whether management is agreed to.</summary>
internal sealed class NewModel(IMediator mediator, IActor actor, Rights rights, Standards standards, SearchAddress addresses, Days days, Texts texts) : StaffPage(mediator)
{
    private ManagedCaseId _registered;

    /// <summary>What was looked for and not found, sealed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The town, for whoever works above one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Town { get; set; }

    /// <summary>The clue by which the person was found.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Clue { get; set; }

    [BindProperty]
    public RegistrationInput Input { get; set; } = new();

    /// <summary>The towns to choose from first; none where the reader works in one, or has chosen.</summary>
    public IReadOnlyList<AreaRow> Towns { get; private set; } = [];

    /// <summary>The communities to choose from; the town itself where it has none.</summary>
    public IReadOnlyList<(string Code, string Text)> Areas { get; private set; } = [];

    /// <summary>What should be asked about the number, in words.</summary>
    public IReadOnlyList<string> Doubts { get; private set; } = [];

    public bool WasRead { get; private set; }

    /// <summary>Somebody is registered already who may be this person.</summary>
    public bool IsPerhapsADuplicate => RefusalCode == "patient.possible-duplicate" || Input.NotADuplicate;

    /// <summary>The field that the refusal is about, by its name in the form.</summary>

    public async Task OnGetAsync()
    {
        await Open();
        (Input.Document, Input.RegisteredOn) = (IdentityDocument.ResidentIdCard, days.Today);
        if (Q is null || User.SessionId() is not { } session || addresses.Open(Q, session)?.Text is not { } sought) return;
        var digits = sought.Count(char.IsAsciiDigit);
        if (sought.Length is IdNumber.Length or IdNumber.OldLength && digits >= sought.Length - 1) Input.DocumentNumber = sought;
        else if (sought.Length == Masks.MobileLength && digits == sought.Length) Input.Phone = sought;
        else if (digits == 0 && !sought.All(char.IsAsciiLetter)) Input.Name = sought; // initials are nobody's name
    }

    /// <summary>Checks the number, and fills in what it says where nothing stands yet.</summary>
    public async Task<IActionResult> OnPostReadAsync()
    {
        await Open();
        WasRead = ReadNumber();

        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync()
    {
        await Open();
        if ((Input.BornOn is null || Input.Sex is null) && !ReadNumber()) return Page();
        foreach (var field in Input.Unanswered) ModelState.TryAddModelError(field, "missing");
        if (!CanRead(field => texts[LabelOf(field)])) return Page();
        if (await Do(Input.Command with { FromClue = Clue is { } clue ? new ClueId(clue) : null, ClueHandled = Clue is null ? null : Input.ClueHandled }, registered => _registered = registered.CaseId, saysMissing: true)) return RedirectToPage("/Cases/Story", new { id = _registered.Value, saved = "registration" });

        return Page();
    }

    /// <summary>Under which words a field is known.</summary>
    public static string LabelOf(string field) => $"register.{field.Replace("Input.", "", StringComparison.Ordinal)}";

    protected override string? InTheForm(string? field) => field switch
    {
        null => null,
        _ when field.StartsWith("Input.", StringComparison.Ordinal) => field,
        _ when field.StartsWith("Signature.", StringComparison.Ordinal) => $"Input.Consent.{field}",
        _ => $"Input.{field}",
    };

    /// <returns>False where the number is refused; a document without such a number says nothing.</returns>
    private bool ReadNumber()
    {
        if (Input.Document != IdentityDocument.ResidentIdCard || string.IsNullOrWhiteSpace(Input.DocumentNumber)) return true;

        try
        {
            var reading = IdNumber.Read(Input.DocumentNumber, days.Today, standards.Settings.AgeBoundYears, Input.Sex);
            (Input.BornOn, Input.Sex) = (Input.BornOn ?? reading.Number.BornOn, Input.Sex ?? reading.Number.Sex);
            Doubts = [.. reading.Warnings.Select(code => Refusals.Sentence(code))];
            foreach (var filled in (string[])["Input.BornOn", "Input.Sex"]) ModelState.Remove(filled);

            return true;
        }
        catch (RuleBrokenException broken)
        {
            Refuse(StatusCodes.Status409Conflict, broken.Code, broken.Arguments);
            return false;
        }
    }

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.Register)) throw new NotPermittedException(Right.Register);

        var own = actor.Acting.AreaCode ?? "";
        var place = Town is { } chosen && AreaCode.Town(chosen) is not null && AreaCode.Contains(own, chosen) ? chosen : own;
        var below = await Ask(new ListAreas(place));
        if (AreaCode.Town(place) is null) Towns = below;
        else Areas = below.Count > 0 ? [.. below.Select(area => (area.Code, area.Name))] : [(place, texts["register.whole-town"])];
        Input.AreaCode ??= Areas is [var only] ? only.Code : null;
    }
}
