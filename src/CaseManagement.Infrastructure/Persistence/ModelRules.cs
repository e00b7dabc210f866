using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Accounts;
using CaseManagement.Infrastructure.Persistence.Engines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>What the conventions cannot know: keys that say what must not happen twice, and the index behind every list.</summary>
internal static class ModelRules
{
    /// <summary>How the parts of a case name their case.</summary>
    public const string CaseId = "CaseId";

    public static void Build(ModelBuilder model, Engine engine)
    {
        Places(model);
        People(model);
        Cases(model.Entity<ManagedCase>());
        Facts(model);
        Tasks(model.Entity<CareTask>());
        CancellableRules.Build(model);
        AlertRules.Build(model);
        Grants(model.Entity<CaseGrant>());
        ReferralRules.Build(model);
        CrisisRules.Build(model);
        CasePlanRules.Build(model);
        SupportRules.Build(model);
        RecordRules.Build(model);
        ReassignmentRules.Build(model);
        BatchRules.Build(model);
        AccountRules.Build(model);

        foreach (var entity in model.Model.GetEntityTypes().ToList())
        {
            if (!entity.IsOwned()) entity.SetTableName(entity.ClrType.Name); // tables keep the model's names
            foreach (var key in entity.FindPrimaryKey()!.Properties.Where(key => key.ClrType != typeof(long))) key.ValueGenerated = ValueGenerated.Never; // ids are made before they are saved
            if (!entity.ClrType.IsAssignableTo(typeof(AggregateRoot))) continue;

            entity.FindProperty(nameof(AggregateRoot.Version))!.IsConcurrencyToken = true;
            engine.CountVersions(model.Entity(entity.ClrType));
        }
    }

    private static void Places(ModelBuilder model)
    {
        model.Entity<CatchmentArea>(area =>
        {
            area.HasKey(x => x.Code);
            Code(area.Property(x => x.Code));
            Code(area.Property(x => x.ParentCode!));
            area.Property(x => x.Name).HasMaxLength(CatchmentArea.NameMaxLength);
            area.HasIndex(x => x.ParentCode);
        });
        model.Entity<Grid>(grid =>
        {
            VersionedLater(grid);
            grid.HasKey(x => x.Code);
            Code(grid.Property(x => x.Code));
            Code(grid.Property(x => x.CommunityCode));
            grid.Property(x => x.Name).HasMaxLength(CatchmentArea.NameMaxLength);
            grid.Property(x => x.AddressKeywords).HasMaxLength(Grid.KeywordsMaxLength);
            grid.HasIndex(x => x.CommunityCode);
            grid.HasIndex(x => x.CareTeamId);
            grid.HasIndex(x => x.CareGroupId);
            grid.HasIndex(x => x.WorkerId);
        });
    }

    private static void People(ModelBuilder model)
    {
        model.Entity<Institution>(institution =>
        {
            Code(institution.Property(x => x.AreaCode));
            institution.Property(x => x.Name).HasMaxLength(CatchmentArea.NameMaxLength);
            institution.HasIndex(x => new { x.AreaCode, x.Name, x.Id });
        });
        model.Entity<CareTeam>(team =>
        {
            VersionedLater(team);
            Code(team.Property(x => x.AreaCode));
            team.Property(x => x.Name).HasMaxLength(CareTeam.NameMaxLength);
            team.Property(x => x.Phone).HasMaxLength(CareTeam.PhoneMaxLength);
            team.HasIndex(x => new { x.AreaCode, x.Name, x.Id });
        });
        model.Entity<CareTeamCatchment>(catchment =>
        {
            catchment.HasKey(x => x.AreaCode);
            Code(catchment.Property(x => x.AreaCode));
            catchment.HasIndex(x => x.CareTeamId);
        });
        model.Entity<CareGroup>(group =>
        {
            VersionedLater(group);
            Code(group.Property(x => x.AreaCode));
            group.Property(x => x.Name).HasMaxLength(CareTeam.NameMaxLength);
            group.HasIndex(x => new { x.AreaCode, x.Name, x.Id });
        });
        model.Entity<CareGroupMembership>(member =>
        {
            member.HasIndex(x => x.CareGroupId);
            member.HasIndex(x => new { x.StaffId, x.CareGroupId });
        });
        model.Entity<StaffMember>(staff =>
        {
            VersionedLater(staff);
            Code(staff.Property(x => x.AreaCode));
            staff.Property(x => x.Code).HasMaxLength(StaffMember.CodeMaxLength);
            staff.Property(x => x.Name).HasMaxLength(Patient.NameMaxLength);
            staff.HasIndex(x => x.Code).IsUnique();
            staff.HasIndex(x => x.CareTeamId);
            staff.HasIndex(x => x.Name);
            staff.HasIndex(x => new { x.AreaCode, x.Code });
            staff.HasIndex(x => x.InstitutionId).HasFilter($"\"{nameof(StaffMember.Role)}\" = {(int)StaffRole.Psychiatrist} AND \"{nameof(StaffMember.ClosedOn)}\" IS NULL"); // whether anybody is there to be told
        });
        model.Entity<Patient>(patient =>
        {
            Code(patient.Property(x => x.AreaCode));
            patient.Property(x => x.Name).HasMaxLength(Patient.NameMaxLength);
            patient.Property(x => x.Address).HasMaxLength(Patient.AddressMaxLength);
            patient.OwnsOne(x => x.Guardian, guardian =>
            {
                guardian.Property(x => x.Name).HasMaxLength(Patient.NameMaxLength);
                guardian.Property(x => x.Relation).HasMaxLength(Patient.RelationMaxLength);
                guardian.Property(x => x.Address).HasMaxLength(Patient.AddressMaxLength);
            });
            patient.HasIndex(x => x.DocumentHash).IsUnique();
            patient.HasIndex(x => x.PhoneHash);
            patient.HasIndex(x => x.GuardianPhoneHash);
            patient.HasIndex(x => x.GuardianSecondPhoneHash);
            patient.Property(x => x.Initials).HasMaxLength(Patient.NameMaxLength);
            patient.Property(x => x.GivenName).HasMaxLength(Patient.NameMaxLength);
            patient.HasIndex(x => new { x.Name, x.BornOn, x.Sex });
            patient.HasIndex(x => new { x.Name, x.Id }); // each way of looking for a name has its own, in the order of its pages
            patient.HasIndex(x => new { x.Initials, x.Id });
            patient.HasIndex(x => new { x.GivenName, x.Id });
        });
    }

    private static void Cases(EntityTypeBuilder<ManagedCase> managed)
    {
        Code(managed.Property(x => x.AreaCode));
        managed.OwnsOne(x => x.Diagnosis, diagnosis =>
        {
            diagnosis.Property(x => x.Icd10).HasMaxLength(Diagnosis.Icd10MaxLength);
            diagnosis.Property(x => x.Hospital).HasMaxLength(Diagnosis.HospitalMaxLength);
        });
        managed.Navigation(x => x.Diagnosis).IsRequired();
        Code(managed.Property(x => x.OfferedAreaCode!));
        managed.Ignore(x => x.Grid);
        managed.Ignore(x => x.OpenLoss);
        managed.Ignore(x => x.OpenMove);
        managed.Ignore(x => x.HasCardToMend);
        managed.Ignore(x => x.FailedContacts);
        managed.HasOne<Patient>().WithMany().HasForeignKey(x => x.PatientId).OnDelete(DeleteBehavior.Restrict);
        Part(managed.HasMany(x => x.Consents).WithOne().IsRequired());
        Part(managed.HasMany(x => x.Agreements).WithOne().IsRequired());
        Part(managed.HasMany(x => x.GridAssignments).WithOne().IsRequired());
        Part(managed.HasMany(x => x.FollowUps).WithOne().IsRequired());
        Part(managed.HasMany(x => x.Advice).WithOne().IsRequired());
        Part(managed.HasMany(x => x.Guidance).WithOne().IsRequired());
        Part(managed.HasMany(x => x.Examinations).WithOne().IsRequired());
        managed.HasMany(x => x.Referrals).WithOne().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Restrict);
        Part(managed.HasMany(x => x.Courses).WithOne().IsRequired());
        Part(managed.HasMany(x => x.Attempts).WithOne().IsRequired());
        Part(managed.HasMany(x => x.Exits).WithOne().IsRequired());
        Part(managed.HasMany(x => x.Told).WithOne().IsRequired());
        Part(managed.HasMany(x => x.Crises).WithOne().IsRequired());
        Part(managed.HasMany(x => x.Plans).WithOne().IsRequired());
        managed.HasMany(x => x.Tasks).WithOne().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Restrict);
        foreach (var part in managed.Metadata.GetNavigations().Where(navigation => navigation.IsCollection)) part.SetIsEagerLoaded(true);

        managed.HasIndex(x => x.PatientId);
        managed.HasIndex(x => new { x.AreaCode, x.Id });
        managed.HasIndex(x => new { x.CareTeamId, x.Id });
        managed.HasIndex(x => new { x.State, x.Id }).HasFilter($"\"{nameof(ManagedCase.State)}\" >= {(int)CaseState.Lost}"); // the few who are on their way out, or are gone without having died
        managed.HasIndex(x => new { x.UnassignedOn, x.Id, x.AreaCode }).HasFilter($"\"{nameof(ManagedCase.UnassignedOn)}\" IS NOT NULL"); // the queue
        managed.HasIndex(x => x.OfferedAreaCode).HasFilter($"\"{nameof(ManagedCase.OfferedAreaCode)}\" IS NOT NULL");
        managed.HasIndex(x => x.OfferedCareTeamId).HasFilter($"\"{nameof(ManagedCase.OfferedCareTeamId)}\" IS NOT NULL");

        static void Part<TPart>(ReferenceCollectionBuilder<ManagedCase, TPart> part) where TPart : class => part.HasForeignKey(CaseId).OnDelete(DeleteBehavior.Restrict);
    }

    private static void Facts(ModelBuilder model)
    {
        model.Entity<InformedConsent>(consent => Signed(consent.OwnsOne(x => x.Signature)));
        model.Entity<ServiceAgreement>(agreement =>
        {
            Signed(agreement.OwnsOne(x => x.Signature));
            agreement.HasIndex(x => x.EndsOn).HasFilter($"\"{nameof(ServiceAgreement.EndedOn)}\" IS NULL");
            agreement.HasIndex(x => x.StartsOn).HasFilter($"\"{nameof(ServiceAgreement.EndedOn)}\" IS NULL");
            agreement.HasIndex(nameof(ServiceAgreement.CareTeamId), CaseId).HasFilter($"\"{nameof(ServiceAgreement.EndedOn)}\" IS NULL");
        });
        model.Entity<GridAssignment>(assignment =>
        {
            Code(assignment.Property(x => x.GridCode));
            assignment.Property(x => x.Reason).HasMaxLength(GridAssignment.ReasonMaxLength);
        });
        model.Entity<GuidanceSession>().Property(x => x.Note).HasMaxLength(GuidanceSession.NoteMaxLength);
        model.Entity<FollowUp>(followUp =>
        {
            followUp.Property(x => x.OverrideReason).HasMaxLength(FollowUp.OverrideReasonMaxLength);
            followUp.Property(x => x.CancelReason).HasMaxLength(FollowUp.CancelReasonMaxLength);
            followUp.Property(x => x.Edition).HasMaxLength(CareTask.BasisMaxLength);
        });
        model.Entity<PhysicalExamination>(examination =>
        {
            examination.Property(x => x.Reason).HasMaxLength(PhysicalExamination.ReasonMaxLength);
            examination.Property(x => x.SignerName).HasMaxLength(Patient.NameMaxLength);
            examination.Property(x => x.Relation).HasMaxLength(Patient.RelationMaxLength);
            examination.Property(x => x.CancelReason).HasMaxLength(PhysicalExamination.ReasonMaxLength);
        });
        model.Entity<CaseExit>(exit =>
        {
            Code(exit.Property(x => x.ToAreaCode!));
            exit.Property(x => x.ToAddress).HasMaxLength(CaseExit.AddressMaxLength);
            exit.Property(x => x.Note).HasMaxLength(CaseExit.NoteMaxLength);
            exit.Property(x => x.DecisionNote).HasMaxLength(CaseExit.NoteMaxLength);
            exit.Property(x => x.EndNote).HasMaxLength(CaseExit.NoteMaxLength);
            exit.Ignore(x => x.IsOpen);
            exit.Ignore(x => x.Holds);
            exit.HasIndex(nameof(CaseExit.Kind), CaseId).HasFilter($"\"{nameof(CaseExit.DecidedOn)}\" IS NULL AND \"{nameof(CaseExit.EndedOn)}\" IS NULL");
        });
        model.Entity<InjectionCourse>(course =>
        {
            course.Property(x => x.ProductCode).HasMaxLength(InjectionCourse.ProductCodeMaxLength);
            course.Property(x => x.MaintenanceDose).HasPrecision(9, 3);
            course.Property(x => x.ToleranceNote).HasMaxLength(InjectionCourse.ToleranceNoteMaxLength);
            course.Property(x => x.StopReason).HasMaxLength(InjectionCourse.StopReasonMaxLength);
            course.HasMany(x => x.Injections).WithOne().HasForeignKey(x => x.CourseId).OnDelete(DeleteBehavior.Restrict);
            course.Navigation(x => x.Injections).AutoInclude();
        });
        model.Entity<Injection>(injection =>
        {
            injection.Property(x => x.Dose).HasPrecision(9, 3);
            injection.Property(x => x.ProductCode).HasMaxLength(InjectionCourse.ProductCodeMaxLength);
            injection.Property(x => x.BatchNumber).HasMaxLength(Injection.BatchNumberMaxLength);
            injection.Property(x => x.ReactionNote).HasMaxLength(Injection.ReactionNoteMaxLength);
            injection.Property(x => x.CancelReason).HasMaxLength(Injection.CancelReasonMaxLength);
        });

        static void Signed<TOwner>(OwnedNavigationBuilder<TOwner, Signature> signature) where TOwner : class
        {
            signature.Property(x => x.SignerName).HasMaxLength(Patient.NameMaxLength);
            signature.Property(x => x.Relation).HasMaxLength(Patient.RelationMaxLength);
            signature.OwnedEntityType.FindOwnership()!.PrincipalToDependent!.ForeignKey.IsRequiredDependent = true;
        }
    }

    private static void Tasks(EntityTypeBuilder<CareTask> task)
    {
        var open = $"\"{nameof(CareTask.State)}\" = {(int)CareTaskState.Open}";

        Code(task.Property(x => x.AreaCode));
        task.Property(x => x.Basis).HasMaxLength(CareTask.BasisMaxLength);
        task.Property(x => x.EscalationStep).IsConcurrencyToken(); // the sweep is the other writer of this row
        task.Property(x => x.HeldUntil).IsConcurrencyToken(); // and so is whoever takes or closes another of its alerts
        task.HasIndex(x => new { x.CaseId, x.Kind, x.CycleOn }).IsUnique();
        task.HasIndex(x => new { x.CareTeamId, x.ClosesOn, x.Id }).HasFilter(open);
        task.HasIndex(x => new { x.ClosesOn, x.Id, x.AreaCode, x.CareTeamId }).HasFilter(open);
        task.HasIndex(x => new { x.Kind, x.EscalationStep, x.ClosesOn }).HasFilter(open);
        task.HasIndex(x => x.ClosedEnteredOn);
    }

    private static void Grants(EntityTypeBuilder<CaseGrant> grant)
    {
        Code(grant.Property(x => x.AreaCode));
        grant.Property(x => x.Note).HasMaxLength(CaseGrant.NoteMaxLength);
        grant.Property(x => x.VerdictNote).HasMaxLength(CaseGrant.NoteMaxLength);
        grant.HasOne<ManagedCase>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Restrict);
        grant.HasIndex(x => x.CaseId);
        // each of what is not empty: a grant is given to one of the three, and SQLite would count the two empty ones as one more of the same value
        grant.HasIndex(x => x.CareGroupId).HasFilter($"\"{nameof(CaseGrant.CareGroupId)}\" IS NOT NULL");
        grant.HasIndex(x => x.InstitutionId).HasFilter($"\"{nameof(CaseGrant.InstitutionId)}\" IS NOT NULL");
        grant.HasIndex(x => x.StaffId).HasFilter($"\"{nameof(CaseGrant.StaffId)}\" IS NOT NULL");
        grant.HasIndex(x => new { x.UntilAt, x.Id }).HasFilter($"\"{nameof(CaseGrant.Kind)}\" = {(int)GrantKind.CareGroup} AND \"{nameof(CaseGrant.EndedAt)}\" IS NULL"); // those that end next
        grant.HasIndex(x => new { x.FromAt, x.Id, x.AreaCode }).HasFilter($"\"{nameof(CaseGrant.Kind)}\" = {(int)GrantKind.Emergency} AND \"{nameof(CaseGrant.ReviewedAt)}\" IS NULL");
    }

    /// <summary>Rows that were there before they were counted stand at their first version.</summary>
    private static void VersionedLater<T>(EntityTypeBuilder<T> root) where T : AggregateRoot => root.Property(x => x.Version).HasDefaultValue(1L).ValueGeneratedNever();

    internal static void Code(PropertyBuilder<string> property) => property.HasMaxLength(AreaCode.MaxLength);
}
