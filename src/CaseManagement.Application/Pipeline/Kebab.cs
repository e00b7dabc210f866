using System.Text.Json;

namespace CaseManagement.Application.Pipeline;

/// <summary>How the audit spells a code: <c>danger-to-self</c>.</summary>
internal static class Kebab
{
    public static string Of(Enum code) => JsonNamingPolicy.KebabCaseLower.ConvertName(code.ToString());
}
