using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Domain.Exits;

/// <summary>Who was told, as somebody enters it.</summary>
/// <param name="ExitId">The loss or the move that it was about; null for a refusal.</param>
/// <param name="Receiver">Who took it there, by office or badge.</param>
public sealed record ToldEntry(ToldAbout About, Guid? ExitId, Party Party, ToldHow Means, DateOnly On, DateTimeOffset At, string? Receiver = null);

/// <summary>通报记录 another department was told of a patient: who, when, how, by whom.</summary>
public sealed class PartyTold : CancellableFact
{
    public const int ReceiverMaxLength = 50;

    private PartyTold() { }

    internal PartyTold(Guid id, ToldEntry entry, StaffId by, DateOnly today)
    {
        (Id, About, ExitId, Party, Means) = (id, entry.About, entry.ExitId, entry.Party, entry.Means);
        (On, At, Receiver) = (entry.On, entry.At, entry.Receiver);
        (RecordedBy, RecordedOn) = (by, today);
    }

    public Guid Id { get; private set; }

    public ToldAbout About { get; private set; }

    public Guid? ExitId { get; private set; }

    public Party Party { get; private set; }

    public ToldHow Means { get; private set; }

    public DateOnly On { get; private set; }

    public DateTimeOffset At { get; private set; }

    public string? Receiver { get; private set; }

    public StaffId RecordedBy { get; private set; }

    /// <summary>Whether it is what this person entered already.</summary>
    internal bool IsSameAs(ToldEntry entry, StaffId by) => (About, ExitId, Party, Means, At, Receiver, RecordedBy) == (entry.About, entry.ExitId, entry.Party, entry.Means, entry.At, entry.Receiver, by);

    public DateOnly RecordedOn { get; private set; }
}

/// <summary>Who must be told of a loss, of a move or of a refusal.</summary>
/// <remarks>
/// A loss: the comprehensive group, in which police and governance sit, and the prevention office above. Whoever is unstable or of danger 3 and more and leaves the area: the police and the office above.
/// Whoever is so and refuses to be looked after: the same two (our choice of the several whom the norm names, to be confirmed). Source: 2018 norm, deadlines, lost to follow-up and informed consent.
/// </remarks>
public static class MustBeTold
{
    public static IReadOnlyList<Party> Of(CaseExit exit) => (exit.Kind, exit.IsDangerous) switch
    {
        (ExitKind.Loss, true) => [Party.ComprehensiveGroup, Party.HigherOffice, Party.Police],
        (ExitKind.Loss, false) => [Party.ComprehensiveGroup, Party.HigherOffice],
        (ExitKind.Transfer or ExitKind.TransferOut, true) => [Party.HigherOffice, Party.Police],
        _ => [],
    };

    /// <summary>Those who have not been told yet of a refusal that lasts.</summary>
    public static IReadOnlyList<Party> Left(Refusal refusal, bool isDangerous, IEnumerable<PartyTold> told) =>
        isDangerous ? [.. ((Party[])[Party.HigherOffice, Party.Police]).Except(told.Where(each => each.About == ToldAbout.Refusal && each.On >= refusal.From).Select(each => each.Party))] : [];

    /// <summary>Those who have not been told yet.</summary>
    /// <param name="told">Those in force: what was recorded by mistake told nobody.</param>
    /// <remarks>The report of a loss goes out in writing: a call alone does not make it.</remarks>
    public static IReadOnlyList<Party> Left(CaseExit exit, IEnumerable<PartyTold> told)
    {
        var done = told.Where(each => each.ExitId == exit.Id && (exit.Kind != ExitKind.Loss || each.Means == ToldHow.InWriting || each.Party == Party.Police)).Select(each => each.Party).ToHashSet();
        return [.. Of(exit).Where(party => !done.Contains(party))];
    }
}
