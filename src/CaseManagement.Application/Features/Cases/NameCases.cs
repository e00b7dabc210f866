using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Cases;

/// <summary>The patients' names of a few cases, for saying whom a refusal is about.</summary>
[Needs(Right.SeeCase)]
public sealed record NameCases(IReadOnlyList<ManagedCaseId> CaseIds) : ISearch<CaseNames>;

public sealed record CaseNames(IReadOnlyList<CaseName> Rows) : ICounted
{
    int ICounted.Shown => Rows.Count;
}

public sealed record CaseName(ManagedCaseId CaseId, string Name);

internal sealed class NameCasesValidator : AbstractValidator<NameCases>
{
    public NameCasesValidator() => RuleFor(x => x.CaseIds).NotNull().As("text.missing").Must(ids => ids is null || ids.Count <= LeftBehind.MostNamed).As("list.too-long");
}

internal sealed class NameCasesHandler(ICaseDb db) : IRequestHandler<NameCases, CaseNames>
{
    public async Task<CaseNames> Handle(NameCases query, CancellationToken ct) => new(
        await db.Cases.Where(managed => query.CaseIds.Contains(managed.Id))
            .Join(db.Patients, managed => managed.PatientId, patient => patient.Id, (managed, patient) => new CaseName(managed.Id, patient.Name)).ToListAsync(ct));
}
