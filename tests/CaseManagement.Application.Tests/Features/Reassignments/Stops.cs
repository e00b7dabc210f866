using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseManagement.Application.Tests.Features.Reassignments;

/// <summary>Fails when a statement comes, as if the program had been killed there.</summary>
internal sealed class Stops : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly Slice _slice;
    private readonly string _at;
    private readonly Action? _first;
    private readonly IDisposable _all;
    private readonly List<IDisposable> _heard = [];

    /// <param name="first">What happens before.</param>
    public Stops(Slice slice, string at, Action? first = null)
    {
        (_slice, _at, _first) = (slice, at, first);
        _all = DiagnosticListener.AllListeners.Subscribe(this);
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore") _heard.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key != RelationalEventId.CommandExecuting.Name) return;
        var command = ((CommandEventData)value.Value!).Command;
        if (!_slice.Owns(command.Connection) || !command.CommandText.Contains(_at, StringComparison.Ordinal)) return;

        _first?.Invoke();
        throw new InvalidOperationException("killed");
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        foreach (var one in _heard) one.Dispose(); // each model has a listener of its own
        _all.Dispose();
    }
}
