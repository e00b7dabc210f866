using System.Globalization;
using CaseManagement.Domain.Staff;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseManagement.Web.Pages;

/// <summary>Who acts, and in which language; the browser keeps both.</summary>
/// <remarks>A name without a password: it says who acts, and proves nothing until there is a sign-in.</remarks>
internal sealed class WhoModel : PageModel
{
    public const string CookieName = "actor";

    private static readonly string[] Languages = ["zh-CN", "en"];

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The code under which nobody is known; null when none has been given.</summary>
    public string? Unknown { get; private set; }

    public void OnGet() => Unknown = Back is null ? null : Request.Cookies[CookieName];

    public IActionResult OnPost(string? code)
    {
        if (string.IsNullOrWhiteSpace(code) || code.Trim().Length > StaffMember.CodeMaxLength) return Page();

        Keep(CookieName, code.Trim());
        return GoBack();
    }

    public IActionResult OnPostLanguage(string language)
    {
        if (Languages.Contains(language))
            Keep(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.GetCultureInfo(language))));

        return GoBack();
    }

    private void Keep(string cookie, string value) => Response.Cookies.Append(cookie, value, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = Request.IsHttps,
        IsEssential = true,
    });

    private LocalRedirectResult GoBack() => LocalRedirect(Url.IsLocalUrl(Back) ? Back : "/");
}
