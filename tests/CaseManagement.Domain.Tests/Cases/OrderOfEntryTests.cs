using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using FsCheck;
using FsCheck.Fluent;

namespace CaseManagement.Domain.Tests.Cases;

/// <summary>Paper first, screen later: whatever the order in which the same facts are entered, corrected and cancelled, the same is due at the end, and never twice.</summary>
public sealed class OrderOfEntryTests
{
    private static readonly DateOnly Today = new(2027, 6, 1);

    /// <summary>Something that really happened, and what was written down wrongly about it before it was right.</summary>
    private sealed record Fact(bool IsDose, int Day, Stability Class, VisitMode Mode, bool InHospital, Slip Slip, int WrongDay);

    private enum Slip
    {
        None,

        /// <summary>Entered for a wrong day with a wrong class, then corrected.</summary>
        Corrected,

        /// <summary>Entered a second time for a wrong day, and that cancelled.</summary>
        EnteredTwice,
    }

    private sealed record History(IReadOnlyList<Fact> Facts, int OneOrder, int AnotherOrder);

    private static Gen<Fact> FactGen =>
        from isDose in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from day in Gen.Choose(0, 400)
        from stability in Gen.Elements(Stability.Unstable, Stability.BasicallyStable, Stability.Stable)
        from mode in Gen.Elements(VisitMode.Clinic, VisitMode.Home, VisitMode.Telephone)
        from hospital in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from slip in Gen.Elements(Slip.None, Slip.None, Slip.Corrected, Slip.EnteredTwice)
        from wrongDay in Gen.Choose(0, 400)
        select new Fact(isDose, day, stability, mode, hospital, slip, wrongDay);

    private static Arbitrary<History> Histories =>
        (from facts in FactGen.NonEmptyListOf()
         from one in Gen.Choose(0, int.MaxValue)
         from another in Gen.Choose(0, int.MaxValue)
         select new History([.. facts.Take(14)], one, another)).ToArbitrary();

    [Fact]
    public void Given_the_same_events_When_they_are_entered_in_two_orders_Then_the_same_is_due()
    {
        Prop.ForAll(Histories, history => Assert.Equal(DueAfter(history.Facts, history.OneOrder), DueAfter(history.Facts, history.AnotherOrder)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Given_events_with_slips_When_every_slip_is_mended_Then_the_same_is_due_as_if_there_had_been_none()
    {
        Prop.ForAll(Histories, history => Assert.Equal(DueAfter([.. history.Facts.Select(fact => fact with { Slip = Slip.None })], history.OneOrder), DueAfter(history.Facts, history.AnotherOrder)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static List<string> DueAfter(IReadOnlyList<Fact> facts, int order)
    {
        var random = new Random(order);
        var managed = ACase.Managed();
        var course = managed.StartInjectionCourse(ACase.Prescription(ACase.RegisteredOn), ACase.Pp1m, ACase.Standards, ACase.RegisteredOn);

        // Each fact is a short list of acts that must follow each other; the lists are shuffled into one another.
        var left = facts.Select(fact => new Queue<Action>(Acts(managed, course.Id, fact))).ToList();
        while (left.Count > 0)
        {
            var next = left[random.Next(left.Count)];
            next.Dequeue()();
            if (next.Count == 0) left.Remove(next);

            foreach (var twins in managed.Tasks.Where(task => task.State == CareTaskState.Open).GroupBy(task => task.Kind)) Assert.Single(twins);
        }

        return [.. managed.Tasks.Where(task => task.State != CareTaskState.Withdrawn)
            .OrderBy(task => task.Kind).ThenBy(task => task.CycleOn)
            .Select(task => $"{task.Kind} from {task.CycleOn:O}: {task.OpensOn:O} {task.DueOn:O} {task.ClosesOn:O} {task.Basis} {task.Class} {task.State} {task.SettledOn:O} quiet {(task.State == CareTaskState.Open ? task.QuietUntil : null):O}")];
    }

    private static IEnumerable<Action> Acts(ManagedCase managed, InjectionCourseId course, Fact fact) => fact switch
    {
        { IsDose: true, Slip: Slip.Corrected } => Then(
            () => managed.GiveInjection(course, ACase.Dose(On(fact.WrongDay), 75), ACase.Standards, Today).Id,
            mistaken => managed.CorrectInjection(course, mistaken, ACase.Dose(On(fact.Day)), "录错", ACase.Doctor, ACase.Standards, Today)),
        { IsDose: true, Slip: Slip.EnteredTwice } => Then(
            () => managed.GiveInjection(course, ACase.Dose(On(fact.WrongDay), 75), ACase.Standards, Today).Id,
            mistaken => managed.CancelInjection(course, mistaken, "重复录入", ACase.Doctor, ACase.Standards, Today))
            .Append(() => managed.GiveInjection(course, ACase.Dose(On(fact.Day)), ACase.Standards, Today)),
        { IsDose: true } => [() => managed.GiveInjection(course, ACase.Dose(On(fact.Day)), ACase.Standards, Today)],
        { Slip: Slip.Corrected } => Then(
            () => managed.RecordFollowUp(ACase.Visit(On(fact.WrongDay), Stability.Unstable), ACase.Doctor, ACase.Standards, Today).Id,
            mistaken => managed.CorrectFollowUp(mistaken, Right(fact), "录错", ACase.Doctor, ACase.Standards, Today)),
        { Slip: Slip.EnteredTwice } => Then(
            () => managed.RecordFollowUp(ACase.Visit(On(fact.WrongDay), Stability.Unstable), ACase.Doctor, ACase.Standards, Today).Id,
            mistaken => managed.CancelFollowUp(mistaken, "重复录入", ACase.Doctor, ACase.Standards, Today))
            .Append(() => managed.RecordFollowUp(Right(fact), ACase.Doctor, ACase.Standards, Today)),
        _ => [() => managed.RecordFollowUp(Right(fact), ACase.Doctor, ACase.Standards, Today)],
    };

    private static IEnumerable<Action> Then<TId>(Func<TId> first, Action<TId> second)
    {
        var mistaken = default(TId)!;
        return [() => mistaken = first(), () => second(mistaken)];
    }

    private static FollowUpEntry Right(Fact fact) => ACase.Visit(On(fact.Day), fact.Class, fact.Mode, fact.InHospital ? HospitalStay.InHospital : HospitalStay.None);

    private static DateOnly On(int day) => ACase.RegisteredOn.AddDays(day);
}
