using CaseManagement.Domain;
using CaseManagement.Domain.Cards;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>The cards of the last days' visits on their way to the national platform: some wait to be checked, some have left, some came back; and a few report cards.</summary>
internal static class DemoCards
{
    private const int Days = 3;
    private const int OneReportIn = 100;

    public static IEnumerable<NationalCard> Of(DemoPerson person, int number, Standards standards, DateOnly today)
    {
        var (managed, by) = (person.Case, person.Home.Team.Doctor.Id);
        var wishes = managed.TakeCardWishes().Where(wish => wish.On >= today.AddDays(-Days) && wish.On < today && !wish.IsGone).ToList();
        if (number % OneReportIn == 0 && managed.DiedOn is null && CanReport(managed)) managed.TakePaperReport(today.AddDays(-Days), by, standards, today);

        foreach (var wish in wishes)
        {
            var at = DemoDay.At(wish.On, 18);
            var card = NationalCard.Follow(CardPlace.Of(managed), wish, [], by, at)!;
            if (number % 7 < 3) Send(card, at);
            if (number % 7 == 1) card.Answer(accepted: true, "0000", at.AddMinutes(30));
            if (number % 7 == 2 && card.Answer(accepted: false, "E1007", at.AddMinutes(30))) managed.CardCameBack(card, CardTrouble.Refused, standards, today);
            yield return card;
        }
    }

    private static bool CanReport(Domain.Cases.ManagedCase managed) => Domain.Cases.CaseStates.Answer(managed.State, Domain.Cases.CaseAct.FileReport) is null && managed.Reporting is null;

    private static void Send(NationalCard card, DateTimeOffset at)
    {
        card.Check([], at);
        card.Left(at.AddMinutes(1));
    }
}
