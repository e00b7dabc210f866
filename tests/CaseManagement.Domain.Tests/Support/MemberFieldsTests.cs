using System.Text.Json;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Domain.Tests.Support;

/// <summary>Which member of a care group sees which field, cell by cell.</summary>
public sealed class MemberFieldsTests
{
    private static readonly MemberFields Fields = MemberFieldsReader.Read();

    public static TheoryData<MemberField, string> Table => new()
    {
        // grid worker, prevention doctor, police, civil affairs, disability, cadre, family, volunteer
        { MemberField.Sex, "11111111" },
        { MemberField.BirthYear, "11101101" },
        { MemberField.Address, "11111111" },
        { MemberField.Guardian, "11111111" },
        { MemberField.NextVisit, "11111111" },
        { MemberField.VisitKind, "01000000" },
        { MemberField.Danger, "11111101" },
        { MemberField.Team, "11111111" },
        { MemberField.Contacts, "11111111" },
        { MemberField.PairMark, "11111111" },
        { MemberField.PairReason, "01100000" },
        { MemberField.SupportLog, "11111101" },
        { MemberField.Signs, "11111111" },
        { MemberField.Decisions, "11111101" },
    };

    [Theory, MemberData(nameof(Table))]
    public void Given_a_field_When_each_kind_of_member_is_asked_Then_the_table_says_who_sees_it(MemberField field, string cells)
    {
        var shown = string.Concat(Enum.GetValues<MemberKind>().Select(kind => Fields.Shows([kind], field) ? '1' : '0'));

        Assert.Equal(cells, shown);
    }

    [Fact]
    public void Given_the_table_When_it_is_counted_Then_every_field_stands_in_it_once() =>
        Assert.Equal(Enum.GetValues<MemberField>().Order(), Table.Select(row => row.Data.Item1).Order());

    [Fact]
    public void Given_somebody_who_serves_as_two_When_a_field_is_asked_for_Then_they_see_what_either_sees_and_whoever_serves_as_none_sees_nothing()
    {
        Assert.True(Fields.Shows([MemberKind.Family, MemberKind.Police], MemberField.PairReason));
        Assert.All(Enum.GetValues<MemberField>(), field => Assert.False(Fields.Shows([], field)));
    }

    [Theory]
    [InlineData("field,grid-worker,prevention-doctor,police,civil-affairs,disability,committee-cadre,family,volunteer,zh,en,source,edition,certainty\nsex,yes,,,,,,,,性别,sex,s,project,design\n", "has no row")]
    [InlineData("field,grid-worker,prevention-doctor,police,civil-affairs,disability,committee-cadre,family,volunteer,zh,en,source,edition,certainty\ndiagnosis,yes,,,,,,,,诊断,diagnosis,s,project,design\n", "no field")]
    [InlineData("field,grid-worker,prevention-doctor,police,civil-affairs,disability,committee-cadre,family,volunteer,zh,en,source,edition,certainty\nsex,maybe,,,,,,,,性别,sex,s,project,design\n", "maybe")]
    public void Given_a_table_that_is_not_as_it_should_be_When_it_is_read_Then_it_is_refused(string text, string trouble) =>
        Assert.Contains(trouble, Assert.Throws<InvalidDataException>(() => MemberFieldsReader.Read(new StringReader(text))).Message, StringComparison.Ordinal);

    [Fact]
    public void Given_the_lists_of_the_reference_When_their_codes_are_read_Then_they_are_those_of_the_Domain()
    {
        Assert.Equal(Enum.GetValues<SupportRole>().Select(Spelt).Order(), Codes("support-roles.csv"));
        Assert.Equal(Enum.GetValues<PairReason>().Select(Spelt).Order(), Codes("pair-reasons.csv"));
    }

    private static IEnumerable<string> Codes(string file) => ReferenceCsv.Read(file, row => row.Text("code")).Order();

    private static string Spelt<T>(T code) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(code.ToString());
}
