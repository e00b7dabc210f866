namespace CaseManagement.Infrastructure.Demo;

/// <summary>Invented names: common surnames and given names, put together by chance.</summary>
internal static class DemoNames
{
    private const string Surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方邹熊孟秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵";
    private const string Male = "伟强磊军勇杰涛明超刚平辉鹏华飞斌波宇浩凯健俊帆雄志建国海峰林松柏荣德福贵泉文武斌祥瑞安康宁成达发财胜利新民庆云生根水木金火土良才";
    private const string Female = "芳娜敏静丽艳娟霞秀英红玉梅兰莲芬燕琴洁婷雪琳颖欣怡佳慧珍凤桂香春月萍玲珠翠彩云巧美清淑惠贞仪雅倩蓉薇菊银好妹娣";

    public static string Surname(Dice dice) => Surnames[dice.Below(Surnames.Length)].ToString();

    public static string Given(Dice dice, bool male)
    {
        var letters = male ? Male : Female;
        var first = letters[dice.Below(letters.Length)].ToString();
        return dice.Chance(0.75) ? first + letters[dice.Below(letters.Length)] : first;
    }

    public static string Full(Dice dice, bool male) => Surname(dice) + Given(dice, male);

    /// <summary>A number that no telephone has: no network of the country begins with 100000.</summary>
    public static string Phone(Dice dice) => $"100000{dice.Below(100_000):00000}";
}
