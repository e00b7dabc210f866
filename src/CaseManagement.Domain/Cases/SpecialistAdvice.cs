using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

/// <summary>精神科指导 what a psychiatrist advised on this patient, and when.</summary>
public sealed class SpecialistAdvice
{
    public const int TextMaxLength = 2000;

    private SpecialistAdvice() { }

    internal SpecialistAdvice(Guid id, DateOnly givenOn, string text, StaffId givenBy, DateOnly recordedOn) =>
        (Id, GivenOn, Text, GivenBy, RecordedOn) = (id, givenOn, text, givenBy, recordedOn);

    public Guid Id { get; private set; }

    public DateOnly GivenOn { get; private set; }

    public string Text { get; private set; } = "";

    public StaffId GivenBy { get; private set; }

    public DateOnly RecordedOn { get; private set; }
}
