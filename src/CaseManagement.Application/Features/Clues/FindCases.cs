using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Application.Features.Clues;

/// <summary>Whom a clue is about: the patients of one's own area of exactly this name, or with this document number.</summary>
[Needs(Right.HandleClues)]
public sealed record FindCases(string? Name = null, string? DocumentNumber = null) : ISearch<CasesFound>;

public sealed record CasesFound(IReadOnlyList<CaseFound> Rows) : ICounted
{
    int ICounted.Shown => Rows.Count;
}

public sealed record CaseFound(ManagedCaseId CaseId, string Name, Sex Sex, DateOnly BornOn, Masked? DocumentNumber, string AreaCode, string? Area, CaseState State);

internal sealed class FindCasesValidator : AbstractValidator<FindCases>
{
    public FindCasesValidator()
    {
        RuleFor(x => x.Name).OptionalText(Patient.NameMaxLength);
        RuleFor(x => x.DocumentNumber).OptionalText(Patient.DocumentNumberMaxLength);
        RuleFor(x => x.Name).NotEmpty().As("text.missing").When(x => string.IsNullOrWhiteSpace(x.DocumentNumber));
    }
}

internal sealed class FindCasesHandler(ICaseDb db, ISeals seals) : IRequestHandler<FindCases, CasesFound>
{
    private const int MostFound = 20; // more of one name in one area are told apart by the number

    public async Task<CasesFound> Handle(FindCases query, CancellationToken ct)
    {
        var patients = db.Patients.AsNoTracking();
        if (query.DocumentNumber?.Trim() is { Length: > 0 } number)
        {
            var hashes = seals.HashesOf(LookupText.Document(number));
            patients = patients.Where(patient => hashes.Contains(patient.DocumentHash!));
        }

        if (query.Name?.Trim() is { Length: > 0 } name) patients = patients.Where(patient => patient.Name == name);
        var found = await (
            from patient in patients.OrderBy(patient => patient.Id).Take(MostFound)
            join managed in db.Cases.IgnoreAutoIncludes() on patient.Id equals managed.PatientId
            select new { managed.Id, managed.AreaCode, managed.State, Area = db.Areas.Where(area => area.Code == managed.AreaCode).Select(area => area.Name).FirstOrDefault() ?? db.Grids.Where(grid => grid.Code == managed.AreaCode).Select(grid => grid.Name).FirstOrDefault(), Patient = patient }).ToListAsync(ct);

        return new CasesFound([.. found.Select(row => new CaseFound(
            row.Id, row.Patient.Name, row.Patient.Sex, row.Patient.BornOn,
            row.Patient.DocumentNumber is { } sealedNumber ? Masks.Document(row.Patient.Document, seals.Open(sealedNumber, row.Patient.Id)) : null, row.AreaCode, row.Area, row.State))]);
    }
}
