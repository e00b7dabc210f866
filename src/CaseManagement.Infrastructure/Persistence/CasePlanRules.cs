using CaseManagement.Domain.CasePlans;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>How case plans are kept.</summary>
internal static class CasePlanRules
{
    public static void Build(ModelBuilder model) =>
        model.Entity<CasePlan>(plan =>
        {
            plan.Property(x => x.EndNote).HasMaxLength(CasePlan.TextMaxLength);
            plan.HasIndex(ModelRules.CaseId, nameof(CasePlan.BeganOn));
            plan.HasIndex(ModelRules.CaseId).IsUnique().HasFilter($"\"{nameof(CasePlan.EndedOn)}\" IS NULL"); // one holds at most; two who begin one at the same moment begin it once
        });
}
