using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.CareTasks;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>Where a task is done or looked at: one answer for every list and page on which it stands.</summary>
internal sealed record TaskForm(string Page, CareTaskKind Kind, string? Fragment = null)
{
    private const string OfReferrals = "/Cases/ReferralOwed";

    /// <summary>The form on which the reader does it; null where it is another's to do.</summary>
    public static TaskForm? Of(Rights rights, IActor actor, TaskSeen task) => !TaskDuty.MayDo(rights, actor, task) ? null
        : task.Kind == CareTaskKind.SpecialistQuestion && TaskDuty.IsForSilent(actor, task) ? new("/Cases/Story", task.Kind, "access") // let go there, and another hospital asked
        : Of(task.Kind);

    /// <summary>Where it is looked at, whoever does it.</summary>
    public static TaskForm? Of(CareTaskKind kind) => kind.SettledOn() is { } page ? new(page, kind) : null;

    /// <summary>A case may have several referrals: which one is meant the kind says.</summary>
    public string? Address(IUrlHelper url, Guid caseId) => url.Page(Page, pageHandler: "", new { id = caseId, kind = Page == OfReferrals ? Kind : (CareTaskKind?)null }, protocol: null, host: null, Fragment);
}

/// <summary>A task as each of the lists has it.</summary>
internal static class TasksSeen
{
    public static TaskSeen Seen(this WorklistRow row) => new(row.Kind, row.Reason.Basis, row.IsOfOthers, row.EmergencyUntil is not null);

    public static TaskSeen Seen(this OpenTask task, DateTimeOffset? emergencyUntil) => new(task.Kind, task.Reason.Basis, task.IsOfOthers, emergencyUntil is not null);

    public static TaskSeen Seen(this NextDue next, DateTimeOffset? emergencyUntil) => new(next.Kind, next.Basis, next.IsOfOthers, emergencyUntil is not null);

    /// <summary>Who does it, where that is another than the reader.</summary>
    public static TaskHands? OtherHands(this TaskSeen task) => task.IsOfOthers ? TaskDuty.HandsOf(task.Kind, task.Basis) : null;
}
