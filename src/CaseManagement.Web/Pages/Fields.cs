using CaseManagement.Domain.Cases;

namespace CaseManagement.Web.Pages;

/// <summary>One line of a form: its label, what is typed, and why it was refused.</summary>
/// <param name="Name">As the form sends it: <c>Input.Name</c>.</param>
/// <param name="Refused">The sentence that stands beside it; null while nothing is wrong with it.</param>
internal sealed record Field(string Name, string Label, string? Value, string? Refused = null)
{
    public string Type { get; init; } = "text";

    public bool Required { get; init; }

    public int? MaxLength { get; init; }

    /// <summary>The latest day.</summary>
    public string? Max { get; init; }

    public string? InputMode { get; init; }

    public string? Help { get; init; }

    public string Id => Name.Replace('.', '-');
}

/// <summary>One question with a few answers, each a large button; a code that the paper has is shown small.</summary>
internal sealed record Pick(string Name, string Label, IReadOnlyList<(string Code, string Text)> Options, string? Chosen, string? Refused = null)
{
    public bool Required { get; init; }

    public string? Help { get; init; }

    public string Id => Name.Replace('.', '-');
}

/// <summary>Who signed, as a form sends it.</summary>
public sealed class SignatureInput
{
    public Signer? Signer { get; set; }

    public string? SignerName { get; set; }

    public string? Relation { get; set; }

    public DateOnly? SignedOn { get; set; }

    internal Signature Signature => new(Signer ?? default, SignerName ?? "", string.IsNullOrWhiteSpace(Relation) ? null : Relation, SignedOn ?? default);
}

/// <param name="Prefix">How the form names it: <c>Input.Signature</c>.</param>
/// <param name="RefusalAt">The sentence beside a field that was refused, by the field's name.</param>
internal sealed record SignatureFields(string Prefix, SignatureInput Input, Func<string, string?> RefusalAt);
