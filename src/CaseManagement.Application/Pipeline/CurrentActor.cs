namespace CaseManagement.Application.Pipeline;

/// <summary>Who acts in this scope: the door or the timetable says so, once, before anything is asked.</summary>
public sealed class CurrentActor : IActor
{
    private Acting? _acting;

    public bool IsKnown => _acting is not null;

    public Acting Acting => _acting ?? throw new NoActorException();

    /// <exception cref="InvalidOperationException">Somebody acts already: one scope is one person's.</exception>
    public void Is(Acting acting) => _acting = _acting is null ? acting : throw new InvalidOperationException("Somebody acts in this scope already.");
}
