using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Domain;
using CaseManagement.Domain.FollowUps;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>A follow-up on paper: the form of 2018, or of 2017, filled in and ready to be signed.</summary>
internal sealed class FollowUpPrintModel(IMediator mediator, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid FollowUpId { get; set; }

    /// <summary>The year of the edition.</summary>
    [BindProperty(SupportsGet = true)]
    public int Edition { get; set; } = (int)FormEdition.Norm2018;

    public FollowUpPrint Print { get; private set; } = null!;

    public async Task OnGetAsync() => Print = await Ask(new GetFollowUpPrint(new(Id), new FollowUpId(FollowUpId), (FormEdition)Edition));

    public static string Say(ReferenceText text) => Texts.AreChinese ? text.Zh : text.En;

    public static string Say(FormHeading heading) => Texts.AreChinese ? heading.Zh : heading.En;

    /// <summary>The number that a code has on paper: <c>2</c> of <c>insight/2</c>.</summary>
    public static int Number(ReferenceText code) => int.Parse(code.Code[(code.Code.IndexOf('/', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    public string Say(PaperDrug drug) => drug switch
    {
        { TimesADay: { } times } => texts["print.drug.times", drug.Name, times, Amount(drug.MgEachTime)],
        { EveryWeeks: { } weeks } => texts["print.drug.weeks", drug.Name, weeks, Amount(drug.MgEachTime)],
        { MorningMg: null, NoonMg: null, EveningMg: null } => drug.Name,
        _ => texts["print.drug.day", drug.Name, Amount(drug.MorningMg), Amount(drug.NoonMg), Amount(drug.EveningMg)],
    };

    private static string Amount(decimal? mg) => mg?.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture) ?? "__";
}
