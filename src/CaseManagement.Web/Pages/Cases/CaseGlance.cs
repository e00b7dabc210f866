using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>The first screen of a case, on its own page and beside the worklist: what is due, whom to call, and what the reader may do about it.</summary>
/// <param name="revealed">Numbers in plain, in the answer to the one who asked for them with a reason.</param>
internal sealed class CaseGlance(CaseStory story, CaseSupport support, Rights rights, IActor actor, Texts texts, IdentityRevealed? revealed = null)
{
    /// <summary>As many of those around the patient stand beside the guardian and the team.</summary>
    private const int ContactsShown = 2;

    public CaseStory Story => story;

    public CaseSupport Support => support;

    /// <summary>What is due first, of what the reader's own people do; what is another's duty comes last.</summary>
    public OpenTask? Next => Duties.FirstOrDefault();

    public IEnumerable<OpenTask> Others => Duties.Skip(1);

    private Guid Id => story.CaseId.Value;

    private IEnumerable<OpenTask> Duties => story.Tasks.OrderBy(task => task.IsOfOthers);

    public OpenTaskLine Line(OpenTask task) => new(Id, task, TaskForm.Of(rights, actor, task.Seen(story.EmergencyUntil)), task.Seen(story.EmergencyUntil).OtherHands());

    /// <summary>Whom to call, the nearest first: the guardian, whoever stands next to the patient, the team.</summary>
    public IEnumerable<Callee> ToCall
    {
        get
        {
            if (story.Guardian is { } guardian) yield return new(guardian.Name, guardian.Relation, revealed?.Guardian?.Phone, guardian.Phone.ToString(), Id);
            foreach (var contact in support.Contacts.Take(ContactsShown)) yield return new(contact.Name, texts.Of(contact.Role), new CallNow(support, revealed).PhoneOf(contact), contact.Hidden?.ToString(), Id);
            if (support.TeamPhone is { } phone) yield return new(support.Team ?? "", null, phone);
            else if (support.StandIn is { } standIn) yield return new(standIn.Name, texts["circle.stand-in"], standIn.Phone);
            else yield return new(texts["circle.hotline"], null, StandIn.Hotline);
        }
    }

    /// <summary>Whoever else may be called, beyond those at the head.</summary>
    public int MoreToCall => Math.Max(0, support.Contacts.Count - ContactsShown);

    public RunningCourse? RunningCourse => story.Courses.FirstOrDefault(course => course.StoppedOn is null);

    /// <summary>Whether the reader records visits and injections of this patient, in an emergency too.</summary>
    public bool MayRecord => rights.Has(actor.Role, Right.RecordFollowUp) && story.State != CaseState.Dead && story.State != CaseState.Deleted;

    /// <summary>An examination waits until the emergency is over.</summary>
    public bool MayExamine => MayRecord && story.EmergencyUntil is null;

    public bool MayStartCrisis => rights.Has(actor.Role, Right.StartCrisis) && !story.State.IsClosed();

    public bool MayRefer => rights.Has(actor.Role, Right.SendToSpecialist) && story.EmergencyUntil is null && CaseStates.Answer(story.State, CaseAct.SendReferral) is null;

    /// <summary>Whether the reader's hospital may hand the patient to the community.</summary>
    public bool MayHandBack => rights.Has(actor.Role, Right.AdviseAsSpecialist) && story.EmergencyUntil is null && CaseStates.Answer(story.State, CaseAct.SendDownReferral) is null;
}

/// <summary>The head of a case.</summary>
/// <param name="IsPage">Whether it heads a page of its own; beside the worklist it is a part of another, and its name leads to the page.</param>
internal sealed record CaseHead(CaseGlance Glance, bool IsPage);

/// <summary>What of a case is shown beside the worklist.</summary>
/// <param name="Latest">The last of what happened.</param>
/// <param name="Alerts">How many wait for an answer.</param>
/// <param name="Page">The page that the list leads to.</param>
internal sealed record ChosenCase(CaseGlance Glance, IReadOnlyList<Happening> Latest, int Alerts, string Page);
