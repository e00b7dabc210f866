using CaseManagement.Domain.Cases;

namespace CaseManagement.Domain.Tests.Cases;

/// <summary>How a code of ICD-10 is written.</summary>
public sealed class DiagnosisTests
{
    [Theory]
    [InlineData("F20")]
    [InlineData("F20.0")]
    [InlineData("F20.900")]
    [InlineData("F31.2")]
    [InlineData("F06.8")]
    [InlineData("G40.9")]
    [InlineData("F20.900x001")]
    [InlineData("F03.x00")]
    [InlineData("F03.x00x001")]
    [InlineData("F02.8*")]
    [InlineData("G30.9+")]
    [InlineData("F25*")]
    public void Given_a_code_as_hospitals_write_it_When_it_is_judged_Then_it_is_one(string code) => Assert.True(Diagnosis.IsIcd10(code));

    [Theory]
    [InlineData("ZZZ")]
    [InlineData("")]
    [InlineData("F")]
    [InlineData("F2")]
    [InlineData("20.0")]
    [InlineData("F20.")]
    [InlineData("F200")]
    [InlineData("F20.0000")]
    [InlineData("F20.0x")]
    [InlineData("F20.9x001")]
    [InlineData("F20.900x01")]
    [InlineData("F20.900x0011")]
    [InlineData("F20-0")]
    [InlineData("F20+*")]
    [InlineData("+F20")]
    [InlineData(" F20")]
    [InlineData("F20\n")]
    [InlineData("f20.0")] // nothing in this house turns what is typed into what was meant: the sentence shows the form
    [InlineData("Ｆ20.0")]
    [InlineData("F２0.0")]
    [InlineData("F20。0")]
    [InlineData("F20,F31")]
    [InlineData("精神分裂症")]
    public void Given_what_is_no_code_When_it_is_judged_Then_it_is_none(string code) => Assert.False(Diagnosis.IsIcd10(code));
}
