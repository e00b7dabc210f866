using System.Buffers.Binary;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Examinations;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>A patient's yearly examinations: most are made in their year, a few are refused, and some are still owed.</summary>
internal sealed class DemoExaminations(DemoStory story)
{
    // Dice of its own, so that no visit of the story bends an examination and none the other way.
    private readonly Dice _dice = new(BinaryPrimitives.ReadUInt64LittleEndian(story.Case.Id.Value.ToByteArray().AsSpan(8)));

    public void Next()
    {
        if (story.Case.Tasks.FirstOrDefault(task => task is { Kind: CareTaskKind.PhysicalExamination, State: CareTaskState.Open }) is not { } task) return;

        var isForgotten = _dice.Chance(0.15);
        var day = isForgotten ? task.ClosesOn.AddDays(_dice.Between(10, 300)) : task.ClosesOn.AddDays(-_dice.Below(150));
        story.At(story.WorkingDay(day, task.OpensOn), on =>
        {
            story.Case.RecordExamination(_dice.Chance(0.08) ? Refused(on) : Done(on), story.Doctor, story.Standards, on);
            Next();
        });
    }

    private ExaminationEntry Refused(DateOnly on) => story.Person.Patient is { Guardian: { } guardian } && _dice.Chance(0.7)
        ? new(on, ExaminationOutcome.Refused, null, null, "不愿抽血", Signer.Guardian, guardian.Name, guardian.Relation, WithFollowUp: false)
        : new(on, ExaminationOutcome.Refused, null, null, "不愿抽血", Signer.Patient, story.Person.Patient.Name, null, WithFollowUp: false);

    private ExaminationEntry Done(DateOnly on)
    {
        var withoutLaboratory = _dice.Chance(0.1);
        var findings = new ExaminationFindings
        {
            General = "未见明显异常",
            SystolicMmHg = _dice.Between(104, 148),
            DiastolicMmHg = _dice.Between(64, 94),
            WeightKg = _dice.Between(460, 920) / 10m,
            BloodCount = withoutLaboratory ? null : "未见明显异常",
            TransaminaseUnits = withoutLaboratory ? null : _dice.Between(9, 52),
            GlucoseMmol = withoutLaboratory ? null : _dice.Between(42, 78) / 10m,
            Ecg = "窦性心律",
            NotDone = withoutLaboratory ? [ExaminationItem.BloodCount, ExaminationItem.Transaminase, ExaminationItem.Glucose] : [],
        };

        return new(on, ExaminationOutcome.Done, _dice.Chance(0.5) ? ExaminationConsent.Patient : ExaminationConsent.Both, findings, null, null, null, null, WithFollowUp: _dice.Chance(0.6));
    }
}
