using CaseManagement.Domain.Telling;

namespace CaseManagement.Domain.Cases;

public sealed partial class ManagedCase
{
    private readonly List<Tidings> _tidings = [];

    /// <summary>What others are to be told of the change at hand; whoever saves it takes this with it, once.</summary>
    public IReadOnlyList<Tidings> TakeTidings()
    {
        List<Tidings> taken = [.. _tidings];
        _tidings.Clear();

        return taken;
    }

    private void Tell(Tidings tidings)
    {
        if (tidings.Parties.Count > 0) _tidings.Add(tidings);
    }
}
