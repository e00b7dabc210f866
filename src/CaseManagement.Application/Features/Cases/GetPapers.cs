using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Cases;

/// <summary>What was signed and agreed for a patient, and where the patient belongs: every consent, every agreement, every grid, the latest first.</summary>
[Needs(Right.SeeCase)]
public sealed record GetPapers(ManagedCaseId CaseId) : IRecordQuery<CasePapers>;

/// <param name="Terms">What an agreement that is signed today must keep to.</param>
public sealed record CasePapers(
    ManagedCaseId CaseId,
    long Version,
    string Name,
    Sex Sex,
    DateOnly BornOn,
    CaseState State,
    string AreaCode,
    CareTeamId? CareTeamId,
    AgreementTerms Terms,
    IReadOnlyList<ConsentPaper> Consents,
    IReadOnlyList<AgreementPaper> Agreements,
    IReadOnlyList<GridPaper> Grids) : IVersioned;

public sealed record ConsentPaper(bool Agrees, Signature Signature, DateOnly RecordedOn);

/// <param name="EndedOn">The last day on which it really held, once it has ended.</param>
public sealed record AgreementPaper(ServiceAgreementId Id, CareTeamId CareTeamId, string? CareTeam, Signature Signature, DateOnly StartsOn, DateOnly EndsOn, DateOnly? EndedOn, AgreementEnd? EndReason)
{
    /// <summary>The institution whose team signs.</summary>
    public string? Institution { get; init; }
}

/// <param name="UntilOn">The day on which another grid took over; null while it holds.</param>
public sealed record GridPaper(string Code, string? Name, DateOnly FromOn, DateOnly? UntilOn);

internal sealed class GetPapersHandler(ICaseDb db, Standards standards) : IRequestHandler<GetPapers, CasePapers>
{
    public async Task<CasePapers> Handle(GetPapers query, CancellationToken ct)
    {
        var managed = await db.Cases.AsNoTracking().IgnoreAutoIncludes().Include(managed => managed.Consents).Include(managed => managed.Agreements).Include(managed => managed.GridAssignments)
            .FindOrThrowAsync(managed => managed.Id == query.CaseId, "managed-case", ct);
        var patient = await db.Patients.AsNoTracking().Where(patient => patient.Id == managed.PatientId).Select(patient => new { patient.Name, patient.Sex, patient.BornOn }).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("patient");
        var (teamIds, gridCodes) = (managed.Agreements.Select(agreement => agreement.CareTeamId).Distinct().ToList(), managed.GridAssignments.Select(grid => grid.GridCode).Distinct().ToList());
        var teams = teamIds.Count == 0 ? [] : await (
            from team in db.CareTeams.AsNoTracking()
            where teamIds.Contains(team.Id)
            join institution in db.Institutions on team.InstitutionId equals institution.Id
            select new { team.Id, team.Name, Institution = institution.Name }).ToDictionaryAsync(team => team.Id, ct);
        var grids = gridCodes.Count == 0 ? [] : await db.Grids.AsNoTracking().Where(grid => gridCodes.Contains(grid.Code)).ToDictionaryAsync(grid => grid.Code, grid => grid.Name, ct);

        return new CasePapers(
            managed.Id, managed.Version, patient.Name, patient.Sex, patient.BornOn, managed.State, managed.AreaCode, managed.CareTeamId, standards.Settings.Agreement,
            [.. managed.Consents.OrderByDescending(consent => consent.Signature.SignedOn).ThenByDescending(consent => consent.Id).Select(consent => new ConsentPaper(consent.Agrees, consent.Signature, consent.RecordedOn))],
            [.. managed.Agreements.OrderByDescending(agreement => agreement.StartsOn).Select(agreement => new AgreementPaper(
                agreement.Id, agreement.CareTeamId, teams.GetValueOrDefault(agreement.CareTeamId)?.Name, agreement.Signature, agreement.StartsOn, agreement.EndsOn, agreement.EndedOn, agreement.EndReason)
            {
                Institution = teams.GetValueOrDefault(agreement.CareTeamId)?.Institution,
            })],
            [.. managed.GridAssignments.OrderByDescending(grid => grid.FromOn).ThenBy(grid => grid.UntilOn is not null).Select(grid => new GridPaper(grid.GridCode, grids.GetValueOrDefault(grid.GridCode), grid.FromOn, grid.UntilOn))]);
    }
}
