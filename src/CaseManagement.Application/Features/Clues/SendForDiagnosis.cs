using CaseManagement.Domain.Clues;

namespace CaseManagement.Application.Features.Clues;

/// <summary>Whoever a checked clue is about is sent to a hospital for a diagnosis; said again when the hospital has confirmed a disorder, so that they are registered in time.</summary>
[Needs(Right.HandleClues)]
public sealed record SendForDiagnosis(ClueId ClueId, string Hospital, DateOnly SentOn, DateOnly? ConfirmedOn = null, long? ExpectedVersion = null) : ICommand<ClueChanged>;

internal sealed class SendForDiagnosisValidator : AbstractValidator<SendForDiagnosis>
{
    public SendForDiagnosisValidator(TimeProvider clock)
    {
        RuleFor(x => x.Hospital).Text(Clue.HospitalMaxLength);
        RuleFor(x => x.SentOn).NotAhead(clock, "clue.in-future");
        RuleFor(x => (DateOnly?)x.SentOn).OfOurTime().OverridePropertyName(nameof(SendForDiagnosis.SentOn));
        RuleFor(x => x.ConfirmedOn!.Value).NotAhead(clock, "clue.in-future").When(x => x.ConfirmedOn is not null).OverridePropertyName(nameof(SendForDiagnosis.ConfirmedOn));
    }
}

internal sealed class SendForDiagnosisHandler(ICaseDb db, Standards standards) : IRequestHandler<SendForDiagnosis, ClueChanged>
{
    public async Task<ClueChanged> Handle(SendForDiagnosis command, CancellationToken ct)
    {
        var clue = (await db.Clues.FindOrThrowAsync(clue => clue.Id == command.ClueId, "clue", ct)).AsSeen(command.ExpectedVersion);

        clue.SendForDiagnosis(command.Hospital.Trim(), command.SentOn, command.ConfirmedOn, standards);

        await db.SaveChangesAsync(ct);
        return new ClueChanged(clue.Id, clue.State, clue.Version);
    }
}
