using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Domain.Tests.Cards;

/// <summary>A card to vary, with what it is judged by.</summary>
internal static class ACard
{
    public static readonly DateOnly Today = new(2026, 3, 20);
    public static readonly DateTimeOffset Now = new(2026, 3, 20, 2, 0, 0, TimeSpan.Zero);

    public static CardBook Book { get; } = CardReader.Read();

    public static CardPatient Patient { get; } = new("张测试", Sex.Male, new(1980, 5, 1), IdentityDocument.ResidentIdCard, "11010519491231002X", "测试路1号", "13800000001", "李测试", "母亲", "13800000002", null);

    public static ReportCardForm Form { get; } = new() { Kind = ReportKind.Registration, Department = ReportDepartment.Outpatient, Contact = "0769-0000000" };

    public static SupplementaryForm Supplementary { get; } = new()
    {
        FirstOnsetOn = new(2009, 5),
        FirstTreatedOn = new(2010),
        PastLocking = Domain.FollowUps.Locking.Never,
        DangerousActs = Domain.FollowUps.DangerousActs.Nothing,
    };

    /// <summary>Registered on 5 January 2026, the supplementary form filled in, the report card owed.</summary>
    public static ManagedCase Case()
    {
        var managed = ACase.Managed();
        managed.FillInSupplementary(Supplementary, null, ACase.Doctor, ACase.RegisteredOn);
        managed.OweReport(ReportStanding.Owed, ACase.Doctor, ACase.Standards, ACase.RegisteredOn);

        return managed;
    }

    public static CardSource Source(ManagedCase managed, CardPatient? patient = null) => new(managed, patient ?? Patient, "王医生", "测试中心", HasCareGroup: false, Today);

    public static CardSheet Sheet(CardKind kind, Guid subject, ManagedCase managed, CardPatient? patient = null) => CardSheet.Of(kind, NationalCards.Of(kind, subject, Source(managed, patient))!, Book, Today);

    public static CardValue? Value(this CardSheet sheet, string field) => sheet.Entries.Single(entry => entry.Field.Label.Code == field).Value;

    public static NationalCard Waiting(CardWish? wish = null) => NationalCard.Follow(new(new(Guid.NewGuid()), "441900003001", null), wish ?? new(CardKind.FollowUp, Guid.NewGuid(), Guid.NewGuid(), Today, IsGone: false), [], ACase.Doctor, Now)!;

    public static NationalCard Sent(CardWish wish, IReadOnlyCollection<NationalCard>? thread = null, DateTimeOffset? at = null)
    {
        var card = NationalCard.Follow(new(new(Guid.NewGuid()), "441900003001", null), wish, thread ?? [], ACase.Doctor, Now)!;
        card.Check([], Now);
        card.Begin(Now, Domain.Telling.NoticePatience.Default);
        card.Left(at ?? Now);

        return card;
    }
}
