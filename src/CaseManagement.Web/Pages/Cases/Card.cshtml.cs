using CaseManagement.Application.Features;
using CaseManagement.Application.Features.Cards;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Rules;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>One card for the national platform: its fields, what it lacks and where that is put right, and sending it again.</summary>
internal sealed class CardModel(IMediator mediator, IActor actor, Rights rights, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid CardId { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public CardDrop? Reason { get; set; }

    [BindProperty]
    public CardTakenUp? TakenUp { get; set; }

    public CardStory Card { get; private set; } = null!;

    public bool MayCheck => rights.Has(actor.Role, Right.SendCards) && Card.State is CardState.ToCheck or CardState.Failing or CardState.Ready;

    public bool MayResend => rights.Has(actor.Role, Right.SendCards) && (Card.State == CardState.Refused || IsUnanswered);

    /// <summary>It has left, and somebody was told that no answer has come.</summary>
    public bool IsUnanswered => Card is { State: CardState.Sent, ToldAt: not null };

    public bool MayDrop => rights.Has(actor.Role, Right.SendCards) && Card.State is CardState.Failing or CardState.Refused;

    public bool MayTakeUp => rights.Has(actor.Role, Right.SendCards) && Card.State == CardState.Dropped;

    public Task OnGetAsync() => Load();

    public Task<IActionResult> OnPostTakeUpAsync() => Send(new TakeUpCard(new(Id), new(CardId), TakenUp ?? default, Version));

    public Task<IActionResult> OnPostCheckAsync() => Send(new CheckCard(new(Id), new(CardId), Version));

    public Task<IActionResult> OnPostResendAsync() => Send(new ResendCard(new(Id), new(CardId), Version));

    public Task<IActionResult> OnPostDropAsync() => Send(new DropCard(new(Id), new(CardId), Reason ?? default, Version));

    /// <summary>Whether the field must be filled on this card: what is asked of another outcome of a follow-up bears no star.</summary>
    public static bool IsAsked(CardFieldRow field) => field.Required == CardDuty.Always || field.IsAsked;

    public static string Own(RuleText text) => Texts.AreChinese ? text.Zh : text.En;

    /// <summary>Where what a field lacks is put right.</summary>
    public static string PageOf(CardMend mend) => mend switch
    {
        CardMend.Case => "/Cases/Complete",
        CardMend.Supplementary => "/Cases/Supplementary",
        CardMend.Report => "/Cases/Cards",
        CardMend.Emergency => "/Cases/CrisisRecord",
        CardMend.Discharge => "/Cases/Referral",
        CardMend.MoveOut => "/Cases/Exits",
        _ => "/Cases/Story",
    };

    public Dictionary<string, string> RouteOf(CardMend mend) => mend switch
    {
        CardMend.Emergency => new() { ["id"] = $"{Id}", ["crisisId"] = $"{Card.SubjectId}" },
        CardMend.Discharge => new() { ["id"] = $"{Id}", ["referralId"] = $"{Card.SubjectId}" },
        _ => new() { ["id"] = $"{Id}" },
    };

    public string Says(CardFieldRow field) => field switch
    {
        { Hidden: { } hidden } => hidden.ToString(),
        { Text: { } text } => text,
        { Codes.Count: > 0 } => string.Join(texts["form.and"], field.Codes.Select(Says)),
        { Drugs.Count: > 0 } => string.Join(texts["form.and"], field.Drugs.Select(drug => drug.Name)),
        _ => texts["card.empty"],
    };

    private static string Says(CardCodeRow code) =>
        $"{(code.Words is { } words ? Own(words) : $"{code.Code}")} ({(code.SentAs is { } sent ? $"{sent}" : "?")}){(code.Times is { } times ? $" × {times}" : "")}";

    private async Task<IActionResult> Send(IRequest<CardChanged> command)
    {
        CardChanged? changed = null;
        if (await Do(command, answer => changed = answer)) return RedirectToPage(pageName: null, pageHandler: null, new { Id, cardId = changed!.CardId.Value });

        await Load();
        return Page();
    }

    private async Task Load() => Card = await Ask(new GetCard(new(Id), new(CardId)));
}
