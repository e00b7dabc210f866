using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.Tests.Cards;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Exits;

/// <summary>A registration that should not be there is closed, and takes nothing with it that somebody waits for.</summary>
public sealed class ClosingTests
{
    private static readonly ManagedCaseId Survivor = ManagedCaseId.New();

    [Fact]
    public void Given_an_emergency_that_is_open_When_the_case_is_closed_Then_it_is_ended_first()
    {
        var managed = ACase.Managed().Seen(new(2026, 6, 1));
        var at = new DateTimeOffset(2026, 6, 10, 8, 0, 0, TimeSpan.FromHours(8));
        managed.StartCrisis(new(CrisisTrigger.Relapse, CrisisSource.ByHand, at, ACase.Doctor), at, ACase.Standards, new(2026, 6, 10));
        Assert.Equal("exit.emergency-pending", AnExit.Refused(() => Close(managed)));

        managed.EndCrisis(managed.Crises[0].Id, new(CrisisOutcome.Mistaken, "登记有误", new(2026, 6, 11), null, ACase.Doctor), ACase.Standards, new(2026, 6, 11));
        Close(managed);

        Assert.Equal(CaseState.Deleted, managed.State);
    }

    [Fact]
    public void Given_a_patient_who_is_there_twice_When_one_is_closed_Then_it_names_the_one_that_stays()
    {
        var managed = ACase.Managed().Seen(new(2026, 6, 1));
        Assert.Equal("exit.duplicate-of-what", AnExit.Refused(() => Close(managed, DeletionReason.Duplicate)));
        Assert.Equal("exit.duplicate-of-itself", AnExit.Refused(() => Close(managed, DeletionReason.Duplicate, managed.Id)));
        Assert.Equal("exit.not-a-duplicate", AnExit.Refused(() => Close(managed, DeletionReason.WrongEntry, Survivor)));

        var exit = Close(managed, DeletionReason.Duplicate, Survivor);

        Assert.Equal((CaseState.Deleted, Survivor), (managed.State, exit.DuplicateOf));
    }

    [Fact]
    public void Given_a_report_card_that_went_out_When_the_case_is_closed_and_opened_again_Then_it_is_taken_back_and_sent_again()
    {
        var managed = ACase.Managed().Seen(new(2026, 6, 1));
        var card = managed.FileReport(ACard.Form, null, null, ACase.Doctor, ACase.Standards, new(2026, 6, 2));
        managed.TakeCardWishes();

        Close(managed);
        var gone = Assert.Single(managed.TakeCardWishes());
        managed.Reopen("确为本人", AnExit.Leader, ACase.Standards, new(2026, 6, 20));
        var back = Assert.Single(managed.TakeCardWishes());

        Assert.Equal((CardKind.Report, card.Id, true), (gone.Kind, gone.SubjectId, gone.IsGone));
        Assert.Equal((CardKind.Report, card.Id, false), (back.Kind, back.SubjectId, back.IsGone));
    }

    private static CaseExit Close(ManagedCase managed, DeletionReason reason = DeletionReason.WrongEntry, ManagedCaseId? duplicateOf = null) =>
        managed.Close(reason, duplicateOf, null, AnExit.Leader, ACase.Standards, new(2026, 6, 12));
}
