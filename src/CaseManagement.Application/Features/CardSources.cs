using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Application.Features;

/// <summary>What a card is put together from, with the numbers opened for as long as that takes.</summary>
internal static class CardSources
{
    /// <returns>The sheet; empty and in order where it asks for another card to be dropped. Null where what it is about does not hold any more.</returns>
    public static async Task<CardSheet?> SheetAsync(this ICaseDb db, ISeals seals, CardBook book, NationalCard card, ManagedCase managed, TimeProvider clock, CancellationToken ct)
    {
        if (card.Purpose == CardPurpose.Cancellation) return new CardSheet(card.Kind, [], []);

        var author = NationalCards.AuthorOf(card.Kind, card.SubjectId, managed);
        var person = author is null ? null : await db.Staff.Where(staff => staff.Id == author)
            .Select(staff => new { staff.Name, Institution = db.Institutions.Where(institution => institution.Id == staff.InstitutionId).Select(institution => institution.Name).FirstOrDefault() }).FirstOrDefaultAsync(ct);
        var now = clock.GetUtcNow();
        var hasGroup = await db.CaseGrants.AnyAsync(grant => grant.CaseId == managed.Id && grant.Kind == GrantKind.CareGroup && grant.EndedAt == null && grant.FromAt <= now && grant.UntilAt > now, ct);
        var patient = await db.Patients.AsNoTracking().FindOrThrowAsync(patient => patient.Id == managed.PatientId, "patient", ct);
        var source = new CardSource(managed, Plain(patient, seals), person?.Name, person?.Institution, hasGroup, clock.Today());

        return NationalCards.Of(card.Kind, card.SubjectId, source) is { } facts ? CardSheet.Of(card.Kind, facts, book.On(card.HappenedOn), clock.Today()) : null;
    }

    private static CardPatient Plain(Patient patient, ISeals seals)
    {
        return new(
            patient.Name, patient.Sex, patient.BornOn, patient.Document, Open(patient.DocumentNumber), patient.Address, Open(patient.Phone),
            patient.Guardian?.Name, patient.Guardian?.Relation, Open(patient.Guardian?.Phone), Open(patient.Guardian?.SecondPhone));

        string? Open(SealedText? text) => text is null ? null : seals.Open(text, patient.Id);
    }
}
