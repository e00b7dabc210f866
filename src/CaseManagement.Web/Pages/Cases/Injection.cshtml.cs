using System.Globalization;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Injections;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Injections;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>One injection as a form sends it.</summary>
public sealed class InjectionInput
{
    public DateOnly? GivenOn { get; set; }

    /// <summary>As a choice names it: <c>100</c>, or <c>100 pp1m-janssen</c> where the label bridges with another product.</summary>
    public string? Dose { get; set; }

    public InjectionSite? Site { get; set; }

    /// <summary>Why it went elsewhere than the label says for this injection.</summary>
    public SiteDeviation? SiteDeviation { get; set; }

    public string? BatchNumber { get; set; }

    public DateOnly? ExpiresOn { get; set; }

    public TimeOnly? GivenAt { get; set; }

    public TimeOnly? ObservedUntil { get; set; }

    public Guid? ConfirmedBy { get; set; }

    /// <summary>Null where nobody said.</summary>
    public bool? AcuteReaction { get; set; }

    public string? ReactionNote { get; set; }

    public long Version { get; set; }

    /// <summary>Why an earlier record is corrected.</summary>
    public string? Reason { get; set; }

    /// <summary>An earlier record as it stands, for correcting it.</summary>
    internal static InjectionInput Of(Injection given, long version) => new()
    {
        GivenOn = given.GivenOn,
        Dose = new DoseChoice(given.Dose, given.ProductCode, IsPlanned: false).Value,
        Site = given.Site,
        BatchNumber = given.BatchNumber,
        ExpiresOn = given.ExpiresOn,
        GivenAt = given.GivenAt,
        ObservedUntil = given.ObservedUntil,
        ConfirmedBy = given.ConfirmedBy?.Value,
        AcuteReaction = given.AcuteReaction,
        ReactionNote = given.ReactionNote,
        Version = version,
    };
}

/// <summary>A dose that may be recorded now.</summary>
/// <param name="Product">The code of another product; null for the course's own.</param>
internal sealed record DoseChoice(decimal Dose, string? Product, bool IsPlanned)
{
    public string Value => Product is null ? Dose.ToString("0.##", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Dose:0.##} {Product}");

    /// <returns>Null where it is no number.</returns>
    public static DoseChoice? Read(string? text)
    {
        var parts = (text ?? "").Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        return parts.Length > 0 && decimal.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dose)
            ? new DoseChoice(dose, parts.ElementAtOrDefault(1), IsPlanned: false)
            : null;
    }
}

/// <summary>Giving an injection: what is prescribed, where in its window today lies, what the label says, and the record of the dose.</summary>
internal sealed class InjectionModel(IMediator mediator, IActor actor, Rights rights, Standards standards, LabelWords label, IDraftKeys drafts, Days days, Texts texts) : StaffPage(mediator)
{
    private const int LastShown = 4;
    private const int YearsAsked = 10;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Another one as soon as a dose has been recorded, so that what was typed for that one is never filled into the next.</summary>
    public DraftKey Draft => drafts.For(actor.StaffId, new(Id), $"injection of {Course!.Id.Value} after {Course.Injections.Count} {Correct}");

    /// <summary>The day that the label is asked about; today when not given.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    /// <summary>An earlier record that is put right.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Correct { get; set; }

    [BindProperty]
    public InjectionInput Input { get; set; } = new();

    public CaseStory Story { get; private set; } = null!;

    /// <summary>Null where no course is running.</summary>
    public RunningCourse? Course { get; private set; }

    public Product? Product { get; private set; }

    /// <summary>Null where the label cannot be asked.</summary>
    public InjectionAdvice? Advice { get; private set; }

    public WindowCalendar? Calendar { get; private set; }

    public IReadOnlyList<Psychiatrist> Psychiatrists { get; private set; } = [];

    /// <summary>A day that no injection of anybody's can be given on is no question for the label.</summary>
    public DateOnly Asked => On is { } day && day >= days.Today.AddYears(-YearsAsked) && day <= days.Today.AddYears(YearsAsked) ? day : days.Today;

    public bool MayPrescribe => rights.Has(actor.Role, Right.PrescribeInjection);

    /// <summary>Of one day the one entered last counts as the later.</summary>
    private static (DateOnly, DateOnly, Guid) Given(Injection injection) => (injection.GivenOn, injection.RecordedOn, injection.Id.Value);

    public IReadOnlyList<Injection> Lately => Course is null ? [] : [.. Course.Injections.Where(injection => injection.IsValid).OrderByDescending(Given).Take(LastShown)];

    /// <summary>The other side of where it last went into a muscle that is offered today: our own rule, sides alternate.</summary>
    public InjectionSite? OtherSide => Course?.Injections.Where(injection => injection.IsValid && Muscles.Allow(injection.Site)).MaxBy(Given)?.Site switch
    {
        InjectionSite.DeltoidLeft => InjectionSite.DeltoidRight,
        InjectionSite.DeltoidRight => InjectionSite.DeltoidLeft,
        InjectionSite.GlutealLeft => InjectionSite.GlutealRight,
        InjectionSite.GlutealRight => InjectionSite.GlutealLeft,
        InjectionSite.ThighLeft => InjectionSite.ThighRight,
        InjectionSite.ThighRight => InjectionSite.ThighLeft,
        _ => null,
    };

    /// <summary>Those of the label's plan for the day; none where the sources name none.</summary>
    public Muscles Muscles => Product is null ? Muscles.None : Advice is null ? Product.Identity.Muscles : SitesOfTheDay.For(Advice, Product);

    public IEnumerable<InjectionSite> Sites => Enum.GetValues<InjectionSite>().Where(site => Muscles.Allow(site));

    /// <summary>Where the label does not have it, and where it may have gone all the same.</summary>
    public IEnumerable<InjectionSite> OtherSites => Enum.GetValues<InjectionSite>().Where(site => !Muscles.Allow(site));

    /// <summary>The doses that may be prescribed, the planned one, and the one that is corrected; what only begins again or bridges is there when the plan says so, or a psychiatrist must.</summary>
    public IEnumerable<DoseChoice> Doses
    {
        get
        {
            if (Product is null) return [];

            var planned = Advice?.Plan is [{ } now, ..] ? (now.Dose, now.Product) : default((decimal Dose, string? Product)?);
            IEnumerable<(decimal Dose, string? Product)> doses = [.. Product.Strengths.Select(strength => (strength, default(string))), .. FirstSteps.Select(step => (step.Dose, step.Product))];
            if (Advice is { IsRoutine: false, Code: not AdviceCode.TooEarly })
            {
                doses = doses
                    .Concat(Product.Rows.Strengths.Where(strength => strength.Use == StrengthUse.Start).Select(strength => (strength.Amount, default(string))))
                    .Concat(Product.Missed.SelectMany(row => row.Steps).Where(step => step is { Product: not null, Dose.Amount: not null }).Select(step => (step.Dose.Amount ?? 0, step.Product)));
            }

            if (Corrected is { } given) doses = doses.Append((given.Dose, given.ProductCode));

            return doses.Distinct().OrderBy(dose => dose.Product is not null).ThenBy(dose => dose.Dose).Select(dose => new DoseChoice(dose.Dose, dose.Product, dose == planned));
        }
    }

    /// <summary>What a row of the label says, as a sentence.</summary>
    public string? Said(AdviceRow row) => label.Of(row, standards.Formulary, Course?.ProductCode, Asked) is { } said ? Texts.AreChinese ? said.Zh : said.En : null;

    public string ProductName => Course is null ? "" : NameOf(Course.ProductCode);

    private IEnumerable<PlannedDose> FirstSteps => Advice?.Rows.Select(row => row.Plan).Append(Advice.Plan).Where(plan => plan.Count > 0).Select(plan => plan[0]) ?? [];

    public string NameOf(string code) => standards.Formulary.NameOf(code);

    public string UnitOf(string code) => standards.Formulary.UnitOf(code);

    public string Unit => Product?.Unit() ?? "";

    protected override string? InTheForm(string? field) => field?.Replace("Input.", "", StringComparison.Ordinal);

    public async Task OnGetAsync()
    {
        await Open();
        if (Corrected is { } earlier) Input = InjectionInput.Of(earlier, Story.Version);
        else (Input.GivenOn, Input.Version) = (Asked, Story.Version);
    }

    public async Task<IActionResult> OnPostGiveAsync()
    {
        On = Input.GivenOn;
        await Open();
        if (Course is null) throw new NotFoundException("injection-course");
        if (ModelState.IsValid && !IsFilled((nameof(Input.Reason), Correct is null ? "–" : Input.Reason), (nameof(Input.GivenOn), Input.GivenOn), (nameof(Input.Dose), Input.Dose), (nameof(Input.Site), Input.Site), (nameof(Input.BatchNumber), Input.BatchNumber))) return Page();
        var dose = DoseChoice.Read(Input.Dose);
        if (Input.Dose is not null && dose is null) ModelState.AddModelError("Input.Dose", Input.Dose);
        if (!CanRead(field => texts[LabelOf(field)])) return Page();

        var given = new GiveInjection(
            new(Id), Course.Id, Input.GivenOn ?? default, dose?.Dose ?? 0, Input.Site ?? default, Input.BatchNumber?.Trim() ?? "",
            Input.ExpiresOn, Input.ObservedUntil, Input.ConfirmedBy is { } psychiatrist ? new(psychiatrist) : null, dose?.Product, Input.GivenAt, Input.SiteDeviation,
            Input.AcuteReaction, string.IsNullOrWhiteSpace(Input.ReactionNote) ? null : Input.ReactionNote.Trim(), ExpectedVersion: Input.Version);
        var isDone = Correct is { } mistaken ? await Do(InItsPlace(given, new(mistaken))) : await Do(given);
        if (isDone) return RedirectToPage("/Cases/Story", new { Id, saved = "injection" });
        if (RefusalCode == "changed-meanwhile") Input.Version = Story.Version; // whoever has read that may save again

        return Page();
    }

    private Injection? Corrected => Correct is { } id ? Course?.Injections.FirstOrDefault(injection => injection.IsValid && injection.Id.Value == id) : null;

    private CorrectInjection InItsPlace(GiveInjection given, InjectionId mistaken) => new(
        given.CaseId, given.CourseId, mistaken, Input.Reason ?? "", given.GivenOn, given.Dose, given.Site, given.BatchNumber,
        given.ExpiresOn, given.ObservedUntil, given.ConfirmedBy, given.ProductCode, given.GivenAt, given.SiteDeviation, given.AcuteReaction, given.ReactionNote, given.ExpectedVersion);

    public static string LabelOf(string field) => field.Replace("Input.", "", StringComparison.Ordinal) switch
    {
        nameof(InjectionInput.GivenOn) => "injection.given-on",
        nameof(InjectionInput.Dose) => "injection.dose",
        nameof(InjectionInput.Site) => "injection.site",
        nameof(InjectionInput.SiteDeviation) => "injection.site-deviation",
        nameof(InjectionInput.BatchNumber) => "injection.batch",
        nameof(InjectionInput.ExpiresOn) => "injection.expires",
        nameof(InjectionInput.GivenAt) => "injection.given-at",
        nameof(InjectionInput.AcuteReaction) => "injection.reaction",
        nameof(InjectionInput.ReactionNote) => "injection.reaction-note",
        nameof(InjectionInput.ObservedUntil) => "injection.observed-until",
        _ => "injection.confirmed-by",
    };

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.GiveInjection)) throw new NotPermittedException(Right.GiveInjection);

        Story = await Ask(new GetCase(new(Id)));
        RequireOpen(Id, Story.State, Correct is null ? CaseAct.GiveInjection : CaseAct.CorrectInjection);
        Course = Story.Courses.FirstOrDefault(course => course.StoppedOn is null);
        if (Correct is not null && Corrected is null) throw new NotFoundException("injection");
        if (Course is null) return;
        if (Corrected is { } earlier) On ??= earlier.GivenOn; // the label is asked about that day

        Product = standards.Formulary.Find(Course.ProductCode);
        Psychiatrists = await Ask(new ListPsychiatrists());
        if (Story.State == CaseState.Dead) return;

        Advice = await Ask(new GetInjectionAdvice(new(Id), Course.Id, Asked));
        Calendar = WindowCalendar.Of(WindowCalendar.WindowOf(Advice), days.Today, Asked, Lately.Select(injection => injection.GivenOn));
    }
}
