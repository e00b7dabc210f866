using CaseManagement.Application.Features.Rules;
using CaseManagement.Application.Features.Settings;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

internal static class RuleEndpoints
{
    private const int PageSize = 50;

    public static void MapRules(this RouteGroupBuilder api)
    {
        api.MapGet("rules", (DateOnly? on, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListRules(on), ct)).WithTags("rules").WithSummary("Every rule with its source, edition, validity and certainty, as it stands on a day.");

        var settings = api.MapGroup("admin/clinical-settings").WithTags("administration");
        settings.MapGet("", (IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListClinicalSettings(), ct)).WithSummary("Every number and reading of the rules: in force, printed, and how far it may be changed.");

        settings.MapGet("changes", (string? key, Guid? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListSettingChanges(key, after, take ?? PageSize), ct)).WithSummary("What has been changed in the settings, the latest first, a page at a time.");

        settings.MapPost("{key}/changes", (string key, ChangeClinicalSetting command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { SettingKey = key, ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A setting that no document fixes gets another value from a day on.");
    }
}
