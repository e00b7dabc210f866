namespace CaseManagement.Domain.Staff;

public readonly record struct InstitutionId(Guid Value) : IEntityId<InstitutionId>
{
    public static InstitutionId New() => new(Guid.CreateVersion7());

    public static InstitutionId From(Guid value) => new(value);

    // Lists are paged by key: the database compares the sixteen bytes, and so does this.
    public static bool operator >(InstitutionId left, InstitutionId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(InstitutionId left, InstitutionId right) => right > left;
}

/// <summary>What an institution is to its patients.</summary>
public enum InstitutionKind
{
    /// <summary>社区卫生服务中心 a community health centre or township health centre.</summary>
    CommunityHealthCentre = 1,

    /// <summary>精神专科医院 a specialist hospital.</summary>
    SpecialistHospital = 2,

    /// <summary>精防机构 a prevention office.</summary>
    PreventionOffice = 3,
}

/// <summary>A place that employs staff: a health centre, a specialist hospital, a prevention office.</summary>
public sealed class Institution
{
    private Institution() { }

    public Institution(InstitutionId id, string name, InstitutionKind kind, string areaCode) => (Id, Name, Kind, AreaCode) = (id, name, kind, areaCode);

    public InstitutionId Id { get; private set; }

    public string Name { get; private set; } = "";

    public InstitutionKind Kind { get; private set; }

    public string AreaCode { get; private set; } = "";
}
