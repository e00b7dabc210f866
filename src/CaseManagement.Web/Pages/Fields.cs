using CaseManagement.Domain.Cases;

namespace CaseManagement.Web.Pages;

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
internal sealed record SignatureFields(string Prefix, SignatureInput Input);
