namespace CaseManagement.Application.Features.Reassignments;

/// <summary>How many patients wait for a team: the number of rows of the list.</summary>
[Needs(Right.SeeUnassigned)]
public sealed record CountUnassigned(string? AreaCode = null) : ISearch<UnassignedCount>;

public sealed record UnassignedCount(int Waiting);

internal sealed class CountUnassignedValidator : AbstractValidator<CountUnassigned>
{
    public CountUnassignedValidator() => RuleFor(x => x.AreaCode).OptionalArea();
}

internal sealed class CountUnassignedHandler(ICaseDb db) : IRequestHandler<CountUnassigned, UnassignedCount>
{
    public async Task<UnassignedCount> Handle(CountUnassigned query, CancellationToken ct) => new(await db.Waiting(query.AreaCode).CountAsync(ct));
}
