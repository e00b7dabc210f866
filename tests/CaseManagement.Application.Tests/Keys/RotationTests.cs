using CaseManagement.Application.Tests.Audit;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Keys;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Telling;
using CaseManagement.Infrastructure.Keys;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Keys;

public sealed class RotationTests
{
    private const int Many = 450; // more than two pages

    [Fact]
    public async Task Given_everything_under_an_old_key_When_rotated_Then_it_is_under_the_newest_and_opens_to_the_same()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var registered = await slice.Send(KeptNumbers.Registration);
        await slice.Send(new Application.Features.Support.AddSupportContact(registered.CaseId, Domain.Support.SupportRole.Neighbour, "测试邻", "13912345605", 1));
        var before = await slice.Send(new RevealIdentity(registered.CaseId, RevealReason.Visit));
        await slice.Send(new SetNoticeRoute(TestTown.City, Party.Police, NoticeChannel.WebHook, "https://police.example.cn/in"), by: slice.Town.Administrator);
        await using var program = await Program(slice, TestKeys.Of(1, 2));

        var rotated = await Send(program, new RotateSeals(_ => { }));
        var again = await Send(program, new RotateSeals(_ => { }));

        Assert.Equal((new SealsRotated(4, 0), new SealsRotated(0, 0)), (rotated, again)); // the patient, the form, the route, the contact
        var contact = await slice.Db(db => db.SupportContacts.AsNoTracking().SingleAsync());
        Assert.Equal((2, 2, "13912345605"), (contact.Phone.KeyVersion, contact.PhoneHash!.KeyVersion, program.GetRequiredService<ISeals>().Open(contact.Phone, registered.PatientId)));
        var route = await slice.Db(db => db.NoticeRoutes.AsNoTracking().SingleAsync());
        Assert.All([route.Address, route.Secret!], text => Assert.Equal(2, text.KeyVersion));
        Assert.Equal("https://police.example.cn/in", program.GetRequiredService<ISeals>().Open(route.Address, route.Id));
        var (patient, managed) = (await KeptNumbers.OnlyPatient(slice), await KeptNumbers.OnlyCase(slice));
        Assert.All([patient.DocumentNumber, patient.Phone, patient.Guardian!.Phone, patient.Guardian.SecondPhone, managed.Supplementary.CommitteePhone], text => Assert.Equal(2, text!.KeyVersion));
        Assert.All([patient.DocumentHash, patient.PhoneHash, patient.GuardianPhoneHash, patient.GuardianSecondPhoneHash], hash => Assert.Equal(2, hash!.KeyVersion));
        Assert.Equal("周主任", managed.Supplementary.CommitteeContact);
        Assert.Equal(registered.Version, managed.Version); // what nobody sees is no change that somebody must know of
        var after = await Send(program, new RevealIdentity(registered.CaseId, RevealReason.Visit), slice.Town.Doctor);
        Assert.Equal("13912345605", Assert.Single(after.Contacts).Phone);
        Assert.Equal(before.Contacts, after.Contacts);
        Assert.Equal(before, after with { Contacts = before.Contacts });
    }

    [Fact]
    public async Task Given_phones_without_a_digit_from_an_older_program_When_rotated_again_and_again_Then_they_are_sealed_once()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var registered = await slice.Send(A.Registration());
        await slice.Send(new Application.Features.Support.AddSupportContact(registered.CaseId, Domain.Support.SupportRole.Neighbour, "测试邻", "13912345605", 1));
        var seals = slice.Services.GetRequiredService<ISeals>();
        var none = seals.Seal("无", registered.PatientId);
        await slice.Db(db => db.Database.ExecuteSqlAsync($"""UPDATE "Patient" SET "Guardian_SecondPhone" = {none.Stored()}, "GuardianSecondPhoneHash" = NULL"""));
        await slice.Db(db => db.Database.ExecuteSqlAsync($"""UPDATE "SupportContact" SET "Phone" = {none.Stored()}, "PhoneHash" = NULL"""));
        await using var program = await Program(slice, TestKeys.Of(1, 2));

        var (rotated, again) = (await Send(program, new RotateSeals(_ => { })), await Send(program, new RotateSeals(_ => { })));

        Assert.Equal((2, 0), (rotated.Sealed, again.Sealed)); // the patient and the contact
        var contact = await slice.Db(db => db.SupportContacts.AsNoTracking().SingleAsync());
        Assert.Equal((2, null, "无"), (contact.Phone.KeyVersion, contact.PhoneHash, program.GetRequiredService<ISeals>().Open(contact.Phone, registered.PatientId)));
    }

    [Fact]
    public async Task Given_many_patients_When_the_rotation_is_stopped_after_a_page_and_run_again_Then_the_end_is_the_same()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await Fill(slice);
        await using var program = await Program(slice, TestKeys.Of(1, 2));
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Send(program, new RotateSeals(_ => stop.Cancel()), ct: stop.Token));
        var between = await Versions(slice);
        var rest = await Send(program, new RotateSeals(_ => { }));

        Assert.Equal([1, 2], between.Keys.Order());
        Assert.Equal(between[1], rest.Sealed);
        Assert.Equal(Many, (await Versions(slice))[2]);
        var seals = program.GetRequiredService<ISeals>();
        Assert.All(await slice.Db(db => db.Patients.AsNoTracking().ToListAsync()), patient => Assert.Equal($"E{patient.Name}", seals.Open(patient.DocumentNumber!, patient.Id)));
    }

    [Fact]
    public async Task Given_a_rotation_half_done_When_somebody_is_registered_twice_Then_the_number_is_found_under_either_key()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.Send(KeptNumbers.Registration);
        await using var program = await Program(slice, TestKeys.Of(1, 2));

        var early = await Assert.ThrowsAsync<RuleBrokenException>(() => Send(program, KeptNumbers.Registration, slice.Town.Doctor));
        await Send(program, new RotateSeals(_ => { }));
        var late = await Assert.ThrowsAsync<RuleBrokenException>(() => Send(program, KeptNumbers.Registration, slice.Town.Doctor));

        Assert.Equal(("patient.duplicate", "patient.duplicate"), (early.Code, late.Code));
    }

    [Fact]
    public async Task Given_one_number_under_two_keys_When_rotated_Then_it_ends_and_both_people_stay()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await using var program = await Program(slice, TestKeys.Of(1, 2));
        await slice.Add(Somebody(slice.Services, "1", "E7"), Somebody(program, "2", "E7"));

        var rotated = await Send(program, new RotateSeals(_ => { }));

        Assert.Equal(1, rotated.Twins);
        Assert.Equal([1, 2], await slice.Db(async db => (await db.Patients.AsNoTracking().ToListAsync()).Select(patient => patient.DocumentHash!.KeyVersion).Order()));
    }

    [Fact]
    public async Task Given_a_key_file_When_keys_are_added_rotated_and_retired_Then_the_old_one_goes_only_when_nothing_needs_it()
    {
        var folder = Directory.CreateTempSubdirectory("case-management-rotation-");
        var keys = new KeySettings(Path.Combine(folder.FullName, "keys.json"));
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.Db(db => db.Database.ExecuteSqlRawAsync("DELETE FROM \"KeyCheck\"")); // as if this file had made the database
        ManagedCaseId caseId;

        await using (var first = await Program(slice, keys))
        {
            caseId = (await Send(first, KeptNumbers.Registration, slice.Town.Doctor)).CaseId;
            Assert.Equal(new KeyAdded(2, 2), await Send(first, new AddKey()));
        }

        await using (var second = await Program(slice, keys))
        {
            var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => Send(second, new RetireKeys()));
            Assert.Equal("keys.still-used", refused.Code);
            Assert.Equal(1, refused.Arguments[0]);
            Assert.Equal(2, (await Send(second, new RotateSeals(_ => { }))).Sealed);
            await Assert.ThrowsAsync<RuleBrokenException>(() => Send(second, new RetireKeys())); // the audit and the second factors still do
            slice.Tamper("""DELETE FROM "AuditEntry"; UPDATE "AuditHead" SET "KeyVersion" = 2; DELETE FROM "AccountToken" """);
            Assert.Equal(new KeysRetired(1, 0), await Send(second, new RetireKeys()));
        }

        await using (var third = await Program(slice, keys))
        {
            Assert.Equal([2], third.GetRequiredService<KeyRing>().Versions);
            Assert.Equal(KeptNumbers.IdNumber, (await Send(third, new RevealIdentity(caseId, RevealReason.Visit), slice.Town.Doctor)).DocumentNumber);
        }

        Assert.Equal(
            ["RetireKeys"],
            await slice.Db(db => db.Audit.Where(entry => entry.Actor == Acting.Timetable.StaffId).OrderBy(entry => entry.Id).Select(entry => entry.Request).ToListAsync()));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Given_somebody_who_signs_in_When_they_ask_for_a_rotation_Then_it_is_not_theirs_to_do()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));

        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new RotateSeals(_ => { }), by: slice.Town.Administrator));
        Assert.NotNull((await slice.Send(new GetCase((await slice.Send(A.Registration())).CaseId))).Name);
    }

    private static Task Fill(Slice slice) => slice.Add([.. Enumerable.Range(0, Many).Select(number => Somebody(slice.Services, $"{number}", $"E{number}"))]);

    private static Patient Somebody(IServiceProvider program, string name, string number)
    {
        var id = PatientId.New();
        return new(id, name, new(name, null), Sex.Male, new(1980, 5, 20), IdentityDocument.Passport, program.GetRequiredService<ISeals>().Document(number, id), TestTown.Community, "", null, null, null, null, new(2026, 3, 2));
    }

    private static Task<Dictionary<int, int>> Versions(Slice slice) => slice.Db(async db =>
        (await db.Patients.AsNoTracking().ToListAsync()).CountBy(patient => patient.DocumentNumber!.KeyVersion).ToDictionary());

    private static async Task<ServiceProvider> Program(Slice slice, KeyRing ring)
    {
        var services = Slice.Provider(slice.Database, slice.Clock, new KeySettings(), ring);
        await services.GetRequiredService<ISchema>().MigrateAsync(TestContext.Current.CancellationToken);

        return services;
    }

    private static async Task<ServiceProvider> Program(Slice slice, KeySettings keys)
    {
        var services = Slice.Provider(slice.Database, slice.Clock, keys);
        await services.GetRequiredService<ISchema>().MigrateAsync(TestContext.Current.CancellationToken);

        return services;
    }

    private static async Task<TAnswer> Send<TAnswer>(IServiceProvider program, IRequest<TAnswer> request, Domain.Staff.StaffMember? by = null, CancellationToken? ct = null)
    {
        await using var scope = program.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(by is null ? Acting.Timetable : Acting.As(by));

        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct ?? TestContext.Current.CancellationToken);
    }
}
