using CaseManagement.Application.Features.Settings;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Rules;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>Every number and reading of the rules, and what has been changed in them.</summary>
internal sealed class SettingsModel(IMediator mediator, IActor actor, Rights rights, SettingWords words) : AdminPage(mediator, actor, rights)
{
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public SettingWords Words => words;

    public IReadOnlyList<ClinicalSettingRow> Rows { get; private set; } = [];

    public SettingChangePage History { get; private set; } = null!;

    public PageLinks Pages => new(After is null ? null : Address(null), History.Next is { } next ? Address(next) : null);

    public async Task OnGetAsync()
    {
        Rows = await Ask(new ListClinicalSettings());
        History = await Ask(new ListSettingChanges(After: After));
    }

    private string? Address(Guid? after) => Url.Page("/Admin/Settings", pageHandler: "", new { after });
}

/// <summary>How a setting, its value and its unit are called, in the reader's language.</summary>
internal sealed class SettingWords(RuleSheet sheet)
{
    public string Say(string code) => RulesModel.Own(sheet.Say(code));

    /// <summary>The value with its unit; a reading by its word.</summary>
    public string Value(string value, string unit) => unit == "at-once" ? Say(unit) : value.All(char.IsAsciiDigit) ? $"{value} {Say(unit)}" : Say(value);
}
