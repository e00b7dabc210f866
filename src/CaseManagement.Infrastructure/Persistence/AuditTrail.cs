using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>Keeps what was seen: the first entry that comes starts the writing, and all that come meanwhile share the next transaction, so that many readers pay for one flush of the disk.</summary>
internal sealed class AuditTrail(IServiceScopeFactory scopes, AuditChain chain) : IAuditTrail
{
    private readonly Lock _gate = new();
    private List<Waiting> _queue = [];
    private bool _isWriting;

    public Task RecordAsync(AuditEntry draft, CancellationToken ct)
    {
        var waiting = new Waiting(draft);
        lock (_gate)
        {
            _queue.Add(waiting);
            if (!_isWriting)
            {
                _isWriting = true;
                _ = Task.Run(WriteAsync, CancellationToken.None); // for everybody who waits, so no single reader's token stops it
            }
        }

        return waiting.Written.Task.WaitAsync(ct);
    }

    private async Task WriteAsync()
    {
        for (var batch = TakeAll(); batch.Count > 0; batch = TakeAll())
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await chain.SaveAsync(scope.ServiceProvider.GetRequiredService<CaseDb>(), [.. batch.Select(waiting => waiting.Draft)], CancellationToken.None);
            }
            catch (Exception fault)
            {
                foreach (var waiting in batch) waiting.Written.TrySetException(fault); // whoever waited for it gets no answer
                continue;
            }

            foreach (var waiting in batch) waiting.Written.TrySetResult();
        }
    }

    private List<Waiting> TakeAll()
    {
        lock (_gate)
        {
            var batch = _queue;
            (_queue, _isWriting) = ([], batch.Count > 0);

            return batch;
        }
    }

    private sealed record Waiting(AuditEntry Draft)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
