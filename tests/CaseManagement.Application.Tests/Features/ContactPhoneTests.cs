using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Support;
using CaseManagement.Domain;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Support;

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
}
