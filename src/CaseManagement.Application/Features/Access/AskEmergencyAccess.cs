using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Application.Features.Access;

/// <summary>In an emergency a person opens somebody else's case to themselves for some hours, and says why; the office reviews it.</summary>
/// <param name="DocumentNumber">Exactly as on the document; otherwise name, sex and birth date together.</param>
/// <param name="Reason">One of the reasons for emergency access.</param>
[Needs(Right.AskEmergencyAccess)]
public sealed record AskEmergencyAccess(GrantReason Reason, string Note, string? DocumentNumber = null, string? Name = null, DateOnly? BornOn = null, Sex? Sex = null) : ICommand<EmergencyAccessGiven>, IReasoned, ILooksPastTheScope
{
    string IReasoned.AuditReason => Kebab.Of(Reason);
}

/// <param name="UntilAt">Null where the case is the person's to see anyway, and nothing had to be opened.</param>
public sealed record EmergencyAccessGiven(ManagedCaseId CaseId, DateTimeOffset? UntilAt);

internal sealed class AskEmergencyAccessValidator : AbstractValidator<AskEmergencyAccess>
{
    public AskEmergencyAccessValidator()
    {
        RuleFor(x => x.Reason).Must(reason => reason.IsForEmergency()).As("emergency.reason");
        RuleFor(x => x.Note).Text(CaseGrant.NoteMaxLength);
        RuleFor(x => x.DocumentNumber).OptionalText(Patient.DocumentNumberMaxLength);
        RuleFor(x => x.Name).OptionalText(Patient.NameMaxLength);
        RuleFor(x => x.Sex).Known();
        RuleFor(x => x.DocumentNumber).NotEmpty().As("emergency.whom").When(x => string.IsNullOrWhiteSpace(x.Name) || x.BornOn is null || x.Sex is null);
    }
}

internal sealed class AskEmergencyAccessHandler(ICaseDb db, ISeals seals, IActor actor, AccessSettings settings, TimeProvider clock) : IRequestHandler<AskEmergencyAccess, EmergencyAccessGiven>
{
    public async Task<EmergencyAccessGiven> Handle(AskEmergencyAccess command, CancellationToken ct)
    {
        var target = await Find(command, ct);
        db.Pending?.About(target.CaseId);
        if (await db.Cases.AnyAsync(managed => managed.Id == target.CaseId, ct))
        {
            await db.SaveChangesAsync(ct); // the audit entry
            return new EmergencyAccessGiven(target.CaseId, UntilAt: null);
        }

        var (me, now) = (actor.StaffId, clock.GetUtcNow());
        var given = await db.GivenAsync(target.CaseId, grant => grant.StaffId == me, ct);
        Rule.Require(
            !given.Exists(grant => grant.WasNotJustifiedSince(now.AddDays(-settings.EmergencyRefusedDays))), "emergency.not-justified-before",
            "The office found an earlier emergency access of yours to this case not justified; for now you cannot ask for it again.");

        var grant = CaseGrant.ForEmergency(target, me, given.Count, now, settings.EmergencyHours, command.Reason, command.Note.Trim());

        db.CaseGrants.Add(grant);
        db.Pending?.About(target.CaseId, $"case-grant:{grant.Id.Value}");
        await db.SaveChangesAsync(ct);
        return new EmergencyAccessGiven(target.CaseId, grant.UntilAt);
    }

    /// <summary>The one person whom the question describes, wherever they live, and their latest case.</summary>
    private async Task<GrantTarget> Find(AskEmergencyAccess command, CancellationToken ct)
    {
        var patients = await Described(db.Patients.IgnoreQueryFilters(ScopeFilter.Only), command).OrderBy(patient => patient.Id).Select(patient => patient.Id).Take(2).ToListAsync(ct);
        Rule.Require(patients.Count < 2, "emergency.several", "Several people are described by this; give the number of the document.");
        if (patients is not [var patientId]) throw new NotFoundException("patient");

        return await db.Cases.IgnoreQueryFilters(ScopeFilter.Only).Where(managed => managed.PatientId == patientId).OrderByDescending(managed => managed.Id)
            .Select(managed => new GrantTarget(managed.Id, managed.PatientId, managed.AreaCode, managed.CareTeamId)).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("patient");
    }

    private IQueryable<Patient> Described(IQueryable<Patient> patients, AskEmergencyAccess command)
    {
        if (!string.IsNullOrWhiteSpace(command.DocumentNumber))
        {
            var hashes = seals.HashesOf(LookupText.Document(command.DocumentNumber));
            return patients.Where(patient => hashes.Contains(patient.DocumentHash!));
        }

        var (name, bornOn, sex) = (command.Name!.Trim(), command.BornOn!.Value, command.Sex!.Value);
        return patients.Where(patient => patient.Name == name && patient.BornOn == bornOn && patient.Sex == sex);
    }
}
