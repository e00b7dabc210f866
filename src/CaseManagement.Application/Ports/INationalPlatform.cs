using CaseManagement.Domain.Cards;

namespace CaseManagement.Application.Ports;

/// <summary>The way to the national platform and back. Its interface is not public: what is here is what any way must keep.</summary>
public interface INationalPlatform
{
    /// <summary>Whether this installation has a way to it; without one cards are checked and wait.</summary>
    bool IsThere { get; }

    /// <summary>Tries once. The same card under the same key may be sent again and is taken once.</summary>
    /// <returns>Null where it was taken; else a code that says why not, and nothing of what is in it.</returns>
    Task<string?> SendAsync(CardLetter letter, CancellationToken ct);

    /// <summary>The answers that have come and were not taken yet, the oldest first.</summary>
    Task<IReadOnlyList<CardAnswer>> AnswersAsync(int most, CancellationToken ct);

    /// <summary>The answer is kept here now and need not be given again.</summary>
    Task TakenAsync(CardAnswer answer, CancellationToken ct);

    /// <summary>The answer is to no card that was sent from here: it is not given again, and lies where somebody sees it.</summary>
    Task SetAsideAsync(CardAnswer answer, CancellationToken ct);
}

/// <summary>A card as it goes out.</summary>
/// <param name="Key">The same at every attempt.</param>
/// <param name="Replaces">The card whose place it takes, or that should not be there.</param>
/// <param name="Entries">Empty where it asks for another to be dropped.</param>
public sealed record CardLetter(NationalCardId Key, CardKind Kind, CardPurpose Purpose, NationalCardId? Replaces, DateOnly HappenedOn, IReadOnlyList<CardEntry> Entries)
{
    /// <summary>A record would print what is on the card.</summary>
    public override string ToString() => $"{Kind} {Key.Value}";
}

/// <summary>What the platform said of a card.</summary>
/// <param name="Code">As it came.</param>
/// <param name="Receipt">By which the way knows which answer it was.</param>
public sealed record CardAnswer(NationalCardId Key, bool Accepted, string Code, DateTimeOffset At, string Receipt);

/// <summary>What an operator may set about the national cards.</summary>
/// <param name="Queues">Whether cards are put into the queue at all.</param>
/// <param name="Folder">Where cards are laid down and answers are found; null where there is no way to the platform.</param>
public sealed record CardSettings(bool Queues, string? Folder)
{
    public static readonly CardSettings Off = new(Queues: false, Folder: null);
}
