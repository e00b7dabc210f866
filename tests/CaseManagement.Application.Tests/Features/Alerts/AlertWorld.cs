using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features.Alerts;

/// <summary>A patient seen on 2 March and unstable, whose visit is late from 17 March on: team and leader on the 17th, the specialist on the 24th, the office on the 31st.</summary>
internal static class AlertWorld
{
    public static async Task<ManagedCaseId> AnUnstablePatient(this Slice slice, string name = "测试甲")
    {
        var registered = await slice.Send(A.Registration(name));
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId) with { SeenOn = new(2026, 3, 2) });

        return registered.CaseId;
    }

    /// <summary>The night before a day, and then the day itself.</summary>
    public static async Task<SweptOverdue> Night(this Slice slice, int day, int month = 3)
    {
        slice.Clock.Day = new(2026, month, day);
        return (SweptOverdue)await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, slice.Clock.Day, TestContext.Current.CancellationToken);
    }

    /// <summary>The alerts of late visits, the lowest step first.</summary>
    public static Task<List<Alert>> OfVisits(this Slice slice) =>
        slice.Db(db => db.Alerts.AsNoTracking().Where(alert => alert.Kind == CareTaskKind.FollowUp).OrderBy(alert => alert.Step).ThenBy(alert => alert.Id).ToListAsync());

    public static async Task<Alert> OfVisit(this Slice slice, ToldRole tells) => (await slice.OfVisits()).Last(alert => alert.Tells == tells);

    public static Task<List<AlertActKind>> Acts(this Slice slice, Alert alert) =>
        slice.Db(db => db.AlertActs.AsNoTracking().Where(act => act.AlertId == alert.Id).OrderBy(act => act.Id).Select(act => act.Kind).ToListAsync());

    public static async Task<string> Refused<TAnswer>(this Slice slice, MediatR.IRequest<TAnswer> request, StaffMember? by = null) =>
        (await Assert.ThrowsAsync<Domain.RuleBrokenException>(() => slice.Send(request, by))).Code;
}
