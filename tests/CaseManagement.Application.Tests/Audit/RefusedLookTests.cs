using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Application.Tests.Audit;

/// <summary>A refusal that tells something of people out of sight leaves an entry; a reason in it is a code.</summary>
public sealed class RefusedLookTests
{
    private static AskEmergencyAccess Asked => new(GrantReason.DangerToSelf, "割腕，需了解用药", Name: "测试甲", BornOn: new(1980, 5, 20), Sex: Sex.Male);

    [Fact]
    public async Task Given_nobody_of_that_name_When_emergency_access_is_asked_for_Then_the_refusal_is_kept_without_the_name()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));

        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(Asked));

        var entry = Assert.Single(await slice.Entries());
        Assert.Equal(
            (AuditKind.Command, nameof(AskEmergencyAccess), slice.Town.Doctor.Id, "danger-to-self", """{"refused":"patient.not-found"}"""),
            (entry.Kind, entry.Request, entry.Actor, entry.Reason, entry.Detail));
        Assert.Equal(0, (await slice.Check()).Broken);
    }

    [Fact]
    public async Task Given_somebody_who_is_registered_When_registered_again_Then_each_refusal_is_kept_by_its_code()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var person = A.Registration() with { Document = IdentityDocument.Passport, DocumentNumber = "E12345678" };
        await slice.Send(person);

        await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(person));
        await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(A.Registration()));

        var refused = (await slice.Entries()).Skip(1).ToList();
        Assert.Equal(["""{"refused":"patient.duplicate"}""", """{"refused":"patient.possible-duplicate"}"""], refused.Select(entry => entry.Detail));
        Assert.All(refused, entry => Assert.Equal((AuditKind.Command, nameof(RegisterPatient), null, null), (entry.Kind, entry.Request, entry.CaseId, entry.Subject)));
    }

    [Fact]
    public async Task Given_notes_When_access_is_asked_for_reviewed_and_numbers_are_shown_Then_the_audit_has_the_codes_only()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(Asked, slice.Town.Psychiatrist);
        var row = Assert.Single((await slice.Send(new ListEmergencyAccess(), slice.Town.Officer)).Rows);

        await slice.Send(new ReviewEmergencyAccess(row.Id, AccessVerdict.NotJustified, "患者病情稳定", row.Version), slice.Town.Officer);
        await slice.Send(new RevealIdentity(caseId, RevealReason.TelephoneContact));
        await slice.Send(new RevealIdentity(caseId, RevealReason.Other, "社区核实"));

        Assert.Equal(["danger-to-self", "not-justified", "telephone-contact", "other: 社区核实"], (await slice.Entries()).Select(entry => entry.Reason).OfType<string>());
    }

    [Fact]
    public async Task Given_a_coded_reason_When_a_note_is_sent_with_it_Then_it_is_refused_and_not_dropped_in_silence()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;

        var refused = await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => slice.Send(new RevealIdentity(caseId, RevealReason.Visit, "近期拒药")));

        Assert.Equal("reveal.note-not-kept", Assert.Single(refused.Errors).ErrorCode);
    }
}
