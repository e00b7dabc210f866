using System.Reflection;
using System.Text.Json;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cards;

/// <summary>Who the patient of a card is, with the numbers in plain: it lives as long as a card is put together.</summary>
public sealed record CardPatient(
    string Name, Sex Sex, DateOnly BornOn, IdentityDocument? Document, string? DocumentNumber, string Address, string? Phone, string? GuardianName, string? GuardianRelation, string? GuardianPhone, string? GuardianPhone2)
{
    /// <summary>A record would print a name and a number with everything else.</summary>
    public override string ToString() => "(patient)";
}

/// <summary>Everything that a card is put together from.</summary>
/// <param name="Author">Who recorded what the card is about.</param>
/// <param name="Institution">Where the author works.</param>
public sealed record CardSource(ManagedCase Case, CardPatient Patient, string? Author, string? Institution, bool HasCareGroup, DateOnly Today);

/// <summary>What the facts of a case say to the fields of a card, by the names of the fields.</summary>
/// <param name="Outcome">Of a follow-up: what came of the contact.</param>
public sealed record CardFacts(IReadOnlyDictionary<string, object?> Values, FollowUpOutcome? Outcome = null)
{
    public object? this[string field] => Values.GetValueOrDefault(field);

    /// <summary>A record would print what the fields say.</summary>
    public override string ToString() => "(facts)";
}

/// <summary>The five national cards, each put together from the facts of one case; nothing on a card is typed for the card alone but what only a report card asks.</summary>
/// <remarks>Which fields a card has, and by which numbers they are sent, are rows of <c>db/reference/national-cards.csv</c> and <c>national-card-codes.csv</c>; here stands only where each comes from.</remarks>
public static class NationalCards
{
    internal const string NextVisit = "next-visit-on";

    private static readonly Dictionary<string, PropertyInfo> Findings = PropertiesOf<FollowUpFindings>();
    private static readonly Dictionary<string, PropertyInfo> Record = PropertiesOf<CrisisRecordForm>();

    /// <returns>Null where the case has no such thing, or it does not hold any more.</returns>
    public static CardFacts? Of(CardKind kind, Guid subjectId, CardSource source) => kind switch
    {
        CardKind.Report => source.Case.Reporting?.Cards.FirstOrDefault(card => card.Id == subjectId && card is { IsValid: true, Form: not null }) is { } card ? Report(card, source) : null,
        CardKind.Discharge => source.Case.Referrals.FirstOrDefault(referral => referral.Id.Value == subjectId && referral.Said(ReferralMove.Cancel) is null) is { } referral ? Discharge(referral, source) : null,
        CardKind.FollowUp => source.Case.FollowUps.FirstOrDefault(followUp => followUp.Id.Value == subjectId && followUp.IsValid) is { } followUp ? FollowUp(followUp, source) : null,
        CardKind.Emergency => source.Case.Crises.FirstOrDefault(crisis => crisis.Id.Value == subjectId)?.Log.Record is { } record ? Emergency(record, source) : null,
        CardKind.MoveOut => source.Case.Exits.FirstOrDefault(exit => exit.Id == subjectId && exit.Accepted == true) is { } exit ? MoveOut(exit, source) : null,
        _ => null,
    };

    /// <summary>Who recorded what a card is about; null where there is no such thing.</summary>
    public static StaffId? AuthorOf(CardKind kind, Guid subjectId, ManagedCase managed) => kind switch
    {
        CardKind.Report => managed.Reporting?.Cards.FirstOrDefault(card => card.Id == subjectId)?.By,
        CardKind.Discharge => managed.Referrals.FirstOrDefault(referral => referral.Id.Value == subjectId)?.Said(ReferralMove.Send)?.RecordedBy,
        CardKind.FollowUp => managed.FollowUps.FirstOrDefault(followUp => followUp.Id.Value == subjectId)?.RecordedBy,
        CardKind.Emergency => managed.Crises.FirstOrDefault(crisis => crisis.Id.Value == subjectId)?.Log.Record?.By,
        CardKind.MoveOut => managed.Exits.FirstOrDefault(exit => exit.Id == subjectId)?.ProposedBy,
        _ => null,
    };

    private static CardFacts Report(ReportCard card, CardSource source)
    {
        var (form, supplementary, diagnosis) = (card.Form!, source.Case.Supplementary, card.Diagnosis);
        return new(With(Person(source),
            ("report-kind", form.Kind), ("department", form.Department), ("department-phone", form.Contact), ("brought-by", form.BroughtBy), ("past-risk", form.PastRisk),
            ("no-drug-needed", form.NoDrugNeeded), ("doctor", source.Author), ("filed-on", card.FiledOn),
            ("disorder", diagnosis.Disorder), ("diagnosis-code", diagnosis.Icd10), ("diagnosing-hospital", diagnosis.Hospital), ("diagnosed-on", PartialDate.Of(diagnosis.ConfirmedOn)),
            ("first-onset-on", supplementary.FirstOnsetOn), ("first-treated-on", supplementary.FirstTreatedOn), ("past-admissions", supplementary.PastAdmissions), ("past-locking", supplementary.PastLocking),
            ("dangerous-acts", supplementary.DangerousActs), ("household", supplementary.Household), ("employment", supplementary.Employment), ("economy", supplementary.Economy)));
    }

    private static CardFacts Discharge(Referral referral, CardSource source)
    {
        var supplementary = source.Case.Supplementary;
        var admitted = source.Case.Referrals.FirstOrDefault(up => up.Id == referral.AnswersId)?.Said(ReferralMove.Outcome) is { Outcome: ReferralOutcome.Admitted } step ? step.HappenedOn : (DateOnly?)null;

        return new(With(Person(source),
            ("admitted-on", admitted), ("discharged-on", referral.DischargedOn), ("disorder", source.Case.Diagnosis.Disorder), ("diagnosis-code", source.Case.Diagnosis.Icd10), ("dangerous-acts", supplementary.DangerousActs),
            ("attention", referral.Plan), ("doctor", source.Author), ("doctor-phone", referral.Contact), ("filled-on", referral.SentOn)));
    }

    private static CardFacts FollowUp(FollowUp followUp, CardSource source)
    {
        var facts = With(Person(source), ("seen-on", followUp.SeenOn), ("class", followUp.Class), (NextVisit, followUp.NextVisitOn), ("doctor", source.Author));
        foreach (var (field, property) in Findings)
            if (FollowUpQuestions.IsAsked(field, followUp.Outcome, followUp.Findings)) facts[field] = property.GetValue(followUp.Findings);

        return new(facts, followUp.Outcome);
    }

    private static CardFacts Emergency(CrisisRecordWritten record, CardSource source)
    {
        var facts = With(Person(source), ("filled-by", source.Author), ("filled-on", DateOnly.FromDateTime(record.At.DateTime)));
        foreach (var (field, property) in Record) facts[field] = property.GetValue(record.Form);

        return new(facts);
    }

    private static CardFacts MoveOut(CaseExit exit, CardSource source) => new(With(Person(source),
        ("moved-on", exit.DecidedOn), ("to-area-code", CodeOf(exit.ToAreaCode)), ("to-address", exit.ToAddress), ("received-by", exit.Kind == ExitKind.TransferOut ? exit.DecisionNote : null), ("note", exit.Note), ("doctor", source.Author)));

    private static Dictionary<string, object?> Person(CardSource source)
    {
        var (managed, patient) = (source.Case, source.Patient);
        var consent = managed.LatestConsent();

        return With([],
            ("name", patient.Name), ("id-type", patient.Document), ("id-number", patient.DocumentNumber), ("sex", patient.Sex), ("born-on", patient.BornOn), ("phone", patient.Phone),
            ("guardian-name", patient.GuardianName), ("guardian-relation", patient.GuardianRelation), ("guardian-phone", patient.GuardianPhone), ("guardian-phone-2", patient.GuardianPhone2),
            ("area-code", CodeOf(managed.AreaCode)), ("address", patient.Address), ("institution", source.Institution),
            ("consent", consent is null ? null : consent.Agrees ? ConsentChoice.Agrees : ConsentChoice.Refuses), ("consent-on", consent?.Signature.SignedOn),
            ("care-group", source.HasCareGroup), ("family-doctor", managed.AgreementOn(source.Today) is not null), ("file-on", managed.RegisteredOn));
    }

    /// <summary>The platform's address code: nine digits, to the town.</summary>
    private static string? CodeOf(string? areaCode) => areaCode is null ? null : AreaCode.Town(areaCode);

    private static Dictionary<string, object?> With(Dictionary<string, object?> facts, params ReadOnlySpan<(string Field, object? Value)> more)
    {
        foreach (var (field, value) in more) facts[field] = value;
        return facts;
    }

    private static Dictionary<string, PropertyInfo> PropertiesOf<T>() =>
        typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(property => JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name));
}
