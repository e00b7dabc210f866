using System.Collections.Concurrent;
using System.Diagnostics;
using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Accounts;

public sealed class SessionQueryTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_a_session_of_somebody_who_works_in_an_area_When_it_is_asked_who_holds_it_Then_one_query_tells_and_only_in_an_emergency_a_second_which_cases(bool isEmergency)
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await slice.Send(A.Registration("测试甲"));
        var stranger = new StaffMember(StaffId.New(), "stranger", "外人", StaffRole.CareTeamMember, TestTown.OtherTown, slice.Town.Centre.Id, slice.Town.OtherTeam.Id);
        await slice.Add(stranger);
        await TestAccounts.OpenAsync(slice, stranger);
        if (isEmergency) await slice.Send(new AskEmergencyAccess(GrantReason.FoundAway, "在车站", Name: "测试甲", BornOn: new(1980, 5, 20), Sex: Sex.Male), stranger);
        var now = slice.Clock.GetUtcNow();
        var session = new Session(stranger.Id, SessionDoor.Page, now, now.AddHours(1), null, null);
        await slice.Add(session);

        var queries = new Queries(slice);
        SessionHolder? holder;
        using (DiagnosticListener.AllListeners.Subscribe(queries))
            holder = await slice.Services.GetRequiredService<ISessions>().FindAsync(session.Id, SessionDoor.Page, CancellationToken.None);

        Assert.Equal((stranger.Id, isEmergency), (holder!.Acting.StaffId, holder.Acting.EmergencyCases.Count > 0));
        Assert.Equal(isEmergency ? 2 : 1, queries.Asked.Count);
    }

    /// <summary>What was asked of one database.</summary>
    private sealed class Queries(Slice slice) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public ConcurrentQueue<string> Asked { get; } = [];

        public void OnNext(DiagnosticListener listener)
        {
            if (listener.Name == "Microsoft.EntityFrameworkCore") listener.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> written)
        {
            if (written.Key == RelationalEventId.CommandExecuted.Name && written.Value is CommandExecutedEventData asked && slice.Owns(asked.Context?.Database.GetDbConnection())) Asked.Enqueue(asked.Command.CommandText);
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }
}
