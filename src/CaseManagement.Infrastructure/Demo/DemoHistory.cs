using CaseManagement.Domain;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Places;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>Tells a patient's story from registration to today: consent, grid, visits, injections, agreements, perhaps a death.</summary>
internal sealed class DemoHistory(DemoMap map, Standards standards, DateOnly today)
{
    public void Tell(DemoPerson person)
    {
        var story = new DemoStory(person, map, standards, today);
        var (managed, dice) = (person.Case, person.Dice);
        var registeredOn = managed.RegisteredOn;

        var agrees = !dice.Chance(0.035);
        managed.RecordConsent(agrees, story.Sign(registeredOn), story.Doctor, standards, registeredOn);
        if (dice.Chance(0.95)) story.At(registeredOn.AddDays(dice.Between(0, 45)), on => ConfirmGrid(story, on));

        if (agrees) Manage(story, registeredOn);
        else Refuse(story, registeredOn);
        if (dice.Chance(0.012)) story.At(today.AddDays(-dice.Between(0, 14)), new DemoExits(story, map).Move);
        if (dice.Chance(0.02)) story.At(today.AddDays(-dice.Between(0, 18)), new DemoReferrals(story, map).Send);

        if (dice.Chance(0.015)) story.At(registeredOn.AddDays(dice.Below(today.DayNumber - registeredOn.DayNumber + 1)), on => Die(story, on));
        story.Run();
    }

    private void Refuse(DemoStory story, DateOnly on)
    {
        new DemoExits(story, map).AskAgain(on);
        if (story.Dice.Chance(0.25)) story.At(on.AddDays(story.Dice.Between(60, 400)), later => AgreeAfterAll(story, later));
    }

    private void Manage(DemoStory story, DateOnly consentedOn)
    {
        new DemoVisits(story, new DemoExits(story, map)).Begin(consentedOn);
        new DemoAgreements(story).Begin(consentedOn);
        new DemoExaminations(story).Next();
        new DemoPlans(story).Begin(consentedOn);
        if (story.Case.Diagnosis.Disorder == Disorder.Schizophrenia && story.Dice.Chance(0.12)) new DemoInjections(story).Begin(consentedOn);
    }

    private void AgreeAfterAll(DemoStory story, DateOnly on)
    {
        story.Case.RecordConsent(agrees: true, story.Sign(on), story.Doctor, story.Standards, on);
        Manage(story, on);
    }

    private static void ConfirmGrid(DemoStory story, DateOnly on)
    {
        var proposal = GridProposal.For(story.Home.Area.Code, story.Person.Patient.Address, story.Home.Grids);
        var grid = story.Home.Grids.FirstOrDefault(grid => grid.Code == proposal.GridCode);

        story.Case.ConfirmGrid(grid ?? story.Dice.Pick(story.Home.Grids), grid is null ? "grid.chosen" : proposal.Reason, story.Doctor, story.Standards, on);
        if (story.Dice.Chance(0.01)) // moved to another street
            story.At(on.AddDays(story.Dice.Between(90, 500)), later => story.Case.ConfirmGrid(story.Dice.Pick(story.Home.Grids), "grid.chosen", story.Doctor, story.Standards, later));
    }

    /// <summary>The team learns of the death; the agreement and the injections end with it.</summary>
    private static void Die(DemoStory story, DateOnly learntOn)
    {
        var (managed, dice) = (story.Case, story.Dice);
        var lastAlive = managed.Courses.SelectMany(course => course.Injections).Select(injection => injection.GivenOn)
            .Concat(managed.FollowUps.Select(visit => visit.SeenOn))
            .Concat(managed.Examinations.Select(examination => examination.ExaminedOn))
            .Append(managed.RegisteredOn).Max();
        var diedOn = learntOn.AddDays(-dice.Below(10));
        if (diedOn < lastAlive) diedOn = lastAlive;

        var cause = dice.Weighted((70, DeathCause.PhysicalIllness), (12, DeathCause.Suicide), (12, DeathCause.Accident), (6, DeathCause.Other));
        var findings = new FollowUpFindings
        {
            Mode = VisitMode.Telephone,
            Respondents = [Respondent.FamilyOrGuardian],
            DiedOn = diedOn,
            DeathCause = cause,
            FatalIllness = cause == DeathCause.PhysicalIllness ? dice.Weighted((3, FatalIllness.Heart), (3, FatalIllness.Cerebrovascular), (2, FatalIllness.Tumour), (1, FatalIllness.Respiratory)) : null,
        };

        managed.RecordFollowUp(new(learntOn, FollowUpOutcome.Dead, findings, Class: null, OverrideReason: null, NextVisitOn: null), story.Visitor(), story.Standards, learntOn);
        if (managed.AgreementOn(diedOn) is { EndedOn: null } agreement) managed.EndAgreement(agreement.Id, diedOn, AgreementEnd.Died, story.Standards, learntOn);
        if (managed.Courses.FirstOrDefault(course => course.StoppedOn is null) is { } course) managed.StopInjectionCourse(course.Id, learntOn, "患者死亡", story.Psychiatrist(), story.Standards, learntOn);
        story.End();
    }
}
