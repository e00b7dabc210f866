using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CaseManagement.Domain;
using CaseManagement.Web.Api;

namespace CaseManagement.Web.Tests.Access;

/// <summary>Something found nowhere else, put into one field: where, and how it would look in an answer.</summary>
internal sealed record Mark(string Where, Regex Look)
{
    public bool IsIn(string text) => Look.IsMatch(text);
}

/// <summary>Puts a mark into every text, number and day of a request, found by its own properties: a new field is planted from its first day.</summary>
internal sealed class Planter
{
    public const string DocumentNumber = "44190019571123137X";

    private static readonly int[] Numbers = [101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197, 199, 102, 104, 106, 108, 111, 112, 114, 115, 116];

    /// <summary>Days that are in no calendar of the rules, one a field; nothing else in this world happens on them.</summary>
    private static readonly Dictionary<string, string> Days = new()
    {
        ["RegisterPatient.BornOn"] = "1957-11-23",
        ["RegisterPatient.Diagnosis.ConfirmedOn"] = "2011-10-13",
        ["RegisterPatient.Supplementary.FirstOnsetOn"] = "2003-07-29",
        ["RegisterPatient.Supplementary.FirstTreatedOn"] = "2004-08-27",
        ["RegisterPatient.Supplementary.DiagnosedOn"] = "2005-09-26",
        ["RegisterPatient.Supplementary.FilledOn"] = "2025-12-11",
        ["FillInSupplementaryForm.Answers.FirstOnsetOn"] = "2003-06-18",
        ["FillInSupplementaryForm.Answers.FirstTreatedOn"] = "2004-07-16",
        ["FillInSupplementaryForm.Answers.DiagnosedOn"] = "2005-08-14",
        ["FillInSupplementaryForm.Answers.FilledOn"] = "2025-11-19",
        ["RegisterPatient.Consent.Signature.SignedOn"] = "2025-12-13",
        ["RegisterPatient.RegisteredOn"] = "2025-12-14",
        ["FileReportCard.Diagnosis.ConfirmedOn"] = "2011-10-17",
        ["RecordConsent.Signature.SignedOn"] = "2025-12-17",
        ["SignAgreement.Signature.SignedOn"] = "2025-12-18",
        ["RecordFollowUp.Findings.LastDischargedOn"] = "2026-02-03",
        ["CorrectFollowUp.Findings.LastDischargedOn"] = "2026-02-05",
        ["StartInjectionCourse.OralToleratedOn"] = "2026-02-07",
        ["GiveInjection.ExpiresOn"] = "2027-06-11",
        ["CorrectInjection.ExpiresOn"] = "2027-06-13",
        ["ChangePrescription.OralToleratedOn"] = "2026-02-09",
        ["BeginCasePlan.Agreed.SignedOn"] = "2026-01-29",
        ["BeginCasePlan.Plan.Goals.Measures.ByOn"] = "2026-09-21",
        ["ChangeCasePlan.Agreed.SignedOn"] = "2026-01-31",
        ["ChangeCasePlan.Plan.Goals.Measures.ByOn"] = "2026-09-23",
        ["AddPlanMeasure.ByOn"] = "2026-09-29",
        ["GiveInjection.GivenAt"] = "05:13:53",
        ["CorrectInjection.GivenAt"] = "05:16:53",
        ["GiveInjection.ObservedUntil"] = "05:47:53",
        ["CorrectInjection.ObservedUntil"] = "05:49:53",
    };

    /// <summary>What is left as it is: codes of lists, what says again what was planted, amounts and days that the rules decide.</summary>
    public static readonly IReadOnlySet<string> LeftAsItIs = new HashSet<string>
    {
        "RegisterPatient.AreaCode", "ConfirmGrid.GridCode", "StartInjectionCourse.ProductCode", "StartInjectionCourse.MaintenanceDose", "StartInjectionCourse.IntervalDays",
        "ChangePrescription.ChangedOn", "ChangePrescription.MaintenanceDose", "ChangePrescription.IntervalDays",
        "GiveInjection.Dose", "CorrectInjection.Dose", "GiveInjection.ProductCode", "CorrectInjection.ProductCode",
        "FillInSupplementaryForm.Answers.CommitteePhone", // left out: the one of the registration stays
        "AskEmergencyAccess.DocumentNumber", "AskEmergencyAccess.Name", "AskEmergencyAccess.BornOn",
        "SignAgreement.StartsOn", "SignAgreement.EndsOn", "EndAgreement.EndedOn", "RecordFollowUp.SeenOn", "RecordFollowUp.NextVisitOn", "CorrectFollowUp.SeenOn", "CorrectFollowUp.NextVisitOn",
        "RecordFollowUp.Findings.DiedOn", "CorrectFollowUp.Findings.DiedOn", // belongs to another outcome than the rest of the form
        "RecordPhysicalExamination.ExaminedOn", "RecordPhysicalExamination.Findings.SystolicMmHg", "RecordPhysicalExamination.Findings.DiastolicMmHg",
        "RecordPhysicalExamination.Reason", "RecordPhysicalExamination.SignerName", "RecordPhysicalExamination.Relation", // belong to another outcome than the findings
        "CorrectPhysicalExamination.ExaminedOn", "CorrectPhysicalExamination.Findings.SystolicMmHg", "CorrectPhysicalExamination.Findings.DiastolicMmHg",
        "CorrectPhysicalExamination.Reason", "CorrectPhysicalExamination.SignerName", "CorrectPhysicalExamination.Relation",
        "StartInjectionCourse.StartsOn", "StopInjectionCourse.StoppedOn", "GiveInjection.GivenOn", "CorrectInjection.GivenOn", "RecordAdvice.GivenOn", "FollowAdvice.DoneOn", "AssignCareGroup.UntilOn",
        "BeginCasePlan.Plan.Goals.No", "BeginCasePlan.Plan.Goals.Measures.No", "BeginCasePlan.Plan.Goals.Measures.Who", "BeginCasePlan.NextReviewOn",
        "ChangeCasePlan.Plan.Goals.No", "ChangeCasePlan.Plan.Goals.Measures.No", "ChangeCasePlan.Plan.Goals.Measures.Who", "ChangeCasePlan.NextReviewOn",
        "ReviewCasePlan.On", "ReviewCasePlan.NextReviewOn", "ReviewCasePlan.Goals.Goal", "ReviewCasePlan.Goals.Results.Measure", "AddPlanMeasure.Goal", "AddPlanMeasure.Who", "EndCasePlan.On",
        "SendReferral.SentOn", "SendDownReferral.SentOn", "SendDownReferral.DischargedOn",
        "ReceiveReferral.HappenedOn", "RecordHospitalWord.HappenedOn", "DeclineReferral.HappenedOn", "RecordReferralOutcome.HappenedOn", "CancelReferral.HappenedOn", "CorrectReferralStep.HappenedOn",
        "AddSupportContact.Order", "ChangeSupportContact.Order", "LogSupport.On", "SetPairMark.ReviewOn",
        "TakePaperReport.ArrivedOn", "RecordDocument.DocumentNumber", // the registration has one
        "EndCrisis.NextVisitOn", "PlanCrisisVisit.VisitOn", "ReportClue.AreaCode", "EndClue.ToAreaCode", "SendForDiagnosis.SentOn", "SendForDiagnosis.ConfirmedOn",
    };

    private int _texts;
    private int _numbers;

    public List<Mark> Marks { get; } = [];

    /// <summary>The fields of a request in which something could be planted; with those that are left as they are.</summary>
    public static IEnumerable<string> Fields(Type request) => Leaves(request, request.Name).Select(leaf => leaf.Where);

    /// <param name="body">Valid; a field that it lacks is added.</param>
    public JsonNode Plant<TRequest>(JsonNode body)
    {
        Fill((JsonObject)body, typeof(TRequest), typeof(TRequest).Name);
        return body;
    }

    private void Fill(JsonObject body, Type type, string where)
    {
        foreach (var (property, inner, path) in Properties(type, where))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (IsLeaf(inner)) body[name] = LeftAsItIs.Contains(path) ? body[name]?.DeepClone() : Leaf(inner, path);
            else if (ItemOf(inner) is { } item)
            {
                var row = body[name] is JsonArray { Count: > 0 } rows && rows[0] is JsonObject first ? (JsonObject)first.DeepClone() : []; // with the codes that are not planted
                Fill(row, item, path);
                body[name] = new JsonArray(row);
            }
            else
            {
                body[name] ??= new JsonObject();
                if (inner == typeof(Domain.FollowUps.DangerousActs)) body[name]!["none"] = false; // the acts that are counted happened
                Fill((JsonObject)body[name]!, inner, path);
            }
        }
    }

    private JsonNode Leaf(Type type, string where)
    {
        if (type == typeof(int) || type == typeof(decimal))
        {
            var number = Numbers[_numbers++ % Numbers.Length] + (type == typeof(int) ? 0m : (1000 + _numbers) / 10000m);
            Marks.Add(new(where, new Regex($@"(?<![\w.\-:%]){Regex.Escape(number.ToString(CultureInfo.InvariantCulture))}(?![\w.\-:%])")));
            return type == typeof(int) ? (int)number : number;
        }

        if (type != typeof(string)) return Day(type, where);

        var text = where == "RegisterPatient.DocumentNumber" ? DocumentNumber
            : where.EndsWith("Phone", StringComparison.Ordinal) ? $"1390007{++_texts:0000}"
            : where.EndsWith("Icd10", StringComparison.Ordinal) || where.EndsWith("DiagnosisCode", StringComparison.Ordinal) ? $"Y{++_texts % 100:00}.{_texts:000}"
            : $"标记K{++_texts:000}q";
        Marks.Add(new(where, new Regex(Regex.Escape(text))));
        return text;
    }

    private string Day(Type type, string where)
    {
        Assert.True(Days.TryGetValue(where, out var day), $"{where} has no day of its own to be planted.");
        Marks.Add(new(where, new Regex(type == typeof(TimeOnly) ? day![..5] : DateOnly.ParseExact(day!, "yyyy-MM-dd", CultureInfo.InvariantCulture) is var on ? $@"{day}|{on.Year}年{on.Month}月{on.Day}日|(?<!\d){on.Month}月{on.Day}日" : "")));
        return day!;
    }

    private static IEnumerable<(Type Type, string Where)> Leaves(Type type, string where) =>
        Properties(type, where).SelectMany(field => IsLeaf(field.Inner) ? [(field.Inner, field.Path)] : Leaves(ItemOf(field.Inner) ?? field.Inner, field.Path));

    /// <summary>The properties that hold text, numbers or days, or records of them: not codes, ids, answers of yes or no and what the route says.</summary>
    private static IEnumerable<(PropertyInfo Property, Type Inner, string Path)> Properties(Type type, string where) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite && !Wire.FromTheRoute.Contains(property.Name)
        let inner = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
        where IsLeaf(inner) || ItemOf(inner) is { } item && !item.IsEnum || inner is { IsClass: true, Namespace: { } space } && space.StartsWith("CaseManagement.", StringComparison.Ordinal)
        select (property, inner, $"{where}.{property.Name}");

    private static bool IsLeaf(Type type) => type == typeof(string) || type == typeof(int) || type == typeof(decimal) || type == typeof(DateOnly) || type == typeof(TimeOnly) || type == typeof(PartialDate);

    private static Type? ItemOf(Type type) => type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)) && type.IsGenericType ? type.GetGenericArguments()[0] : null;
}
