using CaseManagement.Domain;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>One heading of the form on the page, with its questions in the order of the paper.</summary>
/// <param name="Folded">Shown closed at the end of it: long, and seldom different.</param>
internal sealed record FormPart(string Title, string[] Fields, params string[] Folded)
{
    public IEnumerable<string> All => Fields.Concat(Folded);
}

/// <summary>A page that asks the questions of a national form.</summary>
internal interface IFormPage
{
    FormName Form { get; }

    FormSheet Sheet { get; }

    IReadOnlyCollection<string> Questions { get; }

    IReadOnlyList<OpeningAnswer> OpenedBy(string field);

    /// <summary>What was said of a question before, in words; null where nothing was, or where the answer stands in the form itself.</summary>
    string? LastSaid(FormField field);

    /// <summary>Whether the form is not kept without it.</summary>
    bool IsRequired(string field);

    /// <summary>Whether its answer is waited for, and it carries the star.</summary>
    bool IsNeeded(string field);

    /// <summary>What stands in an empty field, such as a number that is kept and not shown.</summary>
    string? Hint(string field);
}

/// <summary>One question, on the page that asks it.</summary>
internal sealed record Asked(string Field, IFormPage Page)
{
    /// <summary>The questions that stand below this one because its answers open them; one that several questions open stands below the first.</summary>
    public IEnumerable<string> After => Page.Questions.Where(each => Page.OpenedBy(each) is [var first, ..] && first.Field == Field);

    /// <summary>The answers that open one below this question.</summary>
    public IReadOnlySet<string> Opening => After.SelectMany(each => Page.OpenedBy(each)[0].Codes).ToHashSet();

    /// <summary>The answers that open one below another question.</summary>
    public IReadOnlySet<string> OpeningElsewhere => Page.Questions.SelectMany(each => Page.OpenedBy(each).Skip(1)).Where(opening => opening.Field == Field).SelectMany(opening => opening.Codes).ToHashSet();

    /// <summary>Whether more than one question opens this one.</summary>
    public bool IsOpenedElsewhere => Page.OpenedBy(Field).Count > 1;
}
