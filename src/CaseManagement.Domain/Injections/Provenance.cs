namespace CaseManagement.Domain.Injections;

/// <summary>Where a row of the formulary was read, in which edition, and how sure we are of it.</summary>
public sealed record Provenance(string Source, string Edition, Certainty Certainty);

/// <summary>How sure a row is, in the words of <c>db/reference/README.md</c>.</summary>
public enum Certainty
{
    Verified = 1,
    Memory = 2,
    Design = 3,
    Confirm = 4,
}
