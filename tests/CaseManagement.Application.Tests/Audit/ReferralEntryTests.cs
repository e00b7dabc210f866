using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using MediatR;

namespace CaseManagement.Application.Tests.Audit;

/// <summary>Every request about a referral leaves exactly the entry that it should.</summary>
public sealed class ReferralEntryTests
{
    [Fact]
    public async Task Given_the_loop_of_a_referral_When_each_request_is_sent_Then_each_leaves_one_entry_of_its_kind_about_its_case()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var walked = new HashSet<string>();
        var (doctor, psychiatrist) = (slice.Town.Doctor, slice.Town.Psychiatrist);
        var caseId = (await slice.Send(A.Registration())).CaseId;

        var declined = await Sent(A.ReferralOf(caseId, slice.Town.Hospital.Id), doctor, AuditKind.Command);
        await Sent(new DeclineReferral(caseId, declined.Id, A.Monday, ReferralRefusal.NoBed), psychiatrist, AuditKind.Command);
        await Sent(new CancelReferral(caseId, declined.Id, A.Monday, "改为会诊"), doctor, AuditKind.Command);
        var sent = await Sent(A.ReferralOf(caseId, slice.Town.Hospital.Id), doctor, AuditKind.Command);
        await Sent(new ReceiveReferral(caseId, sent.Id, A.Monday), psychiatrist, AuditKind.Command);
        await Sent(new RecordReferralOutcome(caseId, sent.Id, A.Monday, ReferralOutcome.Admitted), psychiatrist, AuditKind.Command);
        await Sent(A.DischargeOf(caseId), psychiatrist, AuditKind.Command);
        var story = await Sent(new GetReferral(caseId, sent.Id), psychiatrist, AuditKind.Read);
        await Sent(new FindOwedReferral(caseId, Domain.CareTasks.CareTaskKind.ReferralReceipt), psychiatrist, AuditKind.Read);
        await Sent(new CorrectReferralStep(caseId, sent.Id, story.Steps[^1].Id, "误点", A.Monday, ReferralOutcome.Outpatient), psychiatrist, AuditKind.Command);
        var silent = new Institution(InstitutionId.New(), "第二精神卫生中心", InstitutionKind.SpecialistHospital, TestTown.City);
        await slice.Add(silent);
        var elsewhere = await slice.Send(A.ReferralOf(caseId, silent.Id), doctor);
        await Sent(new RecordHospitalWord(caseId, elsewhere.Id, ReferralMove.Receive, A.Monday, "住院部李医生", Domain.Telling.ToldHow.Call), doctor, AuditKind.Command);
        await Sent(new ListReferrals(new()), doctor, AuditKind.Search, isOfCase: false);
        await Sent(new CountReferrals(new()), doctor, AuditKind.Search, isOfCase: false);

        Assert.Equal(Chains.Audited("Referrals"), walked.Order());

        async Task<TAnswer> Sent<TAnswer>(IRequest<TAnswer> request, StaffMember by, AuditKind kind, bool isOfCase = true)
        {
            var before = (await slice.Entries()).Count;
            var answer = await slice.Send(request, by);

            var entry = Assert.Single((await slice.Entries()).Skip(before));
            Assert.Equal((request.GetType().Name, kind, by.Id), (entry.Request, entry.Kind, entry.Actor));
            Assert.Equal((entry.Request, isOfCase ? caseId : (Domain.Cases.ManagedCaseId?)null, null), (entry.Request, entry.CaseId, entry.Subject));
            walked.Add(entry.Request);

            return answer;
        }
    }
}
