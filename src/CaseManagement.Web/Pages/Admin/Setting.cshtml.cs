using CaseManagement.Application.Features.Settings;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>One setting: what holds, another value from a day on, and what has been changed.</summary>
internal sealed class SettingModel(IMediator mediator, IActor actor, Rights rights, SettingWords words, Days days) : AdminPage(mediator, actor, rights)
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    [BindProperty]
    public SettingInput Input { get; set; } = new();

    public SettingWords Words => words;

    public ClinicalSettingRow Row { get; private set; } = null!;

    public SettingChangePage History { get; private set; } = null!;

    /// <summary>A change holds from tomorrow at the earliest.</summary>
    public DateOnly Earliest => days.Today.AddDays(1);

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostChangeAsync()
    {
        if (await Change(new ChangeClinicalSetting(Key, Input.Value ?? "", Input.HoldsFrom ?? default, Input.Reason ?? "", Input.Version ?? 0))) return RedirectToPage("/Admin/Settings", pageHandler: "");

        await Load();
        return Page();
    }

    private async Task Load()
    {
        Row = (await Ask(new ListClinicalSettings())).FirstOrDefault(row => row.Key == Key) ?? throw new NotFoundException("clinical-setting");
        History = await Ask(new ListSettingChanges(Key));
    }
}

/// <summary>Another value of a setting, as a form sends it.</summary>
public sealed class SettingInput
{
    public string? Value { get; set; }

    public DateOnly? HoldsFrom { get; set; }

    public string? Reason { get; set; }

    public long? Version { get; set; }
}
