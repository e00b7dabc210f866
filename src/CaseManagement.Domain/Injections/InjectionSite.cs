namespace CaseManagement.Domain.Injections;

/// <summary>Where an injection was given. The numbers are stored and never move.</summary>
public enum InjectionSite
{
    /// <summary>左三角肌</summary>
    DeltoidLeft = 1,

    /// <summary>右三角肌</summary>
    DeltoidRight = 2,

    /// <summary>左臀肌</summary>
    GlutealLeft = 3,

    /// <summary>右臀肌</summary>
    GlutealRight = 4,

    /// <summary>左股外侧肌</summary>
    ThighLeft = 5,

    /// <summary>右股外侧肌</summary>
    ThighRight = 6,

    /// <summary>皮下</summary>
    Subcutaneous = 7,
}

/// <summary>Why an injection went elsewhere than the label says for it. The numbers never move.</summary>
/// <remarks>Our own list: no source has one.</remarks>
public enum SiteDeviation
{
    /// <summary>精神科医师指定</summary>
    PsychiatristChose = 1,

    /// <summary>患者要求</summary>
    PatientAsked = 2,

    /// <summary>该部位不能注射</summary>
    SiteUnfit = 3,

    /// <summary>误打</summary>
    ByMistake = 4,
}

/// <summary>The muscles that a label allows, and whether it allows the skin beside them.</summary>
[Flags]
public enum Muscles
{
    /// <summary>The sources name no muscle that could be checked: read the label.</summary>
    None = 0,
    Deltoid = 1,
    Gluteal = 2,
    DeltoidOrGluteal = Deltoid | Gluteal,
    Thigh = 4,
    GlutealOrThigh = Gluteal | Thigh,

    /// <summary>Under the skin as well as into a muscle, of which the sources name none.</summary>
    OrSubcutaneous = 8,
}

/// <summary>Which muscle a site belongs to.</summary>
public static class InjectionSites
{
    public static Muscles Muscle(this InjectionSite site) => site switch
    {
        InjectionSite.DeltoidLeft or InjectionSite.DeltoidRight => Muscles.Deltoid,
        InjectionSite.GlutealLeft or InjectionSite.GlutealRight => Muscles.Gluteal,
        InjectionSite.ThighLeft or InjectionSite.ThighRight => Muscles.Thigh,
        InjectionSite.Subcutaneous => Muscles.OrSubcutaneous,
        _ => Muscles.None,
    };

    /// <summary>Where no muscle is named every one is allowed, since nobody could judge it; under the skin only where the label says so.</summary>
    public static bool Allow(this Muscles allowed, InjectionSite site) => site switch
    {
        _ when !Enum.IsDefined(site) => false,
        InjectionSite.Subcutaneous => allowed.HasFlag(Muscles.OrSubcutaneous),
        _ => !allowed.NamesAMuscle() || (allowed & site.Muscle()) != Muscles.None,
    };

    /// <summary>Whether a day's injections all went where a row of the label allows.</summary>
    internal static bool AllowAll(this Muscles allowed, Muscles into) =>
        ((allowed.NamesAMuscle() ? into : into & Muscles.OrSubcutaneous) & ~allowed) == Muscles.None;

    /// <summary>Whether the sources name a muscle that could be checked; otherwise the label is read.</summary>
    public static bool NamesAMuscle(this Muscles muscles) => (muscles & ~Muscles.OrSubcutaneous) != Muscles.None;
}
