using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Testing;
using CaseManagement.Web.Pages.Elements;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>Every field of every page is drawn in one way, and says beside itself why it was refused.</summary>
public sealed partial class FieldTests
{
    /// <summary>What stands outside a field by its nature: the box in every head, and lists that are a part within a field.</summary>
    private static readonly string[] Outside = ["_SearchBox.cshtml", "_Roles.cshtml", "_TeamChoice.cshtml"];

    [Fact]
    public void Given_every_page_When_its_source_is_read_Then_no_field_and_no_group_of_answers_is_drawn_by_hand()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Sources.Root, "src/CaseManagement.Web/Pages"), "*.cshtml", SearchOption.AllDirectories).Where(page => !Outside.Contains(Path.GetFileName(page))).ToList();

        Assert.True(pages.Count > 100);
        Assert.Contains(pages, page => Drawn().IsMatch(File.ReadAllText(page)));
        Assert.All(pages, page => Assert.Equal("", ByHand().Match(Drawn().Replace(File.ReadAllText(page), "")).Value));
    }

    [Fact]
    public void Given_every_page_with_a_list_that_goes_on_When_its_source_is_read_Then_the_part_that_a_script_swaps_is_there()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Sources.Root, "src/CaseManagement.Web/Pages"), "*.cshtml", SearchOption.AllDirectories).Select(page => (Name: page, Text: File.ReadAllText(page))).Where(page => page.Text.Contains("\"_Pages\"", StringComparison.Ordinal)).ToList();

        Assert.True(pages.Count > 20);
        Assert.All(pages, page => Assert.All(
            Pagers().Matches(page.Text).Select(pager => pager.Groups[1] is { Success: true, Value: var place } ? place : "rows"),
            place => Assert.True(page.Text.Contains($"id=\"{place}\"", StringComparison.Ordinal), $"{page.Name}: {place}")));
    }

    [Theory]
    [InlineData("SeenOn", "Input.SeenOn")]
    [InlineData("Input.Dose", "Input.Dose")]
    [InlineData("Findings.WeightKg", "Input.WeightKg")]
    [InlineData("Signature.SignedOn", "Input.Consent.Signature.SignedOn")]
    [InlineData("Decisions[1].Text", "Input.Decisions[1].Text")]
    [InlineData("Staff|ToPerson", "Input.ToPerson")]
    [InlineData("Note", "note")]
    [InlineData("override-reason", "f.override-reason")]
    public void Given_how_a_request_names_a_field_When_a_form_names_it_otherwise_Then_it_is_the_same(string refused, string name) => Assert.True(Drawing.IsAbout(refused, name));

    [Theory]
    [InlineData("On", "Input.SeenOn")]
    [InlineData("Name", "Input.SignerName")]
    [InlineData("Decisions[1].Text", "Input.Decisions[0].Text")]
    [InlineData("Telling.Note", "Input.Reason")]
    public void Given_the_name_of_another_field_When_compared_Then_it_is_another(string refused, string name) => Assert.False(Drawing.IsAbout(refused, name));

    [Fact]
    public void Given_the_list_of_refused_fields_When_it_is_read_Then_each_stands_on_a_page_or_in_a_form()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Sources.Root, "src/CaseManagement.Web/Pages"), "*.cshtml", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        var names = pages.SelectMany(page => Names().Matches(page)).Select(name => Regex.Replace(name.Groups[1].Value, @"^.*[).]", "")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var forms = File.ReadAllText(Path.Combine(Sources.Root, "db/reference/form-fields.csv"));
        var refused = Sources.Of("CaseManagement.Web/Pages").Single(source => source.File.EndsWith("RefusedFields.cs", StringComparison.Ordinal)).Text;
        var fields = Arrows().Matches(refused).SelectMany(arrow => arrow.Groups[1].Value.Split('|')).Where(field => field.Length > 0).ToHashSet();

        Assert.True(fields.Count > 50);
        Assert.All(fields, field => Assert.True(names.Contains(Regex.Replace(field, @"\[\d\]", "").Split('.')[^1]) || names.Contains(Regex.Replace(field, @"\[\d\]", "[@place]")) || forms.Contains($",{field},", StringComparison.Ordinal), field));
    }

    [Fact]
    public async Task Given_a_page_of_many_forms_When_one_is_refused_Then_the_sentence_stands_at_its_field_alone_its_fold_is_open_and_the_top_leads_there()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var site = await Site.OpenAsync(slice);
        Dictionary<string, string> mark = new() { ["Input.Reason"] = "Other", ["Input.Note"] = "", ["Input.On"] = "2026-04-01" };

        var before = await site.Get($"/cases/{caseId.Value}/support");
        var refused = await site.Send(before, "Mark", mark, HttpStatusCode.Conflict);

        var ids = Ids().Matches(before).Select(id => id.Groups[1].Value).ToList();
        Assert.Equal(ids.Distinct().Order(), ids.Order());
        Assert.DoesNotContain("aria-invalid", before, StringComparison.Ordinal);
        var form = Regex.Match(refused, "<details[^>]*open[^>]*>(?:(?!</details>)[\\s\\S])*handler=Mark[\\s\\S]*?</form>").Value;
        var control = Regex.Match(form, "<input name=\"Input.Note\"[^>]*>").Value;
        var id = Regex.Match(control, " id=\"([^\"]+)\"").Groups[1].Value;
        Assert.Contains($"aria-describedby=\"{id}-refused\" aria-invalid=\"true\"", control, StringComparison.Ordinal);
        Assert.Contains($"id=\"{id}-refused\"", form, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"#{id}\">", refused, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(refused, "aria-invalid"));
        Assert.Contains("value=\"2026-04-01\"", form, StringComparison.Ordinal); // what was typed stands in it again, and in no other
        Assert.Equal(1, Regex.Count(refused, "value=\"2026-04-01\""));
    }

    [GeneratedRegex("<field\\b.*?</field>", RegexOptions.Singleline)]
    private static partial Regex Drawn();

    [GeneratedRegex("<label\\b[^\\n]*|<(?:input(?! type=\"hidden\")|select|textarea)\\b[^\\n]*|<fieldset class=\"ask[^\\n]*")]
    private static partial Regex ByHand();

    [GeneratedRegex(" name=\"([^\"]+)\"")]
    private static partial Regex Names();

    [GeneratedRegex("\"_Pages\" model=\"(?:[^\\n]*?Place = \"([^\"]+)\")?")]
    private static partial Regex Pagers();

    [GeneratedRegex("=> \"([^\"]+)\"|=> nameof\\(InjectionInput\\.(\\w+)\\)")]
    private static partial Regex Arrows();

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Ids();
}
