using System.Text.Json;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using CaseManagement.Web.Api;

namespace CaseManagement.Web.Tests;

public sealed class WireTests
{
    private static readonly JsonSerializerOptions Options = Configured();

    [Fact]
    public void Given_ids_form_codes_and_other_codes_When_written_Then_they_are_GUIDs_numbers_and_words()
    {
        var value = new
        {
            Id = new ManagedCaseId(new Guid("0195a000-0000-7000-8000-000000000001")),
            Class = Stability.BasicallyStable,
            Sex = (Sex?)Sex.Female,
            Kind = CareTaskKind.AgreementRenewal,
            Bands = new Dictionary<DueBand, int> { [DueBand.ThisWeek] = 3 },
        };

        Assert.Equal("""{"id":"0195a000-0000-7000-8000-000000000001","class":2,"sex":2,"kind":"agreement-renewal","bands":{"this-week":3}}""", JsonSerializer.Serialize(value, Options));
    }

    [Theory]
    [InlineData("\"FollowUp\"")]
    [InlineData("\"follow_up\"")]
    [InlineData("1")]
    [InlineData("null")]
    public void Given_a_code_spelt_otherwise_When_read_Then_it_is_refused_with_its_list(string json) =>
        Assert.Equal(typeof(CareTaskKind), Assert.Throws<NoSuchCodeException>(() => JsonSerializer.Deserialize<CareTaskKind>(json, Options)).Codes);

    [Theory]
    [InlineData("\"not-a-guid\"")]
    [InlineData("7")]
    public void Given_an_id_that_is_no_GUID_When_read_Then_it_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ManagedCaseId>(json, Options));

    [Fact]
    public void Given_every_code_of_a_list_When_written_and_read_Then_it_is_the_same() =>
        Assert.All(Enum.GetValues<CareTaskKind>(), kind => Assert.Equal(kind, JsonSerializer.Deserialize<CareTaskKind>(JsonSerializer.Serialize(kind, Options), Options)));

    private static JsonSerializerOptions Configured()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Wire.Configure(options);

        return options;
    }
}
