using CaseManagement.Domain.Batches;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>How long work is kept: the number of its attempt decides who may end it.</summary>
internal static class BatchRules
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<Batch>(batch =>
        {
            ModelRules.Code(batch.Property(x => x.AreaCode));
            batch.Property(x => x.Attempt).IsConcurrencyToken();
            batch.Property(x => x.RefusalCode).HasMaxLength(Batch.RefusalMaxLength);
            batch.Property(x => x.RefusedWith).HasMaxLength(Batch.ArgumentsMaxLength);
            batch.HasIndex(x => new { x.AreaCode, x.Id });
            batch.HasIndex(x => new { x.State, x.Id });
        });
        model.Entity<BatchFile>(file =>
        {
            file.HasKey(x => x.BatchId);
            file.HasOne<Batch>().WithMany().HasForeignKey(x => x.BatchId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
