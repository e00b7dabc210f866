using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Application.Features.FollowUps;

/// <summary>A follow-up as the paper form of an edition shows it, for printing and signing.</summary>
[Needs(Right.SeeCase)]
public sealed record GetFollowUpPrint(ManagedCaseId CaseId, FollowUpId FollowUpId, FormEdition Edition = FormEdition.Norm2018) : IRecordQuery<FollowUpPrint>;

/// <param name="IsCancelled">It was cancelled or corrected since; the print says so.</param>
/// <param name="Kept">What was entered, for whoever corrects it.</param>
public sealed record FollowUpPrint(ManagedCaseId CaseId, FollowUpId FollowUpId, FormEdition Edition, string Name, bool IsCancelled, IReadOnlyList<PaperField> Fields, FollowUpEntry Kept);

internal sealed class GetFollowUpPrintValidator : AbstractValidator<GetFollowUpPrint>
{
    public GetFollowUpPrintValidator() => RuleFor(x => x.Edition).Known();
}

internal sealed class GetFollowUpPrintHandler(ICaseDb db, Standards standards, FormBook forms) : IRequestHandler<GetFollowUpPrint, FollowUpPrint>
{
    public async Task<FollowUpPrint> Handle(GetFollowUpPrint query, CancellationToken ct)
    {
        var managed = await db.Cases.AsNoTracking().FirstOrDefaultAsync(managed => managed.Id == query.CaseId, ct) ?? throw new NotFoundException("managed-case");
        var visit = managed.FollowUps.FirstOrDefault(followUp => followUp.Id == query.FollowUpId) ?? throw new NotFoundException("follow-up");
        var name = await db.Patients.Where(patient => patient.Id == managed.PatientId).Select(patient => patient.Name).FirstAsync(ct);
        var doctor = await db.Staff.Where(staff => staff.Id == visit.RecordedBy).Select(staff => staff.Name).FirstOrDefaultAsync(ct);
        var others = managed.FollowUps.Where(other => other.IsValid && other.Id != visit.Id).Select(other => other.Facts);
        DateOnly? next = visit.Class is null ? null : visit.NextVisitOn ?? FollowUpPlan.LastDayAfter(visit.Facts, others, standards.On(visit.SeenOn).FollowUp);
        var head = new PaperHead(visit.SeenOn, visit.Outcome, visit.Class, next, doctor ?? "");

        return new FollowUpPrint(managed.Id, visit.Id, query.Edition, name, !visit.IsValid, FollowUpPaper.Of(head, visit.Findings, forms.On(visit.SeenOn), query.Edition),
            new(visit.SeenOn, visit.Outcome, visit.Findings, visit.Class, visit.OverrideReason, visit.NextVisitOn));
    }
}
