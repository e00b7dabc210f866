namespace CaseManagement.Web.Pages.Admin;

/// <summary>What a list of the administration is narrowed to.</summary>
internal sealed record Narrowed(string? Area, bool Closed);
