namespace CaseManagement.Application.Features.Accounts;

/// <summary>Somebody comes in with a name, a password and, where the account has one, a second factor.</summary>
/// <param name="Proof">Instead of the password, what the first step gave when it asked for a code.</param>
[Needs(Right.SignIn)]
public sealed record SignIn(string Name, string? Password, string? Code, string? Proof, SessionDoor Door, string? UserAgent, string? Address) : ICommand<SignInOutcome>, ISignIn;

/// <summary>How it ended. A refusal is an answer and no exception, because the attempt is kept with it.</summary>
/// <param name="Proof">Where only the code is missing: it stands for the password in the next step.</param>
public sealed record SignInOutcome(string? Refusal, string? Proof, SessionOpened? Session);

/// <summary>A session as the door needs it to make a cookie or a token of it.</summary>
public sealed record SessionOpened(Guid Id, Domain.Staff.StaffId StaffId, int RefreshSerial, DateTimeOffset EndsAt, Duty Owes)
{
    internal static SessionOpened Of(Session session, Duty owes) => new(session.Id, session.StaffId, session.RefreshSerial, session.EndsAt, owes);
}

internal sealed class SignInValidator : AbstractValidator<SignIn>
{
    private const int CodeMaxLength = 20;
    private const int ProofMaxLength = 1000;

    public SignInValidator()
    {
        RuleFor(x => x.Name).Text(Domain.Staff.StaffMember.CodeMaxLength);
        RuleFor(x => x.Password).Text(SignInSettings.PasswordMaxLength).When(x => x.Proof is null);
        RuleFor(x => x.Code).OptionalText(CodeMaxLength);
        RuleFor(x => x.Proof).OptionalText(ProofMaxLength);
        RuleFor(x => x.Door).Known();
    }
}

internal sealed class SignInHandler(ICaseDb db, ICredentials credentials, SignInSettings settings, TimeProvider clock) : IRequestHandler<SignIn, SignInOutcome>
{
    public async Task<SignInOutcome> Handle(SignIn command, CancellationToken ct)
    {
        var examined = await credentials.ExamineAsync(new(command.Name.Trim(), command.Password, command.Proof, command.Code), ct);

        var now = clock.GetUtcNow();
        var session = examined is { Refusal: null, StaffId: { } staffId } ? new Session(staffId, command.Door, now, now + settings.Longest, command.UserAgent, command.Address) : null;
        if (session is not null) db.Sessions.Add(session);
        db.Pending?.Tried(examined.StaffId, examined.Outcome);

        await db.SaveChangesAsync(ct);
        return new SignInOutcome(examined.Refusal, examined.Proof, session is null ? null : SessionOpened.Of(session, examined.Owes));
    }
}
