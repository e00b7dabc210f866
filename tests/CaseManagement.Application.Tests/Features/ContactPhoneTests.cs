using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Features.Teams;
using CaseManagement.Domain;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Features;

/// <summary>Whose number is shown at once, and whose is asked for with a reason.</summary>
public sealed class ContactPhoneTests
{
    [Fact]
    public async Task Given_a_police_officer_and_a_neighbour_When_the_team_looks_whom_to_call_Then_the_neighbours_own_number_is_masked_until_asked_for_and_stays_when_something_else_is_changed()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new AddSupportContact(caseId, SupportRole.Police, "民警", "10000000009", 1));
        var seen = await slice.Send(new AddSupportContact(caseId, SupportRole.Neighbour, "邻居", "10000000007", 2));

        await slice.Send(new ChangeSupportContact(caseId, seen.Id, SupportRole.Neighbour, "楼下邻居", null, 2, seen.Version));

        var kept = (await slice.Send(new GetSupport(caseId))).Contacts[1];
        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new ChangeSupportContact(caseId, kept.Id, SupportRole.Police, "楼下邻居", " ", 2, kept.Version)));

        Assert.Equal("support-contact.office-phone", refused.Code);
        Assert.Equal([("10000000009", null), (null, "100****0007")], (await slice.Send(new GetSupport(caseId))).Contacts.Select(contact => (contact.Phone, contact.Hidden?.ToString())));
        Assert.Equal(["10000000007"], (await slice.Send(new RevealIdentity(caseId, RevealReason.TelephoneContact))).Contacts.Select(contact => contact.Phone));
    }

    [Fact]
    public async Task Given_a_patient_without_a_team_When_the_group_and_the_team_look_whom_to_call_Then_another_team_of_the_town_stands_in_until_one_answers()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await slice.Db(db => db.Catchments.ExecuteDeleteAsync());
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 12, 31)));
        var nobody = (await slice.Send(new ListSupported(), slice.Town.Volunteer)).Patients[0];

        await slice.Db(db => db.CareTeams.Where(team => team.Id == slice.Town.OtherTeam.Id).ExecuteUpdateAsync(set => set.SetProperty(team => team.Phone, "0769-22220000")));

        var patient = (await slice.Send(new ListSupported(), slice.Town.Volunteer)).Patients[0];
        Assert.Equal((null, null, null), (nobody.CareTeam, nobody.TeamPhone, nobody.StandIn)); // the page then says the hotline
        Assert.Equal((null, new StandIn("东城第二团队", "0769-22220000")), (patient.TeamPhone, patient.StandIn));
        Assert.Equal(patient.StandIn, (await slice.Send(new GetSupport(caseId), slice.Town.Officer)).StandIn);
    }

    [Fact]
    public async Task Given_words_in_the_place_of_a_number_When_a_phone_is_taken_anywhere_Then_it_is_refused_at_its_field()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var registration = A.Registration();
        var caseId = (await slice.Send(registration)).CaseId;

        Assert.Equal(["Phone"], await Refused(new AddSupportContact(caseId, SupportRole.Police, "民警", "abc", 1), slice.Town.Doctor));
        Assert.Equal(["Phone", "Guardian.Phone", "Guardian.SecondPhone"], await Refused(registration with { Phone = "没有", Guardian = registration.Guardian! with { Phone = "1", SecondPhone = "12345678901234567" } }));
        Assert.Equal(["TeamPhone"], await Refused(new ChangeTeam(slice.Town.Team.Id, "东城第一团队", TestTown.Code, [TestTown.Code], TeamPhone: "call me")));

        async Task<IEnumerable<string>> Refused<TAnswer>(MediatR.IRequest<TAnswer> request, Domain.Staff.StaffMember? by = null) =>
            (await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => slice.Send(request, by ?? slice.Town.Officer))).Errors.Where(error => error.ErrorCode == "phone.invalid").Select(error => error.PropertyName);
    }
}
