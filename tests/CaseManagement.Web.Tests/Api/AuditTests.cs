namespace CaseManagement.Web.Tests.Api;

public sealed class AuditTests
{
    [Fact]
    public async Task Given_work_When_the_administrator_searches_the_audit_Then_it_comes_by_key_and_nobody_else_may_ask()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        await door.TokenOf("admin"); // the sign-ins are entries as well
        var (path, _) = await door.Registered();
        await door.Get(path);
        await door.Get("worklist?band=late");

        var first = await door.Get("audit?take=2", by: "admin");
        var second = await door.Get($"audit?take=2&after={first["next"]}&kind=command", by: "admin");
        var verified = await door.Post("audit/verification", null, by: "admin");

        Assert.Equal(["ListWorklist", "GetCase"], first["rows"]!.AsArray().Select(row => (string?)row!["request"]));
        Assert.Equal(("RegisterPatient", "command"), ((string?)second["rows"]![0]!["request"], (string?)second["rows"]![0]!["kind"]));
        Assert.Equal((200, 0), (verified.Status, (int)verified["broken"]!));
        Assert.Equal(403, (await door.Get("audit")).Status);
        Assert.Equal(403, (await door.Post("audit/verification", null)).Status);
        Assert.Equal("audit.days", (await door.Get("audit?from=2026-03-02&to=2026-03-01", by: "admin")).FaultOf("to"));
    }
}
