using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Alerts;

/// <summary>One alert of a case: where it stands, what was done about it by whom, and to whom it can be handed over.</summary>
[Needs(Right.SeeCase)]
public sealed record GetAlert(ManagedCaseId CaseId, long AlertId) : IRecordQuery<AlertStory>;

/// <param name="Acts">What was done about it, the first at the top.</param>
/// <param name="Colleagues">Empty for whoever may not hand it over.</param>
public sealed record AlertStory(AlertRow Alert, IReadOnlyList<AlertActRow> Acts, IReadOnlyList<Colleague> Colleagues);

/// <param name="By">Null where the clock did it.</param>
public sealed record AlertActRow(DateTimeOffset At, AlertActKind Kind, string? By, string? To, string? Note)
{
    public AlertReason? Reason { get; init; }

    public AlertHandOver? HandOver { get; init; }

    public AlertResult? Result { get; init; }

    public AlertDismissal? Dismissal { get; init; }
}

public sealed record Colleague(StaffId Id, string Name, StaffRole Role);

internal sealed class GetAlertHandler(ICaseDb db, IActor actor, Rights rights, Standards standards, TimeProvider clock) : IRequestHandler<GetAlert, AlertStory>
{
    public async Task<AlertStory> Handle(GetAlert query, CancellationToken ct)
    {
        var found = db.Alerts.AsNoTracking().Where(alert => alert.Id == query.AlertId && alert.CaseId == query.CaseId);
        var row = (await new AlertRows(db, actor, rights, standards, clock).ReadAsync(found, ct)).SingleOrDefault() ?? throw new NotFoundException("alert");
        var acts = await (
            from act in db.AlertActs.AsNoTracking()
            where act.AlertId == query.AlertId
            from doer in db.Staff.Where(staff => staff.Id == act.By).DefaultIfEmpty()
            from other in db.Staff.Where(staff => staff.Id == act.To).DefaultIfEmpty()
            orderby act.Id
            select new { Act = act, By = doer.Name, To = other.Name }).ToListAsync(ct);
        var colleagues = row.MayHandOver ? await db.ColleaguesAsync(await found.SingleAsync(ct), rights, clock, ct) : [];

        return new(row, [.. acts.Select(act => Row(act.Act, act.By, act.To))], [.. colleagues.Select(staff => new Colleague(staff.Id, staff.Name, staff.Role))]);
    }

    private static AlertActRow Row(AlertAct act, string? by, string? to)
    {
        var row = new AlertActRow(act.At, act.Kind, by, to, act.Note);
        return act.Kind switch
        {
            AlertActKind.Answered => row with { Reason = (AlertReason?)act.Code },
            AlertActKind.HandedOver => row with { HandOver = (AlertHandOver?)act.Code },
            AlertActKind.Resolved => row with { Result = (AlertResult?)act.Code },
            AlertActKind.Dismissed => row with { Dismissal = (AlertDismissal?)act.Code },
            _ => row,
        };
    }
}
