using System.Diagnostics;

namespace CaseManagement.Domain.Telling;

/// <summary>What a notice says: that something has happened, never of whom or of what illness.</summary>
/// <param name="Code">By which a receiver's own system words it.</param>
public sealed record NoticeText(string Code, string Zh, string En)
{
    public static NoticeText Of(NoticeEvent @event) => @event switch
    {
        NoticeEvent.CrisisStarted => new("crisis-started", "辖区内一例在管对象已启动应急处置，请登录系统查看并确认收到。", "An emergency was started for a person under management in your area. Please open the system and acknowledge this notice."),
        NoticeEvent.LossConfirmed => new("loss-confirmed", "辖区内一例在管对象已确认失去联系，请登录系统查看并确认收到。", "A person under management in your area was confirmed as lost to contact. Please open the system and acknowledge this notice."),
        NoticeEvent.DangerousMove => new("dangerous-move", "辖区内一例须重点关注的在管对象将离开辖区，请登录系统查看并确认收到。", "A person under management who needs attention is leaving your area. Please open the system and acknowledge this notice."),
        NoticeEvent.AlertsReached => new("alerts-reached", "今日有预警送达贵单位，请登录系统查看并处理。", "Alerts have reached your department today. Please open the system and answer them."),
        NoticeEvent.NotBack => new("not-back", "一名外出上门的工作人员到约定时间仍未报平安，请立即联系本人，必要时前往查看。", "Somebody who set out on a visit is not back by the time they named. Please call them now, and go there if need be."),
        NoticeEvent.ClueLate => new("clue-late", "辖区内一条线索逾期未办，请登录系统查看并办理。", "Nobody has looked in time into something that was heard in your area. Please open the system and see to it."),
        NoticeEvent.DangerousRefusal => new("dangerous-refusal", "辖区内一例须重点关注的人员不同意接受管理，请登录系统查看并确认收到。", "A person who needs attention has refused to be looked after in your area. Please open the system and acknowledge this notice."),
        _ => throw new UnreachableException(),
    };
}
