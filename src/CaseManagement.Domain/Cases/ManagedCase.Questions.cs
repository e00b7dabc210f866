using CaseManagement.Domain.Access;
using CaseManagement.Domain.CareTasks;

namespace CaseManagement.Domain.Cases;

/// <summary>A question with which the case was sent to a hospital.</summary>
/// <param name="GrantId">By which the hospital sees the case; the words of the question are kept there.</param>
/// <param name="AnsweredOn">The day of the advice that answered it.</param>
/// <param name="EndedOn">The day on which whoever asked let it go.</param>
public sealed record SpecialistQuestion(CaseGrantId GrantId, DateOnly AskedOn, DateOnly? AnsweredOn = null, DateOnly? EndedOn = null);

/// <summary>What hospitals were asked about a case, in the order of asking.</summary>
public sealed record SpecialistQuestions(IReadOnlyList<SpecialistQuestion> Asked);

public sealed partial class ManagedCase
{
    private const string QuestionDeadline = "specialist-question.working-days";
    private const string QuestionBasis = "specialist-question";

    /// <summary>What hospitals were asked; null where nobody ever asked.</summary>
    public SpecialistQuestions? Questions { get; private set; }

    /// <summary>Every code that a question's task can carry under these deadlines.</summary>
    public static IReadOnlyList<string> QuestionCodes(IReadOnlyDictionary<string, Rules.Deadline> deadlines) => [BasisOfQuestion(deadlines, covered: true), BasisOfQuestion(deadlines, covered: false)];

    /// <summary>The case is sent to a hospital with a question, which the hospital answers by a day.</summary>
    public void AskSpecialist(CaseGrantId grantId, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.OpenToOthers);

        Questions = new([.. Questions?.Asked ?? [], new(grantId, today)]);
        Replan(standards, today);
    }

    /// <summary>An advice answers what was asked.</summary>
    /// <param name="grants">Those whose question it answers.</param>
    public void QuestionsAnswered(IReadOnlyCollection<CaseGrantId> grants, DateOnly on, Standards standards, DateOnly today) =>
        Settle(grants, question => question with { AnsweredOn = on }, standards, today);

    /// <summary>The hospital sees the case no more: nobody waits for its answer.</summary>
    public void QuestionEnded(CaseGrantId grant, Standards standards, DateOnly today) => Settle([grant], question => question with { EndedOn = today }, standards, today);

    /// <summary>What had answered them was recorded by mistake: they wait again, due by their own day.</summary>
    public void QuestionsAskedAgain(IReadOnlyCollection<CaseGrantId> grants, Standards standards, DateOnly today)
    {
        if (Questions is null) return;

        Questions = new([.. Questions.Asked.Select(question => question.EndedOn is null && grants.Contains(question.GrantId) ? question with { AnsweredOn = null } : question)]);
        Replan(standards, today);
    }

    private void Settle(IReadOnlyCollection<CaseGrantId> grants, Func<SpecialistQuestion, SpecialistQuestion> settled, Standards standards, DateOnly today)
    {
        if (Questions is null || !Questions.Asked.Any(IsMeant)) return;

        Questions = new([.. Questions.Asked.Select(question => IsMeant(question) ? settled(question) : question)]);
        Replan(standards, today);

        bool IsMeant(SpecialistQuestion question) => question is { AnsweredOn: null, EndedOn: null } && grants.Contains(question.GrantId);
    }

    /// <summary>The answer to a question, counted from the day on which it was asked.</summary>
    /// <remarks>Unit: working days. No source gives a time: it is this project's, taken from the receipt of a referral, and waits for confirmation.</remarks>
    private IEnumerable<PlannedTask> PlanQuestions(Standards standards)
    {
        var classOn = ClassesSeen();
        foreach (var question in Questions?.Asked.Where(question => question.EndedOn is null || question.AnsweredOn is not null) ?? [])
        {
            var deadlines = standards.On(question.AskedOn).Deadlines;
            var last = deadlines[QuestionDeadline].From(question.AskedOn, standards.Calendar);
            yield return new(
                CareTaskKind.SpecialistQuestion, question.AskedOn, question.AskedOn, last.On, last.On, BasisOfQuestion(deadlines, last.Covered), classOn(question.AnsweredOn?.AddDays(-1) ?? DateOnly.MaxValue),
                question.AnsweredOn is { } answeredOn ? new(answeredOn, question.GrantId.Value) : null);
        }
    }

    private static string BasisOfQuestion(IReadOnlyDictionary<string, Rules.Deadline> deadlines, bool covered) => $"{QuestionBasis}.{deadlines[QuestionDeadline].Amount}-working-days{(covered ? "" : ".uncovered")}";
}
