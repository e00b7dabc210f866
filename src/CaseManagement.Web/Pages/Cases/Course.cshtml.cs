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

/// <summary>A course as a form sends it, to be started, changed or stopped.</summary>
public sealed class CourseInput
{
    public string? Product { get; set; }

    public DateOnly? StartsOn { get; set; }

    public int? IntervalDays { get; set; }

    public Guid? SwitchFrom { get; set; }

    public decimal? Dose { get; set; }

    public RenalBand? Renal { get; set; }

    public DateOnly? OralToleratedOn { get; set; }

    public string? ToleranceNote { get; set; }

    public DateOnly? ChangedOn { get; set; }

    public DateOnly? StoppedOn { get; set; }

    public string? Reason { get; set; }

    public long Version { get; set; }
}

/// <summary>Prescribing a course of long-acting injections, changing what is prescribed in the one that runs, or ending it.</summary>
internal sealed class CourseModel(IMediator mediator, IActor actor, Rights rights, Standards standards, Days days, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public CourseInput Input { get; set; } = new();

    public CaseStory Story { get; private set; } = null!;

    public RunningCourse? Running { get; private set; }

    /// <summary>The product that was chosen first; the form asks only what its label leaves open.</summary>
    [BindProperty(SupportsGet = true, Name = "product")]
    public string? Asked { get; set; }

    /// <summary>That of the running course; before one is started, null until one of the formulary is chosen.</summary>
    public Product? Product => standards.Formulary.Find(Running?.ProductCode ?? Input.Product ?? Asked);

    /// <summary>The formulary by how a product's interval comes about.</summary>
    public IEnumerable<(string Title, IEnumerable<Product> Products)> Groups =>
    [
        ("course.group.label", standards.Formulary.Products.Where(product => product is { IntervalIsPrescribed: false, StartsBySwitch: false })),
        ("course.group.switch", standards.Formulary.Products.Where(product => product.StartsBySwitch)),
        ("course.group.interval", standards.Formulary.Products.Where(product => product is { IntervalIsPrescribed: true, StartsBySwitch: false })),
    ];

    /// <summary>The intervals that the label ties to its doses; none where it gives a range.</summary>
    public IReadOnlyList<int> Intervals => [.. Product?.Rows.Strengths.Select(strength => strength.IntervalDays).OfType<int>().Distinct().Order() ?? Enumerable.Empty<int>()];

    /// <summary>The course of the injection last given; null where nothing was given in any.</summary>
    private RunningCourse? Last => Story.Courses.Where(course => course.StoppedOn is not null && course.Injections.Any(injection => injection.IsValid)).MaxBy(course => course.StartsOn);

    /// <summary>That course, where the label lets this product follow it; a course before it is followed by nothing any more.</summary>
    public IReadOnlyList<RunningCourse> Earlier => Last is { } last && Product?.SwitchFrom(last.ProductCode) is not null ? [last] : [];

    /// <summary>The injection last given, where it was one of this product: the new course takes that one's up.</summary>
    public Injection? TakesUp => Last is { } last && last.ProductCode == Product?.Code ? last.Injections.Where(injection => injection.IsValid).MaxBy(injection => (injection.GivenOn, injection.RecordedOn, injection.Id.Value)) : null;

    public string NameOf(string code) => standards.Formulary.NameOf(code);

    /// <summary>At which intervals a dose may be prescribed, where the label ties the two.</summary>
    public IEnumerable<int> IntervalsOf(decimal dose) => Product?.Rows.Strengths.Where(strength => strength.Amount == dose).Select(strength => strength.IntervalDays).OfType<int>().Order() ?? Enumerable.Empty<int>();

    public async Task OnGetAsync()
    {
        await Open();
        (Input.StoppedOn, Input.ChangedOn, Input.Version) = (days.Today, days.Today, Story.Version);
        if (Running is { } now) (Input.Dose, Input.IntervalDays, Input.Renal, Input.OralToleratedOn) = (now.MaintenanceDose, now.IntervalDays, now.Renal, now.OralToleratedOn);
    }

    public async Task<IActionResult> OnPostStartAsync()
    {
        await Open();
        if (!CanRead(field => texts[LabelOf(field)]) || !IsFilled((nameof(Input.Dose), Input.Dose))) return Page();

        return await Send(Input.StartsOn, "course.starts-on", day => new StartInjectionCourse(
            new(Id), Input.Product ?? "", day, Input.Dose ?? 0, Input.Renal ?? RenalBand.Unknown, Input.OralToleratedOn, Input.ToleranceNote, Input.IntervalDays, Input.SwitchFrom is { } from ? new(from) : null, ExpectedVersion: Input.Version));
    }

    public async Task<IActionResult> OnPostChangeAsync()
    {
        await Open();
        if (!CanRead(field => texts[LabelOf(field)]) || !IsFilled((nameof(Input.Dose), Input.Dose))) return Page();

        var course = Running ?? throw new NotFoundException("injection-course");
        return await Send(Input.ChangedOn, "course.changed-on", day => new ChangePrescription(
            new(Id), course.Id, day, Input.Dose ?? 0, Input.Renal ?? RenalBand.Unknown, Input.IntervalDays, Input.OralToleratedOn, Input.ToleranceNote, Input.Version));
    }

    public async Task<IActionResult> OnPostStopAsync()
    {
        await Open();
        if (!CanRead(_ => texts["course.stop"])) return Page();

        var course = Running ?? throw new NotFoundException("injection-course");
        return await Send(Input.StoppedOn, "course.stopped-on", day => new StopInjectionCourse(new(Id), course.Id, day, Input.Reason ?? "", Input.Version));
    }

    private static string LabelOf(string field) => field.Replace("Input.", "", StringComparison.Ordinal) switch
    {
        nameof(CourseInput.Dose) => "course.dose",
        nameof(CourseInput.IntervalDays) => "course.interval",
        nameof(CourseInput.StartsOn) => "course.starts-on",
        nameof(CourseInput.ChangedOn) => "course.changed-on",
        nameof(CourseInput.SwitchFrom) => "course.switch-from",
        nameof(CourseInput.Renal) => "course.renal",
        nameof(CourseInput.OralToleratedOn) => "course.tolerated-on",
        _ => "course.start",
    };

    private async Task<IActionResult> Send<TAnswer>(DateOnly? day, string label, Func<DateOnly, IRequest<TAnswer>> command)
    {
        if (day is null) Refuse(StatusCodes.Status400BadRequest, "parameter.malformed", [texts[label]]);
        else if (await Do(command(day.Value))) return RedirectToPage("/Cases/Story", pageHandler: "", new { Id, saved = "course" });
        if (RefusalCode == "changed-meanwhile") Input.Version = Story.Version; // whoever has read that may save again

        return Page();
    }

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.PrescribeInjection)) throw new NotPermittedException(Right.PrescribeInjection);

        Story = await Ask(new GetCase(new(Id)));
        Running = Story.Courses.FirstOrDefault(course => course.StoppedOn is null);
        if (Running is null) RequireOpen(Id, Story.State, CaseAct.StartCourse);
        else RequireOpen(Id, Story.State, CaseAct.ChangePrescription, CaseAct.StopCourse);
    }
}
