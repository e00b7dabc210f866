using System.Globalization;

namespace CaseManagement.Web;

/// <summary>The two languages of the service, for what is said in both at once.</summary>
internal static class Languages
{
    public static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
}
