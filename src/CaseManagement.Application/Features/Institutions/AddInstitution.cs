using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Institutions;

/// <summary>A health centre, a specialist hospital or a prevention office begins to work with the system.</summary>
[Needs(Right.ManagePlaces)]
public sealed record AddInstitution(string Name, InstitutionKind Kind, string AreaCode) : ICommand<InstitutionAdded>;

public sealed record InstitutionAdded(InstitutionId Id);

internal sealed class AddInstitutionValidator : AbstractValidator<AddInstitution>
{
    public AddInstitutionValidator()
    {
        RuleFor(x => x.Name).Text(CatchmentArea.NameMaxLength);
        RuleFor(x => x.Kind).Known();
        RuleFor(x => x.AreaCode).Text(AreaCode.MaxLength);
    }
}

internal sealed class AddInstitutionHandler(ICaseDb db, IActor actor) : IRequestHandler<AddInstitution, InstitutionAdded>
{
    public async Task<InstitutionAdded> Handle(AddInstitution command, CancellationToken ct)
    {
        await db.RequireAreaAsync(actor, command.AreaCode, ct);
        Rule.Require(
            command.Kind != InstitutionKind.SpecialistHospital || actor.Role == StaffRole.Administrator, // cases are opened to hospitals by themselves
            "institution.hospital-by-administrator", "Only an administrator adds a specialist hospital.");

        var institution = new Institution(InstitutionId.New(), command.Name.Trim(), command.Kind, command.AreaCode);
        db.Institutions.Add(institution);

        await db.SaveChangesAsync(ct);
        return new InstitutionAdded(institution.Id);
    }
}
