using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Reviews;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>What the forms of the page send; each fills in what it asks.</summary>
public sealed class ReviewInput
{
    public DateOnly? On { get; set; }

    public TimeOnly? At { get; set; }

    public string? Text { get; set; }

    public GuidanceMeans? Means { get; set; }

    public Guid? With { get; set; }

    public Guid? AdviceId { get; set; }

    public long Version { get; set; }
}

/// <summary>One advice on the page of a review.</summary>
internal sealed record AdviceLine(ReviewModel Page, ReviewAdvice Advice);

/// <summary>The whole case on one page for whoever advises on it, and what comes of the advice.</summary>
internal sealed class ReviewModel(IMediator mediator, IActor actor, Rights rights, Standards standards, Texts texts) : StaffPage(mediator)
{
    public const int MostInjections = 6;
    public const int MostVisits = 6;
    public const int MostAdvice = 3;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public ReviewInput Input { get; set; } = new();

    /// <summary>What has just been saved: <c>advice</c>, <c>done</c>, <c>guidance</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Saved { get; set; }

    public CaseReview Review { get; private set; } = null!;

    public YearChart Year { get; private set; } = null!;

    /// <summary>What nobody has seen to yet, and the latest; what was done long ago does not stand between the question and the course of the illness.</summary>
    public IReadOnlyList<ReviewAdvice> AdviceNow => [.. Review.Advice.Where((advice, place) => advice.IsOwed || place < MostAdvice)];

    public IReadOnlyList<ReviewAdvice> AdviceBefore => [.. Review.Advice.Where((advice, place) => !advice.IsOwed && place >= MostAdvice)];

    public string? SavedLine => Saved is "advice" or "done" or "guidance" ? texts[$"review.saved.{Saved}"] : null;

    public bool MayAdvise => rights.Has(actor.Role, Right.AdviseAsSpecialist) && CaseStates.Answer(Review.State, CaseAct.RecordAdvice) is null;

    public bool MayFollow => rights.Has(actor.Role, Right.RecordFollowUp) && Review.EmergencyUntil is null && CaseStates.Answer(Review.State, CaseAct.FollowAdvice) is null;

    public bool MayLog => rights.Has(actor.Role, Right.LogGuidance) && Review.EmergencyUntil is null && CaseStates.Answer(Review.State, CaseAct.RecordGuidance) is null;

    public bool MayCancel(CaseFact fact) => rights.Has(actor.Role, CancelFact.RightFor(fact)) && Review.EmergencyUntil is null && CaseStates.Answer(Review.State, CaseAct.CancelFact) is null;

    /// <summary>What is done on this page itself needs no way to it.</summary>
    public OpenTaskLine Line(OpenTask task) => new(
        Id, task, Review.EmergencyUntil is null && task.Kind.SettledOn() != "/Cases/Review" && TaskDuty.MayDo(rights, actor, task.Kind, task.Reason.Basis),
        TaskDuty.IsOfOthers(actor, task.Kind, task.Reason.Basis) ? TaskDuty.HandsOf(task.Kind, task.Reason.Basis) : null);

    /// <summary>As the timeline calls it.</summary>
    public static string WhatIs(ReviewAdvice advice) => advice.Source switch
    {
        AdviceSource.HospitalPlan => "hospital-plan",
        AdviceSource.PlanMeasure => "plan-measure",
        _ => "advice",
    };

    public Task OnGetAsync() => Load();

    public Task<IActionResult> OnPostAdviceAsync() => Send("advice", on => new RecordAdvice(new(Id), on, Input.Text ?? "", Input.Version));

    public Task<IActionResult> OnPostDoneAsync() => Send("done", on => new FollowAdvice(new(Id), Input.AdviceId ?? Guid.Empty, on, Input.Text, Input.Version));

    public Task<IActionResult> OnPostGuidanceAsync()
    {
        if (Input.At is null) ModelState.AddModelError("Input.At", "missing");

        return Send("guidance", on => new RecordGuidance(new(Id), new(on, Input.At!.Value, Clock.ServiceZone.BaseUtcOffset), Input.Means ?? default, new(Input.With ?? Guid.Empty), Input.Text ?? "", Input.Version));
    }

    public string Product(string code) => standards.Formulary.NameOf(code);

    public string Unit(string code) => standards.Formulary.UnitOf(code);

    /// <param name="command">Of the day on which it was: one that is missing is asked for, and never taken for today.</param>
    private async Task<IActionResult> Send(string what, Func<DateOnly, IRequest<CaseChanged>> command)
    {
        if (Input.On is null) ModelState.AddModelError("Input.On", "missing");
        if (CanRead(field => texts[field == "Input.At" ? "review.time" : "review.day"]) && await Do(command(Input.On!.Value))) return RedirectToPage(pageName: null, pageHandler: null, new { Id, Saved = what });

        await Load();
        return Page();
    }

    private async Task Load()
    {
        Review = await Ask(new GetReview(new(Id)));
        Year = YearChart.Of(Review);
    }
}
