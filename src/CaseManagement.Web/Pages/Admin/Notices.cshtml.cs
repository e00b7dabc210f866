using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Telling;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>What could not be delivered, and where notices go.</summary>
internal sealed class NoticesModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    private readonly IMediator _mediator = mediator;

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Ended { get; set; }

    [BindProperty]
    public NoticeRouteInput Input { get; set; } = new();

    /// <summary>Of the web hook that has just been set; it is shown once.</summary>
    public string? Secret { get; private set; }

    public DeadNoticePage Dead { get; private set; } = null!;

    public IReadOnlyList<NoticeRouteRow> Routes { get; private set; } = [];

    public PlaceChoices Places { get; private set; } = null!;

    public PageLinks Pages => PageLinks.Of(Url, "/Admin/Notices", After, Dead.Next);

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostSetAsync()
    {
        var isSet = await Change(new SetNoticeRoute(Input.Area ?? "", Input.Party ?? default, Input.Channel, Input.Address?.Trim() ?? ""), set => Secret = set.Secret);
        if (isSet && Secret is null) return RedirectToPage(pageName: null, pageHandler: "");

        if (isSet) Input = new();
        await Load();
        Response.NeverKeep(); // the page may say a secret
        return Page();
    }

    public Task<IActionResult> OnPostEndAsync(Guid route, long seen) => Send(new EndNoticeRoute(new(route), seen));

    public Task<IActionResult> OnPostReplayAsync(Guid notice, long seen) => Send(new ReplayNotice(new(notice), seen));

    private async Task<IActionResult> Send<TAnswer>(IRequest<TAnswer> command)
    {
        if (await Change(command)) return RedirectToPage(pageName: null, pageHandler: "");

        await Load();
        return Page();
    }

    private async Task Load()
    {
        Dead = await Ask(new ListDeadNotices(After));
        Routes = await Ask(new ListNoticeRoutes(Ended));
        Places = await PlaceChoices.LoadAsync(_mediator, null, HttpContext.RequestAborted);
    }
}

/// <summary>A route of notices, as a form sends it.</summary>
public sealed class NoticeRouteInput
{
    public Party? Party { get; set; }

    public NoticeChannel Channel { get; set; } = NoticeChannel.WebHook;

    public string? Address { get; set; }

    public string? Area { get; set; }
}
