using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Features.Crises;

/// <summary>Somebody was told of an emergency, or was tried to be told: who, when, how, with what result.</summary>
/// <param name="At">When; now when it is not said.</param>
/// <param name="Whom">The person who was spoken to, with the place they work at.</param>
[Needs(Right.StartCrisis)]
public sealed record TellOfCrisis(
    ManagedCaseId CaseId, CrisisResponseId CrisisId, Party Party, ToldHow How, ToldResult Result, DateTimeOffset? At = null, string? Whom = null, string? Note = null, long? ExpectedVersion = null)
    : ICommand<CrisisChanged>, ICaseCommand, IDoneInEmergencies;

internal sealed class TellOfCrisisValidator : AbstractValidator<TellOfCrisis>
{
    public TellOfCrisisValidator()
    {
        RuleFor(x => x.Party).Known();
        RuleFor(x => x.How).Must(Parties.IsByHand).As("told.how");
        RuleFor(x => x.Result).Known();
        RuleFor(x => x.At).OfOurTime();
        RuleFor(x => x.Whom).OptionalText(CrisisResponse.WhomMaxLength);
        RuleFor(x => x.Note).OptionalText(CrisisResponse.NoteMaxLength);
    }
}

internal sealed class TellOfCrisisHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<TellOfCrisis, CrisisChanged>
{
    public async Task<CrisisChanged> Handle(TellOfCrisis command, CancellationToken ct)
    {
        var (managed, crisis) = await db.FindCrisisAsync(command.CaseId, command.CrisisId, command.ExpectedVersion, ct);
        var now = clock.Now();

        managed.TellOfCrisis(crisis.Id, new CrisisTold(command.Party, command.How, command.Result, command.At ?? now, command.Whom, command.Note, actor.StaffId), now);

        await db.SaveChangesAsync(ct);
        return CrisisChanged.Of(managed, crisis, standards);
    }
}
