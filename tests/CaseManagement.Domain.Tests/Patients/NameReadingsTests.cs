using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Domain.Tests.Patients;

public sealed class NameReadingsTests
{
    private static readonly Domain.Patients.NameReadings Readings = NameReadingsReader.Read();

    [Theory]
    [InlineData("王小明", "WXM", "小明")]
    [InlineData(" 王小明 ", "WXM", "小明")]
    [InlineData("曾单解", "ZDJ", "单解")] // a surname's reading in front only
    [InlineData("单小红", "SXH", "小红")]
    [InlineData("解放", "XF", "放")]
    [InlineData("仇英", "QY", "英")]
    [InlineData("区大为", "ODW", "大为")]
    [InlineData("查良", "ZL", "良")]
    [InlineData("尉迟恭", "YCG", "恭")]
    [InlineData("欧阳修文", "OYXW", "修文")]
    [InlineData("欧阳", "OY", null)]
    [InlineData("阿卜杜拉·买买提", "ABDLMMT", "买买提")]
    [InlineData("John Smith", "JS", "Smith")]
    [InlineData("Maria", "M", null)]
    [InlineData("城民123", "CM123", "民123")]
    [InlineData("王𬀩明", "WM", "𬀩明")] // a character that the list does not know
    [InlineData("", "", null)]
    public void Given_a_name_When_it_is_read_Then_it_is_found_by_these(string name, string initials, string? given)
    {
        var read = Readings.Of(name);

        Assert.Equal((initials, given), (read.Initials, read.GivenName));
    }
}
