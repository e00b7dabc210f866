namespace CaseManagement.Domain.Places;

/// <summary>辖区 one administrative division: province, city, district, town or community.</summary>
public sealed class CatchmentArea
{
    public const int NameMaxLength = 100;

    private CatchmentArea() { }

    public CatchmentArea(string code, string name, string? parentCode) => (Code, Name, ParentCode) = (code, name, parentCode);

    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string? ParentCode { get; private set; }
}
