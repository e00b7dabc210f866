using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

public sealed partial class ManagedCase
{
    private readonly List<ServiceAgreement> _agreements = [];

    public IReadOnlyList<ServiceAgreement> Agreements => _agreements;

    /// <summary>The agreement that holds on a day; there is never more than one.</summary>
    public ServiceAgreement? AgreementOn(DateOnly day) => _agreements.Find(agreement => agreement.HoldsOn(day));

    /// <summary>The patient or the guardian signs with one team for a term; the case and its open tasks follow the team from the first day of the term.</summary>
    public ServiceAgreement SignAgreement(CareTeamId careTeamId, Signature signature, DateOnly startsOn, DateOnly endsOn, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.SignAgreement);
        signature.Judge(today);
        var terms = standards.On(signature.SignedOn).Agreement;
        Rule.Require(startsOn >= signature.SignedOn, "agreement.starts-before-signature", "An agreement starts on the day it is signed or later.");
        Rule.Require(endsOn >= startsOn.AddYears(terms.MinYears).AddDays(-1) && endsOn <= startsOn.AddYears(terms.MaxYears).AddDays(-1),
            "agreement.term", "An agreement runs for {0} to {1} years.", terms.MinYears, terms.MaxYears);
        Rule.Require(!_agreements.Exists(agreement => agreement.Overlaps(startsOn, endsOn)), "agreement.overlaps", "Another agreement holds on some of these days; end it first or start later.");

        var agreement = new ServiceAgreement(new(PartId("agreement", _agreements.Count, startsOn)), careTeamId, signature, startsOn, endsOn, by);
        _agreements.Add(agreement);
        FollowTheTeam(today);
        Replan(standards, today);

        return agreement;
    }

    /// <summary>An agreement ends before its time, for a coded reason; the case stays with the team until another takes it.</summary>
    public void EndAgreement(ServiceAgreementId id, DateOnly on, AgreementEnd reason, Standards standards, DateOnly today)
    {
        var agreement = _agreements.Find(agreement => agreement.Id == id);
        Rule.Require(agreement is { EndedOn: null }, "agreement.already-ended", "This agreement has ended already.");
        Rule.Require(on >= agreement.StartsOn && on <= agreement.EndsOn && on <= today, "agreement.end-outside-term", "An agreement ends within its term and not on a day to come.");
        Rule.Require(reason != AgreementEnd.NotRenewed, "agreement.not-run-out", "Only an agreement that has run out ends as not renewed.");

        agreement.End(on, reason);
        Replan(standards, today);
    }

    /// <summary>What a day brings by itself: a term that has run out ends, as not renewed unless another follows it, a term that begins takes the case to its team, and a case from an older program gets the task that it lacks.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool RollAgreements(Standards standards, DateOnly today)
    {
        var (version, tasks) = (Version, _tasks.Count);
        foreach (var agreement in _agreements.Where(agreement => agreement.EndedOn is null && agreement.EndsOn < today))
        {
            var isRenewed = _agreements.Exists(other => other.StartsOn > agreement.EndsOn);
            agreement.End(agreement.EndsOn, isRenewed ? null : AgreementEnd.NotRenewed);
            Changed();
        }

        FollowTheTeam(today);
        var moved = Version != version;
        if (moved || LacksATask) Replan(standards, today);

        return moved || _tasks.Count > tasks;
    }

    /// <summary>A newer program asks for more than the one that last changed this case: the yearly examination, or who refused to be asked again.</summary>
    private bool LacksATask => State switch
    {
        CaseState.Managed or CaseState.InHospital => !IsOpen(CareTaskKind.PhysicalExamination),
        CaseState.RegisteredOnly => !IsOpen(CareTaskKind.RefusalWatch),
        _ => false,
    };

    private bool IsOpen(CareTaskKind kind) => _tasks.Exists(task => task.Kind == kind && task.State == CareTaskState.Open);

    private void FollowTheTeam(DateOnly today)
    {
        if (AgreementOn(today) is not { } agreement || agreement.CareTeamId == CareTeamId) return;

        CareTeamId = agreement.CareTeamId;
        TasksBelongHere();
        Changed();
    }

    /// <summary>A renewal is due some days before the last day; the next agreement settles it, and one that was ended by a person asks for none.</summary>
    private IEnumerable<PlannedTask> PlanRenewals(Standards standards)
    {
        var inOrder = _agreements.OrderBy(agreement => agreement.StartsOn).ToList();
        for (var i = 0; i < inOrder.Count; i++)
        {
            var agreement = inOrder[i];
            if (agreement.EndReason is not (null or AgreementEnd.NotRenewed)) continue;

            var next = i + 1 < inOrder.Count ? inOrder[i + 1] : null;
            var noticeOn = agreement.EndsOn.AddDays(-standards.On(agreement.StartsOn).Agreement.RenewalNoticeDays);
            yield return new PlannedTask(
                CareTaskKind.AgreementRenewal, agreement.StartsOn, noticeOn, noticeOn, agreement.EndsOn, AgreementTerms.RenewalBasis,
                Settled: next is null ? null : new Settlement(next.Signature.SignedOn, next.Id.Value));
        }
    }
}
