using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;

namespace CaseManagement.Application.Features.Support;

/// <summary>A member of a care group says that something is wrong with a patient who is assigned to the group.</summary>
/// <remarks>Harm to oneself or to others starts an emergency; everything else goes to the patient's team as a clue with an owner and an end. As long as it may be taken back the same said again is the same sending; after that it has happened again.</remarks>
[Needs(Right.ReportSign)]
public sealed record ReportSign(ManagedCaseId CaseId, CareSign Sign, string? Note = null, long? ExpectedVersion = null) : ICommand<SignReported>, ICaseCommand;

/// <param name="IsEmergency">The police and the others are to be told now; else the team looks into it.</param>
public sealed record SignReported(bool IsEmergency);

internal sealed class ReportSignValidator : AbstractValidator<ReportSign>
{
    public ReportSignValidator()
    {
        RuleFor(x => x.Sign).Known();
        RuleFor(x => x.Note).OptionalText(CrisisResponse.NoteMaxLength);
    }
}

internal sealed class ReportSignHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ReportSign, SignReported>
{
    public async Task<SignReported> Handle(ReportSign command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        var now = clock.Now();

        var minutes = standards.Settings.Support.SignTakeBackMinutes;

        var trigger = command.Sign.Starts();
        if (trigger is { } starts)
        {
            RequireNew(!managed.Crises.Any(crisis => crisis.HasSign(starts, command.Note, actor.StaffId, now, minutes)));
            managed.StartCrisis(new CrisisCause(starts, CrisisSource.CareGroup, now, actor.StaffId, Note: command.Note), now, standards, clock.Today());
        }
        else
        {
            var same = db.Clues.Where(clue => clue.CaseId == managed.Id && clue.Sign == command.Sign && clue.Said == command.Note && clue.ReportedBy == actor.StaffId);
            var since = now.AddMinutes(-minutes);
            RequireNew(!await same.AnyAsync(clue => clue.State == ClueState.Open && clue.ReportedAt >= since, ct));
            db.Clues.Add(Clue.OfPatient(ClueId.Of(managed.Id, command.Sign, command.Note, actor.StaffId, await same.CountAsync(ct), clock.Today()), managed, command.Sign, command.Note, actor.StaffId, now, standards));
        }

        await db.SaveChangesAsync(ct);
        return new SignReported(trigger is not null);
    }

    /// <summary>Where both came at once, the key of the clue, or the version of the case, says so.</summary>
    private static void RequireNew(bool isNew) => Rule.Require(isNew, "sign.saved-already", "This sign was sent already, and the team has it.");
}
