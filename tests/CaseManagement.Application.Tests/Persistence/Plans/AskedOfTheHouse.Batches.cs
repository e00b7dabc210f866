using CaseManagement.Application.Features.Batches;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Persistence.Plans;

internal sealed partial class AskedOfTheHouse
{
    /// <summary>Asked for, done beside, looked at, and undone the same way.</summary>
    private async Task BatchesAsync(StaffMember admin)
    {
        var order = new ReassignmentOrder(ReassignmentSource.Person, ReassignmentReason.PersonLeaves, StaffId: Town.Doctor.Id);
        var moved = await Ended(new AskReassignment(order, (await Send(new PreviewReassignment(order), admin)).Token));
        await Send(new GetBatchReport(moved.Id), admin);
        await Ended(new AskUndoing(moved.Moved!.Id));
        await Send(new ListReassignments(), admin);
        await Send(new ListBatches(), admin);
        await Send(new ListBatches(Guid.CreateVersion7()), admin);
        await Send(new ListReassignments(Guid.CreateVersion7()), admin);

        async Task<BatchRow> Ended(IRequest<BatchAsked> request)
        {
            var asked = await Send(request, admin);
            await _slice.Services.GetRequiredService<IJobRunner>().EndedAsync(JobNames.Batches);
            return await Send(new GetBatch(asked.Id), admin);
        }
    }
}
