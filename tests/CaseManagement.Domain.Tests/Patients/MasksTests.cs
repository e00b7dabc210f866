using CaseManagement.Domain.Patients;

namespace CaseManagement.Domain.Tests.Patients;

public sealed class MasksTests
{
    [Theory]
    [InlineData(IdentityDocument.ResidentIdCard, "11010519491231002X", "1101**********002X")]
    [InlineData(IdentityDocument.Passport, "E12345678", "*******78")]
    [InlineData(IdentityDocument.Passport, "E123", "****")]
    [InlineData(IdentityDocument.ResidentIdCard, "130503670401001", "*************01")]
    [InlineData(null, "E12345678", "*******78")]
    public void Given_a_document_number_When_masked_Then_a_little_of_it_is_left(IdentityDocument? document, string number, string masked) =>
        Assert.Equal(masked, Masks.Document(document, number).ToString());

    [Theory]
    [InlineData("13800000001", "138****0001")]
    [InlineData("0769-22220000", "***********00")]
    [InlineData("2222000", "*****00")]
    [InlineData("110", "***")]
    [InlineData("", "")]
    public void Given_a_phone_When_masked_Then_a_little_of_it_is_left(string phone, string masked) => Assert.Equal(masked, Masks.Phone(phone).ToString());

    [Fact]
    public void Given_an_address_When_masked_Then_nothing_of_it_is_left() => Assert.Equal("***", Masks.Address("东城大道1号").ToString());
}
