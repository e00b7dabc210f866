using CaseManagement.Domain.Cards;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

public sealed partial class ManagedCase
{
    private readonly List<CardWish> _cardWishes = [];

    /// <summary>What the case owes the national platform; null where nothing was ever owed.</summary>
    public CaseReporting? Reporting { get; private set; }

    /// <summary>What the change at hand means for the national platform; whoever saves it takes this with it, once.</summary>
    public IReadOnlyList<CardWish> TakeCardWishes()
    {
        List<CardWish> taken = [.. _cardWishes];
        _cardWishes.Clear();

        return taken;
    }

    /// <summary>Whether somebody is asked to put a card right.</summary>
    public bool HasCardToMend => Reporting?.Returns.Any(returned => returned.MendedOn is null) == true;

    /// <summary>A confirmed diagnosis was registered: a report card is owed from its day on.</summary>
    /// <param name="standing">As whoever registers the patient says. Where they say nothing it is owed when its time is still running; a diagnosis of longer ago has been reported where it was made.</param>
    /// <remarks>Source: rule for reporting onset, 2013 (S7): within the working days after the confirmation. What silence means is our own reading.</remarks>
    public void OweReport(ReportStanding? standing, StaffId by, Standards standards, DateOnly today)
    {
        var from = Diagnosis.ConfirmedOn;
        if (standing == ReportStanding.ThereAlready) FindReport(by, standards, today);
        if (standing == ReportStanding.ThereAlready || (standing is null && standards.On(from).Deadlines[ReportTimes.ReportKey].From(from, standards.Calendar).On < RegisteredOn)) return;

        Reporting = (Reporting ?? CaseReporting.Empty) with { OwedFrom = from };
        Replan(standards, today);
    }

    /// <summary>A report card that another institution has filed is found: nothing is sent from here.</summary>
    public ReportCard FindReport(StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.FileReport);
        RequireNoReport();

        return Keep(new(NextReportId(today), Diagnosis, null, null, today, true, by, today), standards, today);
    }

    /// <summary>A paper card arrived at the office: it is to be entered.</summary>
    public ReportCard TakePaperReport(DateOnly arrivedOn, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.FileReport);
        RequireNoReport();
        Rule.Require(arrivedOn <= today, "report.in-future", "Nothing is recorded ahead of time.");
        Rule.Require(arrivedOn >= Diagnosis.ConfirmedOn, "report.before-diagnosis", "Nobody is reported before the diagnosis was confirmed.");

        return Keep(new(NextReportId(arrivedOn), Diagnosis, null, arrivedOn, null, false, by, today), standards, today);
    }

    /// <summary>The report card is filed, or entered from paper; or one that was filed is corrected with a reason, perhaps because the diagnosis was changed.</summary>
    /// <param name="diagnosis">As a review or an appraisal made it; null where it stays.</param>
    /// <param name="reason">Where there is a card already, or the diagnosis is another than the one that is registered.</param>
    public ReportCard FileReport(ReportCardForm form, Diagnosis? diagnosis, string? reason, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.FileReport);
        Rule.Require(form is { Kind: not null, Department: not null }, "report.incomplete", "A report card says at least of which kind it is and from which department.");
        Rule.Require(diagnosis is null || diagnosis.ConfirmedOn <= today, "diagnosis.in-future", "A diagnosis is not confirmed on a day to come.");
        var isOther = diagnosis is not null && diagnosis != Diagnosis;
        Rule.Require(!isOther || !string.IsNullOrWhiteSpace(reason), "report.diagnosis-needs-reason", "Say why the diagnosis is another than the one that is registered.");
        var old = Reporting?.Card;
        var isEntry = old is { FiledOn: null };
        Rule.Require(old is null || isEntry || !string.IsNullOrWhiteSpace(reason), "report.there-already", "There is a report card already; another one corrects it with a reason.");

        if (isOther)
        {
            var reporting = Reporting ?? CaseReporting.Empty;
            (Reporting, Diagnosis) = (reporting with { Rediagnoses = [.. reporting.Rediagnoses ?? [], new(Diagnosis, reason!, by, today)] }, diagnosis!);
        }

        var card = new ReportCard(isEntry ? old!.Id : NextReportId(today), Diagnosis, form, isEntry ? old!.PaperOn : null, today, false, by, today, isEntry || old is null or { IsElsewhere: true } ? null : old.Id);
        if (isEntry) Reporting = Reporting! with { Cards = [.. Reporting.Cards.Where(each => each.Id != old!.Id)] };
        else if (old is not null) Cancel(old, reason!, by, today);
        Add(card);
        Wish(CardKind.Report, card.Id, ThreadOf(card), Diagnosis.ConfirmedOn, today);
        Replan(standards, today);

        return card;
    }

    /// <summary>The report card should not be there: it is cancelled with a reason, and kept; the platform is told where it has it.</summary>
    public void CancelReport(string reason, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.CancelReport);
        var old = Reporting?.Card;
        Rule.Require(old is not null, "report.none", "There is no report card.");
        Rule.Require(!string.IsNullOrWhiteSpace(reason), "report.cancel-needs-reason", "A report card is cancelled with a reason.");

        Cancel(old, reason, by, today);
        Reporting = Reporting! with { OwedFrom = null }; // what should not have been reported is owed to nobody
        if (old.Form is not null) Wish(CardKind.Report, old.Id, ThreadOf(old), old.Diagnosis.ConfirmedOn, today, isGone: true);
        Replan(standards, today);
    }

    /// <summary>A card came back: it fails its check, or the platform refused it. Whoever can mend it has that to do.</summary>
    public void CardCameBack(NationalCard card, CardTrouble trouble, Standards standards, DateOnly today)
    {
        var reporting = Reporting ?? CaseReporting.Empty;
        if (reporting.Returns.Any(returned => returned.ThreadId == card.ThreadId && returned.Kind == card.Kind && returned.Trouble == trouble && returned.MendedOn is null)) return;

        Reporting = reporting with { Returns = [.. reporting.Returns, new(card.ThreadId, card.Kind, trouble, today)] };
        Replan(standards, today);
    }

    /// <summary>A card that came back is in order, or another was sent in its place.</summary>
    /// <returns>False where none had come back.</returns>
    public bool CardWasMended(NationalCard card, Standards standards, DateOnly today)
    {
        if (!Mend(card.Kind, card.ThreadId, today)) return false;

        Replan(standards, today);
        return true;
    }

    private IEnumerable<PlannedTask> PlanReports(Standards standards) => ReportPlan.Derive(Reporting, standards.Calendar, day => ReportTimes.Of(standards.On(day).Deadlines));

    private ReportCard Keep(ReportCard card, Standards standards, DateOnly today)
    {
        Add(card);
        Replan(standards, today);

        return card;
    }

    private void Add(ReportCard card)
    {
        var reporting = Reporting ?? CaseReporting.Empty;
        Reporting = reporting with { Cards = [.. reporting.Cards, card] };
    }

    private void Cancel(ReportCard card, string reason, StaffId by, DateOnly today) =>
        Reporting = Reporting! with { Cards = [.. Reporting.Cards.Select(each => each.Id == card.Id ? each with { CancelledOn = today, CancelledBy = by, CancelReason = reason } : each)] };

    private void RequireNoReport() => Rule.Require(Reporting?.Card is null, "report.there-already", "There is a report card already; another one corrects it with a reason.");

    private Guid ThreadOf(ReportCard card)
    {
        while (card.Supersedes is { } id && Reporting!.Cards.FirstOrDefault(each => each.Id == id) is { } earlier) card = earlier;
        return card.Id;
    }

    private Guid NextReportId(DateOnly on) => PartId("report-card", Reporting?.Cards.Count ?? 0, on);

    /// <summary>The platform is to have it; what had come back of it is in hand by that, and comes back anew where it is still not in order.</summary>
    private void Wish(CardKind kind, Guid subjectId, Guid threadId, DateOnly on, DateOnly today, bool isGone = false)
    {
        _cardWishes.Add(new(kind, subjectId, threadId, on, isGone));
        Mend(kind, threadId, today);
    }

    /// <summary>The report card that was filed here stands at the platform as long as the registration does.</summary>
    private void WishReport(DateOnly today, bool isGone = false)
    {
        if (Reporting?.Card is { Form: not null } card) Wish(CardKind.Report, card.Id, ThreadOf(card), card.Diagnosis.ConfirmedOn, today, isGone);
    }

    private void WishFollowUp(FollowUp contact, DateOnly today) => Wish(CardKind.FollowUp, contact.Id.Value, HistoryOf(contact).Last().Id.Value, contact.SeenOn, today, !contact.IsValid);

    private void WishDischarge(Referral referral, DateOnly today)
    {
        if (referral is { Direction: ReferralDirection.Down, DischargedOn: { } on }) Wish(CardKind.Discharge, referral.Id.Value, referral.Id.Value, on, today, referral.Said(ReferralMove.Cancel) is not null);
    }

    private void WishMoveOut(CaseExit move, DateOnly today) => Wish(CardKind.MoveOut, move.Id, move.Id, move.DecidedOn!.Value, today);

    private bool Mend(CardKind kind, Guid threadId, DateOnly today)
    {
        if (Reporting is not { } reporting || !reporting.Returns.Any(IsOpen)) return false;

        Reporting = reporting with { Returns = [.. reporting.Returns.Select(returned => IsOpen(returned) ? returned with { MendedOn = today } : returned)] };
        return true;

        bool IsOpen(CardReturn returned) => returned.Kind == kind && returned.ThreadId == threadId && returned.MendedOn is null;
    }
}
