using System.Globalization;
using System.Resources;

namespace CaseManagement.Web;

/// <summary>Every word that a page or an answer says, in the reader's language: <c>Resources/Texts*.resx</c>.</summary>
/// <remarks>Words of a code are found under its type's name: <c>Stability.Unstable</c>. A test holds both languages complete and without a word that nobody says.</remarks>
internal sealed class Texts(TimeProvider clock)
{
    private static readonly ResourceManager Book = new("CaseManagement.Web.Resources.Texts", typeof(Texts).Assembly);

    private readonly Gaps _gaps = new(clock);

    public string this[string key] => Find(key) ?? key;

    public string this[string key, params object[] arguments] => string.Format(_gaps, this[key], arguments);

    /// <summary>Null where nobody has written the words yet.</summary>
    public string? Find(string key) => Book.GetString(key, CultureInfo.CurrentUICulture);

    /// <summary>So many of something; where the whole sentence says one otherwise than many, there is a key of its own for one.</summary>
    public string Many(string key, int count) => count == 1 ? this[$"{key}.one"] : this[key, count];

    /// <summary>How long ago in whole days; what has come today says so.</summary>
    public string DaysAgo(int days) => days == 0 ? this["emergency.today"] : this["emergency.days-ago", days];

    public string Of<TCode>(TCode code) where TCode : struct, Enum => this[KeyOf(code)];

    /// <summary>Under which words of a code are found.</summary>
    public static string KeyOf<TCode>(TCode code) where TCode : struct, Enum => $"{typeof(TCode).Name}.{code}";

    /// <summary>In a language that is asked for, whoever reads.</summary>
    public static string In(CultureInfo language, string key) => Book.GetString(key, language) ?? key;

    /// <summary>Whether the words come out in Chinese, for text that is kept in both languages elsewhere.</summary>
    public static bool AreChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";
}
