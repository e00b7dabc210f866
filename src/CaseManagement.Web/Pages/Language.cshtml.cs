using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseManagement.Web.Pages;

/// <summary>The language in which a browser is spoken to; the browser keeps it.</summary>
[AllowAnonymous]
internal sealed class LanguageModel : PageModel
{
    private static readonly string[] Languages = ["zh-CN", "en"];

    public IActionResult OnGet() => RedirectToPage("/Index");

    public IActionResult OnPost(string? language, string? back)
    {
        if (Languages.Contains(language))
            Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.GetCultureInfo(language!))),
                new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, IsEssential = true });

        return LocalRedirect(Url.IsLocalUrl(back) ? back : "/");
    }
}
