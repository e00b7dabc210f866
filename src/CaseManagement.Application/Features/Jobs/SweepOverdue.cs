using CaseManagement.Domain.CareTasks;

namespace CaseManagement.Application.Features.Jobs;

/// <summary>Every task that has become late by a step of the ladder tells whom that step tells.</summary>
[Needs(Right.RunJobs)]
public sealed record SweepOverdue(JobWindow Window) : ICommand<SweptOverdue>;

public sealed record SweptOverdue(int AlertsRaised, IReadOnlyDictionary<CareTaskKind, int> ByKind, int AlertsReturned, int AlertsClosed)
    : JobCounts(AlertsRaised + AlertsReturned + AlertsClosed, AlertsRaised + AlertsReturned + AlertsClosed, 0, 0);

internal sealed class SweepOverdueValidator : AbstractValidator<SweepOverdue>
{
    public SweepOverdueValidator() => RuleFor(x => x.Window.From).LessThanOrEqualTo(x => x.Window.Today).As("job.window");
}

internal sealed class SweepOverdueHandler(IAlertSweep sweep) : IRequestHandler<SweepOverdue, SweptOverdue>
{
    public async Task<SweptOverdue> Handle(SweepOverdue command, CancellationToken ct)
    {
        var raised = await sweep.RunAsync(command.Window.Today, command.Window.From, ct);
        return new SweptOverdue(raised.Raised, raised.ByKind, raised.Returned, raised.Closed);
    }
}
