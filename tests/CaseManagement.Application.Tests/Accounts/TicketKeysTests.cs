using System.Text;
using CaseManagement.Infrastructure.Keys;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Accounts;

public sealed class TicketKeysTests
{
    [Fact]
    public async Task Given_the_keys_of_tickets_When_they_are_read_from_the_table_Then_they_are_sealed_and_open_only_with_the_ring()
    {
        await using var slice = await Slice.EmptyAsync(new(2026, 3, 2));
        slice.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("a ticket").Protect("somebody");

        var kept = await slice.Db(db => db.Set<DataProtectionKey>().SingleAsync());
        var about = Encoding.UTF8.GetBytes(kept.Name);
        var other = new KeyRing(new Dictionary<int, byte[]> { [1] = new byte[KeyRing.KeyBytes] });

        Assert.DoesNotContain("<key", Encoding.UTF8.GetString(kept.Sealed), StringComparison.Ordinal);
        Assert.StartsWith("<key", Encoding.UTF8.GetString(new Envelope(TestKeys.Ring, "tickets").Open(kept.Sealed, about)!), StringComparison.Ordinal);
        Assert.Null(new Envelope(other, "tickets").Open(kept.Sealed, about));
        Assert.Null(new Envelope(TestKeys.Ring, "tickets").Open(kept.Sealed, "another name"u8));
    }

    [Fact]
    public async Task Given_a_ticket_of_one_node_When_another_on_the_same_database_reads_it_Then_it_can()
    {
        await using var slice = await Slice.EmptyAsync(new(2026, 3, 2));
        await using var node = Slice.Provider(slice.Database, slice.Clock);
        var ticket = slice.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("a ticket").Protect("somebody");

        Assert.Equal("somebody", node.GetRequiredService<IDataProtectionProvider>().CreateProtector("a ticket").Unprotect(ticket));
    }
}
