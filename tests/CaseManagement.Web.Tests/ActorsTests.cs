using CaseManagement.Application.Pipeline;
using CaseManagement.Domain.Staff;
using CaseManagement.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests;

public sealed class ActorsTests
{
    [Theory]
    [InlineData("leader", "doctor", StaffRole.TeamLeader)]
    [InlineData(null, "doctor", StaffRole.CareTeamMember)]
    [InlineData("nobody-any-more", "doctor", StaffRole.CareTeamMember)]
    public async Task Given_a_page_When_a_cookie_or_the_setting_names_somebody_Then_that_person_acts(string? cookie, string standing, StaffRole role) =>
        Assert.Equal(role, (await ActorOf("/worklist", cookie, standing)).Acting.Role);

    [Fact]
    public async Task Given_a_page_When_nobody_is_named_Then_nobody_acts()
    {
        var actor = await ActorOf("/worklist", cookie: null, standing: null);

        Assert.Throws<NoActorException>(() => actor.Acting.Role);
    }

    [Fact]
    public async Task Given_the_API_When_only_a_cookie_names_somebody_Then_it_is_refused() =>
        await Assert.ThrowsAsync<Web.Api.DoorRefusal>(() => ActorOf("/api/v1/worklist", cookie: "doctor", standing: "doctor"));

    private static async Task<CurrentActor> ActorOf(string path, string? cookie, string? standing)
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var context = new DefaultHttpContext { Request = { Path = path } };
        if (cookie is not null) context.Request.Headers.Cookie = $"{Actors.Cookie}={cookie}";
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(Actors.DefaultSetting, standing)]).Build();
        var actor = new CurrentActor();

        await new Actors(_ => Task.CompletedTask).InvokeAsync(context, slice.Services.GetRequiredService<IServiceScopeFactory>(), actor, slice.Clock, settings);

        return actor;
    }
}
