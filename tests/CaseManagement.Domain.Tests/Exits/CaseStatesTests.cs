using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;
using AReferral = CaseManagement.Domain.Tests.Referrals.AReferral;

namespace CaseManagement.Domain.Tests.Exits;

/// <summary>The table of states and commands, every cell of it, on a case that really stands there.</summary>
public sealed class CaseStatesTests
{
    private static readonly DateOnly Today = AnExit.Today;

    public static TheoryData<CaseState, CaseAct> Cells => [.. from state in Enum.GetValues<CaseState>() from act in Enum.GetValues<CaseAct>() select (state, act)];

    [Theory, MemberData(nameof(Cells))]
    public void Given_a_case_in_a_state_When_a_command_is_given_Then_it_is_taken_or_refused_as_the_table_says(CaseState state, CaseAct act)
    {
        var managed = AnExit.In(state);
        var (course, examination) = Parts(state, managed, act);

        var refused = RefusalOf(() => Do(managed, act, Today, course, examination));

        var expected = CaseStates.Answer(state, act) switch
        {
            CaseStates.UntilTheEnd => state == CaseState.Dead ? "case.closed" : "case.transferred-out",
            var answer => answer,
        };
        Assert.Equal(expected, refused?.StartsWith("case.", StringComparison.Ordinal) == true ? refused : null);
    }

    [Theory]
    [InlineData(CaseState.Dead, CaseAct.RecordFollowUp)]
    [InlineData(CaseState.Dead, CaseAct.RecordExamination)]
    [InlineData(CaseState.TransferredOut, CaseAct.RecordFollowUp)]
    [InlineData(CaseState.TransferredOut, CaseAct.RecordExamination)]
    public void Given_a_closed_case_When_something_from_before_its_end_is_entered_late_Then_it_is_taken(CaseState state, CaseAct act)
    {
        var managed = AnExit.In(state);

        Do(managed, act, new(2026, 6, 9), null, null);

        Assert.Equal(state, managed.State);
        Assert.Empty(managed.OpenKinds());
    }

    [Fact]
    public void Given_the_table_When_it_is_read_Then_every_state_can_be_left_and_every_command_is_allowed_somewhere()
    {
        Assert.All(Enum.GetValues<CaseState>(), state => Assert.Contains(Enum.GetValues<CaseAct>(), act => CaseStates.Answer(state, act) is null));
        Assert.All(Enum.GetValues<CaseAct>(), act => Assert.Contains(Enum.GetValues<CaseState>(), state => CaseStates.Answer(state, act) is null));
        Assert.Equal(8, Enum.GetValues<CaseState>().Length);
    }

    [Theory]
    [InlineData(CaseState.Managed, new[] { CareTaskKind.FollowUp, CareTaskKind.PhysicalExamination })]
    [InlineData(CaseState.InHospital, new[] { CareTaskKind.HospitalCheck, CareTaskKind.PhysicalExamination })]
    [InlineData(CaseState.RegisteredOnly, new[] { CareTaskKind.RefusalWatch })]
    [InlineData(CaseState.Lost, new[] { CareTaskKind.LossSearch })]
    [InlineData(CaseState.Transferring, new[] { CareTaskKind.FollowUp, CareTaskKind.PhysicalExamination, CareTaskKind.TransferAcceptance })]
    [InlineData(CaseState.TransferredOut, new CareTaskKind[0])]
    [InlineData(CaseState.Dead, new CareTaskKind[0])]
    [InlineData(CaseState.Deleted, new CareTaskKind[0])]
    public void Given_a_state_When_its_tasks_are_read_Then_they_are_those_that_it_asks_for(CaseState state, CareTaskKind[] kinds)
    {
        Assert.Equal(kinds, AnExit.In(state).OpenKinds());
    }

    private static string? RefusalOf(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (RuleBrokenException broken)
        {
            return broken.Code;
        }
    }

    /// <summary>What a command needs to be there before it: a course, an examination, an agreement.</summary>
    private static (InjectionCourse? Course, PhysicalExamination? Examination) Parts(CaseState state, ManagedCase managed, CaseAct act)
    {
        if (state is CaseState.Managed or CaseState.InHospital or CaseState.RegisteredOnly or CaseState.Transferring && act is CaseAct.GiveInjection or CaseAct.CorrectInjection or CaseAct.CancelInjection or CaseAct.ChangePrescription or CaseAct.StopCourse)
            return (managed.StartInjectionCourse(ACase.Prescription(new(2026, 3, 10)), ACase.Pp1m, ACase.Standards, Today), null);

        return default;
    }

    private static DateTimeOffset Now(DateOnly on) => new(on, new(10, 0), TimeSpan.FromHours(8));

    private static void Do(ManagedCase managed, CaseAct act, DateOnly on, InjectionCourse? course, PhysicalExamination? examination)
    {
        var (by, standards) = (ACase.Doctor, ACase.Standards);
        var exam = new ExaminationEntry(on, ExaminationOutcome.NotPossible, null, null, "家属不在", null, null, null, false);
        switch (act)
        {
            case CaseAct.RecordConsent: managed.RecordConsent(true, ACase.Signed(on), by, standards, Today); break;
            case CaseAct.SignAgreement: managed.SignAgreement(ACase.Team, ACase.Signed(on), on, on.AddYears(1).AddDays(-1), by, standards, Today); break;
            case CaseAct.EndAgreement: managed.EndAgreement(new(Guid.NewGuid()), on, AgreementEnd.Other, standards, Today); break;
            case CaseAct.ConfirmGrid: managed.ConfirmGrid(new Grid("441900003001-01", "一网格", [], ACase.Team, null, null), "grid.chosen", by, standards, Today); break;
            case CaseAct.RecordFollowUp: managed.RecordFollowUp(ACase.Visit(on), by, standards, Today); break;
            case CaseAct.CorrectFollowUp: managed.CorrectFollowUp(managed.FollowUps.FirstOrDefault()?.Id ?? managed.RecordFollowUp(ACase.Visit(on), by, standards, Today).Id, ACase.Visit(on), "录错", by, standards, Today); break;
            case CaseAct.CancelFollowUp: managed.CancelFollowUp(managed.FollowUps.FirstOrDefault()?.Id ?? new(Guid.NewGuid()), "录错", by, standards, Today); break;
            case CaseAct.RecordAdvice: managed.RecordAdvice(on, "复诊", ACase.Psychiatrist, standards, Today); break;
            case CaseAct.StartCourse: managed.StartInjectionCourse(ACase.Prescription(on), ACase.Pp1m, standards, Today); break;
            case CaseAct.GiveInjection: managed.GiveInjection(course?.Id ?? new(Guid.NewGuid()), ACase.Dose(on), standards, Today); break;
            case CaseAct.CorrectInjection: managed.CorrectInjection(course?.Id ?? new(Guid.NewGuid()), new(Guid.NewGuid()), ACase.Dose(on), "录错", by, standards, Today); break;
            case CaseAct.CancelInjection: managed.CancelInjection(course?.Id ?? new(Guid.NewGuid()), new(Guid.NewGuid()), "录错", by, standards, Today); break;
            case CaseAct.ChangePrescription: managed.ChangePrescription(course?.Id ?? new(Guid.NewGuid()), new(on, 75, RenalBand.Normal, by), standards, Today); break;
            case CaseAct.FillInSupplementary: managed.FillInSupplementary(managed.Supplementary, "补填", by, Today); break;
            case CaseAct.StopCourse: managed.StopInjectionCourse(course?.Id ?? new(Guid.NewGuid()), on, "换药", by, standards, Today); break;
            case CaseAct.RecordExamination: managed.RecordExamination(exam, by, standards, Today); break;
            case CaseAct.CorrectExamination: managed.CorrectExamination(examination?.Id ?? new(Guid.NewGuid()), exam, "录错", by, standards, Today); break;
            case CaseAct.CancelExamination: managed.CancelExamination(examination?.Id ?? new(Guid.NewGuid()), "录错", by, standards, Today); break;
            case CaseAct.RecordAttempt: managed.RecordAttempt(AnExit.Attempt(on), by, standards, Today); break;
            case CaseAct.ProposeLoss: managed.ProposeLoss(LossCriterion.Missing, null, by, standards, Today); break;
            case CaseAct.DecideLoss: managed.DecideLoss(true, null, AnExit.Leader, standards, Today); break;
            case CaseAct.RecordFound: managed.RecordFound(on, "在家中找到", by, standards, Today); break;
            case CaseAct.RecordTold: managed.RecordTold(new(ToldAbout.Refusal, null, Party.HigherOffice, ToldHow.Call, on, new(on, default, default)), by, standards, Today); break;
            case CaseAct.OfferTransfer: managed.OfferTransfer(AnExit.ToOtherTown, null, by, standards, Today); break;
            case CaseAct.DecideTransfer: managed.DecideTransfer(true, null, AnExit.Receiver, standards, Today); break;
            case CaseAct.WithdrawTransfer: managed.WithdrawTransfer("不搬了", by, standards, Today); break;
            case CaseAct.RecordDeath: managed.RecordDeath(new(on, on, DeathCause.Accident, null), null, by, standards, Today); break;
            case CaseAct.CancelDeath: managed.CancelDeath(managed.Exits.LastOrDefault()?.Id ?? default, "误报", by, standards, Today); break;
            case CaseAct.CloseCase: managed.Close(DeletionReason.WrongEntry, null, null, by, standards, Today); break;
            case CaseAct.ReopenCase: managed.Reopen("录错", by, standards, Today); break;
            case CaseAct.SendReferral: managed.SendReferral(AReferral.Hospital, AReferral.Entry(on), AReferral.Doctor, standards, Today); break;
            case CaseAct.SendDownReferral: managed.SendDownReferral(AReferral.DischargeForm(on, on, wasInpatient: true), AReferral.Psychiatrist, standards, Today); break;
            case CaseAct.AnswerReferral: managed.AnswerReferral(new(Guid.NewGuid()), Domain.Referrals.ReferralMove.Receive, new(on), AReferral.Psychiatrist, standards, Today); break;
            case CaseAct.CorrectReferralStep: managed.CorrectReferralStep(new(Guid.NewGuid()), Guid.NewGuid(), new(on), "录错", AReferral.Psychiatrist, standards, Today); break;
            case CaseAct.StartCrisis: managed.StartCrisis(new(Domain.Crises.CrisisTrigger.Relapse, Domain.Crises.CrisisSource.ByHand, Now(on), by), Now(on), standards, Today); break;
            case CaseAct.TellOfCrisis: managed.TellOfCrisis(new(Guid.NewGuid()), new(Domain.Telling.Party.Police, Domain.Telling.ToldHow.Call, Domain.Crises.ToldResult.Knows, Now(on), null, null, by), Now(on)); break;
            case CaseAct.RecordCrisis: managed.RecordCrisis(new(Guid.NewGuid()), new(new(), Now(on), by), standards, Today); break;
            case CaseAct.EndCrisis: managed.EndCrisis(new(Guid.NewGuid()), new(Enum.GetValues<Domain.Crises.CrisisOutcome>()[0], null, on, null, by), standards, Today); break;
            case CaseAct.PlanCrisisVisit: managed.PlanCrisisVisit(new(Guid.NewGuid()), new(on, by, on), standards, Today); break;
            case CaseAct.CloseCrisis: managed.CloseCrisis(new(Guid.NewGuid()), "平稳", by, standards, Today); break;
            case CaseAct.BeginPlan: managed.BeginPlan(CasePlans.APlan.Content(on), ACase.Signed(on), null, by, standards, Today); break;
            case CaseAct.ChangePlan: managed.ChangePlan(new(Guid.NewGuid()), CasePlans.APlan.Content(on), ACase.Signed(on), null, "调整", by, standards, Today); break;
            case CaseAct.AddPlanMeasure: managed.AddPlanMeasure(new(Guid.NewGuid()), 1, new("查血", 1, on), "加量", ACase.Psychiatrist, standards, Today); break;
            case CaseAct.ReviewPlan: managed.ReviewPlan(new(Guid.NewGuid()), new(on, []), by, standards, Today); break;
            case CaseAct.CancelPlanReview: managed.CancelPlanReview(new(Guid.NewGuid()), Guid.NewGuid(), "录错", by, standards, Today); break;
            case CaseAct.EndPlan: managed.EndPlan(new(Guid.NewGuid()), on, Domain.CasePlans.CasePlanEnd.GoalsReached, null, by, standards, Today); break;
            case CaseAct.FollowAdvice: managed.FollowAdvice(managed.Advice.FirstOrDefault()?.Id ?? default, on, null, by, standards, Today); break;
            case CaseAct.RecordGuidance: managed.RecordGuidance(new(on, Now(on), GuidanceMeans.Phone, ACase.Psychiatrist, by, "核对用药"), by, Today); break;
            case CaseAct.OpenToOthers: managed.RequireOpenToOthers(); break;
            case CaseAct.CancelFact: managed.CancelFact(CaseFact.Advice, managed.Advice.FirstOrDefault()?.Id ?? Guid.Empty, "录错", by, standards, Today); break;
            case CaseAct.TakeBackSign: managed.TakeBackSign(by, "点错", Now(on), 15, standards, Today); break;
            case CaseAct.FileReport: managed.FileReport(new() { Kind = Domain.Cards.ReportKind.Registration, Department = Domain.Cards.ReportDepartment.Outpatient }, null, null, by, standards, Today); break;
            case CaseAct.CancelReport: managed.CancelReport("误报", by, standards, Today); break;
            default: throw new ArgumentOutOfRangeException(nameof(act));
        }
    }
}
