using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Reassignments;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>How it is kept what moved by a reassignment, so that it can go back.</summary>
internal static class ReassignmentRules
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<Reassignment>(done =>
        {
            ModelRules.Code(done.Property(x => x.AreaCode));
            done.Property(x => x.Note).HasMaxLength(Reassignment.NoteMaxLength);
            done.HasMany(x => x.Shares).WithOne().HasForeignKey(x => x.ReassignmentId).OnDelete(DeleteBehavior.Restrict);
            done.HasMany(x => x.Places).WithOne().HasForeignKey(x => x.ReassignmentId).OnDelete(DeleteBehavior.Restrict);
            done.HasMany(x => x.Threads).WithOne().HasForeignKey(x => x.ReassignmentId).OnDelete(DeleteBehavior.Restrict);
            done.HasIndex(x => new { x.AreaCode, x.Id });
        });
        model.Entity<ReassignmentShare>(share =>
        {
            share.HasKey(x => new { x.ReassignmentId, x.AreaCode, x.FromRow });
            ModelRules.Code(share.Property(x => x.AreaCode));
        });
        model.Entity<ReassignedPlace>(place =>
        {
            place.HasKey(x => new { x.ReassignmentId, x.Code });
            ModelRules.Code(place.Property(x => x.Code));
        });
        model.Entity<ReassignedThread>().HasKey(x => new { x.ReassignmentId, x.Kind, x.OfId });
        model.Entity<ReassignedCase>(row =>
        {
            row.HasKey(x => new { x.ReassignmentId, x.CaseId });
            ModelRules.Code(row.Property(x => x.FromAreaCode));
            ModelRules.Code(row.Property(x => x.ToAreaCode));
            row.HasOne<Reassignment>().WithMany().HasForeignKey(x => x.ReassignmentId).OnDelete(DeleteBehavior.Restrict);
            row.HasOne<ManagedCase>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ReassignedAlert>(row =>
        {
            row.HasKey(x => new { x.ReassignmentId, x.AlertId });
            row.HasOne<Reassignment>().WithMany().HasForeignKey(x => x.ReassignmentId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
