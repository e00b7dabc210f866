using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Application.Tests.Features;

public sealed class SupplementaryTests
{
    [Fact]
    public async Task Given_a_registered_patient_When_the_form_is_filled_in_and_corrected_Then_what_stood_there_is_kept_and_the_phone_stays_sealed_and_masked()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var registered = await slice.Send(A.Registration());
        var answers = new SupplementaryInput { Household = HouseholdType.Rural, PastSymptoms = [Symptom.Suspicion], CommitteeContact = "李主任", CommitteePhone = "13900070001", FilledOn = new(2026, 3, 20) };

        var filled = await slice.Send(new FillInSupplementaryForm(registered.CaseId, answers, ExpectedVersion: registered.Version));
        var unreasoned = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new FillInSupplementaryForm(registered.CaseId, answers with { Household = HouseholdType.Urban, CommitteePhone = null })));
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new FillInSupplementaryForm(registered.CaseId, answers, ExpectedVersion: registered.Version)));
        await slice.Send(new FillInSupplementaryForm(registered.CaseId, answers with { Household = HouseholdType.Urban, CommitteePhone = null }, "户别填错", filled.Version));
        var shown = await slice.Send(new GetSupplementaryForm(registered.CaseId));
        var revealed = await slice.Send(new RevealIdentity(registered.CaseId, RevealReason.Visit));
        await slice.Send(new FillInSupplementaryForm(registered.CaseId, answers with { Household = HouseholdType.Urban, CommitteePhone = "" }));
        var without = await slice.Send(new GetSupplementaryForm(registered.CaseId));

        Assert.Equal("supplementary.reason-missing", unreasoned.Code);
        Assert.Equal((HouseholdType.Urban, "139****0001", "13900070001"), (shown.Answers.Household, shown.Answers.CommitteePhone?.ToString(), revealed.CommitteePhone));
        var earlier = Assert.Single(shown.Earlier);
        Assert.Equal((HouseholdType.Rural, "户别填错", new DateOnly(2026, 3, 20), slice.Town.Doctor.Id.Value), (earlier.Household, earlier.Reason, earlier.ReplacedOn, earlier.ReplacedBy));
        Assert.Equal([1], shown.Paper.Single(field => field.Field.Label.Code == "consent").Ticked);
        Assert.Equal(["139****0001"], shown.Paper.Where(field => field.Field.Label.Code == "committee-phone").Select(field => field.Text));
        Assert.Null(without.Answers.CommitteePhone);
    }
}
