namespace CaseManagement.Domain;

/// <summary>A rule of the work that said no: a stable code for machines, a sentence for people.</summary>
/// <remarks>The sentence never names a person, a number that identifies one, a diagnosis or a note: it reaches logs.</remarks>
public class RuleBrokenException(string code, string message, params object[] arguments) : Exception(message)
{
    /// <summary>Kebab-case with dots, never changed once it has been published: <c>agreement.overlaps</c>.</summary>
    public string Code { get; } = code;

    /// <summary>What the sentence says in figures and dates, in the order of its placeholders, for saying it in another language.</summary>
    public IReadOnlyList<object> Arguments { get; } = arguments;
}

/// <summary>The one way in which the Domain refuses.</summary>
public static class Rule
{
    /// <exception cref="RuleBrokenException">The condition does not hold.</exception>
    public static void Require([System.Diagnostics.CodeAnalysis.DoesNotReturnIf(false)] bool holds, string code, string message, params object[] arguments)
    {
        if (!holds) throw new RuleBrokenException(code, message, arguments);
    }

    /// <exception cref="LeavesBehindException">Somebody or something would be left without an owner.</exception>
    public static void RequireNobodyLeft(LeftBehind left, string code, string message)
    {
        if (left.Total > 0) throw new LeavesBehindException(left, code, message);
    }
}
