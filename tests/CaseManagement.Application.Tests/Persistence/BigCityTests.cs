using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Infrastructure.Persistence.Engines;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Persistence;

/// <summary>The city on which speed is measured is one that the product can work with, and holds what it says.</summary>
[Trait("Engine", "Sqlite")]
public sealed class BigCityTests
{
    private static readonly DateOnly Today = new(2026, 3, 20);

    [Fact]
    public async Task Given_a_big_city_When_it_is_listed_opened_swept_and_verified_Then_it_is_what_was_promised()
    {
        var ct = TestContext.Current.CancellationToken;
        var file = Path.Combine(Path.GetTempPath(), $"case-management-{Guid.NewGuid():N}.db");
        var database = DatabaseSettings.Sqlite(file) with { ConnectionString = $"Data Source={file};Pooling=False" };
        var city = await BigCity.BuildAsync(database, cases: 2_000, Today, ct);
        var clock = new TestClock(Today);
        await using var services = BigCity.Provider(database, clock);

        var page = await services.Send(new ListWorklist(new(CareTeamId: city.Team.Id)), city.Doctor, clock);
        var counts = await services.Send(new CountWorklist(new(CareTeamId: city.Team.Id)), city.Doctor, clock);
        var ofHospital = await services.Send(new CountWorklist(new(Kind: CareTaskKind.SpecialistReview, CareTeamId: city.Team.Id)), city.Doctor, clock);
        var story = await services.Send(new GetCase(page.Rows[0].CaseId), city.Doctor, clock);
        var first = await Sweep(services);
        var second = await Sweep(services);
        var verified = await AsTimetable(services, mediator => mediator.Send(new VerifyPromises(new(Today, Today)), ct));

        Assert.Equal(50, page.Rows.Count);
        Assert.All(page.Rows, row => Assert.Equal(DueBand.Late, row.Band));
        Assert.Contains(page.Rows, row => row.Reason.Told is not null);
        Assert.Equal((2008 - 126, 126), (counts.Bands.Sum(band => band.Value), ofHospital.Bands.Sum(band => band.Value))); // 500 copies and the two they were made of; the guidance of the unstable is the hospital's
        Assert.Equal(4, story.Tasks.Count);
        Assert.NotEmpty(story.Timeline);
        Assert.Equal((1_000, 1_000), (first.AlertsRaised, city.NewlyLate));
        Assert.Equal([CareTaskKind.FollowUp, CareTaskKind.Injection, CareTaskKind.SpecialistReview, CareTaskKind.AgreementRenewal], first.ByKind.Where(kind => kind.Value > 50).Select(kind => kind.Key));
        Assert.Equal(0, second.AlertsRaised);
        Assert.Equal((0, 2_000 + city.OpenTasks + 2_000), (verified.Broken, verified.Checked));
        File.Delete(file);
    }

    private static async Task<SweptOverdue> Sweep(IServiceProvider services) => (SweptOverdue)await services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, Today, TestContext.Current.CancellationToken);

    private static async Task<T> AsTimetable<T>(IServiceProvider services, Func<IMediator, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);

        return await work(scope.ServiceProvider.GetRequiredService<IMediator>());
    }
}
