using CaseManagement.Application.Features.Settings;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Rules;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>Every number and reading of the rules, and what has been changed in them.</summary>
internal sealed class SettingsModel(IMediator mediator, IActor actor, Rights rights, SettingWords words, Texts texts) : AdminPage(mediator, actor, rights)
{
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    /// <summary>Only what is to be confirmed or from memory.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Unsure { get; set; }

    public const int FindMaxLength = 60;

    /// <summary>Only those whose words or key have this in them.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    public SettingWords Words => words;

    /// <summary>By what they rule, in the order of the reference; what is unsure stands first in each.</summary>
    public IEnumerable<IGrouping<string, ClinicalSettingRow>> Groups => Rows.Where(row => (!Unsure || IsUnsure(row)) && (Find is null || IsFound(row, Find.Trim()))).OrderBy(row => !IsUnsure(row)).GroupBy(row => words.GroupOf(row.Key)).OrderBy(group => SettingWords.Order(group.Key));

    public IReadOnlyList<ClinicalSettingRow> Rows { get; private set; } = [];

    public SettingChangePage History { get; private set; } = null!;

    public PageLinks Pages => PageLinks.Of(Url, "/Admin/Settings", After, History.Next, ("unsure", Unsure ? "true" : null), ("find", Find));

    public async Task OnGetAsync()
    {
        Rows = await Ask(new ListClinicalSettings());
        History = await Ask(new ListSettingChanges(After: After));
    }

    public static bool IsUnsure(ClinicalSettingRow row) => row.Certainty is Certainty.Confirm or Certainty.Memory;

    private static bool IsFound(ClinicalSettingRow row, string words) => row.Key.Contains(words, StringComparison.OrdinalIgnoreCase) || RulesModel.Own(row.Text).Contains(words, StringComparison.OrdinalIgnoreCase);

    public string NameOf(string group) => words.NameOf(group, texts);
}

/// <summary>How a setting, its value and its unit are called, in the reader's language.</summary>
internal sealed class SettingWords(RuleSheet sheet)
{
    private static readonly string[] InOrder = ["classes", "visits", "lost", "alerts", "deadlines", "crisis-telling"];

    private readonly Dictionary<string, string> _lists = sheet.Rows.Where(row => row.Group is "deadlines" or "crisis-telling").DistinctBy(row => row.Code).ToDictionary(row => row.Code, row => row.Group);

    /// <summary>What a setting rules: its list, or where that is long, the part of it.</summary>
    public string GroupOf(string key) => _lists.GetValueOrDefault(key) ?? key.Split('.', 2)[0] switch
    {
        "class" => "classes",
        "alert" => "alerts",
        "loss" or "refusal-watch" or "contact-attempt" => "lost",
        _ => "visits",
    };

    public static int Order(string group) => Array.IndexOf(InOrder, group);

    public string NameOf(string group, Texts texts) => group switch
    {
        "classes" => texts["setting.group.classes"],
        "visits" => texts["setting.group.visits"],
        "lost" => texts["setting.group.lost"],
        "alerts" => texts["setting.group.alerts"],
        _ => Say(group),
    };

    public string Say(string code) => RulesModel.Own(sheet.Say(code));

    /// <summary>The value with its unit; a reading by its word.</summary>
    public string Value(string value, string unit) => unit == "at-once" ? Say(unit) : value.All(char.IsAsciiDigit) ? $"{value} {Say(unit)}" : Say(value);
}
