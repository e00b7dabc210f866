using CaseManagement.Domain.Telling;

namespace CaseManagement.Domain.Crises;

/// <summary>One party who must be told of a trigger; a row of <c>db/reference/crisis-telling.csv</c>.</summary>
public sealed record TellingRow(CrisisTrigger Trigger, Party Party);

/// <summary>通知范围 who must be told of an emergency, by what it is about.</summary>
public sealed class TellingMatrix
{
    public static TellingMatrix Empty { get; } = new([]);

    /// <exception cref="ArgumentException">A row comes twice.</exception>
    public TellingMatrix(IEnumerable<TellingRow> rows)
    {
        Rows = [.. rows];
        if (Rows.DistinctBy(row => (row.Trigger, row.Party)).Count() < Rows.Count) throw new ArgumentException("A party is asked for twice.");
    }

    public IReadOnlyList<TellingRow> Rows { get; }

    /// <summary>Whom all these triggers together ask for, each once.</summary>
    public IReadOnlyList<Party> For(IEnumerable<CrisisTrigger> triggers) =>
        [.. Rows.Where(row => triggers.Contains(row.Trigger)).Select(row => row.Party).Distinct().Order()];

    /// <summary>Who should know and does not: nobody told them, nobody reached them, or something has happened since that asks for them. What turned out not to be so asks for nobody.</summary>
    public IReadOnlyList<Party> NotTold(CrisisLog log) =>
        [.. For(log.Causes.Where(cause => cause.GoneOn is null).Select(cause => cause.Trigger)).Where(party => !log.Told.Index().Any(told => told.Item.Party == party && told.Item.Settles && TellsOfAll(told.Index, party, log)))];

    /// <summary>Whoever was told of what happened on Monday does not know of Wednesday.</summary>
    private bool TellsOfAll(int told, Party party, CrisisLog log) =>
        log.Causes.Index().Where(each => each.Item.GoneOn is null && Rows.Contains(new(each.Item.Trigger, party))).All(each => log.TellsOf(told, each.Index));
}
