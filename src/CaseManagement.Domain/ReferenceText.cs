namespace CaseManagement.Domain;

/// <summary>The wording of a stable code in both languages, and how sure its source is.</summary>
/// <remarks>Clauses of due rules carry the placeholder <c>{from}</c>: the day from which the task counts; a first injection, which counts from nothing, carries <c>{due}</c>: its planned day.</remarks>
public sealed record ReferenceText(string Code, string Zh, string En, string Edition, string Source, string Certainty);
