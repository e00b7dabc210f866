using CaseManagement.Domain.Cases;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>One answer to choose from a list of codes.</summary>
internal sealed record Choice(string Name, string Label, IReadOnlyList<(string Code, string Text)> Options, string? Chosen = null)
{
    public bool Required { get; init; } = true;

    /// <param name="which">Of which somebody chooses; all when it is not said.</param>
    public static Choice Of<TCode>(Texts texts, string name, string label, string? chosen = null, Func<TCode, bool>? which = null) where TCode : struct, Enum =>
        new(name, label, [.. Enum.GetValues<TCode>().Where(code => which?.Invoke(code) ?? true).Select(code => (code.ToString(), texts.Of(code)))], chosen);
}

/// <summary>A form that asks for a reason, and for a yes or no where there are two buttons.</summary>
internal sealed record ExitForm(Guid CaseId, long Version, CaseAct Act, string Title, string Yes, string? No = null)
{
    public bool AsksDay { get; init; }

    public Guid? ExitId { get; init; }
}
