using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>The emergencies that a patient's visits started: handled on the day, and closed once the patient was seen and is better; those of today are still open.</summary>
internal static class DemoCrises
{
    public static void Follow(DemoStory story, DateOnly on)
    {
        if (on < story.Today && story.Case.Crises.FirstOrDefault(crisis => crisis.State == CrisisState.Open) is { } open) Handle(story, open, on);

        var isBetter = story.Case is { DiedOn: null, Class: not Stability.Unstable };
        foreach (var crisis in story.Case.Crises.Where(crisis => crisis.State == CrisisState.Watched && isBetter && WasVisited(story, crisis)).ToList())
            story.Case.CloseCrisis(crisis.Id, "随访病情平稳，恢复常规随访", story.Doctor, story.Standards, on);
    }

    private static void Handle(DemoStory story, CrisisResponse crisis, DateOnly on)
    {
        var (called, written) = (DemoDay.At(on, 9), DemoDay.At(on, 16));
        foreach (var party in story.Standards.NotTold(crisis))
            story.Case.TellOfCrisis(crisis.Id, new CrisisTold(party, ToldHow.Call, ToldResult.Knows, called, "值班人员", null, story.Doctor), written);

        var form = new CrisisRecordForm { FirstSite = "家中", StartedAt = DemoDay.At(on, 8), EndedAt = DemoDay.At(on, 11), Scene = "情绪激动，家属在场", Reasons = crisis.Log.Triggers, Measures = "劝解安抚，联系精神科医师，家属加强看护", Effect = "情绪平稳" };
        story.Case.RecordCrisis(crisis.Id, new CrisisRecordWritten(form, written, story.Doctor), story.Standards, on);
        story.Case.EndCrisis(crisis.Id, new CrisisEnding(CrisisOutcome.Settled, null, on, on.AddDays(story.Standards.On(on).FollowUp.UnstableDays), story.Doctor), story.Standards, on);
    }

    private static bool WasVisited(DemoStory story, CrisisResponse crisis) =>
        story.Case.Tasks.Any(task => task is { Kind: CareTaskKind.CrisisVisit, State: CareTaskState.Done } && task.CycleOn >= crisis.StartedOn);
}
