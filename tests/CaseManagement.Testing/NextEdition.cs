using CaseManagement.Infrastructure.Reference;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Testing;

/// <summary>A copy of the reference with editions to come on 1 January 2027: of the norm, which shortens an interval, reads and words answers otherwise and tells the office of an unstable patient sooner, and of one label.</summary>
public static class NextEdition
{
    public static readonly DateOnly Eve = new(2026, 12, 31);
    public static readonly DateOnly FirstDay = new(2027, 1, 1);

    private static readonly Dictionary<string, string> Added = new()
    {
        ["editions.csv"] = "norm-2027,下一版,the next edition,,2027-01-01,,test,verified\nlabel-2027,下一版说明书,the next label,,2027-01-01,,test,verified\n",
        ["clinical-settings.csv"] =
            "edition,norm-2027,edition,test,norm-2027,design,版本,edition\nfollow-up.stable.months,2,months,test,norm-2027,verified,间隔,interval\nclass.social.3,bars-stable,reading,test,norm-2027,confirm,读法,reading\n",
        ["due-rules.csv"] = "follow-up.stable.2-months,norm-2027,test,verified,{from}评为稳定，2个月内须再访,2 months after {from} because stable\nfollow-up.unstable.14-days,norm-2027,test,verified,{from}起14天,14 days after {from} as the next edition says\n",
        ["class-criteria.csv"] = "class.stable.danger-0,norm-2027,test,verified,无危险,no danger\n",
        ["form-codes.csv"] = "insight,2,自知力部分恢复,partly recovered,norm-2027,test,verified\ninsight,4,无法评估,cannot be judged,norm-2027,test,verified\n",
        ["form-fields.csv"] = "follow-up,140,insight,,,one,insight,2017+2018,自知力评估,insight as judged,norm-2027,test,verified\n",
        ["form-notes.csv"] = "risk,按新版填写,as the next edition says,norm-2027,test,verified\n",
        ["escalation-ladder.csv"] = "follow-up,unstable,1,1,care-team,urgent,test,norm-2027,verified\nfollow-up,unstable,2,1,team-leader,urgent,test,norm-2027,verified\nfollow-up,unstable,3,3,prevention-office,urgent,test,norm-2027,verified\n",
        ["injection-strengths.csv"] = "pp1m-janssen,125,,,test,label-2027,verified\n",
        ["injection-schedule.csv"] = "pp1m-janssen,pp1m.maintenance.1-month,maintenance,last,1,months,3,7,prescribed,deltoid|gluteal,maintenance,,injection.pp1m.maintenance.1-month,,test,label-2027,verified\n",
    };

    public static TextReader Open(string file) => new StringReader(File.ReadAllText(Path.Combine(Repository.Root, "db", "reference", file)) + Added.GetValueOrDefault(file));

    /// <summary>In the place of the product's own reference.</summary>
    public static void Use(IServiceCollection services)
    {
        services.AddSingleton(StandardsReader.Reference(Open));
        services.AddSingleton(StandardsReader.Rules(Open));
        services.AddSingleton(StandardsReader.Criteria(Open));
        services.AddSingleton(new AllForms(StandardsReader.Forms(Open)));
    }
}
