using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Access;

public sealed class EmergencyAccessTests
{
    private const string ValidId = "11010519491231002X";

    private static readonly RegisterPatient Person = A.Registration() with { Document = IdentityDocument.ResidentIdCard, DocumentNumber = ValidId, BornOn = new(1949, 12, 31), Sex = Sex.Female };

    private static AskEmergencyAccess Asked => new(GrantReason.FoundAway, "在车站被发现，需要知道用药", DocumentNumber: "11010519491231002x");

    [Fact]
    public async Task Given_a_stranger_s_patient_When_asked_for_in_an_emergency_Then_the_case_is_open_for_three_hours_and_no_longer()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var (caseId, stranger) = (await slice.Send(Person)).CaseId is var id ? (id, await Stranger(slice)) : default;
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetCase(caseId), stranger));

        var given = await slice.Send(Asked, stranger);

        Assert.Equal((caseId, slice.Clock.GetUtcNow().AddHours(3)), (given.CaseId, given.UntilAt));
        Assert.Equal(Person.Name, (await slice.Send(new GetCase(caseId), stranger)).Name);
        slice.Clock.Move(TimeSpan.FromHours(3) - TimeSpan.FromSeconds(1));
        await slice.Send(new GetCase(caseId), stranger);
        slice.Clock.Move(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetCase(caseId), stranger));
    }

    [Fact]
    public async Task Given_an_emergency_access_When_asked_for_again_while_it_holds_Then_nothing_is_opened_twice_and_afterwards_it_is_a_new_one()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await slice.Send(Person);
        var stranger = await Stranger(slice);

        await slice.Send(Asked, stranger);
        var again = await slice.Send(Asked, stranger);
        slice.Clock.Move(TimeSpan.FromHours(4));
        var later = await slice.Send(Asked, stranger);

        Assert.Null(again.UntilAt);
        Assert.NotNull(later.UntilAt);
        Assert.Equal(2, await slice.Db(db => db.CaseGrants.CountAsync()));
    }

    [Fact]
    public async Task Given_one_s_own_patient_When_asked_for_Then_nothing_needs_to_be_opened()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var registered = await slice.Send(Person);

        var given = await slice.Send(Asked);

        Assert.Equal((registered.CaseId, null), (given.CaseId, given.UntilAt));
        Assert.Equal(0, await slice.Db(db => db.CaseGrants.CountAsync()));
    }

    [Fact]
    public async Task Given_a_psychiatrist_When_asked_by_name_sex_and_birth_date_Then_the_one_person_is_found_and_two_are_asked_about()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var registered = await slice.Send(Person);
        var byName = new AskEmergencyAccess(GrantReason.BeingTreated, "急诊", Name: Person.Name, BornOn: Person.BornOn, Sex: Person.Sex);

        var given = await slice.Send(byName, slice.Town.Psychiatrist);
        await slice.Send(Person with { Document = null, DocumentNumber = null, NotADuplicate = true });
        var several = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(byName, slice.Town.Psychiatrist));
        var nobody = await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(byName with { Sex = Sex.Male }, slice.Town.Psychiatrist));

        Assert.Equal(registered.CaseId, given.CaseId);
        Assert.Equal(("emergency.several", "patient"), (several.Code, nobody.What));
        await slice.Send(new GetCase(registered.CaseId), slice.Town.Psychiatrist);
    }

    [Fact]
    public async Task Given_an_emergency_access_When_the_office_reviews_Then_it_is_in_the_list_until_then_and_one_that_was_not_justified_ends()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var registered = await slice.Send(Person);
        var stranger = await Stranger(slice);
        await slice.Send(Asked, stranger);
        slice.Clock.Move(TimeSpan.FromHours(2));

        var row = Assert.Single((await slice.Send(new ListEmergencyAccess(), slice.Town.Officer)).Rows);
        var reviewed = await slice.Send(new ReviewEmergencyAccess(row.Id, AccessVerdict.NotJustified, "患者当时在家", row.Version), slice.Town.Officer);

        Assert.Equal((registered.CaseId, stranger.Name, GrantReason.FoundAway, 0), (row.CaseId, row.AskedBy, row.Reason, row.AgeDays));
        Assert.Equal(row.Version + 1, reviewed.Version);
        Assert.Empty((await slice.Send(new ListEmergencyAccess(), slice.Town.Officer)).Rows);
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetCase(registered.CaseId), stranger));
        var twice = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new ReviewEmergencyAccess(row.Id, AccessVerdict.Justified, "再看"), slice.Town.Officer));
        Assert.Equal("emergency.reviewed", twice.Code);
    }

    [Fact]
    public async Task Given_an_officer_s_own_access_elsewhere_When_listed_and_reviewed_Then_it_is_a_colleague_s_to_judge()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await slice.Send(Person);
        var officer = new StaffMember(StaffId.New(), "far-office", "外镇科员", StaffRole.PreventionOffice, TestTown.OtherTown, slice.Town.Office.Id);
        await slice.Add(officer);
        await slice.Send(Asked, officer);
        var grant = await slice.Db(db => db.CaseGrants.SingleAsync());

        Assert.Empty((await slice.Send(new ListEmergencyAccess(), officer)).Rows);
        var own = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new ReviewEmergencyAccess(grant.Id, AccessVerdict.Justified, "需要"), officer));

        Assert.Equal("emergency.own-review", own.Code);
        Assert.Single((await slice.Send(new ListEmergencyAccess(), slice.Town.Officer)).Rows);
    }

    [Fact]
    public async Task Given_three_accesses_When_listed_two_at_a_time_Then_the_oldest_come_first_and_none_twice()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await slice.Send(Person);
        var stranger = await Stranger(slice);
        for (var i = 0; i < 3; i++)
        {
            await slice.Send(Asked, stranger);
            slice.Clock.Move(TimeSpan.FromHours(5));
        }

        var first = await slice.Send(new ListEmergencyAccess(Take: 2), slice.Town.Officer);
        var second = await slice.Send(new ListEmergencyAccess(first.Next, Take: 2), slice.Town.Officer);

        Assert.Equal((2, 1, null), (first.Rows.Count, second.Rows.Count, second.Next));
        Assert.Equal(3, first.Rows.Concat(second.Rows).Select(row => row.FromAt).Distinct().Count());
        Assert.Equal(first.Rows.Concat(second.Rows).Select(row => row.FromAt).Order(), first.Rows.Concat(second.Rows).Select(row => row.FromAt));
    }

    [Theory]
    [InlineData(GrantReason.Assigned, "为什么", "11010519491231002X", "emergency.reason")]
    [InlineData(GrantReason.FoundAway, " ", "11010519491231002X", "text.missing")]
    [InlineData(GrantReason.FoundAway, "为什么", null, "emergency.whom")]
    public async Task Given_a_question_without_reason_words_or_person_When_asked_Then_it_is_refused(GrantReason reason, string note, string? number, string code)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));

        var refused = await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => slice.Send(new AskEmergencyAccess(reason, note, number, Name: "测试甲")));

        Assert.Contains(refused.Errors, error => error.ErrorCode == code);
    }

    /// <summary>A doctor of another town, who is no colleague of the patient's team.</summary>
    private static async Task<StaffMember> Stranger(Slice slice)
    {
        var team = new CareTeam(CareTeamId.New(), "南城第一团队", TestTown.OtherTown, slice.Town.Centre.Id);
        var stranger = new StaffMember(StaffId.New(), "stranger", "外镇医生", StaffRole.CareTeamMember, TestTown.OtherTown, slice.Town.Centre.Id, team.Id);
        await slice.Add(team, stranger);

        return stranger;
    }
}
