namespace CaseManagement.Application.Pipeline;

/// <summary>No such record, or none that the actor may know of.</summary>
/// <param name="what">The kind of record in kebab-case: <c>managed-case</c>.</param>
public sealed class NotFoundException(string what) : Exception($"There is no such {what}.")
{
    public string What { get; } = what;
}

/// <summary>The actor's role lacks the right.</summary>
public sealed class NotPermittedException(Right right) : Exception("This is not the actor's to do.")
{
    public Right Right { get; } = right;
}

/// <summary>Nobody has signed in.</summary>
public sealed class NoActorException() : Exception("Nobody has signed in.");

/// <summary>The actor must do something else first.</summary>
public sealed class OwingException(Duty duty) : Exception("Something must be done first.")
{
    public Duty Duty { get; } = duty;
}

/// <summary>Somebody saved first; what was sent has not been kept.</summary>
public sealed class ChangedMeanwhileException(Exception? cause = null) : Exception("Somebody else saved first.", cause);
