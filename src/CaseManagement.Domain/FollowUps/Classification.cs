namespace CaseManagement.Domain.FollowUps;

/// <summary>病情分类: the class that the standard proposes for what was found.</summary>
/// <remarks>
/// Order: unstable, then basically stable, then stable. Unstable by any one of danger 3 to 5, evident symptoms, no insight, a serious adverse reaction,
/// a serious physical illness. Basically stable by danger 1 to 2 or poor symptoms, insight or social function, and only when all five unstable
/// questions are answered "no"; stable when every answer says so. Anything else is left to the clinician: a gap in the text is never guessed.
/// Source: 3rd ed. (2017), severe mental disorders, classification; what its words mean in form codes is <see cref="ClassificationReadings"/>.
/// Taking an answer away never leads to a calmer class (stable, basically stable, unstable, no proposal: in the order of calm).
/// </remarks>
public static class Classification
{
    /// <exception cref="RuleBrokenException"><c>follow-up.social.not-applicable</c> or <c>follow-up.adr.contradiction</c></exception>
    public static ClassProposal Propose(FollowUpFindings findings, ClassificationReadings readings)
    {
        FollowUpConsistency.RequireAnswers(findings);

        Answer[] answers = [.. UnstableQuestions(findings, readings), .. OtherQuestions(findings, readings)];
        var confirmations = Confirmations(findings);
        var severe = Met(answers, AnswerReading.Severe);
        if (severe.Count > 0)
        {
            if (IsKeptFromReferral(findings)) confirmations.Add("confirm.unstable-not-referred");
            return new(Stability.Unstable, null, severe, [], confirmations);
        }

        var poor = Met(answers, AnswerReading.Poor);
        var missing = Missing(answers, unstableQuestionsOnly: poor.Count > 0);
        if (poor.Count > 0)
        {
            return missing.Count == 0
                ? new(Stability.BasicallyStable, null, poor, [], confirmations)
                : new(null, Stability.BasicallyStable, poor, missing, confirmations);
        }

        var bars = Met(answers, AnswerReading.BarsStable);
        return missing.Count == 0 && bars.Count == 0
            ? new(Stability.Stable, null, Met(answers, AnswerReading.Satisfied), [], confirmations)
            : new(null, null, bars, missing, confirmations);
    }

    private static Answer[] UnstableQuestions(FollowUpFindings findings, ClassificationReadings readings) =>
    [
        new("risk", true, findings.Risk?.Value switch
        {
            null => null,
            0 => (AnswerReading.Satisfied, "class.stable.danger-0"),
            1 or 2 => (AnswerReading.Poor, "class.basically-stable.danger-1-2"),
            _ => (AnswerReading.Severe, "class.unstable.danger-3-5"),
        }),
        new("symptom-state", true, findings.SymptomState switch
        {
            null => null,
            SymptomState.Gone => (AnswerReading.Satisfied, "class.stable.symptoms-gone"),
            SymptomState.Poor => (AnswerReading.Poor, "class.basically-stable.symptoms-poor"),
            SymptomState.Evident => (AnswerReading.Severe, "class.unstable.symptoms-evident"),
            _ => throw new ArgumentOutOfRangeException(nameof(findings)),
        }),
        new("insight", true, findings.Insight switch
        {
            null => null,
            Insight.Complete => OfInsight(readings.InsightComplete),
            Insight.Incomplete => OfInsight(readings.InsightIncomplete),
            Insight.Absent => OfInsight(readings.InsightAbsent),
            _ => throw new ArgumentOutOfRangeException(nameof(findings)),
        }),
        OfAdverseReaction(findings),
        new("physical-illness", true, findings.PhysicalIllness switch
        {
            null => null,
            PhysicalIllness.None or PhysicalIllness.Stable => (AnswerReading.Satisfied, "class.stable.physical-illness-stable"),
            PhysicalIllness.NotStable => (AnswerReading.BarsStable, "class.bars-stable.physical-illness-not-stable"),
            PhysicalIllness.Serious => (AnswerReading.Severe, "class.unstable.physical-illness-serious"),
            _ => throw new ArgumentOutOfRangeException(nameof(findings)),
        }),
    ];

    private static Answer[] OtherQuestions(FollowUpFindings findings, ClassificationReadings readings) =>
    [
        OfSocialFunction("self-care", findings.SelfCare, readings),
        OfSocialFunction("housework", findings.Housework, readings),
        OfSocialFunction("work", findings.Work, readings),
        OfSocialFunction("learning", findings.Learning, readings),
        OfSocialFunction("interpersonal", findings.Interpersonal, readings),
        new("other-abnormality", false, findings.OtherAbnormality switch
        {
            null => null,
            false => (AnswerReading.Satisfied, "class.stable.no-other-abnormality"),
            true => (AnswerReading.BarsStable, "class.bars-stable.other-abnormality"),
        }),
    ];

    private static (AnswerReading, string) OfInsight(AnswerReading reading) => (reading, reading switch
    {
        AnswerReading.Satisfied => "class.stable.insight-recovered",
        AnswerReading.BarsStable => "class.bars-stable.insight",
        AnswerReading.Poor => "class.basically-stable.insight-poor",
        AnswerReading.Severe => "class.unstable.insight-absent",
        _ => throw new ArgumentOutOfRangeException(nameof(reading)),
    });

    /// <summary>A reaction whose severity nobody judged is a missing answer, named as such.</summary>
    private static Answer OfAdverseReaction(FollowUpFindings findings) => (findings.AdverseReaction, findings.AdverseReactionSerious) switch
    {
        (_, true) => new("adverse-reaction", true, (AnswerReading.Severe, "class.unstable.adverse-reaction-serious")),
        (AdverseReaction.None or AdverseReaction.NotApplicable, _) or (_, false) =>
            new("adverse-reaction", true, (AnswerReading.Satisfied, "class.stable.no-serious-adverse-reaction")),
        (AdverseReaction.Present, null) => new("adverse-reaction-serious", true, null),
        (null, null) => new("adverse-reaction", true, null),
        _ => throw new ArgumentOutOfRangeException(nameof(findings)),
    };

    private static Answer OfSocialFunction(string field, FunctionLevel? level, ClassificationReadings readings) => new(field, false, level switch
    {
        null => null,
        FunctionLevel.Good or FunctionLevel.Fair => (AnswerReading.Satisfied, "class.stable.social-function-fair-or-good"),
        FunctionLevel.Poor => readings.SocialPoor == AnswerReading.Poor
            ? (AnswerReading.Poor, "class.basically-stable.social-function-poor")
            : (AnswerReading.BarsStable, "class.bars-stable.social-function"),
        FunctionLevel.NotApplicable => readings.WorkNotApplicable == AnswerReading.Satisfied
            ? (AnswerReading.Satisfied, "class.stable.social-function-fair-or-good")
            : (AnswerReading.BarsStable, "class.bars-stable.social-function"),
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    });

    private static List<string> Confirmations(FollowUpFindings findings)
    {
        var confirmations = new List<string>();
        var belowSelfHarm = findings.Risk is not { Value: >= 4 }; // level 4 includes self-harm and suicide
        if (belowSelfHarm && findings.DangerousActs?.SuicideAttempt > 0) confirmations.Add("confirm.suicide-attempt");
        if (belowSelfHarm && findings.DangerousActs?.SelfHarm > 0) confirmations.Add("confirm.self-harm");
        if (findings is { SymptomState: SymptomState.Evident, Symptoms: null or { Count: 0 } }) confirmations.Add("confirm.symptoms-evident-none-ticked");
        if (findings is { Adherence: Adherence.NoneOrdered } && (findings.DrugsInUse is { IsEmpty: false } || findings.DrugGuidance is { IsEmpty: false })) confirmations.Add("confirm.drugs-none-ordered");
        if (findings.Mode == VisitMode.Telephone) confirmations.Add("confirm.telephone-only");
        if (findings is { Mode: not null, Respondents: null or { Count: 0 } }) confirmations.Add("confirm.respondent-missing");

        return confirmations;
    }

    /// <summary>Somebody unstable is referred at once; that it was not advised or not done is asked back, unless the patient is in hospital already.</summary>
    private static bool IsKeptFromReferral(FollowUpFindings findings) =>
        findings.Hospital != HospitalStay.InHospital && findings.ReferralDone != ReferralAnswer.Yes && (findings.ReferralAdvised == ReferralAnswer.No || findings.ReferralDone == ReferralAnswer.No);

    private static List<string> Met(Answer[] answers, AnswerReading reading)
    {
        var codes = new List<string>();
        foreach (var answer in answers)
            if (answer.Reading is { } met && met.Reading == reading && !codes.Contains(met.Code)) codes.Add(met.Code);

        return codes;
    }

    private static List<string> Missing(Answer[] answers, bool unstableQuestionsOnly)
    {
        var fields = new List<string>();
        foreach (var answer in answers)
            if (answer.Reading is null && (answer.IsUnstableQuestion || !unstableQuestionsOnly)) fields.Add(answer.Field);

        return fields;
    }

    private readonly record struct Answer(string Field, bool IsUnstableQuestion, (AnswerReading Reading, string Code)? Reading);
}
