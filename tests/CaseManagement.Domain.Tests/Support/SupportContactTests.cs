using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Support;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Support;

/// <summary>Whom to call: entered, changed, ended, and never forgotten.</summary>
public sealed class SupportContactTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly SealedNumber Phone = new(SealedText.Of(1, new byte[40]), Hash: null);

    [Fact]
    public void Given_a_contact_When_what_is_known_changes_Then_the_old_entry_stays_with_its_end_and_the_new_one_says_whose_place_it_took()
    {
        var contact = Contact();

        var next = contact.Change(SupportContactId.New(), SupportRole.Police, "新民警", Phone, 1, ACase.Doctor, Monday.AddDays(3));

        Assert.Equal((Monday.AddDays(3), (SupportContactEnd?)SupportContactEnd.Replaced, "老民警"), (contact.EndedOn!.Value, contact.EndReason, contact.Name));
        Assert.Equal((contact.Id, "新民警", (DateOnly?)null, contact.CaseId), (next.Replaces!.Value, next.Name, next.EndedOn, next.CaseId));
    }

    [Fact]
    public void Given_a_neighbour_When_the_entry_becomes_an_offices_Then_its_number_is_typed_and_the_private_one_is_not_taken_over()
    {
        var contact = new SupportContact(SupportContactId.New(), new(Guid.NewGuid()), SupportRole.Neighbour, "邻居", Phone, 1, ACase.Doctor, Monday);
        var offices = new SealedNumber(SealedText.Of(1, new byte[41]), Hash: null);

        var refused = Assert.Throws<RuleBrokenException>(() => contact.Change(SupportContactId.New(), SupportRole.Police, "民警", phone: null, 1, ACase.Doctor, Monday));

        Assert.Equal(("support-contact.office-phone", (DateOnly?)null), (refused.Code, contact.EndedOn));
        Assert.Same(offices.Text, contact.Change(SupportContactId.New(), SupportRole.Police, "民警", offices, 1, ACase.Doctor, Monday).Phone);
        Assert.Same(Phone.Text, Contact().Change(SupportContactId.New(), SupportRole.Neighbour, "邻居", phone: null, 1, ACase.Doctor, Monday).Phone);
    }

    [Fact]
    public void Given_a_contact_that_has_ended_When_it_is_changed_or_ended_again_Then_it_is_refused_and_nothing_moves()
    {
        var contact = Contact();
        contact.End(SupportContactEnd.NotReachable, ACase.Doctor, Monday);

        var changed = Assert.Throws<RuleBrokenException>(() => contact.Change(SupportContactId.New(), SupportRole.Police, "别人", Phone, 1, ACase.Doctor, Monday.AddDays(1)));
        var ended = Assert.Throws<RuleBrokenException>(() => contact.End(SupportContactEnd.Mistaken, ACase.Doctor, Monday.AddDays(1)));

        Assert.Equal(("support-contact.ended", "support-contact.ended"), (changed.Code, ended.Code));
        Assert.Equal(((DateOnly?)Monday, (SupportContactEnd?)SupportContactEnd.NotReachable), (contact.EndedOn, contact.EndReason));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public void Given_an_order_that_is_none_When_a_contact_is_added_Then_it_is_refused(int order) =>
        Assert.Equal("support-contact.order", Assert.Throws<RuleBrokenException>(() => Contact(order)).Code);

    [Fact]
    public void Given_a_contact_When_somebody_ends_it_as_replaced_Then_they_are_told_to_change_it() =>
        Assert.Equal("support-contact.end-reason", Assert.Throws<RuleBrokenException>(() => Contact().End(SupportContactEnd.Replaced, ACase.Doctor, Monday)).Code);

    [Fact]
    public void Given_an_entry_of_the_log_When_its_day_is_to_come_Then_it_is_refused()
    {
        var today = new SupportEntry(SupportEntryId.From(Guid.NewGuid()), new(Guid.NewGuid()), Monday, SupportMeans.Visit, SupportSeen.AsUsual, ACase.Doctor, At(Monday), Monday);

        var refused = Assert.Throws<RuleBrokenException>(() => new SupportEntry(SupportEntryId.From(Guid.NewGuid()), new(Guid.NewGuid()), Monday.AddDays(1), SupportMeans.Visit, SupportSeen.AsUsual, ACase.Doctor, At(Monday), Monday));

        Assert.Equal((Monday, "support-entry.in-future"), (today.On, refused.Code));
    }

    [Fact]
    public void Given_somebody_met_the_patient_When_they_say_that_nobody_was_reached_Then_it_is_refused()
    {
        var contradictory = Assert.Throws<RuleBrokenException>(() => Entry(SupportMeans.Met, SupportSeen.NotReached));

        Assert.Equal("support-entry.contradictory", contradictory.Code);
        Assert.Equal(SupportSeen.FromFamily, Entry(SupportMeans.Met, SupportSeen.FromFamily).Seen); // it may be the family who came

        static SupportEntry Entry(SupportMeans means, SupportSeen seen) => new(SupportEntryId.From(Guid.NewGuid()), new(Guid.NewGuid()), Monday, means, seen, ACase.Doctor, At(Monday), Monday);
    }

    private static SupportContact Contact(int order = 2) => new(SupportContactId.New(), new ManagedCaseId(Guid.NewGuid()), SupportRole.Police, "老民警", Phone, order, ACase.Doctor, Monday);

    private static DateTimeOffset At(DateOnly day) => new(day, new(10, 0), TimeSpan.FromHours(8));
}
