using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Support;
using CaseManagement.Domain.Telling;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>Who was told, as a form sends it.</summary>
public sealed class TellingInput
{
    public Party? Party { get; set; }

    public ToldHow How { get; set; } = ToldHow.Call;

    public ToldResult? Result { get; set; }

    /// <summary>By the clock of the service's zone.</summary>
    public DateTime? At { get; set; }

    public string? Whom { get; set; }

    public string? Note { get; set; }
}

/// <summary>One emergency: who must be told and was, the record, its end, and the closer visits after it.</summary>
internal sealed class CrisisModel(IMediator mediator, IActor actor, Rights rights, TimeProvider clock, Texts texts) : StaffPage(mediator)
{
    private CaseSupport? _around;
    private MaskedGuardian? _guardian;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid CrisisId { get; set; }

    [BindProperty]
    public TellingInput Telling { get; set; } = new();

    [BindProperty]
    public CrisisOutcome? Outcome { get; set; }

    [BindProperty]
    public DateOnly? VisitOn { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public long Version { get; set; }

    public CrisisSheet Sheet { get; private set; } = null!;

    public DateTime Now => clock.Now().DateTime;

    public bool MayTell => rights.Has(actor.Role, Right.StartCrisis) && Sheet.State is CrisisState.Open or CrisisState.Watched;

    public bool MayHandle => rights.Has(actor.Role, Right.HandleCrisis);

    /// <summary>Whether the reader records the closer visits.</summary>
    public bool MayVisit => rights.Has(actor.Role, Right.RecordFollowUp);

    /// <summary>Whether a death is still to be recorded before the handling ends with it: of whoever is dead it has been, and of whoever moved away others record it.</summary>
    public bool AsksForDeath => CaseStates.Answer(Sheet.CaseState, CaseAct.RecordDeath) is null;

    public bool MayRecord => MayHandle && Sheet.State != CrisisState.Withdrawn;

    public Task OnGetAsync() => Load();

    public Task<IActionResult> OnPostTellAsync() =>
        Send(new TellOfCrisis(new(Id), new(CrisisId), Telling.Party ?? default, Telling.How, Telling.Result ?? default, Days.InZone(Telling.At), Telling.Whom, Telling.Note), ("Telling.Party", Telling.Party), ("Telling.Result", Telling.Result));

    public async Task<IActionResult> OnPostAcknowledgeAsync(Guid notice, long seen)
    {
        if (await Do(new AcknowledgeNotice(new(Id), new(notice), seen))) return RedirectToPage(pageName: null, pageHandler: null, new { Id, CrisisId });

        await Load();
        return Page();
    }

    public Task<IActionResult> OnPostEndAsync() => Send(new EndCrisis(new(Id), new(CrisisId), Outcome ?? default, VisitOn, Note, Version), (nameof(Outcome), Outcome));

    public Task<IActionResult> OnPostVisitAsync() => Send(new PlanCrisisVisit(new(Id), new(CrisisId), VisitOn ?? default), (nameof(VisitOn), VisitOn));

    public Task<IActionResult> OnPostCloseAsync() => Send(new CloseCrisis(new(Id), new(CrisisId), Note ?? "", Version), (nameof(Note), Note));

    private async Task<IActionResult> Send(IRequest<CrisisChanged> command, params (string Member, object? Value)[] asked)
    {
        if (CanRead(member => texts[member == nameof(VisitOn) ? "crisis.visit-on" : "crisis.when"]) && IsFilled(asked) && await Do(command)) return RedirectToPage(pageName: null, pageHandler: null, new { Id, CrisisId });

        await Load();
        return Page();
    }

    /// <summary>Whom to call for a party that has not been told: offices in plain, a person's own number behind the form that asks for a reason.</summary>
    /// <remarks>Where no station is known the police have their number for everybody; a care group is called at the offices that are in it (<see cref="SupportRole"/>).</remarks>
    public IEnumerable<Callee> CalleesOf(Party party)
    {
        var offices = (_around?.Contacts ?? []).Where(contact => RoleOf(party) is { } role ? contact.Role == role : party == Party.CareGroup && !contact.Role.IsPrivate() && !Sheet.NotTold.Any(other => RoleOf(other) == contact.Role));
        List<Callee> found = [.. offices.Select(contact => new Callee(contact.Name, texts.Of(contact.Role), contact.Phone))];
        if (found.Count > 0) return found;

        return party switch
        {
            Party.Guardian when _guardian is { } guardian => [new(guardian.Name, guardian.Relation, null, guardian.Phone.ToString(), Id)],
            Party.FacilityHead when _around is { Team: { } team, TeamPhone: { } phone } => [new(team, null, phone)],
            Party.FacilityHead when _around?.StandIn is { } standIn => [new(standIn.Name, texts["circle.stand-in"], standIn.Phone)],
            Party.Police => [new(texts.Of(party), null, StandIn.Police)],
            Party.MedicalHelp => [new(texts.Of(party), null, StandIn.Ambulance)],
            _ => [],
        };
    }

    private static SupportRole? RoleOf(Party party) => party switch
    {
        Party.Police => SupportRole.Police,
        Party.VillageCommittee => SupportRole.VillageCommittee,
        Party.CivilAffairs => SupportRole.CivilAffairs,
        _ => null,
    };

    private async Task Load()
    {
        Sheet = await Ask(new GetCrisis(new(Id), new(CrisisId)));
        if (Sheet.NotTold.Count > 0) _around = await Ask(new GetSupport(new(Id)));
        if (Sheet.NotTold.Contains(Party.Guardian)) _guardian = (await Ask(new GetCase(new(Id)))).Guardian;
    }
}
