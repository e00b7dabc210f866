namespace CaseManagement.Application.Pipeline;

/// <summary>Something that staff do: it changes what is kept.</summary>
public interface ICommand<out TAnswer> : IRequest<TAnswer>;

/// <summary>Something that staff look at: it changes nothing. What may show a person says so, as one of the two below.</summary>
public interface IQuery<out TAnswer> : IRequest<TAnswer>;

/// <summary>A look at a person or at several, which is audited.</summary>
public interface ILook<out TAnswer> : IQuery<TAnswer>;

/// <summary>A look into one person's record.</summary>
public interface IRecordQuery<out TAnswer> : ILook<TAnswer>
{
    Domain.Cases.ManagedCaseId CaseId { get; }
}

/// <summary>A list or a count of people, or a search among what staff did.</summary>
public interface ISearch<out TAnswer> : ILook<TAnswer>;

/// <summary>An answer that tells how many rows it shows; the audit keeps the number.</summary>
public interface ICounted
{
    int Shown { get; }
}

/// <summary>A request that says why; the reason is kept with the audit entry, as a code: who reads the audit need not be somebody who reads records.</summary>
public interface IReasoned
{
    /// <summary>Null where there was nothing to give a reason for.</summary>
    string? AuditReason { get; }
}

/// <summary>A sign-in: it is made before anybody is known to act. Its handler names the tried account's person to <see cref="ICaseDb.Pending"/>.</summary>
public interface ISignIn : IAttempt;

/// <summary>Shows a password or a code. Where somebody saved first it is judged again as the account is then, so that of attempts at once each is counted and kept.</summary>
public interface IAttempt;

/// <summary>A command on one case; the version that its sender last saw, when given, must still be the current one.</summary>
public interface ICaseCommand
{
    Domain.Cases.ManagedCaseId CaseId { get; }

    long? ExpectedVersion { get; }
}

/// <summary>A command on one alert; whose case it is about is known by the alert.</summary>
public interface IAlertCommand
{
    long AlertId { get; }
}

/// <summary>A command on a case that is done also by somebody who sees it only in an emergency: care of the moment, which changes neither who sees the case nor whose it is.</summary>
public interface IDoneInEmergencies;

/// <summary>A command by which the other side answers: whoever sees a case only because it is offered to them does nothing else with it.</summary>
public interface IAnswersAnOffer;

/// <summary>A command whose refusal tells something of people whom its sender may not see; so the refusal is kept in the audit as well, by its code.</summary>
public interface ILooksPastTheScope;

/// <summary>An answer that tells which version it speaks of, for the sender's next change.</summary>
public interface IVersioned
{
    long Version { get; }
}

/// <summary>Says which right a request needs; every request says so.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Right right) : Attribute
{
    public Right Right { get; } = right;

    /// <summary>Whether it may be done by somebody who must do something else first.</summary>
    public bool EvenOwing { get; init; }
}

/// <summary>The case as it now stands: its version, for the next change.</summary>
public sealed record CaseChanged(Domain.Cases.ManagedCaseId CaseId, long Version) : IVersioned;
