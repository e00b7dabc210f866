using CaseManagement.Domain.Places;

namespace CaseManagement.Infrastructure.Exchange;

/// <summary>One line of a file of divisions, judged by itself; a refused one keeps its number, the reason, and its code where that is one.</summary>
internal readonly record struct AreaLine(int Number, string? Code, string? Name, string? ParentCode, string? Refusal)
{
    public int? Depth => Code is null ? null : AreaCode.Prefix(Code).Length;

    public static AreaLine Broken(int number) => new(number, null, null, null, "area.line-broken");

    public static AreaLine Of(int number, string code, string name, string parentCode)
    {
        var refusal = RefusalOf(code, name, parentCode);
        return refusal is null
            ? new(number, code, name, parentCode.Length == 0 ? null : parentCode, null)
            : new(number, AreaCode.IsDivision(code) ? code : null, null, null, refusal);
    }

    private static string? RefusalOf(string code, string name, string parentCode)
    {
        if (!AreaCode.IsDivision(code)) return "area.code";
        if (string.IsNullOrWhiteSpace(name)) return "area.name-missing";
        if (name.Length > CatchmentArea.NameMaxLength) return "area.name-too-long";
        if (parentCode.Length == 0) return AreaCode.IsTop(code) ? null : "area.parent-missing"; // a town at the top of the tree would be nobody's

        return AreaCode.IsAbove(parentCode, code) ? null : "area.not-under-parent";
    }
}
