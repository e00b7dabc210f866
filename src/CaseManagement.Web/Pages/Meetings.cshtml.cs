using CaseManagement.Application.Features.Meetings;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Meetings;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>One row of decisions, as a form sends it.</summary>
public sealed class DecisionInput
{
    public string? Text { get; set; }

    public Guid? Owner { get; set; }

    public DateOnly? DueOn { get; set; }

    public Guid? About { get; set; }

    internal bool IsEmpty => string.IsNullOrWhiteSpace(Text) && Owner is null && DueOn is null && About is null;
}

/// <summary>A meeting, as a form sends it.</summary>
public sealed class MeetingInput
{
    public DateOnly? HeldOn { get; set; }

    public List<Guid> Members { get; set; } = [];

    public string? Guests { get; set; }

    /// <summary>Of the form: pressed twice, it saves one meeting.</summary>
    public Guid? Key { get; set; }

    public List<Guid> Cases { get; set; } = [];

    public List<DecisionInput> Decisions { get; set; } = [];

    public Guid? Decision { get; set; }

    public long Version { get; set; }

    public string? Result { get; set; }

    public Guid? To { get; set; }

    /// <summary>Of which the record is taken back.</summary>
    public Guid? Meeting { get; set; }

    public MeetingMistake? Why { get; set; }
}

/// <summary>Meetings of care groups: what was decided and is not done, which groups should have met, and the form for writing one down.</summary>
internal sealed class MeetingsModel(IMediator mediator, Texts texts) : StaffPage(mediator)
{
    public const int DecisionRows = 4;

    private const int PageSize = 10; // of each list: three of them stand on one page

    /// <summary>The group whose meeting is written down.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Group { get; set; }

    [BindProperty]
    public MeetingInput Input { get; set; } = new();

    /// <summary>Which of the open decisions; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public DecisionView? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? OpenAfter { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? GroupsAfter { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? EndingAfter { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public MeetingsPage List { get; private set; } = null!;

    /// <summary>The decision that somebody else is to do.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Hand { get; set; }

    public MeetingChoices? Choices { get; private set; }

    /// <summary>Each list turns its own pages; the others stay where they begin.</summary>
    public PageLinks OpenPages => new(OpenAfter is null ? null : Address(), List.OpenNext is { } next ? Address(openAfter: next) : null);

    public PageLinks GroupPages => new(GroupsAfter is null ? null : Address(), List.GroupsNext is { } next ? Address(groupsAfter: next) : null);

    public PageLinks EndingPages => new(EndingAfter is null ? null : Address(), List.EndingNext is { } next ? Address(endingAfter: next) : null);

    public PageLinks MeetingPages => new(After is null ? null : Address(), List.Next is { } next ? Address(after: next) : null);

    /// <summary>Which page of each list stands here: whatever is done on it leads back to the same.</summary>
    public Dictionary<string, string> Here => new (string Name, string? Value)[] { (nameof(Show), Show?.ToString()), (nameof(OpenAfter), OpenAfter), (nameof(GroupsAfter), GroupsAfter), (nameof(EndingAfter), EndingAfter), (nameof(After), After) }
        .Where(each => each.Value is not null).ToDictionary(each => each.Name, each => each.Value!);

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostRecordAsync()
    {
        var rows = Input.Decisions.Where(row => !row.IsEmpty).ToList();
        if (rows.Exists(row => row.Owner is null || row.DueOn is null)) Refuse(StatusCodes.Status400BadRequest, "decision.incomplete");
        else if (CanRead(_ => texts["meetings.unreadable"]) && await Do(Recorded(rows), saysMissing: true)) return Back();

        await Load();
        return Page();
    }

    public async Task<IActionResult> OnPostCloseAsync()
    {
        if (await Do(new CloseDecision(new(Input.Decision ?? default), Input.Result ?? "", Input.Version), saysMissing: true)) return Back();

        await Load();
        return Page();
    }

    public async Task<IActionResult> OnPostTakeBackAsync()
    {
        if (await Do(new TakeBackMeeting(new(Input.Meeting ?? default), Input.Why ?? default, Input.Version), saysMissing: true)) return Back();

        await Load();
        return Page();
    }

    public async Task<IActionResult> OnPostHandAsync()
    {
        if (await Do(new HandDecision(new(Input.Decision ?? default), new(Input.To ?? default), Input.Version), saysMissing: true)) return Back();

        await Load();
        return Page();
    }

    private RedirectToPageResult Back() => RedirectToPage(pageName: null, pageHandler: "", new { Show, OpenAfter, GroupsAfter, EndingAfter, After });

    /// <summary>What was sent about a decision and refused; a fresh form for the others.</summary>
    public MeetingInput For(GroupDecisionId decision) => Refusal is not null && Input.Decision == decision.Value ? Input : new();

    private RecordMeeting Recorded(List<DecisionInput> rows) => new(
        new(Group ?? default), Input.HeldOn ?? default, [.. Input.Members.Select(id => new StaffId(id))], [.. Input.Cases.Concat(rows.Select(row => row.About).OfType<Guid>()).Distinct().Select(id => new ManagedCaseId(id))],
        [.. rows.Select(row => new DecisionMade(row.Text ?? "", new(row.Owner!.Value), row.DueOn!.Value, row.About is { } about ? new ManagedCaseId(about) : null))], Input.Guests, Input.Key);

    private string? Address(string? openAfter = null, string? groupsAfter = null, string? after = null, string? endingAfter = null) => Url.Page("/Meetings", pageHandler: "", new { Show, openAfter, groupsAfter, after, endingAfter });

    private async Task Load()
    {
        List = await Ask(new ListMeetings(OpenAfter, GroupsAfter, After, Hand is { } hand ? new GroupDecisionId(hand) : null, Show, EndingAfter, PageSize));
        Choices = Group is { } group ? await Ask(new PrepareMeeting(new(group))) : null;
        Input.Key ??= Guid.CreateVersion7();
        while (Input.Decisions.Count < DecisionRows) Input.Decisions.Add(new());
    }
}
