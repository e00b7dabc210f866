using CaseManagement.Domain.FollowUps;
using FsCheck;
using FsCheck.Fluent;

namespace CaseManagement.Domain.Tests.FollowUps;

/// <summary>Promise: missing data never lowers a risk.</summary>
public sealed class ClassificationPropertyTests
{
    private static readonly Func<FollowUpFindings, FollowUpFindings>[] TakeAway =
    [
        f => f with { Risk = null },
        f => f with { SymptomState = null },
        f => f with { Insight = null },
        f => f with { AdverseReaction = null },
        f => f with { AdverseReactionSerious = null },
        f => f with { PhysicalIllness = null },
        f => f with { SelfCare = null },
        f => f with { Housework = null },
        f => f with { Work = null },
        f => f with { Learning = null },
        f => f with { Interpersonal = null },
        f => f with { OtherAbnormality = null },
    ];

    /// <summary>Forms that are filled in completely, the calm answers likelier so that every class comes up.</summary>
    private static readonly Gen<FollowUpFindings> Complete =
        from risk in Gen.Elements(0, 0, 0, 0, 0, 1, 2, 3, 4, 5)
        from symptoms in Gen.Elements(SymptomState.Gone, SymptomState.Gone, SymptomState.Gone, SymptomState.Poor, SymptomState.Evident)
        from insight in Gen.Elements(Insight.Complete, Insight.Complete, Insight.Complete, Insight.Incomplete, Insight.Absent)
        from reaction in Gen.Elements((AdverseReaction.None, (bool?)null), (AdverseReaction.None, false), (AdverseReaction.NotApplicable, null), (AdverseReaction.Present, false), (AdverseReaction.Present, true))
        from illness in Gen.Elements(PhysicalIllness.None, PhysicalIllness.Stable, PhysicalIllness.Stable, PhysicalIllness.NotStable, PhysicalIllness.Serious)
        from social in Gen.Elements(FunctionLevel.Good, FunctionLevel.Good, FunctionLevel.Good, FunctionLevel.Good, FunctionLevel.Fair, FunctionLevel.Poor).ArrayOf(5)
        from retired in Gen.Elements(true, false)
        from other in Gen.Elements(false, false, true)
        select new FollowUpFindings
        {
            Risk = new(risk),
            SymptomState = symptoms,
            Insight = insight,
            AdverseReaction = reaction.Item1,
            AdverseReactionSerious = reaction.Item2,
            PhysicalIllness = illness,
            SelfCare = social[0],
            Housework = social[1],
            Work = retired ? FunctionLevel.NotApplicable : social[2],
            Learning = social[3],
            Interpersonal = social[4],
            OtherAbnormality = other,
        };

    private static readonly Gen<ClassificationReadings> AnyReadings =
        from insight in Gen.Elements(Enum.GetValues<AnswerReading>()).ArrayOf(3)
        from social in Gen.Elements(AnswerReading.Poor, AnswerReading.BarsStable)
        from work in Gen.Elements(AnswerReading.Satisfied, AnswerReading.BarsStable)
        select new ClassificationReadings(insight[0], insight[1], insight[2], social, work);

    /// <summary>Stable, basically stable, unstable, the clinician must choose.</summary>
    private static int Caution(FollowUpFindings findings, ClassificationReadings readings) =>
        Classification.Propose(findings, readings).Class is { } proposed ? 3 - (int)proposed : 3;

    [Fact]
    public void Given_any_form_with_any_answers_missing_When_one_more_is_taken_away_Then_the_class_is_never_calmer() =>
        Prop.ForAll(Complete.ToArbitrary(), form => NeverCalmer(form, The.Settings.Classification)).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Given_any_form_When_any_answer_of_it_is_left_out_Then_the_class_is_never_calmer()
    {
        var everyAnswer = typeof(FollowUpFindings).GetProperties().Where(property => property.CanWrite).ToList();
        Assert.True(everyAnswer.Count > 40);

        Prop.ForAll(Complete.ToArbitrary(), form => everyAnswer.All(answer =>
        {
            var left = form with { };
            answer.SetValue(left, null);
            return Caution(left, The.Settings.Classification) >= Caution(form, The.Settings.Classification);
        })).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void Given_many_forms_When_each_answer_is_left_out_Then_those_that_bear_on_the_class_are_those_that_the_nightly_check_takes_away()
    {
        var forms = Complete.Sample(400).ToList();

        var deciding = typeof(FollowUpFindings).GetProperties().Where(property => property.CanWrite && forms.Exists(form =>
        {
            var left = form with { };
            property.SetValue(left, null);
            return Caution(left, The.Settings.Classification) != Caution(form, The.Settings.Classification);
        })).Select(property => property.Name);

        Assert.Equal(MissingAnswer.Deciding.Order(), deciding.Order());
    }

    [Fact]
    public void Given_any_readings_When_an_answer_is_taken_away_Then_the_class_is_never_calmer() =>
        Prop.ForAll(Complete.Zip(AnyReadings).ToArbitrary(), drawn => NeverCalmer(drawn.Item1, drawn.Item2)).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Given_the_forms_drawn_above_When_they_are_classified_Then_every_outcome_comes_up()
    {
        var outcomes = Complete.Sample(400).Select(form => Caution(form, The.Settings.Classification)).ToHashSet();

        Assert.Equal([0, 1, 2, 3], outcomes.Order());
    }

    /// <summary>All subsets of the deciding answers, each compared with every one that has one answer less.</summary>
    private static bool NeverCalmer(FollowUpFindings form, ClassificationReadings readings)
    {
        var subsets = 1 << TakeAway.Length;
        var caution = new int[subsets];
        for (var missing = 0; missing < subsets; missing++)
        {
            var left = form;
            for (var answer = 0; answer < TakeAway.Length; answer++)
            {
                if ((missing >> answer & 1) == 1) left = TakeAway[answer](left);
            }

            caution[missing] = Caution(left, readings);
        }

        return Enumerable.Range(0, subsets).All(missing =>
            Enumerable.Range(0, TakeAway.Length).All(answer => caution[missing | 1 << answer] >= caution[missing]));
    }
}
