using CaseManagement.Application.Features.Cards;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;
using MediatR;

namespace CaseManagement.Application.Tests.Audit;

/// <summary>Every request about the national cards leaves exactly the entry that it should, and none of them says what is on a card.</summary>
public sealed class CardEntryTests
{
    [Fact]
    public async Task Given_the_cards_of_a_case_When_each_request_is_sent_Then_each_leaves_one_entry_of_its_kind_and_nothing_of_what_they_say()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var walked = new HashSet<string>();
        var (doctor, officer) = (slice.Town.Doctor, slice.Town.Officer);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var visit = (await slice.Send(A.FollowUpOf(caseId))).Id.Value;
        var place = await slice.PlaceOf(caseId);
        var (waits, refused) = (Card(visit), Card(Guid.NewGuid()));
        refused.Check([], slice.Clock.GetUtcNow());
        refused.Left(slice.Clock.GetUtcNow());
        refused.Answer(accepted: false, "E1", slice.Clock.GetUtcNow());
        await slice.Add(waits, refused);

        await Sent(new TakePaperReport(caseId, A.Monday), officer, AuditKind.Command);
        await Sent(new FileReportCard(caseId, new() { Kind = ReportKind.Registration, Department = ReportDepartment.Outpatient, BroughtBy = "家属送诊" }), officer, AuditKind.Command);
        await Sent(new CancelReportCard(caseId, "复核后排除"), officer, AuditKind.Command);
        await Sent(new FindReportCard(caseId), officer, AuditKind.Command);
        await Sent(new ListCards(), officer, AuditKind.Search, isOfCase: false);
        await Sent(new GetCaseCards(caseId), doctor, AuditKind.Read);
        await Sent(new GetCard(caseId, waits.Id), doctor, AuditKind.Read);
        await Sent(new CheckCard(caseId, waits.Id), doctor, AuditKind.Command);
        await Sent(new ResendCard(caseId, refused.Id), doctor, AuditKind.Command);
        await slice.Send(new CheckCard(caseId, waits.Id)); // it lacks the number of a document
        await Sent(new DropCard(caseId, waits.Id, CardDrop.NoDocument), doctor, AuditKind.Command);
        await Sent(new TakeUpCard(caseId, waits.Id, CardTakenUp.Mistaken), doctor, AuditKind.Command);

        Assert.Equal(Chains.Audited("Cards"), walked.Order());
        Assert.All(await slice.Entries(), entry => Assert.DoesNotContain("送诊", $"{entry.Detail}{entry.Reason}{entry.Subject}", StringComparison.Ordinal));
        Assert.All(await slice.Entries(), entry => Assert.DoesNotContain("复核", $"{entry.Detail}{entry.Reason}{entry.Subject}", StringComparison.Ordinal));

        NationalCard Card(Guid subject) => NationalCard.Follow(place, new(CardKind.FollowUp, subject, subject, A.Monday, IsGone: false), [], doctor.Id, slice.Clock.GetUtcNow())!;

        async Task Sent<TAnswer>(IRequest<TAnswer> request, StaffMember by, AuditKind kind, bool isOfCase = true)
        {
            var before = (await slice.Entries()).Count;
            await slice.Send(request, by);

            var entry = Assert.Single((await slice.Entries()).Skip(before));
            Assert.Equal((request.GetType().Name, kind, by.Id), (entry.Request, entry.Kind, entry.Actor));
            Assert.Equal((entry.Request, isOfCase ? caseId : (ManagedCaseId?)null), (entry.Request, entry.CaseId));
            walked.Add(entry.Request);
        }
    }
}
