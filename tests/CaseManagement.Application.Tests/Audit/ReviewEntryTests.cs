using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Reviews;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;
using MediatR;

namespace CaseManagement.Application.Tests.Audit;

/// <summary>Every request about a review leaves exactly the entry that it should, and none of them says what was said.</summary>
public sealed class ReviewEntryTests
{
    [Fact]
    public async Task Given_a_review_When_each_request_is_sent_Then_each_leaves_one_entry_of_its_kind_and_never_a_word_of_it()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var walked = new HashSet<string>();
        var (doctor, psychiatrist) = (slice.Town.Doctor, slice.Town.Psychiatrist);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));

        await Sent(new ListReviews(), psychiatrist, AuditKind.Search, isOfCase: false);
        await slice.Send(new RecordAdvice(caseId, A.Monday, "复诊"), psychiatrist);
        var review = await Sent(new GetReview(caseId), psychiatrist, AuditKind.Read);
        await Sent(new FollowAdvice(caseId, review.Advice[0].Id, A.Monday, "已阅知"), doctor, AuditKind.Command);
        await Sent(new RecordGuidance(caseId, slice.Clock.GetUtcNow(), GuidanceMeans.Video, psychiatrist.Id, "核对用药"), doctor, AuditKind.Command);

        Assert.Equal(Chains.Audited("Reviews"), walked.Order());
        Assert.All(await slice.Entries(), entry => Assert.DoesNotContain("核对用药", $"{entry.Detail}{entry.Reason}{entry.Subject}", StringComparison.Ordinal));

        async Task<TAnswer> Sent<TAnswer>(IRequest<TAnswer> request, StaffMember by, AuditKind kind, bool isOfCase = true)
        {
            var before = (await slice.Entries()).Count;
            var answer = await slice.Send(request, by);

            var entry = Assert.Single((await slice.Entries()).Skip(before));
            Assert.Equal((request.GetType().Name, kind, by.Id), (entry.Request, entry.Kind, entry.Actor));
            Assert.Equal((entry.Request, isOfCase ? caseId : (ManagedCaseId?)null, null), (entry.Request, entry.CaseId, entry.Subject));
            walked.Add(entry.Request);

            return answer;
        }
    }
}
