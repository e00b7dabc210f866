using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

public sealed partial class ManagedCase
{
    private readonly List<PhysicalExamination> _examinations = [];

    public IReadOnlyList<PhysicalExamination> Examinations => _examinations;

    /// <summary>The yearly examination was done, refused or not possible; it may be entered behind later ones.</summary>
    public PhysicalExamination RecordExamination(ExaminationEntry entry, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.RecordExamination, entry.ExaminedOn);
        var sightings = SightingsOnTheDayOfTheLoss();
        var examination = AddExamination(entry, by, today, supersedes: null);
        FindIfSeenSince(sightings, by);
        Replan(standards, today);

        return examination;
    }

    /// <summary>A mistaken record is replaced by a right one; the mistaken one stays, cancelled with the reason.</summary>
    public PhysicalExamination CorrectExamination(PhysicalExaminationId mistaken, ExaminationEntry entry, string reason, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.CorrectExamination, entry.ExaminedOn);
        var old = ExaminationOrThrow(mistaken);
        Rule.Require(old.IsValid, "examination.cancelled", "This examination has already been cancelled.");

        var sightings = SightingsOnTheDayOfTheLoss();
        var examination = AddExamination(entry, by, today, supersedes: mistaken);
        old.Cancel(reason, by, today);
        FindIfSeenSince(sightings, by);
        Replan(standards, today);

        return examination;
    }

    /// <summary>A record that should not be there is cancelled with a reason; what was due before it is due again.</summary>
    public void CancelExamination(PhysicalExaminationId id, string reason, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.CancelExamination);
        ExaminationOrThrow(id).Cancel(reason, by, today);
        Replan(standards, today);
    }

    private IEnumerable<PhysicalExamination> ValidExaminations => _examinations.Where(examination => examination.IsValid);

    private PhysicalExamination AddExamination(ExaminationEntry entry, StaffId by, DateOnly today, PhysicalExaminationId? supersedes)
    {
        Rule.Require(entry.ExaminedOn >= RegisteredOn, "examination.before-registration", "Nobody is examined before being registered.");

        var id = new PhysicalExaminationId(PartId("examination", _examinations.Count, entry.ExaminedOn));
        var examination = PhysicalExamination.Record(id, entry, by, today, supersedes);
        _examinations.Add(examination);

        return examination;
    }

    private IEnumerable<PlannedTask> PlanExaminations(Standards standards) =>
        ExaminationPlan.Derive(ConsentedSince(), ValidExaminations.Select(examination => examination.Fact()), day => standards.On(day).Examination);

    private PhysicalExamination ExaminationOrThrow(PhysicalExaminationId id)
    {
        var examination = _examinations.Find(examination => examination.Id == id);
        Rule.Require(examination is not null, "examination.unknown", "This case has no such examination.");

        return examination;
    }
}
