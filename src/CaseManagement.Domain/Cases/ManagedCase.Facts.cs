using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

public sealed partial class ManagedCase
{
    /// <summary>Something that settled a duty was recorded by mistake: it stays, cancelled with the reason, and what it had settled is owed again.</summary>
    /// <remarks>What two people have decided by it since, such as a loss, stands: it is ended in its own way.</remarks>
    public void CancelFact(CaseFact fact, Guid id, string reason, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.CancelFact);
        var mistake = new FactCancelled(today, by, reason);
        var cancel = fact switch
        {
            CaseFact.Advice => _advice.Find(advice => advice.Id == id) is { } advice ? () => advice.Cancel(mistake) : null,
            CaseFact.AdviceFollowed => _advice.Find(advice => advice.Id == id) is { } followed ? () => followed.Undo(mistake) : null,
            CaseFact.Attempt => _attempts.Find(attempt => attempt.Id == id) is { } attempt ? () => attempt.Cancel(mistake) : null,
            CaseFact.Told => _told.Find(told => told.Id == id) is { } told ? () => told.Cancel(mistake) : null,
            CaseFact.CrisisTold => _crises.Find(crisis => crisis.PlaceOf(id) is not null) is { } crisis ? () => NotToldAfterAll(crisis, id, mistake, standards) : (Action?)null,
            _ => null,
        };
        Rule.Require(cancel is not null, "fact.unknown", "This case has no such record.");

        cancel();
        Replan(standards, today);
    }

    /// <summary>The handling had ended because everybody knew: where somebody does not, it goes on until they do.</summary>
    private static void NotToldAfterAll(CrisisResponse crisis, Guid id, FactCancelled mistake, Standards standards)
    {
        crisis.CancelTold(crisis.PlaceOf(id)!.Value, mistake);
        if (standards.NotTold(crisis).Count > 0) crisis.GoOn();
    }

    private IEnumerable<SpecialistAdvice> ValidAdvice => _advice.Where(advice => advice.IsValid);

    private IEnumerable<ContactAttempt> ValidAttempts => _attempts.Where(attempt => attempt.IsValid);

    private IEnumerable<PartyTold> ValidTold => _told.Where(told => told.IsValid);
}
