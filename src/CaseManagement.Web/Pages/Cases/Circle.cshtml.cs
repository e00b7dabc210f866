using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Support;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>What the forms of the page send; each fills in what it asks.</summary>
public sealed class CircleInput
{
    public Guid? ContactId { get; set; }

    public SupportRole? Role { get; set; }

    public string? Name { get; set; }

    public string? Phone { get; set; }

    public int? Order { get; set; }

    public SupportContactEnd? End { get; set; }

    public SupportMeans? Means { get; set; }

    public SupportSeen? Seen { get; set; }

    public DateOnly? On { get; set; }

    public PairReason? Reason { get; set; }

    public string? Note { get; set; }

    public string? With { get; set; }

    public TimeOnly? BackBy { get; set; }

    public Guid? Outing { get; set; }

    /// <summary>Of the contact or the mark.</summary>
    public long? Version { get; set; }
}

/// <summary>Who stands around a patient: whom to call, whether one may go alone, who has set out, who was in touch.</summary>
internal sealed class CircleModel(IMediator mediator, IActor actor, Rights rights, Days days, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public CircleInput Input { get; set; } = new();

    public CaseSupport Support { get; private set; } = null!;

    /// <summary>After what was entered as it should be there stands nothing.</summary>
    public CircleInput? Kept => Refusal is null ? null : Input;

    private bool IsOpen => !Support.State.IsClosed();

    public bool MayKeep => rights.Has(actor.Role, Right.KeepSupportContacts) && IsOpen;

    public bool MayLog => rights.Has(actor.Role, Right.LogSupport) && IsOpen;

    public bool MayMark => rights.Has(actor.Role, Right.MarkPairs) && IsOpen;

    public bool MaySetOut => rights.Has(actor.Role, Right.SetOut) && IsOpen;

    private ManagedCaseId CaseId => new(Id);

    public Task OnGetAsync() => Load();

    public Task<IActionResult> OnPostAddAsync() => Send(new AddSupportContact(CaseId, Input.Role ?? default, Input.Name ?? "", Input.Phone ?? "", Input.Order ?? 1));

    public Task<IActionResult> OnPostChangeAsync() => Send(new ChangeSupportContact(CaseId, new(Input.ContactId ?? default), Input.Role ?? default, Input.Name ?? "", Input.Phone, Input.Order ?? 1, Input.Version ?? 0));

    public Task<IActionResult> OnPostEndAsync() => Send(new EndSupportContact(CaseId, new(Input.ContactId ?? default), Input.End ?? default, Input.Version ?? 0));

    public Task<IActionResult> OnPostLogAsync() => Send(new LogSupport(CaseId, Input.Means ?? default, Input.Seen ?? default, Input.On));

    public Task<IActionResult> OnPostMarkAsync() => Send(new SetPairMark(CaseId, Input.Reason ?? default, Input.On ?? default, Input.Note, Input.Version));

    public Task<IActionResult> OnPostUnmarkAsync() => Send(new EndPairMark(CaseId, Input.Note ?? "", Input.Version ?? 0));

    public Task<IActionResult> OnPostSetOutAsync()
    {
        if (Input.BackBy is null) ModelState.TryAddModelError("Input.BackBy", "missing"); // a time that nobody named is never guessed

        return Send(new SetOut(CaseId, days.NextAt(Input.BackBy ?? default), Input.With));
    }

    public Task<IActionResult> OnPostBackAsync() => Send(new ComeBack(CaseId, new(Input.Outing ?? default)));

    private async Task<IActionResult> Send<TAnswer>(IRequest<TAnswer> command)
    {
        if (CanRead(_ => texts["circle.unreadable"]) && await Do(command, saysMissing: true)) return RedirectToPage(pageName: null, pageHandler: null, new { Id });

        await Load();
        return Page();
    }

    private async Task Load() => Support = await Ask(new GetSupport(CaseId));
}
