using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Telling;
using CaseManagement.Infrastructure.Exchange.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Exchange.Notices;

/// <summary>What the tests of notices share.</summary>
internal static class Outgoing
{
    public static readonly NoticePatience Patience = new(MostAttempts: 3, FirstWait: TimeSpan.FromMinutes(1), LongestWait: TimeSpan.FromHours(1), Timeout: TimeSpan.FromSeconds(5));

    /// <summary>A little town whose notices may go to servers on this machine.</summary>
    public static Task<Slice> TownAsync(SmtpSettings? smtp = null) => Slice.CreateAsync(A.Monday, services =>
        services.AddSingleton(new NoticeSettings(new("https://care.example.cn"), AllowPlainHttp: true, AllowPrivateAddresses: true, Patience, smtp ?? SmtpSettings.None)));

    public static async Task<string> RouteAsync(this Slice slice, Party party, string address, NoticeChannel channel = NoticeChannel.WebHook) =>
        (await slice.Send(new SetNoticeRoute(TestTown.City, party, channel, address), by: slice.Town.Administrator)).Secret ?? "";

    public static async Task<(ManagedCaseId Case, CrisisResponseId Crisis)> EmergencyAsync(this Slice slice)
    {
        var caseId = (await slice.Send(A.Registration())).CaseId;
        return (caseId, (await slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers, Note: "持刀"))).Id);
    }

    public static Task<JobCounts> SendAsync(this Slice slice, CancellationToken ct = default) => slice.Services.GetRequiredService<IJobRunner>().RunAsync("send-notices", null, ct);

    public static Task<Notice> NoticeAsync(this Slice slice, CrisisResponseId crisis, Party party, NoticeChannel channel = NoticeChannel.WebHook, int round = 0)
    {
        var id = Notice.IdOf(crisis.Value, party, channel, round);
        return slice.Db(db => db.Notices.AsNoTracking().SingleAsync(notice => notice.Id == id));
    }

    /// <summary>What would tell who it is or what ails them.</summary>
    public static IReadOnlyList<string> Secrets
    {
        get
        {
            var registration = A.Registration();
            return [registration.Name, registration.Phone!, registration.Address, registration.Guardian!.Name!, registration.Diagnosis.Icd10!, registration.Diagnosis.Disorder.ToString(), "持刀", "精神分裂", "双相"];
        }
    }
}
