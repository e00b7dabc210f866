using System.Linq.Expressions;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>Whose record a query finds: the twin in SQL of <see cref="CaseScope"/>, for everything that belongs to a patient.</summary>
/// <remarks>
/// What is open carries the place and the team of its case and is judged by them, so that a list is read from one index; what is closed is judged by its case.
/// A grant is judged by what it carries itself: cases ask grants, so grants do not ask cases.
/// </remarks>
internal static partial class ScopeFilters
{
    /// <param name="db">Stands for the context that runs the query: its members are read anew each time.</param>
    public static void Build(ModelBuilder model, CaseDb db)
    {
        switch (db.Scope)
        {
            case ScopeKind.None: Everything(model, isSeen: false); break;
            case ScopeKind.All: Everything(model, isSeen: true); break;
            case ScopeKind.Area: Area(model, db); break;
            case ScopeKind.AreaOrEmergency: AreaOrEmergency(model, db); break;
            case ScopeKind.CareGroup:
                Granted(model, db, IsAssigned(db));
                On<Alert>(model, alert => db.CaseGrants.Select(grant => grant.CaseId).Contains(alert.CaseId) && alert.Tells == ToldRole.CareGroup);
                On<Clue>(model, clue => clue.Sign != null && db.CaseGrants.Select(grant => (ManagedCaseId?)grant.CaseId).Contains(clue.CaseId)); // what the group itself has said, so that it hears what became of it
                break;
            case ScopeKind.Specialist: Granted(model, db, IsSentOrEmergency(db)); break;
        }
    }

    private static void Everything(ModelBuilder model, bool isSeen)
    {
        On<Patient>(model, _ => isSeen);
        On<ManagedCase>(model, _ => isSeen);
        On<CareTask>(model, _ => isSeen);
        On<Alert>(model, _ => isSeen);
        On<AlertAct>(model, _ => isSeen);
        On<CaseGrant>(model, _ => isSeen);
        On<Referral>(model, _ => isSeen);
        On<ReferralStep>(model, _ => isSeen);
        On<InformedConsent>(model, _ => isSeen);
        On<ServiceAgreement>(model, _ => isSeen);
        On<GridAssignment>(model, _ => isSeen);
        On<FollowUp>(model, _ => isSeen);
        On<SpecialistAdvice>(model, _ => isSeen);
        On<GuidanceSession>(model, _ => isSeen);
        On<PhysicalExamination>(model, _ => isSeen);
        On<ContactAttempt>(model, _ => isSeen);
        On<CaseExit>(model, _ => isSeen);
        On<PartyTold>(model, _ => isSeen);
        On<InjectionCourse>(model, _ => isSeen);
        On<Injection>(model, _ => isSeen);
        On<CrisisResponse>(model, _ => isSeen);
        On<CasePlan>(model, _ => isSeen);
        On<Clue>(model, _ => isSeen);
        On<NationalCard>(model, _ => isSeen);
        On<ReassignedCase>(model, _ => isSeen);
        On<ReassignedAlert>(model, _ => isSeen);
        EverythingOfGroups(model, isSeen);
    }

    private static void Area(ModelBuilder model, CaseDb db)
    {
        On<ManagedCase>(model, managed => (string.Compare(managed.AreaCode, db.From) >= 0 && string.Compare(managed.AreaCode, db.Before) < 0) || managed.CareTeamId == db.Team
            || managed.OfferedCareTeamId == db.Team || (string.Compare(managed.OfferedAreaCode, db.From) >= 0 && string.Compare(managed.OfferedAreaCode, db.Before) < 0));
        On<CareTask>(model, task =>
            (task.State == CareTaskState.Open && ((string.Compare(task.AreaCode, db.From) >= 0 && string.Compare(task.AreaCode, db.Before) < 0) || task.CareTeamId == db.Team))
            || (task.State != CareTaskState.Open && db.Cases.Any(managed => managed.Id == task.CaseId)));
        On<Alert>(model, alert =>
            (alert.State < AlertState.Resolved && ((string.Compare(alert.AreaCode, db.From) >= 0 && string.Compare(alert.AreaCode, db.Before) < 0) || alert.CareTeamId == db.Team))
            || (alert.State >= AlertState.Resolved && db.Cases.Any(managed => managed.Id == alert.CaseId)));
        On<CaseGrant>(model, grant => (string.Compare(grant.AreaCode, db.From) >= 0 && string.Compare(grant.AreaCode, db.Before) < 0) || grant.CareTeamId == db.Team);
        On<Referral>(model, referral =>
            (referral.State < ReferralState.Closed && ((string.Compare(referral.AreaCode, db.From) >= 0 && string.Compare(referral.AreaCode, db.Before) < 0) || referral.CareTeamId == db.Team))
            || (referral.State >= ReferralState.Closed && db.Cases.Any(managed => managed.Id == referral.CaseId)));
        On<NationalCard>(model, card =>
            (card.State <= CardState.Refused && ((string.Compare(card.AreaCode, db.From) >= 0 && string.Compare(card.AreaCode, db.Before) < 0) || card.CareTeamId == db.Team))
            || (card.State > CardState.Refused && db.Cases.Any(managed => managed.Id == card.CaseId)));
        Parts(model, db);
    }

    /// <summary>The same, and the few cases that the person brought along by their ids: a question to the grants within an OR would be one that no index answers.</summary>
    private static void AreaOrEmergency(ModelBuilder model, CaseDb db)
    {
        On<ManagedCase>(model, managed =>
            (string.Compare(managed.AreaCode, db.From) >= 0 && string.Compare(managed.AreaCode, db.Before) < 0) || managed.CareTeamId == db.Team || db.EmergencyCases.Contains(managed.Id)
            || managed.OfferedCareTeamId == db.Team || (string.Compare(managed.OfferedAreaCode, db.From) >= 0 && string.Compare(managed.OfferedAreaCode, db.Before) < 0));
        On<CareTask>(model, task =>
            (task.State == CareTaskState.Open && ((string.Compare(task.AreaCode, db.From) >= 0 && string.Compare(task.AreaCode, db.Before) < 0) || task.CareTeamId == db.Team || db.EmergencyCases.Contains(task.CaseId)))
            || (task.State != CareTaskState.Open && db.Cases.Any(managed => managed.Id == task.CaseId)));
        On<Alert>(model, alert =>
            (alert.State < AlertState.Resolved && ((string.Compare(alert.AreaCode, db.From) >= 0 && string.Compare(alert.AreaCode, db.Before) < 0) || alert.CareTeamId == db.Team || db.EmergencyCases.Contains(alert.CaseId)))
            || (alert.State >= AlertState.Resolved && db.Cases.Any(managed => managed.Id == alert.CaseId)));
        On<Referral>(model, referral =>
            (referral.State < ReferralState.Closed && ((string.Compare(referral.AreaCode, db.From) >= 0 && string.Compare(referral.AreaCode, db.Before) < 0) || referral.CareTeamId == db.Team || db.EmergencyCases.Contains(referral.CaseId)))
            || (referral.State >= ReferralState.Closed && db.Cases.Any(managed => managed.Id == referral.CaseId)));
        On<CaseGrant>(model, grant =>
            (string.Compare(grant.AreaCode, db.From) >= 0 && string.Compare(grant.AreaCode, db.Before) < 0) || grant.CareTeamId == db.Team
            || (grant.Kind == GrantKind.Emergency && grant.StaffId == db.Me && grant.EndedAt == null && grant.FromAt <= db.Now && grant.UntilAt > db.Now));
        On<NationalCard>(model, card =>
            (card.State <= CardState.Refused && ((string.Compare(card.AreaCode, db.From) >= 0 && string.Compare(card.AreaCode, db.Before) < 0) || card.CareTeamId == db.Team || db.EmergencyCases.Contains(card.CaseId)))
            || (card.State > CardState.Refused && db.Cases.Any(managed => managed.Id == card.CaseId)));
        Parts(model, db);
    }

    private static void Parts(ModelBuilder model, CaseDb db)
    {
        On<AlertAct>(model, act => db.Alerts.Any(alert => alert.Id == act.AlertId));
        On<Patient>(model, patient => db.Cases.Any(managed => managed.PatientId == patient.Id));
        On<InformedConsent>(model, part => db.Cases.Any(managed => managed.Id == EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<ServiceAgreement>(model, part => db.Cases.Any(managed => managed.Id == EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<GridAssignment>(model, part => db.Cases.Any(managed => managed.Id == EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<FollowUp>(model, part => db.Cases.Any(managed => managed.Id == EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<SpecialistAdvice>(model, part => db.Cases.Any(managed => managed.Id == EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<GuidanceSession>(model, part => db.Cases.Any(managed => managed.Id == EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<PhysicalExamination>(model, part => db.Cases.Any(managed => managed.Id == EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<ContactAttempt>(model, part => db.Cases.Any(managed => managed.Id == EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<CaseExit>(model, part => db.Cases.Any(managed => managed.Id == EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<PartyTold>(model, part => db.Cases.Any(managed => managed.Id == EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<InjectionCourse>(model, part => db.Cases.Any(managed => managed.Id == EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<Injection>(model, injection => db.Set<InjectionCourse>().Any(course => course.Id == injection.CourseId));
        On<ReferralStep>(model, step => db.Referrals.Any(referral => referral.Id == step.ReferralId));
        On<CrisisResponse>(model, part => db.Cases.Any(managed => managed.Id == EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<ReassignedCase>(model, row => db.Cases.Any(managed => managed.Id == row.CaseId));
        On<ReassignedAlert>(model, row => db.Cases.Any(managed => managed.Id == row.CaseId));
        On<CasePlan>(model, part => db.Cases.Any(managed => managed.Id == EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<Clue>(model, clue => (string.Compare(clue.AreaCode, db.From) >= 0 && string.Compare(clue.AreaCode, db.Before) < 0) || clue.CareTeamId == db.Team);
        PartsOfGroups(model, db);
    }

    /// <summary>Whoever sees by grants alone: the filter of the grants themselves is the whole scope, and everything else asks them.</summary>
    private static void Granted(ModelBuilder model, CaseDb db, Expression<Func<CaseGrant, bool>> isMine)
    {
        On(model, isMine);
        On<Patient>(model, patient => db.CaseGrants.Select(grant => grant.PatientId).Contains(patient.Id));
        On<ManagedCase>(model, managed => db.CaseGrants.Select(grant => grant.CaseId).Contains(managed.Id));
        On<CareTask>(model, task => db.CaseGrants.Select(grant => grant.CaseId).Contains(task.CaseId));
        On<Alert>(model, alert => db.CaseGrants.Select(grant => grant.CaseId).Contains(alert.CaseId));
        On<AlertAct>(model, act => db.Alerts.Any(alert => alert.Id == act.AlertId));
        On<InformedConsent>(model, part => db.CaseGrants.Select(grant => grant.CaseId).Contains(EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<ServiceAgreement>(model, part => db.CaseGrants.Select(grant => grant.CaseId).Contains(EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<GridAssignment>(model, part => db.CaseGrants.Select(grant => grant.CaseId).Contains(EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<FollowUp>(model, part => db.CaseGrants.Select(grant => grant.CaseId).Contains(EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<SpecialistAdvice>(model, part => db.CaseGrants.Select(grant => grant.CaseId).Contains(EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<GuidanceSession>(model, part => db.CaseGrants.Select(grant => grant.CaseId).Contains(EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<PhysicalExamination>(model, part => db.CaseGrants.Select(grant => grant.CaseId).Contains(EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<ContactAttempt>(model, part => db.CaseGrants.Select(grant => grant.CaseId).Contains(EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<CaseExit>(model, part => db.CaseGrants.Select(grant => grant.CaseId).Contains(EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<PartyTold>(model, part => db.CaseGrants.Select(grant => grant.CaseId).Contains(EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<InjectionCourse>(model, part => db.CaseGrants.Select(grant => grant.CaseId).Contains(EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<Injection>(model, injection => db.Set<InjectionCourse>().Any(course => course.Id == injection.CourseId));
        On<Referral>(model, referral => db.CaseGrants.Select(grant => grant.CaseId).Contains(referral.CaseId));
        On<ReferralStep>(model, step => db.Referrals.Any(referral => referral.Id == step.ReferralId));
        On<CrisisResponse>(model, part => db.CaseGrants.Select(grant => grant.CaseId).Contains(EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<ReassignedCase>(model, _ => false);
        On<ReassignedAlert>(model, _ => false);
        On<CasePlan>(model, part => db.CaseGrants.Select(grant => grant.CaseId).Contains(EF.Property<ManagedCaseId>(part, ModelRules.CaseId)));
        On<NationalCard>(model, card => db.CaseGrants.Select(grant => grant.CaseId).Contains(card.CaseId));
        On<Clue>(model, _ => false); // a clue goes to whom answers for the area; whoever told it has told it
        GrantedOfGroups(model, db);
    }

    private static Expression<Func<CaseGrant, bool>> IsAssigned(CaseDb db) => grant =>
        grant.Kind == GrantKind.CareGroup && grant.EndedAt == null && grant.FromAt <= db.Now && grant.UntilAt > db.Now
        && db.Memberships.Where(member => member.StaffId == db.Me && member.FromOn <= db.Today && (member.UntilOn == null || member.UntilOn >= db.Today))
            .Select(member => (CareGroupId?)member.CareGroupId).Contains(grant.CareGroupId);

    private static Expression<Func<CaseGrant, bool>> IsSentOrEmergency(CaseDb db) => grant =>
        grant.EndedAt == null && grant.FromAt <= db.Now && (grant.UntilAt == null || grant.UntilAt > db.Now)
        && ((grant.InstitutionId == db.Hospital && grant.Kind == GrantKind.Specialist) || (grant.StaffId == db.Me && grant.Kind >= GrantKind.Specialist));

    private static void On<T>(ModelBuilder model, Expression<Func<T, bool>> isSeen) where T : class => model.Entity<T>().HasQueryFilter(ScopeFilter.Name, isSeen);
}
