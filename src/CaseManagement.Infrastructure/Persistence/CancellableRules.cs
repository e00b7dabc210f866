using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>How the facts are kept that settle a duty by being recorded, and may be cancelled with a reason.</summary>
internal static class CancellableRules
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<SpecialistAdvice>(advice =>
        {
            advice.Property(x => x.Text).HasMaxLength(SpecialistAdvice.TextMaxLength);
            advice.Property(x => x.DoneNote).HasMaxLength(SpecialistAdvice.DoneNoteMaxLength);
            advice.Ignore(x => x.IsOwed);
            advice.Ignore(x => x.Source);
            Cancellable(advice);
        });
        model.Entity<ContactAttempt>(attempt =>
        {
            attempt.Property(x => x.Note).HasMaxLength(ContactAttempt.NoteMaxLength);
            Cancellable(attempt);
        });
        model.Entity<PartyTold>(told =>
        {
            told.Property(x => x.Receiver).HasMaxLength(PartyTold.ReceiverMaxLength);
            Cancellable(told);
        });
    }

    private static void Cancellable<TFact>(EntityTypeBuilder<TFact> fact) where TFact : CancellableFact => fact.Property(x => x.CancelReason).HasMaxLength(CancellableFact.ReasonMaxLength);
}
