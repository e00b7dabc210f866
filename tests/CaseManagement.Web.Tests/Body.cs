using System.Text.Json.Nodes;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests;

/// <summary>Valid bodies as another system would send them, to vary.</summary>
internal static class Body
{
    public const string ValidIdNumber = "441900198005200019";

    public static JsonNode Registration() => JsonNode.Parse($$"""
        {
          "name": "测试甲", "sex": 1, "bornOn": "1980-05-20", "document": 1, "documentNumber": "{{ValidIdNumber}}",
          "areaCode": "{{TestTown.Community}}", "address": "东城大道1号", "phone": "10000000001",
          "guardian": { "name": "测试母", "relation": "母亲", "phone": "10000000002" },
          "diagnosis": { "disorder": 1, "icd10": "F20", "hospital": "精神卫生中心", "confirmedOn": "2020-01-15" },
          "supplementary": {},
          "consent": { "agrees": true, "signature": { "signer": "guardian", "signerName": "测试母", "relation": "母亲", "signedOn": "2026-01-05" } },
          "registeredOn": "2026-01-05"
        }
        """)!;

    public static JsonNode Agreement(Guid team) => JsonNode.Parse($$"""
        {
          "careTeamId": "{{team}}", "startsOn": "2026-01-05", "endsOn": "2027-01-04",
          "signature": { "signer": "guardian", "signerName": "测试母", "relation": "母亲", "signedOn": "2026-01-05" }
        }
        """)!;

    /// <summary>Danger level 3: unstable.</summary>
    public static JsonNode FollowUp() => JsonNode.Parse("""
        {
          "seenOn": "2026-03-02", "outcome": "seen", "class": 1,
          "findings": {
            "mode": 2, "respondents": [1], "risk": 3, "symptoms": [], "symptomState": 1, "insight": 1, "sleep": 1, "diet": 1,
            "selfCare": 1, "housework": 1, "work": 1, "learning": 1, "interpersonal": 1,
            "dangerousActs": { "none": true }, "hospital": 0, "physicalIllness": 1, "otherAbnormality": false, "adherence": 1, "adverseReaction": 1
          }
        }
        """)!;

    public static JsonNode Examination() => JsonNode.Parse("""
        {
          "examinedOn": "2026-03-02", "outcome": "done", "consentBy": "guardian",
          "findings": {
            "general": "未见异常", "systolicMmHg": 120, "diastolicMmHg": 80, "weightKg": 62.5, "bloodCount": "未见异常",
            "transaminaseUnits": 21, "glucoseMmol": 5.2, "notDone": ["ecg"]
          }
        }
        """)!;

    /// <summary>Of a patient who was seen as an outpatient.</summary>
    public static JsonNode Discharge() => JsonNode.Parse("""
        { "sentOn": "2026-03-20", "reasons": ["stable-or-outpatient"], "summary": "病情好转", "plan": "每月复诊" }
        """)!;

    public static JsonNode Course() => JsonNode.Parse("""
        { "productCode": "pp1m-janssen", "startsOn": "2026-03-02", "maintenanceDose": 100, "renal": "normal", "oralToleratedOn": "2026-02-01" }
        """)!;

    public static JsonNode Injection() => JsonNode.Parse("""
        { "givenOn": "2026-03-02", "dose": 150, "site": "deltoid-left", "batchNumber": "B-1" }
        """)!;

    public static JsonNode Reason() => new JsonObject { ["reason"] = "录入错误" };

    /// <summary>The same body with one member changed; a path like <c>findings.risk</c>.</summary>
    public static JsonNode With(this JsonNode body, string path, JsonNode? value)
    {
        var names = path.Split('.');
        names[..^1].Aggregate(body, (node, name) => node[name]!)[names[^1]] = value;

        return body;
    }

    public static JsonNode Without(this JsonNode body, string path)
    {
        var names = path.Split('.');
        ((JsonObject)names[..^1].Aggregate(body, (node, name) => node[name]!)).Remove(names[^1]);

        return body;
    }
}
