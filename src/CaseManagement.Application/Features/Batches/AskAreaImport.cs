using CaseManagement.Domain.Batches;

namespace CaseManagement.Application.Features.Batches;

/// <summary>A file of divisions is to be taken into the area tree; nobody waits for it.</summary>
[Needs(Right.SetUpPlaces)]
public sealed record AskAreaImport(byte[] File) : ICommand<BatchAsked>;

internal sealed class AskAreaImportValidator : AbstractValidator<AskAreaImport>
{
    public AskAreaImportValidator(BatchSettings settings)
    {
        RuleFor(x => x.File).NotEmpty().As("import.file-missing");
        RuleFor(x => x.File).Must(file => file is null || file.Length <= settings.MaxFileBytes).As("import.too-large");
    }
}

internal sealed class AskAreaImportHandler(ICaseDb db, IActor actor, IJobRunner jobs, TimeProvider clock) : IRequestHandler<AskAreaImport, BatchAsked>
{
    public Task<BatchAsked> Handle(AskAreaImport command, CancellationToken ct) => new Asking(db, actor, jobs, clock).AskAsync(BatchKind.AreaImport, command.File, ct);
}
