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
}

/// <summary>The muscles that a label allows.</summary>
[Flags]
public enum Muscles
{
    None = 0,
    Deltoid = 1,
    Gluteal = 2,
    DeltoidOrGluteal = Deltoid | Gluteal,
}

/// <summary>Which muscle a site belongs to.</summary>
public static class InjectionSites
{
    public static Muscles Muscle(this InjectionSite site) => site switch
    {
        InjectionSite.DeltoidLeft or InjectionSite.DeltoidRight => Muscles.Deltoid,
        InjectionSite.GlutealLeft or InjectionSite.GlutealRight => Muscles.Gluteal,
        _ => Muscles.None,
    };

    public static bool Allow(this Muscles allowed, InjectionSite site) => (allowed & site.Muscle()) != Muscles.None;
}
