using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Accounts;

/// <summary>Whoever installs the product, at the machine itself, opens the account of its first administrator.</summary>
[Needs(Right.RescueAccounts)]
public sealed record OpenFirstAdministrator(string Name) : ICommand<FirstPassword>;

/// <summary>A password that is shown once and changed at the first sign-in.</summary>
public sealed record FirstPassword(string Name, string Password);

internal sealed class OpenFirstAdministratorValidator : AbstractValidator<OpenFirstAdministrator>
{
    public OpenFirstAdministratorValidator() => RuleFor(x => x.Name).Text(StaffMember.CodeMaxLength);
}

internal sealed class OpenFirstAdministratorHandler(ICaseDb db, IAccounts accounts) : IRequestHandler<OpenFirstAdministrator, FirstPassword>
{
    public async Task<FirstPassword> Handle(OpenFirstAdministrator command, CancellationToken ct)
    {
        Rule.Require(!await db.Staff.AnyAsync(staff => staff.Role == StaffRole.Administrator, ct), "account.administrator-exists", "There is an administrator already, who opens the other accounts.");
        Rule.Require(!await db.Staff.AnyAsync(staff => staff.Code == command.Name, ct), "account.name-taken", "Somebody has this name already.");

        var area = await db.Areas.Where(area => area.ParentCode == null).OrderBy(area => area.Code).Select(area => area.Code).FirstOrDefaultAsync(ct) ?? "";
        var institution = await db.Institutions.OrderBy(institution => institution.Id).FirstOrDefaultAsync(ct);
        if (institution is null) db.Institutions.Add(institution = new Institution(InstitutionId.New(), "精防机构", InstitutionKind.PreventionOffice, area));
        var administrator = new StaffMember(StaffId.New(), command.Name, command.Name, StaffRole.Administrator, area, institution.Id);
        db.Staff.Add(administrator);
        var password = await accounts.OpenAsync(administrator, ct);

        await db.SaveChangesAsync(ct);
        return new FirstPassword(command.Name, password);
    }
}
