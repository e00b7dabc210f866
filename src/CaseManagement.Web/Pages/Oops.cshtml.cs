using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseManagement.Web.Pages;

/// <summary>What went wrong and what to do now, for whatever page could not be shown.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken] // a refused form arrives here by its own method
internal sealed class OopsModel(Texts texts) : PageModel
{
    /// <summary>As the address has it: what was refused may be a form that cannot be read.</summary>
    public int Status => Convert.ToInt32(RouteData.Values["status"], CultureInfo.InvariantCulture);

    /// <summary>Why a form of a case is closed; null where something else went wrong.</summary>
    public FormClosedException? Closed => HttpContext.Features.Get<FormClosedException>();

    public string Heading => texts.Find($"oops.{Status}") ?? texts["oops.other"];

    public string WhatNow => Closed is { } closed ? Refusals.Sentence(closed.Code) : texts.Find($"oops.{Status}.what-now") ?? texts["oops.other.what-now"];
}
