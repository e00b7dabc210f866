using CaseManagement.Domain.Places;
using CaseManagement.Domain.Referrals;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>How referrals are kept, and the index behind each of their lists: what waits, of a hospital, of a team, of an area.</summary>
internal static class ReferralRules
{
    public static void Build(ModelBuilder model)
    {
        var waiting = $"\"{nameof(Referral.State)}\" < {(int)ReferralState.Closed}";

        model.Entity<Referral>(referral =>
        {
            referral.Property(x => x.AreaCode).HasMaxLength(AreaCode.MaxLength);
            referral.Property(x => x.Reasons).HasMaxLength(Referral.ReasonsMaxLength);
            referral.Property(x => x.FromDepartment).HasMaxLength(Referral.DepartmentMaxLength);
            referral.Property(x => x.ToDepartment).HasMaxLength(Referral.DepartmentMaxLength);
            referral.Property(x => x.Contact).HasMaxLength(Referral.ContactMaxLength);
            referral.Property(x => x.Summary).HasMaxLength(Referral.SummaryMaxLength);
            referral.Property(x => x.Plan).HasMaxLength(Referral.PlanMaxLength);
            referral.Ignore(x => x.IsWaiting);
            referral.Ignore(x => x.WaitsFor);
            referral.HasMany(x => x.Steps).WithOne().HasForeignKey(x => x.ReferralId).OnDelete(DeleteBehavior.Restrict);
            referral.Navigation(x => x.Steps).AutoInclude();
            referral.HasIndex(x => new { x.HospitalId, x.IsUrgent, x.SentOn, x.Id }).IsDescending(false, true, false, false).HasFilter(waiting);
            referral.HasIndex(x => new { x.CareTeamId, x.IsUrgent, x.SentOn, x.Id }).IsDescending(false, true, false, false).HasFilter(waiting);
            referral.HasIndex(x => new { x.IsUrgent, x.SentOn, x.Id, x.AreaCode, x.CareTeamId }).IsDescending(true, false, false, false, false).HasFilter(waiting);
        });
        model.Entity<ReferralStep>(step =>
        {
            step.Property(x => x.Note).HasMaxLength(ReferralStep.NoteMaxLength);
            step.Property(x => x.Speaker).HasMaxLength(ReferralStep.SpeakerMaxLength);
            step.Property(x => x.CancelReason).HasMaxLength(ReferralStep.NoteMaxLength);
        });
    }
}
