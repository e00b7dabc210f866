using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>How the queue of cards for the national platform is kept.</summary>
internal static class CardRules
{
    public static void Build(ModelBuilder model) => model.Entity<NationalCard>(card =>
    {
        var open = $"\"{nameof(NationalCard.State)}\" <= {(int)CardState.Refused}";

        card.Ignore(x => x.IsWaiting);
        card.Ignore(x => x.IsOpen);
        card.Ignore(x => x.IsUnanswered);
        card.Ignore(x => x.IsKeptAside);
        card.Ignore(x => x.MayBeTakenUp);
        card.Ignore(x => x.MayBeDropped);
        card.Ignore(x => x.MayHaveLeft);
        card.Ignore(x => x.WasTried);
        card.Property(x => x.Fault).HasMaxLength(NationalCard.FaultMaxLength);
        card.Property(x => x.AnswerCode).HasMaxLength(NationalCard.AnswerMaxLength);
        card.HasOne<ManagedCase>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Restrict);
        ModelRules.Code(card.Property(x => x.AreaCode));
        card.HasIndex(x => new { x.CaseId, x.Id });
        card.HasIndex(x => new { x.State, x.Id, x.CaseId, x.Kind });
        card.HasIndex(x => new { x.CareTeamId, x.State, x.Id }).HasFilter(open);
        card.HasIndex(x => new { x.SentAt, x.Id }).HasFilter($"\"{nameof(NationalCard.State)}\" = {(int)CardState.Sent} AND \"{nameof(NationalCard.ToldAt)}\" IS NULL"); // what has no answer, for the job that looks each minute
        card.HasIndex(x => new { x.Id, x.AreaCode, x.CareTeamId, x.State, x.Kind, x.CaseId }).HasFilter(open);
    });
}
