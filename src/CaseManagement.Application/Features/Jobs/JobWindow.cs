namespace CaseManagement.Application.Features.Jobs;

/// <summary>Work by the clock: for which day it is done, and which days before it nobody has done yet.</summary>
public sealed record JobWindow(DateOnly From, DateOnly Today);
