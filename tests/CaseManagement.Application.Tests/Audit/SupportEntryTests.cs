using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Meetings;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Meetings;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;
using MediatR;

namespace CaseManagement.Application.Tests.Audit;

/// <summary>Every request about support and about meetings leaves exactly the entry that it should, and none of them says a name, a phone or a reason.</summary>
public sealed class SupportEntryTests
{
    [Fact]
    public async Task Given_support_and_a_meeting_When_each_request_is_sent_Then_each_leaves_one_entry_of_its_kind_and_never_a_word_of_it()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var walked = new HashSet<string>();
        var (doctor, volunteer) = (slice.Town.Doctor, slice.Town.Volunteer);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 6, 30)));

        var contact = await Sent(new AddSupportContact(caseId, SupportRole.Neighbour, "张大姐", "10000000009", 1), doctor, AuditKind.Command);
        var changed = await Sent(new ChangeSupportContact(caseId, contact.Id, SupportRole.Neighbour, "张大姐", "10000000008", 1), doctor, AuditKind.Command);
        await Sent(new EndSupportContact(caseId, changed.Id, SupportContactEnd.Declined), doctor, AuditKind.Command);
        await Sent(new LogSupport(caseId, SupportMeans.Visit, SupportSeen.AsUsual), volunteer, AuditKind.Command);
        await Sent(new SetPairMark(caseId, PairReason.Other, new(2026, 4, 2), "张大姐"), doctor, AuditKind.Command);
        var outing = await Sent(new SetOut(caseId, slice.Clock.GetUtcNow().AddHours(1), "张大姐"), volunteer, AuditKind.Command);
        await Sent(new ComeBack(caseId, outing.Id), volunteer, AuditKind.Command);
        await Sent(new EndPairMark(caseId, "张大姐说可以"), doctor, AuditKind.Command);
        await Sent(new GetSupport(caseId), doctor, AuditKind.Read);
        await Sent(new ReportSign(caseId, CareSign.Missing), volunteer, AuditKind.Command);
        await Sent(new TakeBackSign(caseId, "张大姐看错"), volunteer, AuditKind.Command);
        await Sent(new ListSupported(), volunteer, AuditKind.Search, isOfCase: false);
        await Sent(new PrepareMeeting(slice.Town.Group.Id), volunteer, AuditKind.Search, isOfCase: false);
        var met = await Sent(new RecordMeeting(slice.Town.Group.Id, A.Monday, [volunteer.Id], [caseId], [new("找张大姐", volunteer.Id, A.Monday, caseId)]), volunteer, AuditKind.Command, isOfCase: false, "group-meeting:");
        var open = (await Sent(new ListMeetings(), volunteer, AuditKind.Search, isOfCase: false)).Open;
        await Sent(new HandDecision(open[0].Id, volunteer.Id), volunteer, AuditKind.Command, isOfCase: true, "group-decision:");
        await Sent(new CloseDecision(open[0].Id, "张大姐同意"), volunteer, AuditKind.Command, isOfCase: true, "group-decision:");
        await Sent(new TakeBackMeeting(met.Id, MeetingMistake.WrongDay), volunteer, AuditKind.Command, isOfCase: false, "group-meeting:");

        Assert.Equal(Chains.Audited("Support", "Meetings"), walked.Order());
        Assert.All(await slice.Entries(), entry => Assert.DoesNotContain("张大姐", $"{entry.Detail}{entry.Reason}{entry.Subject}", StringComparison.Ordinal));

        async Task<TAnswer> Sent<TAnswer>(IRequest<TAnswer> request, StaffMember by, AuditKind kind, bool isOfCase = true, string? subject = null)
        {
            var before = (await slice.Entries()).Count;
            var answer = await slice.Send(request, by);

            var entry = Assert.Single((await slice.Entries()).Skip(before));
            Assert.Equal((request.GetType().Name, kind, by.Id), (entry.Request, entry.Kind, entry.Actor));
            Assert.Equal((entry.Request, isOfCase ? caseId : (ManagedCaseId?)null, subject is null), (entry.Request, entry.CaseId, entry.Subject is null));
            Assert.StartsWith(subject ?? "", entry.Subject ?? "", StringComparison.Ordinal);
            walked.Add(entry.Request);

            return answer;
        }
    }
}
