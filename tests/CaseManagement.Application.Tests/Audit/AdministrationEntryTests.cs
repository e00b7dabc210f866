using CaseManagement.Application.Features.Accounts;
using CaseManagement.Application.Features.Batches;
using CaseManagement.Application.Features.CareGroups;
using CaseManagement.Application.Features.Grids;
using CaseManagement.Application.Features.Institutions;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Features.People;
using CaseManagement.Application.Features.Places;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Application.Features.Settings;
using CaseManagement.Application.Features.Teams;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Audit;

/// <summary>Every request about people, places and accounts leaves exactly the entry that it should.</summary>
public sealed class AdministrationEntryTests
{
    [Fact]
    public async Task Given_the_administration_When_each_command_is_sent_Then_each_leaves_one_entry_about_what_it_changes()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var walked = new HashSet<string>();

        var centre = await Sent(new AddInstitution("南城中心", InstitutionKind.CommunityHealthCentre, TestTown.OtherTown), added => $"institution:{added.Id.Value}");
        var team = await Sent(new AddTeam("南城团队", TestTown.OtherTown, centre.Id), added => $"care-team:{added.Id.Value}");
        await Sent(new ChangeTeam(team.Id, "南城", TestTown.OtherTown, []), _ => $"care-team:{team.Id.Value}");
        var person = await Sent(new AddStaffMember("nancheng", "何医生", StaffRole.CareTeamMember, TestTown.OtherTown, centre.Id, team.Id), added => $"staff-member:{added.Id.Value}");
        var grid = await Sent(new AddGrid($"{TestTown.OtherTownCommunity}-02", "鸿福二", ["鸿福路"], team.Id), added => $"grid:{added.Code}", alsoAbout: "care-team:");
        await Sent(new RedrawGrid(grid.Code, "鸿福", [], team.Id), _ => $"grid:{grid.Code}");
        await Sent(new CloseGrid(grid.Code), _ => $"grid:{grid.Code}");
        var group = await Sent(new AddCareGroup("鸿福小组", TestTown.OtherTownCommunity), added => $"care-group:{added.Id.Value}");
        await Sent(new ChangeCareGroup(group.Id, "小组", TestTown.OtherTownCommunity), _ => $"care-group:{group.Id.Value}");
        var member = await Sent(new AddGroupMember(group.Id, person.Id, MemberKind.PreventionDoctor, new(2026, 3, 1)), _ => $"care-group:{group.Id.Value}");
        await Sent(new EndMembership(group.Id, member.Id, new(2026, 3, 2)), _ => $"care-group:{group.Id.Value}");
        await Sent(new CloseCareGroup(group.Id), _ => $"care-group:{group.Id.Value}");
        await Sent(new ResetPassword(person.Id), _ => null);
        await Sent(new ResetSecondFactor(person.Id), _ => null);
        await Sent(new UnlockAccount(person.Id), _ => null);
        await Sent(new MoveStaffMember(person.Id, StaffRole.PreventionOffice, TestTown.OtherTown), _ => $"staff-member:{person.Id.Value}", alsoAbout: "care-team:");
        var order = new ReassignmentOrder(ReassignmentSource.Area, ReassignmentReason.AreaRedrawn, AreaCode: TestTown.OtherTown, To: [new(slice.Town.OtherTeam.Id)]);
        var preview = await Sent(new PreviewReassignment(order), _ => null, kind: AuditKind.Search);
        await Sent(new ListUnassigned(), _ => null, kind: AuditKind.Search, by: slice.Town.Officer);
        var moved = await Sent(new Reassign(order, preview.Token), done => $"reassignment:{done.Id.Value}");
        await Sent(new UndoReassignment(moved.Id), _ => $"reassignment:{moved.Id.Value}");
        await Asked(new AskAreaImport("code,name,parent_code\n441900,东莞,44\n"u8.ToArray()), nameof(ImportAreas), asked => $"batch:{asked.Id.Value}");
        var again = await Asked(new AskReassignment(order, (await slice.Send(new PreviewReassignment(order), slice.Town.Administrator)).Token), nameof(Reassign), _ => null);
        var last = (await slice.Send(new GetBatch(again.Id), slice.Town.Administrator)).Moved!.Id;
        await Asked(new AskUndoing(last), nameof(UndoReassignment), _ => $"reassignment:{last.Value}");
        await Sent(new GetBatchReport(again.Id), _ => null, kind: AuditKind.Search);
        await Sent(new CloseTeam(team.Id), _ => $"care-team:{team.Id.Value}");
        await Sent(new CloseStaffMember(person.Id), _ => $"staff-member:{person.Id.Value}");

        await Sent(new ChangeClinicalSetting("first-visit.working-days", "7", new(2026, 3, 3), "本省7个工作日"), changed => $"setting-change:{changed.Id.Value}");

        Assert.Equal(Chains.Audited("Institutions", "Teams", "People", "Grids", "CareGroups", "Settings", "Reassignments", "Batches"), walked.Order());

        async Task<BatchAsked> Asked(IRequest<BatchAsked> request, string does, Func<BatchAsked, string?> about)
        {
            var before = (await slice.Entries()).Count;
            var asked = await slice.Send(request, slice.Town.Administrator);
            await slice.Services.GetRequiredService<IJobRunner>().EndedAsync(JobNames.Batches);

            var entries = (await slice.Entries()).Skip(before).ToList();
            Assert.Equal([(request.GetType().Name, slice.Town.Administrator.Id), (does, slice.Town.Administrator.Id), (nameof(RunBatches), Acting.Timetable.StaffId)], entries.Select(entry => (entry.Request, entry.Actor)));
            Assert.Equal($"batch:{asked.Id.Value}", entries[0].Subject);
            if (about(asked) is { } subject) Assert.Equal(subject, entries[1].Subject);
            walked.Add(entries[0].Request);

            return asked;
        }

        async Task<TAnswer> Sent<TAnswer>(IRequest<TAnswer> request, Func<TAnswer, string?> about, string? alsoAbout = null, AuditKind kind = AuditKind.Command, StaffMember? by = null)
        {
            var before = (await slice.Entries()).Count;
            by ??= slice.Town.Administrator;
            var answer = await slice.Send(request, by);

            var entry = Assert.Single((await slice.Entries()).Skip(before));
            Assert.Equal((request.GetType().Name, kind, by.Id, null), (entry.Request, entry.Kind, entry.Actor, entry.CaseId));
            if (about(answer) is { } subject && !(alsoAbout is not null && entry.Subject!.StartsWith(alsoAbout, StringComparison.Ordinal))) Assert.Equal((entry.Request, subject), (entry.Request, entry.Subject));
            walked.Add(entry.Request);

            return answer;
        }
    }

    [Fact]
    public async Task Given_an_account_When_each_of_its_requests_is_sent_Then_each_leaves_one_entry_of_its_kind_by_its_owner()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var walked = new HashSet<string>();
        var doctor = slice.Town.Doctor;
        const string chosen = "a sentence of some words";
        var signIn = new SignIn("doctor", TestAccounts.Password, null, null, SessionDoor.Api, null, null);

        var first = (await Sent(signIn, null, doctor.Id, "let-in")).Session!;
        var second = (await Sent(signIn, null, doctor.Id, "let-in")).Session!;
        await Sent(new RefreshSession(first.Id, first.RefreshSerial), null, doctor.Id, "refreshed");
        await Sent(new EndSession(second.Id), Acting.As(doctor, first.Id), doctor.Id);
        await Sent(new ChangePassword(TestAccounts.Password, chosen), Acting.As(doctor, first.Id), doctor.Id);
        var key = await Sent(new SetUpSecondFactor(chosen), Acting.As(doctor, first.Id), doctor.Id);
        await Sent(new ConfirmSecondFactor(Totp.CodeAt(key.Key.Replace(" ", "", StringComparison.Ordinal), slice.Clock.GetUtcNow())), Acting.As(doctor, first.Id), doctor.Id);
        await Sent(new RenewRecoveryCodes(chosen), Acting.As(doctor, first.Id), doctor.Id);
        await Sent(new SignOut(), Acting.As(doctor, first.Id), doctor.Id);
        await Sent(new ResetAccount("doctor"), Acting.Timetable, Acting.Timetable.StaffId);
        await using var empty = await Slice.EmptyAsync(new(2026, 3, 2));
        await Sent(new OpenFirstAdministrator("boss"), Acting.Timetable, Acting.Timetable.StaffId, of: empty);

        Assert.Equal(Chains.Audited("Accounts"), walked.Order());

        async Task<TAnswer> Sent<TAnswer>(IRequest<TAnswer> request, Acting? acting, StaffId by, string? outcome = null, Slice? of = null)
        {
            var place = of ?? slice;
            var before = (await place.Entries()).Count;
            await using var scope = place.Services.CreateAsyncScope();
            if (acting is not null) scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(acting);
            var answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, TestContext.Current.CancellationToken);

            var entry = Assert.Single((await place.Entries()).Skip(before));
            var name = request.GetType().Name;
            Assert.Equal((name, outcome is null ? AuditKind.Command : AuditKind.SignIn, by, acting?.SessionId), (entry.Request, entry.Kind, entry.Actor, entry.SessionId));
            Assert.Equal(outcome is null ? null : $$"""{"outcome":"{{outcome}}"}""", entry.Detail);
            walked.Add(name);

            return answer;
        }
    }
}
