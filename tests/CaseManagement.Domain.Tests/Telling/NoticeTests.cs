using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Domain.Tests.Exits;

namespace CaseManagement.Domain.Tests.Telling;

public sealed class NoticeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);
    private static readonly NoticePatience Patience = new(3, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(5));

    [Fact]
    public void Given_the_parties_and_the_means_When_their_numbers_are_read_Then_none_has_moved()
    {
        Assert.Equal(
            "Police=1 FacilityHead=2 Psychiatrist=3 CareGroup=4 Guardian=5 VillageCommittee=6 MedicalHelp=7 PreventionOffice=8 Other=9 Governance=10 ComprehensiveGroup=11 CivilAffairs=12 HigherOffice=13 Family=14",
            string.Join(' ', Enum.GetValues<Party>().Select(party => $"{party}={(int)party}")));
        Assert.Equal("Call=1 InPerson=2 InWriting=3 InSystem=4", string.Join(' ', Enum.GetValues<ToldHow>().Select(how => $"{how}={(int)how}")));
    }

    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 120)]
    [InlineData(3, 180)] // no longer than the longest
    [InlineData(1000, 180)]
    public void Given_attempts_When_the_wait_is_asked_for_Then_it_doubles_up_to_the_longest(int attempts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Patience.WaitAfter(attempts));

    [Fact]
    public void Given_a_wait_shorter_than_an_attempt_When_it_is_asked_for_Then_no_second_attempt_begins_beside_the_first() =>
        Assert.True((Patience with { FirstWait = TimeSpan.Zero }).WaitAfter(1) > Patience.Timeout);

    [Fact]
    public void Given_a_notice_When_it_fails_as_often_as_it_may_Then_it_is_given_up_and_can_be_sent_again()
    {
        var notice = Written(NoticeChannel.WebHook);

        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.Equal(NoticeState.Waiting, notice.State);
            notice.Begin(Now, Patience);
            notice.Failed("http-500", Patience);
        }

        Assert.Equal((NoticeState.Dead, null, "http-500"), (notice.State, notice.NextAt, notice.Fault));
        notice.Replay(Now);
        Assert.Equal((NoticeState.Waiting, 0, Now), (notice.State, notice.Attempts, notice.NextAt));
        Assert.Equal("notice.not-dead", Assert.Throws<RuleBrokenException>(() => notice.Replay(Now)).Code);
    }

    [Fact]
    public void Given_a_notice_that_was_given_up_When_the_receiver_says_it_came_Then_it_has_arrived_and_a_second_word_changes_nothing()
    {
        var notice = Written(NoticeChannel.Email);
        notice.Begin(Now, Patience);
        notice.Failed("timeout", Patience with { MostAttempts = 1 });

        notice.Acknowledge(null, Now.AddHours(30));
        notice.Acknowledge(ACase.Doctor, Now.AddHours(31));

        Assert.Equal((NoticeState.Sent, Now.AddHours(30), null), (notice.State, notice.AcknowledgedAt, notice.AcknowledgedBy));
    }

    [Fact]
    public void Given_one_event_When_a_party_is_told_by_two_ways_Then_each_has_its_own_key_and_always_the_same()
    {
        var (@event, other) = (Guid.NewGuid(), Guid.NewGuid());

        Assert.Equal(Notice.IdOf(@event, Party.Police, NoticeChannel.WebHook), Notice.IdOf(@event, Party.Police, NoticeChannel.WebHook));
        Assert.Equal(5, new[] { Notice.IdOf(@event, Party.Police, NoticeChannel.WebHook), Notice.IdOf(@event, Party.Police, NoticeChannel.WebHook, round: 1), Notice.IdOf(@event, Party.Police, NoticeChannel.Email), Notice.IdOf(@event, Party.Guardian, NoticeChannel.WebHook), Notice.IdOf(other, Party.Police, NoticeChannel.WebHook) }.Distinct().Count());
    }

    [Fact]
    public void Given_routes_of_a_city_and_a_town_When_a_place_is_looked_up_Then_the_narrowest_that_still_holds_is_taken()
    {
        NoticeRoute city = Route("441900"), town = Route("441900003"), elsewhere = Route("441900004");

        Assert.Same(town, NoticeRoute.Narrowest([city, town, elsewhere], Party.Police, NoticeChannel.WebHook, "441900003001-01"));
        town.End(ACase.Doctor, Now);
        Assert.Same(city, NoticeRoute.Narrowest([city, town, elsewhere], Party.Police, NoticeChannel.WebHook, "441900003001-01"));
        Assert.Null(NoticeRoute.Narrowest([city], Party.Police, NoticeChannel.Email, "441900003001-01"));
        Assert.Equal("notice-route.ended", Assert.Throws<RuleBrokenException>(() => town.End(ACase.Doctor, Now)).Code);
    }

    [Theory]
    [InlineData(Party.Guardian, false)]
    [InlineData(Party.Family, false)]
    [InlineData(Party.Other, false)]
    [InlineData(Party.Police, true)]
    [InlineData(Party.CareGroup, true)]
    [InlineData(Party.MedicalHelp, true)]
    public void Given_a_route_for_a_whole_area_When_its_party_knows_of_one_patient_only_Then_nothing_goes_that_way_whatever_was_set_once(Party party, bool isTaken)
    {
        var route = Route("441900", party);

        Assert.Equal(isTaken, NoticeRoute.Narrowest([route], party, NoticeChannel.WebHook, "441900003001") is not null);
    }

    [Fact]
    public void Given_an_emergency_a_loss_and_a_dangerous_move_When_they_happen_Then_those_who_must_know_are_to_be_told_once()
    {
        var inCrisis = ACase.Managed();
        inCrisis.StartCrisis(new(CrisisTrigger.DangerToOthers, CrisisSource.ByHand, Now, ACase.Doctor), Now, ACase.Standards, new(2026, 3, 2));
        var lost = AnExit.Lost();
        var moving = AnExit.Offered(stability: Stability.Unstable);

        var (told, again) = (Assert.Single(inCrisis.TakeTidings()), inCrisis.TakeTidings());
        var loss = Assert.Single(lost.TakeTidings());

        Assert.Equal((NoticeEvent.CrisisStarted, inCrisis.Crises[0].Id.Value), (told.Event, told.EventId));
        Assert.Contains(Party.Police, told.Parties);
        Assert.Empty(again);
        Assert.Equal((NoticeEvent.LossConfirmed, lost.Exits[^1].Id), (loss.Event, loss.EventId));
        Assert.Equal([Party.ComprehensiveGroup, Party.HigherOffice], loss.Parties);
        Assert.Equal([Party.HigherOffice, Party.Police], moving.TakeTidings().Single(tidings => tidings.Event == NoticeEvent.DangerousMove).Parties);
        Assert.DoesNotContain(AnExit.Offered().TakeTidings(), tidings => tidings.Event == NoticeEvent.DangerousMove);
    }

    [Fact]
    public void Given_a_day_and_an_area_When_alerts_reach_a_department_Then_the_notice_is_about_no_case_and_the_next_day_is_another_one()
    {
        var notice = Alerts("441900", new(2026, 3, 2));

        Assert.Equal((NoticeEvent.AlertsReached, null, NoticeState.Waiting, Now), (notice.Event, notice.CaseId, notice.State, notice.NextAt));
        Assert.Equal(notice.Id, Alerts("441900", new(2026, 3, 2)).Id);
        Assert.Equal(3, new[] { notice.Id, Alerts("441900", new(2026, 3, 3)).Id, Alerts("441900003", new(2026, 3, 2)).Id }.Distinct().Count());
    }

    [Fact]
    public void Given_every_event_When_its_notice_is_read_Then_there_is_room_for_no_name_and_no_diagnosis()
    {
        string[] texts = [nameof(Notice.AreaCode), nameof(Notice.Fault)];

        Assert.Equal(texts, typeof(Notice).GetProperties().Where(property => property.PropertyType == typeof(string)).Select(property => property.Name).Order()); // a place and a code: nobody can write a name into a notice
        Assert.Equal([nameof(NoticeEvent)], typeof(NoticeText).GetMethod(nameof(NoticeText.Of))!.GetParameters().Select(parameter => parameter.ParameterType.Name)); // and nobody can word one by its patient
        foreach (var text in Enum.GetValues<NoticeEvent>().Select(NoticeText.Of))
        {
            Assert.DoesNotContain($"{text.Zh}{text.En}", char.IsDigit);
            Assert.All(Illnesses, word => Assert.DoesNotContain(word, $"{text.Code} {text.Zh} {text.En}", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void Given_an_emergency_When_the_head_acknowledges_the_notice_Then_they_have_been_told_once_by_themselves()
    {
        var (managed, crisis) = InCrisis();
        var notice = Told(managed, NoticeEvent.CrisisStarted, crisis.Id.Value, Party.FacilityHead);

        managed.Acknowledged(notice, AnExit.Leader, Now, ACase.Standards, new(2026, 3, 2));
        managed.Acknowledged(notice, ACase.Doctor, Now, ACase.Standards, new(2026, 3, 2));

        var told = Assert.Single(crisis.Log.Told);
        Assert.Equal((Party.FacilityHead, ToldHow.InSystem, ToldResult.Knows, AnExit.Leader, Now), (told.Party, told.How, told.Result, told.By, told.At));
        Assert.DoesNotContain(Party.FacilityHead, ACase.Standards.NotTold(crisis));
        Assert.Contains(Party.Police, ACase.Standards.NotTold(crisis));
    }

    [Fact]
    public void Given_somebody_who_was_called_or_an_emergency_that_never_was_When_the_notice_is_acknowledged_Then_the_case_stays_as_it_is()
    {
        var (called, crisis) = InCrisis();
        called.TellOfCrisis(crisis.Id, new(Party.FacilityHead, ToldHow.Call, ToldResult.Knows, Now, null, null, ACase.Doctor), Now);
        var (over, mistake) = InCrisis();
        over.EndCrisis(mistake.Id, new(CrisisOutcome.Mistaken, "误报", new(2026, 3, 2), null, ACase.Doctor), ACase.Standards, new(2026, 3, 2));

        called.Acknowledged(Told(called, NoticeEvent.CrisisStarted, crisis.Id.Value, Party.FacilityHead), AnExit.Leader, Now, ACase.Standards, new(2026, 3, 2));
        over.Acknowledged(Told(over, NoticeEvent.CrisisStarted, mistake.Id.Value, Party.FacilityHead), AnExit.Leader, Now, ACase.Standards, new(2026, 3, 2));

        Assert.Equal(ToldHow.Call, Assert.Single(crisis.Log.Told).How);
        Assert.Empty(mistake.Log.Told);
    }

    [Fact]
    public void Given_a_move_and_a_loss_When_the_office_acknowledges_Then_the_move_is_told_and_the_loss_still_asks_for_the_report_in_writing()
    {
        var moving = AnExit.Offered(stability: Stability.Unstable);
        var lost = AnExit.Lost();
        var at = new DateTimeOffset(2026, 6, 12, 9, 0, 0, TimeSpan.FromHours(8));

        moving.Acknowledged(Told(moving, NoticeEvent.DangerousMove, moving.Exits[^1].Id, Party.HigherOffice), AnExit.Receiver, at, ACase.Standards, AnExit.Today);
        lost.Acknowledged(Told(lost, NoticeEvent.LossConfirmed, lost.Exits[^1].Id, Party.HigherOffice), AnExit.Receiver, at, ACase.Standards, AnExit.Today);

        Assert.Equal([Party.Police], MustBeTold.Left(moving.Exits[^1], moving.Told));
        Assert.Equal((ToldHow.InSystem, AnExit.Receiver, at), (moving.Told[0].Means, moving.Told[0].RecordedBy, moving.Told[0].At));
        Assert.Equal((ToldHow.InSystem, true), (Assert.Single(lost.Told).Means, MustBeTold.Left(lost.Exits[^1], lost.Told).Contains(Party.HigherOffice)));
    }

    private static readonly string[] Illnesses = ["精神", "分裂", "双相", "癫痫", "偏执", "发育", "障碍", "病", "schizo", "bipolar", "epilep", "disorder", "mental", "psych", "diagnos", "patient"];

    private static (ManagedCase Case, CrisisResponse Crisis) InCrisis()
    {
        var managed = ACase.Managed();
        return (managed, managed.StartCrisis(new(CrisisTrigger.DangerToOthers, CrisisSource.ByHand, Now, ACase.Doctor), Now, ACase.Standards, new(2026, 3, 2)));
    }

    private static Notice Told(ManagedCase managed, NoticeEvent @event, Guid eventId, Party party) => new(new Tidings(@event, eventId, [party]), party, NoticeChannel.InApp, managed.Id, managed.AreaCode, ACase.Doctor, Now);

    private static Notice Alerts(string area, DateOnly day) => new(day, Party.PreventionOffice, NoticeChannel.Email, area, ACase.Doctor, Now);

    private static Notice Written(NoticeChannel channel) => new(new(NoticeEvent.CrisisStarted, Guid.NewGuid(), [Party.Police]), Party.Police, channel, ACase.Managed().Id, "441900003001", ACase.Doctor, Now);

    private static NoticeRoute Route(string area, Party party = Party.Police) => new(NoticeRouteId.New(), area, party, NoticeChannel.WebHook, Domain.Patients.SealedText.Of(1, new byte[40]), null, ACase.Doctor, Now);
}
