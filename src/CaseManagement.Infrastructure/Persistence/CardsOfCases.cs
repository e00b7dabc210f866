using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>What the national platform is to have of a change waits from the change's own transaction on, so that neither is ever kept without the other.</summary>
/// <remarks>A case that changes has its cards that came back looked at again. History that the machine builds for a demonstration is not sent.</remarks>
internal sealed class CardsOfCases(CaseDb db, IActor actor, CardSettings settings, TimeProvider clock)
{
    public async Task FollowAsync(CancellationToken ct)
    {
        await LetCardsMove(ct);
        var changed = db.ChangeTracker.Entries<ManagedCase>().Where(entry => entry.State is EntityState.Added or EntityState.Modified).Select(entry => (Case: entry.Entity, Wishes: entry.Entity.TakeCardWishes(), MayMend: entry.State == EntityState.Modified && entry.Entity.HasCardToMend))
            .Where(each => each.Wishes.Count > 0 || each.MayMend).ToList();
        if (changed.Count == 0 || !settings.Queues || !actor.IsKnown || actor.Role == StaffRole.Timetable) return;

        var ids = changed.ConvertAll(each => each.Case.Id);
        var known = (await db.NationalCards.IgnoreQueryFilters(ScopeFilter.Only).Where(card => ids.Contains(card.CaseId)).ToListAsync(ct)).ToLookup(card => card.CaseId);
        foreach (var (managed, wishes, mayMend) in changed)
        {
            var cards = known[managed.Id].ToList();
            if (mayMend)
                foreach (var card in cards.Where(card => card.State == CardState.Failing && db.Entry(card).State == EntityState.Unchanged)) card.LookAgain(); // not one that was checked in this very change
            foreach (var wish in wishes)
            {
                if (NationalCard.Follow(CardPlace.Of(managed), wish, [.. cards.Where(card => card.Kind == wish.Kind && card.ThreadId == wish.ThreadId)], actor.StaffId, clock.GetUtcNow()) is not { } added) continue;
                db.NationalCards.Add(added);
                cards.Add(added);
            }
        }
    }

    /// <summary>Whoever moves the case: what is open of its cards is where it is, so that a list of cards asks no case.</summary>
    private async Task LetCardsMove(CancellationToken ct)
    {
        var moved = db.ChangeTracker.Entries<ManagedCase>().Where(entry => entry.State == EntityState.Modified
            && (entry.Property(managed => managed.AreaCode).IsModified || entry.Property(managed => managed.CareTeamId).IsModified)).ToDictionary(entry => entry.Entity.Id, entry => entry.Entity);
        if (moved.Count == 0) return;

        var ids = moved.Keys.ToList();
        foreach (var card in await db.NationalCards.IgnoreQueryFilters(ScopeFilter.Only).Where(card => ids.Contains(card.CaseId) && card.State <= CardState.Refused).ToListAsync(ct)) card.BelongTo(moved[card.CaseId]);
    }
}
