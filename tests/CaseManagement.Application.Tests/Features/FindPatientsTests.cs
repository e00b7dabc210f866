using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features;

public sealed class FindPatientsTests
{
    private const string Number = "441900198005200019";

    [Fact]
    public async Task Given_a_few_patients_When_they_are_looked_for_Then_each_way_finds_whom_it_should_in_a_stable_order()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await Register(slice, A.Registration("王小明") with { Document = IdentityDocument.ResidentIdCard, DocumentNumber = Number, Phone = "138-0000-0001", Guardian = null });
        await Register(slice, A.Registration("王小明月") with { Phone = "+86 13800000002" });
        await Register(slice, A.Registration("李小明") with { Phone = null, Guardian = new("李母", "母亲", "13800000003", null, null) });
        await Register(slice, A.Registration("曾小明") with { AreaCode = TestTown.OtherCommunity, Consent = new(false, new Signature(Signer.Patient, "曾小明", null, new(2026, 1, 5))) });
        var elsewhere = await Stranger(slice);

        Assert.Equal(["王小明", "王小明月"], await Names(slice, new("王小明")));
        Assert.Equal(["李小明", "曾小明", "王小明", "王小明月"], (await Names(slice, new("小明"))).OrderBy(name => "李曾王".IndexOf(name[0], StringComparison.Ordinal)).ThenBy(name => name.Length));
        Assert.Equal(["王小明", "王小明月"], await Names(slice, new(" wxm ")));
        Assert.Equal(["曾小明"], await Names(slice, new("ZXM")));
        Assert.Equal(["王小明"], await Names(slice, new(Number)));
        foreach (var dialled in (string[])["13800000001", "+86 138-0000-0001", "0086 13800000001"]) Assert.Equal(["王小明"], await Names(slice, new(dialled)));
        Assert.Equal(["王小明月"], await Names(slice, new("13800000002")));
        Assert.Equal(["李小明"], await Names(slice, new("138 0000 0003")));
        Assert.Empty(await Names(slice, new("1380000000"))); // a number is looked up whole
        Assert.Equal(["曾小明"], await Names(slice, new("小明", TestTown.OtherCommunity)));
        Assert.Equal(["曾小明"], await Names(slice, new(AreaCode: TestTown.OtherCommunity)));
        Assert.Empty(await Names(slice, new("小\U0010FFFF"))); // no character comes after its last
        Assert.Empty(await Names(slice, new("王小明"), elsewhere));
        Assert.Empty(await Names(slice, new(Number), elsewhere));

        foreach (var search in (FindPatients[])[new("小明"), new("王小明"), new("wx"), new(AreaCode: TestTown.Code)])
            Assert.Equal(await Names(slice, search), await Names(slice, search with { Take = 1 }));

        Assert.Equal("search.page-gone", (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new FindPatients("王小", After: $"2_{Guid.NewGuid():N}")))).Code);
        var shown = (await slice.Send(new FindPatients("王小明"))).Rows[0];
        Assert.Equal(("4419**********0019", "岗贝社区", "东城第一团队"), (shown.DocumentNumber.ToString(), shown.Area, shown.CareTeam));
        Assert.Equal((CareTaskKind.FirstVisit, true), (shown.Next?.Kind, shown.Next?.ClosesOn > new DateOnly(2026, 1, 5)));
        Assert.Equal(CaseState.RegisteredOnly, (await slice.Send(new FindPatients("曾小明"))).Rows[0].State);
    }

    [Fact]
    public async Task Given_a_number_that_rings_When_it_is_looked_for_Then_it_is_found_as_a_second_guardians_or_a_private_contacts_and_not_as_an_offices()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var first = await slice.Send(A.Registration("王小明") with { Guardian = new("王母", "母亲", "13800000003", "138-0000-0004", null) });
        var second = await slice.Send(A.Registration("李小红"));
        await slice.Send(new AddSupportContact(first.CaseId, SupportRole.Police, "民警", "13800000005", 1));
        var neighbour = await slice.Send(new AddSupportContact(first.CaseId, SupportRole.Neighbour, "邻居", "138 0000 0006", 2));
        await slice.Send(new AddSupportContact(second.CaseId, SupportRole.Volunteer, "志愿者", "13800000006", 1));

        Assert.Equal(["王小明"], await Names(slice, new("13800000004")));
        Assert.Empty(await Names(slice, new("13800000005")));
        Assert.Equal(["王小明", "李小红"], await Names(slice, new("13800000006")));
        Assert.Equal(["王小明", "李小红"], await Names(slice, new("13800000006", Take: 1)));
        Assert.Empty(await Names(slice, new("13800000006"), await Stranger(slice)));

        var changed = await slice.Send(new ChangeSupportContact(first.CaseId, neighbour.Id, SupportRole.Relative, "表哥", null, 2, neighbour.Version));
        Assert.Equal(["王小明", "李小红"], await Names(slice, new("13800000006")));
        await slice.Send(new EndSupportContact(first.CaseId, changed.Id, SupportContactEnd.NotReachable, changed.Version));
        Assert.Equal(["李小红"], await Names(slice, new("13800000006")));
    }

    [Fact]
    public async Task Given_numbers_that_an_older_program_sealed_without_a_hash_When_the_database_is_opened_Then_they_are_found()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var registered = await slice.Send(A.Registration("王小明") with { Guardian = new("王母", "母亲", "13800000003", "13800000004", null) });
        await slice.Send(new AddSupportContact(registered.CaseId, SupportRole.Neighbour, "邻居", "13800000006", 1));
        await slice.Db(db => db.Patients.ExecuteUpdateAsync(patient => patient.SetProperty(x => x.GuardianSecondPhoneHash, (LookupHash?)null)));
        await slice.Db(db => db.SupportContacts.ExecuteUpdateAsync(contact => contact.SetProperty(x => x.PhoneHash, (LookupHash?)null)));
        await slice.Db(db => db.Database.ExecuteSqlRawAsync(LastOfScript(db.Engine.Dialect)));
        Assert.Empty(await Names(slice, new("13800000004")));

        await slice.Services.GetRequiredService<ISchema>().MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["王小明"], await Names(slice, new("13800000004")));
        Assert.Equal(["王小明"], await Names(slice, new("13800000006")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("王")]
    [InlineData("w")]
    [InlineData("1234")]
    public async Task Given_too_little_to_look_for_When_it_is_sent_Then_it_is_refused_and_says_what_to_type(string? text)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));

        var refused = await Assert.ThrowsAsync<ValidationException>(() => slice.Send(new FindPatients(text)));

        Assert.Equal("search.too-short", refused.Errors.First().ErrorCode);
    }

    [Fact]
    public async Task Given_a_care_group_When_it_looks_for_a_name_Then_it_finds_only_whom_it_is_assigned_and_never_by_a_number()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var assigned = await slice.Send(A.Registration("王小明"));
        await slice.Send(A.Registration("王小红"));
        await slice.Send(new AssignCareGroup(assigned.CaseId, slice.Town.Group.Id, new(2026, 6, 30)));

        foreach (var text in (string[])["王小", "小明", "wx"])
            Assert.Equal("王小明", Assert.Single((await slice.Send(new ListSupported(text), slice.Town.Volunteer)).Patients).Name);
        Assert.Empty((await slice.Send(new ListSupported("10000000001"), slice.Town.Volunteer)).Patients);
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new FindPatients("王小"), slice.Town.Volunteer));
    }

    [Fact]
    public async Task Given_names_from_an_older_program_When_the_database_is_opened_Then_they_are_read_once_and_found_by_initials()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        foreach (var name in (string[])["王小明", "王小明", "尉迟恭", "…"]) await slice.Send(A.Registration(name) with { NotADuplicate = true });
        var before = await slice.Db(db => db.Patients.OrderBy(patient => patient.Id).Select(patient => patient.Version).ToListAsync());
        await slice.Db(db => db.Patients.ExecuteUpdateAsync(patient => patient.SetProperty(x => x.Initials, (string?)null).SetProperty(x => x.GivenName, (string?)null)));
        Assert.Empty(await Names(slice, new("wxm")));

        await slice.Services.GetRequiredService<ISchema>().MigrateAsync(TestContext.Current.CancellationToken);
        await slice.Services.GetRequiredService<ISchema>().MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["王小明", "王小明"], await Names(slice, new("wxm")));
        Assert.Equal(["尉迟恭"], await Names(slice, new("ycg")));
        Assert.Equal(0, await slice.Db(db => db.Patients.CountAsync(patient => patient.Initials == null)));
        Assert.Equal(before, await slice.Db(db => db.Patients.OrderBy(patient => patient.Id).Select(patient => patient.Version).ToListAsync()));
    }

    [Fact]
    public async Task Given_a_case_When_its_papers_are_read_Then_each_consent_agreement_and_grid_stands_there_the_latest_first()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new RecordConsent(caseId, true, new Signature(Signer.Patient, "测试甲", null, new(2026, 3, 2))));
        await slice.Send(new SignAgreement(caseId, slice.Town.Team.Id, new Signature(Signer.Patient, "测试甲", null, new(2026, 3, 2)), new(2026, 3, 2), new(2027, 3, 1)));
        await slice.Send(new ConfirmGrid(caseId, slice.Town.Grid.Code));
        await slice.Send(new ConfirmGrid(caseId, slice.Town.SecondGrid.Code));

        var papers = await slice.Send(new GetPapers(caseId));

        Assert.Equal([Signer.Patient, Signer.Guardian], papers.Consents.Select(consent => consent.Signature.Signer));
        Assert.Equal(("东城第一团队", new DateOnly(2027, 3, 1)), (papers.Agreements[0].CareTeam, papers.Agreements[0].EndsOn));
        Assert.Equal([("岗贝第二网格", true), ("岗贝第一网格", false)], papers.Grids.Select(grid => (grid.Name!, grid.UntilOn is null)));
    }

    /// <summary>What the script asks the program to do after it.</summary>
    private static string LastOfScript(string dialect) => File.ReadLines(Path.Combine(Repository.Root, "db", dialect, "0029-found-by-phone.sql")).Last();

    private static Task<PatientRegistered> Register(Slice slice, RegisterPatient command) => slice.Send(command);

    private static async Task<StaffMember> Stranger(Slice slice)
    {
        var stranger = new StaffMember(StaffId.New(), "nobody", "远科员", StaffRole.PreventionOffice, TestTown.OtherTown, slice.Town.Centre.Id);
        await slice.Add(stranger);

        return stranger;
    }

    /// <summary>Of all pages.</summary>
    private static async Task<List<string>> Names(Slice slice, FindPatients search, StaffMember? by = null)
    {
        var names = new List<string>();
        for (string? after = null; ;)
        {
            var page = await slice.Send(search with { After = after }, by);
            names.AddRange(page.Rows.Select(row => row.Name));
            if (page.Next is not { } next) return names;
            after = next;
        }
    }
}
