using CaseManagement.Domain.Access;

namespace CaseManagement.Application.Features.Access;

/// <summary>The office says whether an emergency access was justified; one that was not ends at once.</summary>
[Needs(Right.ReviewEmergencyAccess)]
public sealed record ReviewEmergencyAccess(CaseGrantId GrantId, AccessVerdict Verdict, string Note, long? ExpectedVersion = null) : ICommand<EmergencyAccessReviewed>, IReasoned
{
    string IReasoned.AuditReason => Kebab.Of(Verdict);
}

public sealed record EmergencyAccessReviewed(CaseGrantId Id, AccessVerdict Verdict, long Version) : IVersioned;

internal sealed class ReviewEmergencyAccessValidator : AbstractValidator<ReviewEmergencyAccess>
{
    public ReviewEmergencyAccessValidator()
    {
        RuleFor(x => x.Verdict).Known();
        RuleFor(x => x.Note).Text(CaseGrant.NoteMaxLength);
    }
}

internal sealed class ReviewEmergencyAccessHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<ReviewEmergencyAccess, EmergencyAccessReviewed>
{
    public async Task<EmergencyAccessReviewed> Handle(ReviewEmergencyAccess command, CancellationToken ct)
    {
        var grant = await db.CaseGrants.FindOrThrowAsync(command.GrantId, command.ExpectedVersion, ct);

        grant.Review(command.Verdict, command.Note.Trim(), actor.StaffId, clock.GetUtcNow());

        await db.SaveChangesAsync(ct);
        return new EmergencyAccessReviewed(grant.Id, command.Verdict, grant.Version);
    }
}
