using CaseManagement.Application.Features.Referrals;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Access;

/// <summary>A case is sent to a specialist hospital with a question: its psychiatrists see it until somebody ends that; once it is answered, the next question takes its place.</summary>
[Needs(Right.SendToSpecialist)]
public sealed record SendToSpecialist(ManagedCaseId CaseId, InstitutionId InstitutionId, string Question, long? ExpectedVersion = null) : ICommand<CaseGranted>, ICaseCommand;

internal sealed class SendToSpecialistValidator : AbstractValidator<SendToSpecialist>
{
    public SendToSpecialistValidator() => RuleFor(x => x.Question).Text(CaseGrant.NoteMaxLength);
}

internal sealed class SendToSpecialistHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<SendToSpecialist, CaseGranted>
{
    public async Task<CaseGranted> Handle(SendToSpecialist command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        managed.RequireOpenToOthers();
        var hospital = await db.Institutions.FindOrThrowAsync(institution => institution.Id == command.InstitutionId && institution.Kind == InstitutionKind.SpecialistHospital, "specialist-hospital", ct);
        Rule.Require(await db.AnswersHereAsync(hospital.Id, ct), "specialist.nobody-answers", "Nobody of this hospital works with the system: nobody there would read the question.");
        var (given, now) = (await db.GivenAsync(managed.Id, grant => grant.InstitutionId == hospital.Id, ct), clock.GetUtcNow());
        Rule.Require(!given.Exists(grant => grant.IsActive(now) && grant.UntilAt is null && grant.AnsweredAt is null && grant.IsForAnAnswer), "specialist.sees-already", "This hospital sees the case already.");

        var grant = CaseGrant.ToHospital(GrantTarget.Of(managed), hospital.Id, given.Count, now, command.Question.Trim(), actor.StaffId, askedOn: clock.Today());

        foreach (var answered in given.Where(each => each.AnsweredAt is not null && each.IsActive(now))) answered.End(now, actor.StaffId);
        db.CaseGrants.Add(grant);
        managed.AskSpecialist(grant.Id, standards, clock.Today());
        await db.SaveChangesAsync(ct);
        return new CaseGranted(grant.Id, grant.UntilAt, grant.Version);
    }
}
