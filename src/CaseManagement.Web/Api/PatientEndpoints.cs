using CaseManagement.Application.Features.Patients;
using MediatR;

namespace CaseManagement.Web.Api;

internal static class PatientEndpoints
{
    public static void MapPatients(this RouteGroupBuilder api)
    {
        var patients = api.MapGroup("patients").WithTags("patients");

        patients.MapPost("", async (RegisterPatient command, IMediator mediator, CancellationToken ct) =>
            Registered(await mediator.Send(command, ct))).WithSummary("Registers a person with a confirmed diagnosis.").Produces<PatientRegistered>(StatusCodes.Status201Created);

        patients.MapPost("search", (FindPatients query, IMediator mediator, CancellationToken ct) =>
            mediator.Send(query, ct)).WithSummary("Looks for patients by name, initials, ID number, phone or area, a page at a time; sent, so that none of these stands in an address.");
    }

    private static IResult Registered(PatientRegistered registered) => TypedResults.Created($"{Endpoints.Root}/cases/{registered.CaseId.Value}", registered);
}
