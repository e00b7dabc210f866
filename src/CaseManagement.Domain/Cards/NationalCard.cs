using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Domain.Cards;

public readonly record struct NationalCardId(Guid Value) : IEntityId<NationalCardId>
{
    public static NationalCardId From(Guid value) => new(value);

    // Lists are paged by key: the database compares the sixteen bytes, and so does this.
    public static bool operator >(NationalCardId left, NationalCardId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(NationalCardId left, NationalCardId right) => right > left;
}

/// <summary>A record of a case that the national platform is to have, or is to have no more.</summary>
/// <param name="ThreadId">The first of the records that correct each other.</param>
/// <param name="On">The day on which what it is about happened.</param>
/// <param name="IsGone">The record was cancelled and nothing took its place.</param>
public sealed record CardWish(CardKind Kind, Guid SubjectId, Guid ThreadId, DateOnly On, bool IsGone);

/// <summary>Whose a card is: the case, and the place and team by which it is seen.</summary>
public sealed record CardPlace(ManagedCaseId CaseId, string AreaCode, CareTeamId? CareTeamId)
{
    public static CardPlace Of(ManagedCase managed) => new(managed.Id, managed.AreaCode, managed.CareTeamId);

    public static CardPlace Of(NationalCard card) => new(card.CaseId, card.AreaCode, card.CareTeamId);
}

/// <summary>上报卡 one card for the national platform, and how far it has come. What it says is put together from the case each time; of what left, it keeps what may be shown.</summary>
/// <remarks>Its id goes with it as the key by which the platform's side knows what came twice. A card is never rewritten: another takes its place and names it.</remarks>
public sealed partial class NationalCard : AggregateRoot
{
    public const int FaultMaxLength = 50;

    /// <summary>The fault of an attempt that nobody answered in time: it may have arrived all the same.</summary>
    public const string TimedOut = "timeout";

    public const int AnswerMaxLength = 50;

    /// <summary>Stands among the faults of a card whose record somebody has entered on the platform itself: it would come there beside that one.</summary>
    public const string EnteredThere = "card:card.entered-there";

    /// <summary>Stands for an answer's code that holds more than letters, digits, points and strokes: it may be words about a patient.</summary>
    public const string UnreadableCode = "unreadable-code";

    private NationalCard() { }

    /// <param name="number">How many cards of this thread there were before.</param>
    /// <param name="replaces">The card of this thread that the platform has, as far as is known; null where it has none.</param>
    /// <param name="isEnteredThere">Somebody has entered the record on the platform itself: what changes is entered there too, and not sent beside it.</param>
    public NationalCard(CardPlace place, CardWish wish, int number, NationalCard? replaces, StaffId by, DateTimeOffset at, bool isEnteredThere = false)
    {
        Id = new(DerivedId.Of(wish.ThreadId, $"card-{(int)wish.Kind}", number, wish.On));
        (CaseId, AreaCode, CareTeamId) = (place.CaseId, place.AreaCode, place.CareTeamId);
        (Kind, SubjectId, ThreadId, HappenedOn) = (wish.Kind, wish.SubjectId, wish.ThreadId, wish.On);
        Purpose = wish.IsGone ? CardPurpose.Cancellation : replaces is null && !isEnteredThere ? CardPurpose.New : CardPurpose.Correction;
        (ReplacesId, CreatedBy, CreatedAt, State) = (replaces?.Id, by, at, CardState.ToCheck);
        if (isEnteredThere) Faults = [EnteredThere];
    }

    public NationalCardId Id { get; private set; }

    public ManagedCaseId CaseId { get; private set; }

    /// <summary>Of the case, as long as somebody has still something to do with the card.</summary>
    public string AreaCode { get; private set; } = "";

    public CareTeamId? CareTeamId { get; private set; }

    public CardKind Kind { get; private set; }

    /// <summary>The report card, referral, follow-up, emergency or move that it is about.</summary>
    public Guid SubjectId { get; private set; }

    public Guid ThreadId { get; private set; }

    public DateOnly HappenedOn { get; private set; }

    public CardPurpose Purpose { get; private set; }

    /// <summary>The card that the platform has had before and that this one takes the place of.</summary>
    public NationalCardId? ReplacesId { get; private set; }

    public StaffId CreatedBy { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public CardState State { get; private set; }

    public DateTimeOffset? CheckedAt { get; private set; }

    /// <summary>What it lacks, as <c>field:check</c>.</summary>
    public IReadOnlyList<string> Faults { get; private set; } = [];

    public int Attempts { get; private set; }

    /// <summary>Not tried before this; null where nothing is to be tried.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    /// <summary>Why the last attempt failed, as a code.</summary>
    public string? Fault { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>What the platform answered; null while it has not. It is known of a card that was replaced too.</summary>
    public bool? Accepted { get; private set; }

    /// <summary>As it came; <see cref="UnreadableCode"/> where that was no code.</summary>
    public string? AnswerCode { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>When somebody was told that no answer has come.</summary>
    public DateTimeOffset? ToldAt { get; private set; }

    /// <summary>What it said when it left, as it may be shown: numbers and addresses masked. Null where it has not left, or left before this was kept.</summary>
    public string? SentSheet { get; private set; }

    public CardDrop? DropReason { get; private set; }

    public StaffId? DroppedBy { get; private set; }

    public DateTimeOffset? DroppedAt { get; private set; }

    /// <summary>It has left, and no answer has come in time.</summary>
    public bool IsUnanswered => State == CardState.Sent && ToldAt is not null;

    /// <summary>The record was entered on the platform itself: this card waits for somebody who enters the change there and says so, and never goes.</summary>
    public bool IsKeptAside => Faults.Contains(EnteredThere);

    /// <summary>Mending it may not help, and it is not on its way: somebody may decide that it does not go.</summary>
    public bool MayBeDropped => State is CardState.Failing or CardState.Refused;

    /// <summary>It has not left yet and may still be checked.</summary>
    public bool IsWaiting => State is CardState.ToCheck or CardState.Failing or CardState.Ready;

    /// <summary>The platform's side has it, or may have it: somebody began to send it and has not said how that ended.</summary>
    public bool MayHaveLeft => SentAt is not null || (Attempts > 0 && Fault is null or TimedOut);

    /// <summary>Somebody or the job has still something to do with it.</summary>
    public bool IsOpen => State <= CardState.Refused;

    /// <summary>The case has moved: an open card is where its case is.</summary>
    public void BelongTo(ManagedCase managed)
    {
        if (!IsOpen || (AreaCode == managed.AreaCode && CareTeamId == managed.CareTeamId)) return;

        (AreaCode, CareTeamId) = (managed.AreaCode, managed.CareTeamId);
        Changed();
    }

    /// <summary>It was checked: it may go, or somebody has to mend it.</summary>
    /// <param name="faults">What it lacks; nothing that it says.</param>
    public void Check(IReadOnlyList<CardFault> faults, DateTimeOffset now)
    {
        Rule.Require(IsWaiting, "card.has-left", "This card has left already; send another in its place.");

        (Faults, CheckedAt) = ([.. Faults.Where(fault => fault == EnteredThere), .. faults.Select(fault => fault.Stored)], now);
        State = Faults.Count == 0 ? CardState.Ready : CardState.Failing;
        NextAt = State == CardState.Ready ? NextAt ?? now : null;
        Changed();
    }

    /// <summary>What it is put together from was changed: it is checked again before it goes.</summary>
    public void LookAgain()
    {
        if (State is not (CardState.Failing or CardState.Ready)) return;

        State = CardState.ToCheck;
        Changed();
    }

    /// <summary>No answer has come in time: once, whoever can look into it is told.</summary>
    public void TellUnanswered(DateTimeOffset now)
    {
        Rule.Require(State == CardState.Sent, "card.not-sent", "Only a card that has left waits for an answer.");

        ToldAt ??= now;
        Changed();
    }

    /// <summary>It goes once more under its key, by which the platform's side knows what came twice.</summary>
    public void GoAgain()
    {
        Rule.Require(IsUnanswered, "card.not-refused", "Only a card that the platform refused, or has not answered in time, is sent anew.");

        (State, SentAt, ToldAt, NextAt) = (CardState.ToCheck, null, null, null);
        Changed();
    }

    /// <summary>Mending cannot help: it does not go, and somebody says why.</summary>
    public void Drop(CardDrop reason, StaffId by, DateTimeOffset now)
    {
        Rule.Require(MayBeDropped, "card.not-to-mend", "Only a card that came back is put aside.");

        (State, NextAt, DropReason, DroppedBy, DroppedAt) = (CardState.Dropped, null, reason, by, now);
        Changed();
    }

    /// <summary>Somebody begins to send it: until the next attempt is due, nobody else does.</summary>
    /// <param name="sheet">What it says, as it may be shown.</param>
    public void Begin(DateTimeOffset now, NoticePatience patience, string? sheet = null)
    {
        Rule.Require(State == CardState.Ready, "card.not-ready", "Only a card that was checked is sent.");

        Fault = MayHaveLeft ? TimedOut : null; // an attempt that may have arrived is not forgotten for one that fails
        Attempts++;
        SentSheet = sheet;
        NextAt = now + patience.WaitAfter(Attempts);
        Changed();
    }

    /// <summary>The platform's side has it; where another took its place meanwhile, that one says so.</summary>
    public void Left(DateTimeOffset now)
    {
        (SentAt, NextAt, Fault) = (SentAt ?? now, null, null);
        if (State is not (CardState.Replaced or CardState.Dropped) && AnsweredAt is null) State = CardState.Sent; // another server may have taken its answer first
        Changed();
    }

    /// <summary>It did not go; it is tried again later, however often: a card that is owed is not given up.</summary>
    public void Stayed(string fault)
    {
        if (Fault != TimedOut) Fault = fault.Length > FaultMaxLength ? fault[..FaultMaxLength] : fault; // it may have arrived before: only an answer says otherwise
        Changed();
    }

    /// <summary>Somebody began to send it, so that an answer to it may come, whatever is known here of how that ended.</summary>
    public bool WasTried => Attempts > 0 || SentAt is not null;

    /// <summary>The platform answered; the same answer may come twice, and the first one to a card counts.</summary>
    /// <remarks>Whoever was killed while sending, or waited too long, has not written down that it left: the answer says so. What the platform took is there, whoever has meanwhile decided that it does not go.</remarks>
    /// <returns>False where it changes nothing.</returns>
    public bool Answer(bool accepted, string code, DateTimeOffset at)
    {
        if (!WasTried || AnsweredAt is not null) return false;

        (SentAt, NextAt, Fault) = (SentAt ?? at, null, null);
        (Accepted, AnswerCode, AnsweredAt) = (accepted, IsCode(code) ? code : UnreadableCode, at);
        if (State != CardState.Replaced && (accepted || State != CardState.Dropped)) State = accepted ? CardState.Accepted : CardState.Refused;
        if (State == CardState.Accepted) (DropReason, DroppedBy, DroppedAt) = (null, null, null); // the audit says who had given it up
        Changed();

        return true;
    }

    /// <summary>What follows from a wish when these cards of its thread are there already.</summary>
    /// <remarks>
    /// What the platform refused it never took: the card before counts, also before a cancellation that was refused. Of a record that somebody entered there by hand we know no key,
    /// so that nothing of ours could take its place: what follows is kept aside for a person.
    /// </remarks>
    /// <returns>The card that waits from now on; null where nothing is to be sent.</returns>
    public static NationalCard? Follow(CardPlace place, CardWish wish, IReadOnlyCollection<NationalCard> thread, StaffId by, DateTimeOffset at)
    {
        var had = Had(thread);
        var isEnteredThere = had?.Accepted != true && thread.Any(card => card is { State: CardState.Dropped, DropReason: CardDrop.EnteredThere });
        var card = wish.IsGone && had is null && !isEnteredThere ? null : new NationalCard(place, wish, thread.Count, had, by, at, isEnteredThere);
        foreach (var earlier in thread) earlier.GiveWay();

        return card;
    }

    /// <summary>One of these cards was refused: what waits behind it and was not tried yet names what the platform has instead.</summary>
    public static void AimAnew(IReadOnlyCollection<NationalCard> thread)
    {
        var had = Had(thread);
        foreach (var card in thread.Where(card => card is { IsWaiting: true, WasTried: false, IsKeptAside: false }))
        {
            if (had is null && card.Purpose == CardPurpose.Cancellation) card.GiveWay();
            if (card.State == CardState.Replaced || card.ReplacesId == had?.Id) continue;

            card.ReplacesId = had?.Id;
            if (card.Purpose != CardPurpose.Cancellation) card.Purpose = had is null ? CardPurpose.New : CardPurpose.Correction;
            card.Changed();
        }
    }

    /// <summary>What the platform has of these cards, as far as is known.</summary>
    private static NationalCard? Had(IReadOnlyCollection<NationalCard> thread) =>
        thread.Where(card => card.MayHaveLeft && card.Accepted != false).OrderBy(card => card.CreatedAt).ThenBy(card => card.SentAt ?? DateTimeOffset.MaxValue).LastOrDefault() is { Purpose: not CardPurpose.Cancellation } last ? last : null;

    /// <summary>Another card takes its place, or nothing does because it never left.</summary>
    public void GiveWay()
    {
        if (State is CardState.Replaced or CardState.Dropped) return;

        (State, NextAt) = (CardState.Replaced, null);
        Changed();
    }

    private static bool IsCode(string code) => code.Length is > 0 and <= AnswerMaxLength && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');
}
