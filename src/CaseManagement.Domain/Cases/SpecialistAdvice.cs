using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

/// <summary>精神科指导 what a psychiatrist advised on this patient, when, and when the team had seen to it.</summary>
public sealed class SpecialistAdvice
{
    public const int TextMaxLength = 2000;
    public const int DoneNoteMaxLength = 500;

    private SpecialistAdvice() { }

    internal SpecialistAdvice(Guid id, DateOnly givenOn, string text, StaffId givenBy, DateOnly recordedOn) =>
        (Id, GivenOn, Text, GivenBy, RecordedOn, AskedOn) = (id, givenOn, text, givenBy, recordedOn, recordedOn);

    public Guid Id { get; private set; }

    public DateOnly GivenOn { get; private set; }

    public string Text { get; private set; } = "";

    public StaffId GivenBy { get; private set; }

    public DateOnly RecordedOn { get; private set; }

    /// <summary>Since when the team is asked to see to it; null for an advice from before teams were asked.</summary>
    public DateOnly? AskedOn { get; private set; }

    /// <summary>The day on which the team had seen to it; null while it has not.</summary>
    public DateOnly? DoneOn { get; private set; }

    public StaffId? DoneBy { get; private set; }

    public string? DoneNote { get; private set; }

    public bool IsOwed => AskedOn is not null && DoneOn is null;

    internal void Done(DateOnly on, string? note, StaffId by)
    {
        Rule.Require(DoneOn is null, "advice.done-already", "Somebody has seen to this advice already.");
        Rule.Require(on >= GivenOn, "advice.done-before-given", "An advice is not followed before it is given.");

        (DoneOn, DoneBy, DoneNote) = (on, by, note);
    }
}
