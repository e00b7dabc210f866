using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Exits;

/// <summary>One attempt as somebody enters it.</summary>
/// <param name="On">The day of the service on which <paramref name="At"/> lies.</param>
/// <param name="AgreedOn">The day agreed for the visit, or on which to call again.</param>
public sealed record AttemptEntry(DateOnly On, DateTimeOffset At, ContactMeans Means, ContactAddress? Used, ContactOutcome Outcome, DateOnly? AgreedOn = null, string? Note = null)
{
    internal void Judge(DateOnly today)
    {
        Rule.Require(On <= today, "attempt.in-future", "An attempt is not recorded ahead of time.");
        Rule.Require(Outcome.HasDay() == AgreedOn is not null, "attempt.day", "A day belongs to an appointment or to a call that was put off, and to nothing else.");
        Rule.Require(AgreedOn is null || AgreedOn > On, "attempt.day-not-after", "The day agreed is after the attempt.");
        Rule.Require(Means is not (ContactMeans.Called or ContactMeans.Visited) || Used is not null, "attempt.address-missing", "It is recorded which number or address was tried.");
        Rule.Require(Means.Fits(Used), "attempt.address-means", "A number is called and an address is visited.");
        Rule.Require(Means.Fits(Outcome), "attempt.outcome-means", "Whoever asks the committee or the police has spoken neither to the patient nor to the family.");
    }
}

/// <summary>联系记录 one attempt to reach a patient, kept beside the task: it settles no visit and can quieten one for a short time.</summary>
public sealed class ContactAttempt : CancellableFact
{
    public const int NoteMaxLength = 200;

    private ContactAttempt() { }

    internal ContactAttempt(Guid id, AttemptEntry entry, StaffId by, DateOnly today)
    {
        (Id, On, At, Means, Used) = (id, entry.On, entry.At, entry.Means, entry.Used);
        (Outcome, AgreedOn, Note) = (entry.Outcome, entry.AgreedOn, entry.Note);
        (MadeBy, RecordedOn) = (by, today);
    }

    public Guid Id { get; private set; }

    public DateOnly On { get; private set; }

    public DateTimeOffset At { get; private set; }

    public ContactMeans Means { get; private set; }

    public ContactAddress? Used { get; private set; }

    public ContactOutcome Outcome { get; private set; }

    public DateOnly? AgreedOn { get; private set; }

    public string? Note { get; private set; }

    public StaffId MadeBy { get; private set; }

    /// <summary>Whether it is what this person entered already.</summary>
    internal bool IsSameAs(AttemptEntry entry, StaffId by) => (At, Means, Used, MadeBy) == (entry.At, entry.Means, entry.Used, by);

    public DateOnly RecordedOn { get; private set; }
}
