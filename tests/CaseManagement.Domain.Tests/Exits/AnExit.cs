using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Exits;

/// <summary>A case on its ways out and back.</summary>
internal static class AnExit
{
    public static readonly StaffId Leader = StaffId.New();
    public static readonly StaffId Receiver = StaffId.New();
    public static readonly DateOnly Today = new(2026, 6, 15);
    public const string There = "441900004001";

    public static MoveTo ToOtherTown => new(There, ACase.OtherTeam, "新址1号");

    public static MoveTo Elsewhere => new(null, null, "外省某市");

    public static AttemptEntry Attempt(DateOnly on, ContactMeans means = ContactMeans.Called, ContactOutcome outcome = ContactOutcome.NobodyThere, DateOnly? agreedOn = null) =>
        new(on, new DateTimeOffset(on, new(10, 0), TimeSpan.FromHours(8)), means, means is ContactMeans.Called ? ContactAddress.PatientPhone : ContactAddress.Home, outcome, agreedOn);

    public static ManagedCase Tried(this ManagedCase managed, DateOnly on, ContactMeans means = ContactMeans.Called, ContactOutcome outcome = ContactOutcome.NobodyThere, DateOnly? agreedOn = null)
    {
        managed.RecordAttempt(Attempt(on, means, outcome, agreedOn), ACase.Doctor, ACase.Standards, on);
        return managed;
    }

    public static ManagedCase Seen(this ManagedCase managed, DateOnly on, Stability stability = Stability.Stable)
    {
        managed.RecordFollowUp(ACase.Visit(on, stability), ACase.Doctor, ACase.Standards, on);
        return managed;
    }

    /// <summary>Seen on 2 March, then three days of attempts by two means, proposed on 10 June and confirmed on 11 June 2026.</summary>
    public static ManagedCase Lost(Stability stability = Stability.Stable, bool isTold = false)
    {
        var managed = ACase.Managed().Seen(new(2026, 3, 2), stability).Tried(new(2026, 6, 3)).Tried(new(2026, 6, 5), ContactMeans.Visited).Tried(new(2026, 6, 9));
        managed.ProposeLoss(LossCriterion.NotReached, null, ACase.Doctor, ACase.Standards, new(2026, 6, 10));
        managed.DecideLoss(true, null, Leader, ACase.Standards, new(2026, 6, 11));
        if (isTold) managed.Told(ToldAbout.Loss, [Party.ComprehensiveGroup, Party.HigherOffice], new(2026, 6, 11));

        return managed;
    }

    public static ManagedCase Told(this ManagedCase managed, ToldAbout about, Party[] parties, DateOnly on)
    {
        Guid? exit = about == ToldAbout.Refusal ? null : managed.Exits[^1].Id;
        foreach (var party in parties)
            managed.RecordTold(new(about, exit, party, ToldHow.InWriting, on, new DateTimeOffset(on, new(9, 0), TimeSpan.FromHours(8))), ACase.Doctor, ACase.Standards, on);

        return managed;
    }

    /// <summary>The emergency of the case comes to its end: told, recorded, handled, and closed where nobody is visited.</summary>
    public static void Closed(this ManagedCase managed, DateOnly on)
    {
        var (crisis, at) = (managed.Crises[^1], new DateTimeOffset(on, new(8, 0), TimeSpan.FromHours(8)));
        foreach (var party in ACase.Standards.NotTold(crisis)) managed.TellOfCrisis(crisis.Id, new(party, ToldHow.Call, ToldResult.Knows, at, null, null, ACase.Doctor), at);
        managed.RecordCrisis(crisis.Id, new(new() { StartedAt = crisis.StartedAt, Scene = "在家", Measures = "劝解", Reasons = [CrisisTrigger.Relapse] }, at, ACase.Doctor), ACase.Standards, on);
        managed.EndCrisis(crisis.Id, new(CrisisOutcome.Settled, null, on, on.AddDays(3), ACase.Doctor), ACase.Standards, on);
        if (managed.State is CaseState.Managed) managed.Seen(on);
        managed.CloseCrisis(crisis.Id, "平稳", ACase.Doctor, ACase.Standards, on);
    }

    public static ManagedCase Offered(MoveTo? to = null, Stability stability = Stability.Stable)
    {
        var managed = ACase.Managed().Seen(new(2026, 3, 2), stability);
        managed.OfferTransfer(to ?? ToOtherTown, null, ACase.Doctor, ACase.Standards, new(2026, 6, 10));

        return managed;
    }

    public static CareTask? Open(this ManagedCase managed, CareTaskKind kind) => managed.Tasks.SingleOrDefault(task => task.Kind == kind && task.State == CareTaskState.Open);

    public static CareTaskKind[] OpenKinds(this ManagedCase managed) => [.. managed.Tasks.Where(task => task.State == CareTaskState.Open).Select(task => task.Kind).Order()];

    public static string Refused(Action act) => Assert.Throws<RuleBrokenException>(act).Code;

    /// <summary>A case in each state, on 15 June 2026.</summary>
    public static ManagedCase In(CaseState state)
    {
        var managed = state switch
        {
            CaseState.Managed => ACase.Managed().Seen(new(2026, 6, 1)),
            CaseState.InHospital => InHospital(),
            CaseState.RegisteredOnly => ACase.Managed(agrees: false),
            CaseState.Lost => Lost(),
            CaseState.Transferring => Offered(),
            CaseState.TransferredOut => MovedOut(),
            CaseState.Dead => Dead(),
            CaseState.Deleted => Deleted(),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
        Assert.Equal(state, managed.State);

        return managed;
    }

    private static ManagedCase InHospital()
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(new(2026, 6, 8), hospital: HospitalStay.InHospital), ACase.Doctor, ACase.Standards, new(2026, 6, 8));
        return managed;
    }

    private static ManagedCase MovedOut()
    {
        var managed = Offered(Elsewhere);
        managed.DecideTransfer(true, "当地精防机构已确认接收", Leader, ACase.Standards, new(2026, 6, 12));
        return managed;
    }

    private static ManagedCase Dead()
    {
        var managed = ACase.Managed().Seen(new(2026, 6, 1));
        managed.RecordDeath(new(new(2026, 6, 10), new(2026, 6, 12), DeathCause.Accident, null), null, ACase.Doctor, ACase.Standards, new(2026, 6, 12));
        return managed;
    }

    private static ManagedCase Deleted()
    {
        var managed = ACase.Managed().Seen(new(2026, 6, 1));
        managed.Close(DeletionReason.WrongEntry, null, null, Leader, ACase.Standards, new(2026, 6, 12));
        return managed;
    }
}
