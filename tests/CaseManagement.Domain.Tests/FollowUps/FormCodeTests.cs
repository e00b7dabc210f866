using System.Reflection;
using System.Text.RegularExpressions;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Domain.Tests.FollowUps;

public sealed partial class FormCodeTests
{
    [Fact]
    public void Given_every_form_code_list_When_it_is_compared_with_the_reference_Then_each_value_has_its_row_and_each_row_its_value()
    {
        var lists = typeof(FormCodeAttribute).Assembly.GetTypes().Where(type => type.GetCustomAttribute<FormCodeAttribute>() is not null).ToList();
        var levels = Enumerable.Range(RiskLevel.Min, RiskLevel.Max + 1).Select(level => $"risk-level/{level}");

        var values = lists
            .SelectMany(list => Enum.GetValues(list).Cast<object>().Select(value => $"{Kebab(list.Name)}/{Convert.ToInt32(value)}"))
            .Concat(levels).Order();

        Assert.True(lists.Count >= 20);
        Assert.Equal(ReferenceLists.FormCodes(ReferenceCsv.Open).Select(code => code.Code).Distinct().Order(), values);
    }

    private static string Kebab(string name) => Capitals().Replace(name, "-$1").ToLowerInvariant();

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex Capitals();
}
