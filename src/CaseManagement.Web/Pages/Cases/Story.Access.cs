using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

// To whom the case is open beyond its own area: assigned to a care group, sent to a hospital.
internal sealed partial class StoryModel
{
    public AccessForms Access { get; private set; } = null!;

    private ManagedCaseId CaseId => new(Id);

    public Task<IActionResult> OnPostAssignGroupAsync(Guid? careGroupId, DateOnly? untilOn) =>
        Open(new AssignCareGroup(CaseId, new(careGroupId ?? default), untilOn ?? default), (nameof(careGroupId), careGroupId), (nameof(untilOn), untilOn));

    public Task<IActionResult> OnPostEndGroupAsync(Guid grantId, long grantVersion) => Open(new EndCareGroupAssignment(CaseId, new(grantId), grantVersion));

    public Task<IActionResult> OnPostSendToSpecialistAsync(Guid? institutionId, string? question) =>
        Open(new SendToSpecialist(CaseId, new(institutionId ?? default), question ?? ""), (nameof(institutionId), institutionId), (nameof(question), question));

    public Task<IActionResult> OnPostEndSpecialistAsync(Guid grantId, long grantVersion) => Open(new EndSpecialistAccess(CaseId, new(grantId), grantVersion));

    private async Task<IActionResult> Open(IRequest<CaseGranted> command, params (string Member, object? Value)[] asked)
    {
        if (IsFilled(asked) && await Do(command, saysMissing: true)) return RedirectToPage(pageName: null, pageHandler: null, new { Id }, fragment: "access");

        await Load();
        return Page();
    }

    private async Task LoadAccess()
    {
        var mayChange = rights.Has(actor.Role, Right.AssignCareGroup) && Story.EmergencyUntil is null;
        Access = new(Id, await Ask(new GetCaseAccess(CaseId)), mayChange, mayChange && CaseStates.Answer(Story.State, CaseAct.OpenToOthers) is null);
    }
}
