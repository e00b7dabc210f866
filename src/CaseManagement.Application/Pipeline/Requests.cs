namespace CaseManagement.Application.Pipeline;

/// <summary>Something that staff do: it changes what is kept.</summary>
public interface ICommand<out TAnswer> : IRequest<TAnswer>;

/// <summary>Something that staff look at: it changes nothing.</summary>
public interface IQuery<out TAnswer> : IRequest<TAnswer>;

/// <summary>A command on one case; the version that its sender last saw, when given, must still be the current one.</summary>
public interface ICaseCommand
{
    Domain.Cases.ManagedCaseId CaseId { get; }

    long? ExpectedVersion { get; }
}

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
