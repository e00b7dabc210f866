using System.Reflection;
using System.Text.Json;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Domain.Tests.FollowUps;

public sealed class FormBookTests
{
    private static readonly FormBook Forms = StandardsReader.Forms();

    private static IEnumerable<string> NamesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.Name != "EqualityContract").Select(property => JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name));

    [Fact]
    public void Given_the_follow_up_form_When_it_is_compared_with_what_is_recorded_Then_each_finding_has_its_field_and_each_field_its_finding()
    {
        var recorded = NamesOf(typeof(FollowUpEntry)).Except(["findings"]).Concat(NamesOf(typeof(FollowUpFindings)));

        var fields = Forms.Of(FormName.FollowUp).Select(field => field.Label.Code).ToList();

        Assert.True(fields.Count > 45);
        Assert.Equal(recorded.Concat(["doctor", "referral"]).Order(), fields.Order());
        Assert.Equal(NamesOf(typeof(FollowUpFindings)).Order(), FollowUpQuestions.All.Order());
    }

    [Fact]
    public void Given_the_supplementary_form_When_it_is_compared_with_what_is_recorded_Then_each_answer_has_its_field()
    {
        var held = Forms.Of(FormName.Supplementary).Select(field => field.Label.Code).Where(field => !field.StartsWith("guardian-", StringComparison.Ordinal) && !field.StartsWith("consent", StringComparison.Ordinal));

        Assert.Equal(NamesOf(typeof(SupplementaryForm)).Except(["earlier"]).Order(), held.Order());
        Assert.Equal(7, Forms.Of(FormName.Supplementary).Count(field => field.Group?.Zh is "监护人" or "知情同意"));
    }

    [Fact]
    public void Given_every_field_When_it_is_read_Then_what_is_chosen_from_has_a_list_and_every_note_has_a_field()
    {
        List<FormField> fields = [.. Forms.Of(FormName.FollowUp), .. Forms.Of(FormName.Supplementary)];

        Assert.All(fields, field => Assert.Equal((field.Label.Code, field.Kind is FieldKind.One or FieldKind.Many or FieldKind.Counts && field.Label.Code != "outcome"), (field.Label.Code, field.List is not null)));
        Assert.All(fields.Where(field => field.List is not null), field => Assert.NotEmpty(Forms.Codes(field.List!)));
        Assert.All(fields.Where(field => field.Label.Edition == "project"), field => Assert.Empty(field.Printed));
        Assert.Equal(20, fields.Select(field => field.Label.Code).Distinct().Count(field => Forms.Note(field) is not null));
        Assert.Equal(Forms.Of(FormName.FollowUp).Count, Forms.Of(FormName.FollowUp).DistinctBy(field => field.Number).Count());
    }

    [Fact]
    public void Given_a_code_When_it_is_looked_up_Then_each_edition_has_its_own_words()
    {
        Assert.Equal("自知力不全", Forms.Code("insight", 2)!.Zh);
        Assert.Equal(("外出务工", "外出打工"), (Forms.Code("loss-reason", 1)!.Zh, Forms.Code("loss-reason", 1, FormEdition.Third2017)!.Zh));
        Assert.Null(Forms.Code("insight", 9));
        Assert.Empty(Forms.Codes("no-such-list"));
    }
}
