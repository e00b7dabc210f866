namespace CaseManagement.Domain;

/// <summary>Marks a list whose numbers are a form's own codes: each has its wording in <c>db/reference/form-codes.csv</c> and never moves.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class FormCodeAttribute : Attribute;
