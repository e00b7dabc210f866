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

    public decimal? Dose { get; set; }

    public InjectionSite? Site { get; set; }

    public string? BatchNumber { get; set; }

    public DateOnly? ExpiresOn { get; set; }

    public TimeOnly? ObservedUntil { get; set; }

    public Guid? ConfirmedBy { get; set; }

    public long Version { get; set; }
}

/// <summary>Giving an injection: what is prescribed, where in its window today lies, what the label says, and the record of the dose.</summary>
internal sealed class InjectionModel(IMediator mediator, IActor actor, Rights rights, Standards standards, Days days, Texts texts) : StaffPage(mediator)
{
    private const int LastShown = 4;
    private const int YearsAsked = 10;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The day that the label is asked about; today when not given.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

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

    public IReadOnlyList<Injection> Lately => Course is null ? [] : [.. Course.Injections.Where(injection => injection.IsValid).OrderByDescending(injection => injection.GivenOn).Take(LastShown)];

    /// <summary>The same muscle on the other side of the last injection: our own rule, sides alternate.</summary>
    public InjectionSite? OtherSide => Lately.Count == 0 ? null : Lately[0].Site switch
    {
        InjectionSite.DeltoidLeft => InjectionSite.DeltoidRight,
        InjectionSite.DeltoidRight => InjectionSite.DeltoidLeft,
        InjectionSite.GlutealLeft => InjectionSite.GlutealRight,
        _ => InjectionSite.GlutealLeft,
    };

    public IEnumerable<InjectionSite> Sites => Enum.GetValues<InjectionSite>().Where(site => Product is null || Product.Identity.Muscles.Allow(site));

    public string ProductName => Product is null ? Course?.ProductCode ?? "" : Texts.AreChinese ? Product.Identity.Brand.Zh : Product.Identity.Brand.En;

    public string Unit => Product?.Identity.Unit ?? "";

    /// <summary>The field that the refusal is about, by its name in the form.</summary>
    public string? RefusedField => Refusal is null ? null : BadMember?.Replace("Input.", "", StringComparison.Ordinal) ?? RefusalCode switch
    {
        "injection.in-future" or "injection.before-course" or "injection.course-stopped" or "injection.too-early" => nameof(InjectionInput.GivenOn),
        "injection.strength-not-offered" or "injection.dose-not-as-planned" => nameof(InjectionInput.Dose),
        "injection.site-not-allowed" => nameof(InjectionInput.Site),
        "injection.batch-required" => nameof(InjectionInput.BatchNumber),
        "injection.batch-expired" => nameof(InjectionInput.ExpiresOn),
        "injection.needs-psychiatrist" or "injection.confirmer-not-psychiatrist" => nameof(InjectionInput.ConfirmedBy),
        _ => null,
    };

    public async Task OnGetAsync()
    {
        await Open();
        Input.GivenOn = Asked;
        Input.Version = Story.Version;
    }

    public async Task<IActionResult> OnPostGiveAsync()
    {
        On = Input.GivenOn;
        await Open();
        if (Course is null) throw new NotFoundException("injection-course");
        if (!CanRead(field => texts[LabelOf(field)])) return Page();

        var given = new GiveInjection(
            new(Id), Course.Id, Input.GivenOn ?? default, Input.Dose ?? 0, Input.Site ?? default, Input.BatchNumber?.Trim() ?? "",
            Input.ExpiresOn, Input.ObservedUntil, Input.ConfirmedBy is { } psychiatrist ? new(psychiatrist) : null, ExpectedVersion: Input.Version);
        if (Input.GivenOn is null)
        {
            Refuse(StatusCodes.Status400BadRequest, "parameter.malformed", [texts["injection.given-on"]]);
            return Page();
        }

        if (await Do(given)) return RedirectToPage("/Cases/Story", new { Id, saved = "injection" });
        if (RefusalCode == "changed-meanwhile") Input.Version = Story.Version; // whoever has read that may save again

        return Page();
    }

    public static string LabelOf(string field) => field.Replace("Input.", "", StringComparison.Ordinal) switch
    {
        nameof(InjectionInput.GivenOn) => "injection.given-on",
        nameof(InjectionInput.Dose) => "injection.dose",
        nameof(InjectionInput.Site) => "injection.site",
        nameof(InjectionInput.BatchNumber) => "injection.batch",
        nameof(InjectionInput.ExpiresOn) => "injection.expires",
        nameof(InjectionInput.ObservedUntil) => "injection.observed-until",
        _ => "injection.confirmed-by",
    };

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.GiveInjection)) throw new NotPermittedException(Right.GiveInjection);

        Story = await Ask(new GetCase(new(Id)));
        Course = Story.Courses.FirstOrDefault(course => course.StoppedOn is null);
        if (Course is null) return;

        Product = standards.Formulary.Find(Course.ProductCode);
        Psychiatrists = await Ask(new ListPsychiatrists());
        if (Story.State == CaseState.Dead) return;

        Advice = await Ask(new GetInjectionAdvice(new(Id), Course.Id, Asked));
        Calendar = WindowCalendar.Of(Advice, Asked, Lately.Select(injection => injection.GivenOn));
    }
}
