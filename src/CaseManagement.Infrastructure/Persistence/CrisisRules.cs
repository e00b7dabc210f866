using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>How emergencies and clues are kept.</summary>
internal static class CrisisRules
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<CrisisResponse>(crisis =>
        {
            crisis.Property(x => x.ClosingNote).HasMaxLength(CrisisResponse.NoteMaxLength);
            crisis.HasIndex(ModelRules.CaseId, nameof(CrisisResponse.StartedOn)).IsUnique(); // one a day; two who start it at the same moment start it once
            crisis.HasIndex(x => new { x.StartedAt, x.Id }).HasFilter($"\"{nameof(CrisisResponse.State)}\" <= {(int)CrisisState.Watched}");
        });
        model.Entity<Clue>(clue =>
        {
            ModelRules.Code(clue.Property(x => x.AreaCode));
            clue.Property(x => x.Place).HasMaxLength(Clue.PlaceMaxLength);
            clue.Property(x => x.Said).HasMaxLength(Clue.SaidMaxLength);
            clue.Property(x => x.Found).HasMaxLength(Clue.NoteMaxLength);
            clue.Property(x => x.Hospital).HasMaxLength(Clue.HospitalMaxLength);
            clue.Property(x => x.EndNote).HasMaxLength(Clue.NoteMaxLength);
            clue.HasOne<ManagedCase>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Restrict);
            clue.HasIndex(x => x.CaseId).HasFilter($"\"{nameof(Clue.CaseId)}\" IS NOT NULL");
            clue.HasIndex(x => new { x.EndedAt, x.Id, x.AreaCode, x.CareTeamId }).HasFilter($"\"{nameof(Clue.EndedAt)}\" IS NOT NULL");
            clue.HasIndex(x => new { x.DueOn, x.Id, x.AreaCode, x.CareTeamId }).HasFilter($"\"{nameof(Clue.EndedAt)}\" IS NULL");
        });
    }
}
