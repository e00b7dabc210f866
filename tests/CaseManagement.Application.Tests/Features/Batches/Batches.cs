using CaseManagement.Application.Features.Batches;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Batches;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features.Batches;

/// <summary>Long work, waited for without sleeping.</summary>
internal static class BatchesOfATest
{
    /// <summary>Asks for it, and answers how it ended.</summary>
    public static async Task<BatchRow> Ended(this Slice slice, IRequest<BatchAsked> request, StaffMember by)
    {
        var asked = await slice.Send(request, by);
        await slice.Services.GetRequiredService<IJobRunner>().EndedAsync(JobNames.Batches);

        return await slice.Send(new GetBatch(asked.Id), by);
    }

    /// <summary>As the timetable does it.</summary>
    public static Task<JobCounts> RunBatches(this Slice slice, CancellationToken? stopping = null) => slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Batches, null, stopping ?? TestContext.Current.CancellationToken);

    /// <summary>It waits, and nobody has begun it.</summary>
    public static async Task<BatchId> Waiting(this Slice slice, BatchKind kind, StaffMember by, byte[] content)
    {
        var batch = new Batch(kind, by.Id, by.AreaCode, slice.Clock.GetUtcNow());
        await slice.Add(batch, new BatchFile(batch.Id, content));

        return batch.Id;
    }
}
