using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Telling;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>What one end says of a referral, as a form sends it.</summary>
public sealed class ReferralMoveInput
{
    public DateOnly? HappenedOn { get; set; }

    public ReferralOutcome? Outcome { get; set; }

    public ReferralRefusal? Refusal { get; set; }

    public string? Note { get; set; }

    /// <summary>Who said it at a hospital that does not answer here, and how.</summary>
    public string? Speaker { get; set; }

    public ToldHow? Means { get; set; }

    /// <summary>The step that is corrected.</summary>
    public Guid Step { get; set; }

    public string? CorrectionReason { get; set; }

    public long Version { get; set; }

    internal static ReferralMoveInput Of(ReferralSaid said) => new() { HappenedOn = said.HappenedOn, Outcome = said.Outcome, Refusal = said.Refusal, Note = said.Note };
}

/// <summary>One referral: what it says, what either end has said, and what the reader's end may say now.</summary>
internal sealed class ReferralModel(IMediator mediator, IActor actor, Rights rights, Texts texts) : StaffPage(mediator)
{
    private ReferralMove? _tried;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid ReferralId { get; set; }

    [BindProperty]
    public ReferralMoveInput Input { get; set; } = new();

    public ReferralStory Story { get; private set; } = null!;

    /// <summary>What the reader's end may say as the referral stands.</summary>
    public IReadOnlyList<ReferralMove> Moves => !IsOfReader ? [] :
        [.. Enum.GetValues<ReferralMove>().Where(move => ReferralLoop.Offers(Story.Direction, Story.State, move) && (ReferralLoop.SaidBy(Story.Direction, move) == Story.Reader || IsCall(move)))];

    /// <summary>The community records what a hospital says in which nobody works with the system.</summary>
    public bool IsCall(ReferralMove move) => Story is { HospitalAnswers: false, Reader: ReferralEnd.Community } && ReferralLoop.SaidBy(Story.Direction, move) == ReferralEnd.Hospital && Story.Direction == ReferralDirection.Up && rights.Has(actor.Role, Right.SendToSpecialist);

    /// <summary>The hospital may answer a referral that it has received by handing the patient back.</summary>
    public bool MayHandBack => IsOfReader && Story is { Direction: ReferralDirection.Up, Reader: ReferralEnd.Hospital, State: ReferralState.Received or ReferralState.Closed, ReturnedBy: null } && rights.Has(actor.Role, Right.AdviseAsSpecialist);

    /// <summary>What the hospital declined is the team's again: it goes to another hospital, or the team says what is done instead.</summary>
    public bool MayReferElsewhere => IsOfReader && Story is { Direction: ReferralDirection.Up, Reader: ReferralEnd.Community, State: ReferralState.Declined } && rights.Has(actor.Role, Right.SendToSpecialist);

    /// <summary>What the community did not take is the hospital's again: it is sent anew, put right.</summary>
    public bool MaySendAgain => IsOfReader && Story is { Direction: ReferralDirection.Down, Reader: ReferralEnd.Hospital, State: ReferralState.Declined } && rights.Has(actor.Role, Right.AdviseAsSpecialist);

    /// <summary>Whoever only reads the emergency is not asked to write its record.</summary>
    public bool MayHandleCrisis => rights.Has(actor.Role, Right.HandleCrisis);

    /// <summary>A reason is called by the note that it is written into, or by that of a correction.</summary>
    protected override string? InTheForm(string? field) => field == "Reason" ? _tried is null ? nameof(Input.CorrectionReason) : nameof(Input.Note) : field;

    private bool IsOfReader => Story.IsOfReader && rights.Has(actor.Role, Right.AnswerReferral);

    public Task OnGetAsync() => Load();

    public Task<IActionResult> OnPostReceiveAsync() => Say(ReferralMove.Receive, on => Heard(ReferralMove.Receive, on) ?? new ReceiveReferral(new(Id), new(ReferralId), on, Input.Note, Input.Version));

    public Task<IActionResult> OnPostDeclineAsync() => Say(ReferralMove.Decline, on => Heard(ReferralMove.Decline, on) ?? new DeclineReferral(new(Id), new(ReferralId), on, Input.Refusal ?? default, Input.Note, Input.Version));

    public Task<IActionResult> OnPostOutcomeAsync() => Say(ReferralMove.Outcome, on => Heard(ReferralMove.Outcome, on) ?? new RecordReferralOutcome(new(Id), new(ReferralId), on, Input.Outcome ?? default, Input.Note, Input.Version));

    public Task<IActionResult> OnPostCancelAsync() => Say(ReferralMove.Cancel, on => new CancelReferral(new(Id), new(ReferralId), on, Input.Note ?? "", Input.Version));

    public Task<IActionResult> OnPostCorrectAsync() => Say(null, on => new CorrectReferralStep(
        new(Id), new(ReferralId), Input.Step, Input.CorrectionReason ?? "", on, Input.Outcome, Input.Refusal, string.IsNullOrWhiteSpace(Input.Note) ? null : Input.Note, Input.Version));

    /// <summary>What the hospital said, where the form says who said it there.</summary>
    private IRequest<ReferralChanged>? Heard(ReferralMove move, DateOnly on) => Input.Means is not { } means ? null
        : new RecordHospitalWord(new(Id), new(ReferralId), move, on, Input.Speaker ?? "", means, Input.Outcome, Input.Refusal, string.IsNullOrWhiteSpace(Input.Note) ? null : Input.Note, Input.Version);

    public ReferralMoveInput? InputFor(ReferralMove move) => Refusal is not null && _tried == move ? Input : null;

    /// <summary>Whoever works at the end that said it may mend it.</summary>
    public bool MayCorrect(ReferralSaid step) => IsOfReader && step.CancelReason is null && (step.End == Story.Reader || (step.Speaker is not null && Story.Reader == ReferralEnd.Community));

    public static string Says(ReferralMove move, bool isUp) => (move, isUp) switch
    {
        (ReferralMove.Receive, true) => "referral.say.receive",
        (ReferralMove.Receive, false) => "referral.say.take-over",
        (ReferralMove.Decline, true) => "referral.say.decline",
        (ReferralMove.Decline, false) => "referral.say.send-back",
        (ReferralMove.Outcome, _) => "referral.say.outcome",
        _ => "referral.say.cancel",
    };

    private async Task<IActionResult> Say(ReferralMove? move, Func<DateOnly, IRequest<ReferralChanged>> command)
    {
        _tried = move;
        if (CanRead(_ => texts["referral.happened"]) && IsFilled([.. AskedBy(move)]) && await Do(command(Input.HappenedOn!.Value))) return RedirectToPage(pageName: null, pageHandler: null, new { Id, ReferralId });

        await Load();
        return Page();
    }

    /// <summary>What the form of a move must say, in its order.</summary>
    private IEnumerable<(string Member, object? Value)> AskedBy(ReferralMove? move)
    {
        yield return (nameof(Input.HappenedOn), Input.HappenedOn);
        if (Request.Form.ContainsKey("Input.Speaker")) yield return (nameof(Input.Speaker), Input.Speaker);
        if (Request.Form.ContainsKey("Input.Means")) yield return (nameof(Input.Means), Input.Means);
        if (move == ReferralMove.Outcome) yield return (nameof(Input.Outcome), Input.Outcome);
        if (move == ReferralMove.Decline) yield return (nameof(Input.Refusal), Input.Refusal);
        if (move == ReferralMove.Cancel) yield return (nameof(Input.Note), Input.Note);
        if (move is null) yield return (nameof(Input.CorrectionReason), Input.CorrectionReason);
    }

    private async Task Load() => Story = await Ask(new GetReferral(new(Id), new(ReferralId)));
}
