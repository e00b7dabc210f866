using CaseManagement.Domain.Patients;

namespace CaseManagement.Domain.Tests.Patients;

public sealed class PhoneNumbersTests
{
    [Theory]
    [InlineData("13900070001", true)]
    [InlineData("0769-22220000", true)]
    [InlineData("(0769) 2222 0000", true)]
    [InlineData("+86 139 0007 0001", true)]
    [InlineData("0769-22220000转8012", true)]
    [InlineData("0769-22220000 ext. 8", true)]
    [InlineData("0769-22220000 #123456", true)]
    [InlineData("110", true)]
    [InlineData("123456789012345", true)] // as many as E.164 has
    [InlineData("1234567890123456", false)]
    [InlineData("11", false)]
    [InlineData("abc", false)]
    [InlineData("没有", false)]
    [InlineData("139+0007", false)]
    [InlineData("13900070001/2", false)]
    [InlineData("0769-22220000转", false)]
    [InlineData("0769-22220000转1234567", false)]
    [InlineData("0769-22220000转王", false)]
    [InlineData("", false)]
    public void Given_what_was_typed_When_it_is_judged_Then_only_what_can_be_dialled_is_a_phone(string typed, bool isPhone) => Assert.Equal(isPhone, PhoneNumbers.IsPhone(typed));
}
