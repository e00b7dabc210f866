using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Rules;
using CaseManagement.Application.Features.Settings;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Application.Tests.Audit;
using CaseManagement.Domain;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features.Administration;

/// <summary>Numbers that no document fixes are changed while the system runs, and what was worked out before stays.</summary>
public sealed class SettingTests
{
    private const string FirstVisit = "first-visit.working-days";

    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public async Task Given_a_change_from_tomorrow_When_patients_consent_on_either_side_of_it_Then_the_open_task_keeps_its_day_and_the_new_one_follows_the_change()
    {
        await using var slice = await Slice.CreateAsync(Monday);
        var before = await Consented(slice, "测试甲", Monday);

        await slice.Send(new ChangeClinicalSetting(FirstVisit, "5", Monday.AddDays(1), "本市5个工作日"), slice.Town.Administrator);
        slice.Clock.Day = Monday.AddDays(1);
        var after = await Consented(slice, "测试乙", Monday.AddDays(1));
        await slice.Send(A.FollowUpOf(before) with { SeenOn = Monday.AddDays(1), Findings = A.CalmFindings with { Mode = Domain.FollowUps.VisitMode.Telephone } }); // derives the whole case anew

        Assert.Equal(("first-visit.10-working-days", new DateOnly(2026, 3, 16)), await FirstVisitOf(slice, before));
        Assert.Equal(("first-visit.5-working-days", new DateOnly(2026, 3, 10)), await FirstVisitOf(slice, after));
        var why = slice.Services.GetRequiredService<RuleBook>().Find("first-visit.5-working-days", Monday)!;
        Assert.Equal("5 working days after the consent of {from}: first face-to-face visit", why.En);
    }

    [Fact]
    public async Task Given_two_nodes_When_one_is_told_of_a_change_Then_it_knows_at_once_and_the_other_within_a_minute()
    {
        await using var slice = await Slice.CreateAsync(Monday);
        await using var other = Slice.Provider(slice.Database, slice.Clock);
        Assert.Equal("10", await InForceAt(other, slice));

        await slice.Send(new ChangeClinicalSetting(FirstVisit, "5", Monday.AddDays(1), "本市5个工作日"), slice.Town.Administrator);
        var here = (await slice.Send(new ListClinicalSettings(), slice.Town.Administrator)).Single(row => row.Key == FirstVisit);
        var atOnce = await InForceAt(other, slice, Monday.AddDays(1));
        slice.Clock.Move(TimeSpan.FromMinutes(1));
        var aMinuteLater = await InForceAt(other, slice, Monday.AddDays(1));

        Assert.Equal(("10", 1L), (here.Value, here.Version));
        Assert.Equal([new SettingToCome("5", Monday.AddDays(1))], here.ToCome);
        Assert.Equal(("10", "5"), (atOnce, aMinuteLater));
    }

    [Theory]
    [InlineData("follow-up.stable.months", "2", 1, "setting.fixed")]
    [InlineData("edition", "norm-2027", 1, "setting.fixed")]
    [InlineData(FirstVisit, "7", 0, "setting.not-ahead")]
    [InlineData(FirstVisit, "10", 1, "setting.unchanged")]
    public async Task Given_what_may_not_be_When_a_setting_is_changed_to_it_Then_it_is_refused_and_nothing_is_kept(string key, string value, int inDays, string code)
    {
        await using var slice = await Slice.CreateAsync(Monday);

        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new ChangeClinicalSetting(key, value, Monday.AddDays(inDays), "试试"), slice.Town.Administrator));

        Assert.Equal(code, refused.Code);
        Assert.Equal(0, await slice.Db(db => db.SettingChanges.CountAsync()));
    }

    [Fact]
    public async Task Given_a_change_that_somebody_has_not_seen_or_a_value_beyond_the_bounds_When_it_is_sent_Then_it_is_refused()
    {
        await using var slice = await Slice.CreateAsync(Monday);
        var admin = slice.Town.Administrator;
        await slice.Send(new ChangeClinicalSetting(FirstVisit, "5", Monday.AddDays(1), "本市5个工作日", ExpectedVersion: 0), admin);

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new ChangeClinicalSetting(FirstVisit, "7", Monday.AddDays(1), "本省7个工作日", ExpectedVersion: 0), admin));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new ChangeClinicalSetting("no-such", "7", Monday.AddDays(1), "试试"), admin));
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new ChangeClinicalSetting(FirstVisit, "7", Monday.AddDays(1), "试试")));
        var beyond = await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => slice.Send(new ChangeClinicalSetting(FirstVisit, "200", Monday.AddDays(1), "手误"), admin));
        var unreasoned = await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => slice.Send(new ChangeClinicalSetting(FirstVisit, "7", Monday.AddDays(1), " "), admin));

        Assert.Equal(("setting.out-of-bounds", "text.missing"), (beyond.Errors.Single().ErrorCode, unreasoned.Errors.Single().ErrorCode));
    }

    [Fact]
    public async Task Given_two_changes_When_the_history_is_read_Then_it_has_both_with_who_and_why_and_nobody_alters_it()
    {
        await using var slice = await Slice.CreateAsync(Monday);
        var admin = slice.Town.Administrator;
        await slice.Send(new ChangeClinicalSetting(FirstVisit, "5", Monday.AddDays(1), "本市5个工作日"), admin);
        slice.Clock.Move(TimeSpan.FromSeconds(1));
        await slice.Send(new ChangeClinicalSetting(FirstVisit, "7", Monday.AddDays(1), "改为7个工作日"), admin);

        var newest = await slice.Send(new ListSettingChanges(Take: 1), admin);
        var oldest = await slice.Send(new ListSettingChanges(FirstVisit, newest.Next), admin);

        var (last, first) = (Assert.Single(newest.Rows), Assert.Single(oldest.Rows));
        Assert.Equal(("5", "7", "改为7个工作日", admin.Name), (last.OldValue, last.NewValue, last.Reason, last.ChangedByName));
        Assert.Equal(("10", "5", Monday.AddDays(1), null), (first.OldValue, first.NewValue, first.HoldsFrom, oldest.Next));
        Assert.ThrowsAny<System.Data.Common.DbException>(() => slice.Execute("UPDATE \"SettingChange\" SET \"NewValue\" = '9'"));
        Assert.ThrowsAny<System.Data.Common.DbException>(() => slice.Execute("DELETE FROM \"SettingChange\""));
    }

    [Fact]
    public async Task Given_a_change_When_the_rules_are_listed_for_days_on_either_side_Then_each_tells_what_holds_then_and_every_anchor_stands_once()
    {
        await using var slice = await Slice.CreateAsync(Monday);
        await slice.Send(new ChangeClinicalSetting(FirstVisit, "5", Monday.AddDays(1), "本市5个工作日"), slice.Town.Administrator);

        var today = await slice.Send(new ListRules(), slice.Town.Volunteer);
        var tomorrow = await slice.Send(new ListRules(Monday.AddDays(1)), slice.Town.Volunteer);
        var longAgo = await slice.Send(new ListRules(new(2018, 1, 1)));

        Assert.Contains(Rule(today, FirstVisit).Facts, fact => fact.Value.En == "10 working days");
        Assert.Contains(Rule(tomorrow, FirstVisit).Facts, fact => fact.Value.En == "5 working days");
        Assert.True(Rule(tomorrow, FirstVisit).MayChange);
        Assert.Equal((true, false), (Rule(today, "leaving-area.at-once").Edition.HoldsThen, Rule(longAgo, "leaving-area.at-once").Edition.HoldsThen));
        var anchors = today.Groups.SelectMany(group => group.Rules).Select(rule => rule.Anchor).Concat(today.Groups.Select(group => group.Code)).ToList();
        Assert.Equal(anchors.Count, anchors.Distinct().Count());
        Assert.All(anchors, anchor => Assert.Matches("^[A-Za-z0-9._-]+$", anchor));
    }

    private static RuleLine Rule(RuleList list, string code) => list.Groups.SelectMany(group => group.Rules).First(rule => rule.Code == code);

    private static async Task<ManagedCaseId> Consented(Slice slice, string name, DateOnly on) =>
        (await slice.Send(A.Registration(name) with { RegisteredOn = on, Consent = new ConsentAnswer(true, new Signature(Signer.Guardian, "测试母", "母亲", on)) })).CaseId;

    private static Task<(string, DateOnly)> FirstVisitOf(Slice slice, ManagedCaseId caseId) => slice.Db(async db =>
    {
        var task = await db.CareTasks.SingleAsync(task => task.CaseId == caseId && task.Kind == CareTaskKind.FirstVisit);
        return (task.Basis, task.ClosesOn);
    });

    /// <summary>What another node would answer, asked through its own pipeline.</summary>
    private static async Task<string> InForceAt(ServiceProvider node, Slice slice, DateOnly? day = null)
    {
        await using var scope = node.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.As(slice.Town.Administrator));
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ListClinicalSettings(), TestContext.Current.CancellationToken);

        return node.GetRequiredService<IStandardsInForce>().Settings.On(FirstVisit, day ?? Monday)!.Value;
    }
}
