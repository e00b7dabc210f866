namespace CaseManagement.Application.Features.Places;

/// <summary>A file of divisions is taken into the area tree; running it again changes nothing.</summary>
/// <param name="Refused">Is told each refused line, in the order of the file, before anything is kept.</param>
[Needs(Right.SetUpPlaces)]
public sealed record ImportAreas(Stream File, Action<RefusedLine> Refused) : ICommand<AreasImported>;

internal sealed class ImportAreasValidator : AbstractValidator<ImportAreas>
{
    public ImportAreasValidator()
    {
        RuleFor(x => x.File).Must(file => file is { CanRead: true }).As("import.file-missing");
        RuleFor(x => x.Refused).NotNull().As("import.listener-missing");
    }
}

internal sealed class ImportAreasHandler(IAreaImport areas) : IRequestHandler<ImportAreas, AreasImported>
{
    public Task<AreasImported> Handle(ImportAreas command, CancellationToken ct) => areas.RunAsync(command.File, command.Refused, ct);
}
