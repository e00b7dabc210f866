using CaseManagement.Application.Ports;
using CaseManagement.Domain.Reassignments;

namespace CaseManagement.Infrastructure.Jobs;

/// <summary>What a batch hears of the work that is done for it in its scope; where none is, nobody listens.</summary>
internal sealed class BatchWatch
{
    public Func<Task>? BeginsToWrite { private get; set; }

    public Action<AreasImported>? Imported { private get; set; }

    public Action<Reassignment>? Moved { private get; set; }

    /// <summary>Before the transaction: one engine has one writer.</summary>
    public Task BeginsToWriteAsync() => BeginsToWrite?.Invoke() ?? Task.CompletedTask;

    /// <summary>Before the last save of the transaction, so that the end of the batch is kept with the work or not at all.</summary>
    public void HasImported(AreasImported counts) => Imported?.Invoke(counts);

    /// <inheritdoc cref="HasImported"/>
    public void HasMoved(Reassignment reassignment) => Moved?.Invoke(reassignment);
}
