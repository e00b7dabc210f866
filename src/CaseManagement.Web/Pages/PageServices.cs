using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.WebEncoders;

namespace CaseManagement.Web.Pages;

internal static class PageServices
{
    /// <summary>The pages; Chinese goes out as it is written, not as four times as many characters of escapes.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services, IHostEnvironment environment)
    {
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddRazorPages(pages =>
        {
            if (!environment.IsDevelopment()) pages.Conventions.AddPageRouteModelConvention("/AllParts", page => page.Selectors.Clear()); // an installation has no such address
        });

        services.AddTransient<FormWords>(); // in the words of the day
        return services.AddSingleton<Admin.SettingWords>().AddSingleton<LabelWords>().AddSingleton<SearchAddress>().AddWhy();
    }
}
