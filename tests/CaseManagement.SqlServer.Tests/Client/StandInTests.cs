using System.Data;
using System.Net.Sockets;
using System.Reflection;
using CaseManagement.Infrastructure.Persistence;
using CaseManagement.SqlServer.Tests.Scripts;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.SqlServer.Tests.Client;

/// <summary>SQL Server's client comes as far as the network, on a machine whose registry lacks a part of it too.</summary>
public sealed class StandInTests
{
    private const string Missing = "Microsoft.SqlServer.Server";

    [Fact]
    public void Given_the_program_When_the_client_asks_for_the_part_that_describes_types_Then_it_finds_every_name()
    {
        var asked = typeof(SqlConnection).Assembly.GetReferencedAssemblies().Single(name => name.Name == Missing);

        var given = Assembly.Load(asked);

        Assert.Equal(asked.Version, given.GetName().Version);
        Assert.All(
            ["IBinarySerialize", "InvalidUdtException", "Format", "DataAccessKind", "SystemDataAccessKind", "SqlFacetAttribute", "SqlFunctionAttribute", "SqlMethodAttribute", "SqlUserDefinedTypeAttribute", "SqlUserDefinedAggregateAttribute"],
            name => Assert.NotNull(given.GetType($"{Missing}.{name}")));
    }

    [Fact]
    public void Given_a_parameter_whose_type_nobody_has_said_When_the_client_describes_it_Then_nothing_is_missing()
    {
        using var command = new SqlCommand("INSERT INTO \"StagedArea\" VALUES (@line, @name, @id, @none)");
        command.Parameters.AddWithValue("@line", 7);
        command.Parameters.AddWithValue("@name", "岗贝社区");
        command.Parameters.AddWithValue("@id", new byte[16]);
        command.Parameters.AddWithValue("@none", DBNull.Value);

        var types = command.Parameters.Cast<SqlParameter>().Select(parameter => parameter.SqlDbType); // the client looks into the missing part for each of them

        Assert.Equal([SqlDbType.Int, SqlDbType.NVarChar, SqlDbType.VarBinary, SqlDbType.NVarChar], types);
    }

    [Fact]
    public async Task Given_a_port_on_which_nobody_listens_When_the_database_is_asked_Then_it_fails_at_the_socket_and_not_before()
    {
        var fault = await Assert.ThrowsAsync<SqlException>(() => ServerModel.Ask(db => db.Patients.Where(patient => patient.Name == "测试甲").ToListAsync(TestContext.Current.CancellationToken)));

        Assert.IsAssignableFrom<SocketException>(fault.GetBaseException());
    }

    [Fact]
    public void Given_the_rooms_When_their_references_are_read_Then_none_of_them_names_the_stand_in()
    {
        var rooms = new[] { typeof(CaseDb).Assembly, typeof(Application.UseCases).Assembly, typeof(Domain.Rule).Assembly };

        Assert.All(rooms, room => Assert.DoesNotContain(room.GetReferencedAssemblies(), name => name.Name == Missing));
    }
}
