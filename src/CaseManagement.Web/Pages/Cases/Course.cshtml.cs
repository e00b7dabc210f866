using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Injections;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Injections;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>A course as a form sends it, to be started or to be stopped.</summary>
public sealed class CourseInput
{
    public string? Product { get; set; }

    public DateOnly? StartsOn { get; set; }

    public decimal? Dose { get; set; }

    public RenalBand? Renal { get; set; }

    public DateOnly? OralToleratedOn { get; set; }

    public string? ToleranceNote { get; set; }

    public DateOnly? StoppedOn { get; set; }

    public string? Reason { get; set; }

    public long Version { get; set; }
}

/// <summary>Prescribing a course of long-acting injections, or ending the one that runs.</summary>
internal sealed class CourseModel(IMediator mediator, IActor actor, Rights rights, Standards standards, Days days, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public CourseInput Input { get; set; } = new();

    public CaseStory Story { get; private set; } = null!;

    public RunningCourse? Running { get; private set; }

    public IReadOnlyCollection<Product> Products => standards.Formulary.Products;

    /// <summary>Every strength that any product comes in; the rule says which fits the product.</summary>
    public IEnumerable<decimal> Strengths => Products.SelectMany(product => product.Strengths).Distinct().Order();

    public static string Name(Product product) => Texts.AreChinese ? product.Identity.Brand.Zh : product.Identity.Brand.En;

    public string NameOf(string code) => standards.Formulary.Find(code) is { } product ? Name(product) : code;

    public async Task OnGetAsync()
    {
        await Open();
        (Input.StoppedOn, Input.Version) = (days.Today, Story.Version);
    }

    public async Task<IActionResult> OnPostStartAsync()
    {
        await Open();
        if (!CanRead(_ => texts["course.start"])) return Page();

        return await Send(Input.StartsOn, "course.starts-on", day => new StartInjectionCourse(
            new(Id), Input.Product ?? "", day, Input.Dose ?? 0, Input.Renal ?? RenalBand.Unknown, Input.OralToleratedOn, Input.ToleranceNote, ExpectedVersion: Input.Version));
    }

    public async Task<IActionResult> OnPostStopAsync()
    {
        await Open();
        if (!CanRead(_ => texts["course.stop"])) return Page();

        var course = Running ?? throw new NotFoundException("injection-course");
        return await Send(Input.StoppedOn, "course.stopped-on", day => new StopInjectionCourse(new(Id), course.Id, day, Input.Reason ?? "", Input.Version));
    }

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
    }
}
