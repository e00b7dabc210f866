using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Support;

/// <summary>What a care group's list may show of a patient besides the name.</summary>
public enum MemberField
{
    Sex,
    BirthYear,
    Address,
    Guardian,

    /// <summary>For which day the team plans to come, and the last day on time.</summary>
    NextVisit,

    /// <summary>Whether it comes for a follow-up or for an injection; no drug and no dose.</summary>
    VisitKind,
    Danger,

    /// <summary>The team, with the phone by which it is called.</summary>
    Team,

    /// <summary>Whom to call.</summary>
    Contacts,

    /// <summary>That nobody goes alone.</summary>
    PairMark,

    /// <summary>Why nobody goes alone.</summary>
    PairReason,

    /// <summary>Who was in touch with the patient.</summary>
    SupportLog,

    /// <summary>Whether somebody has said that something is wrong, and who looks into it.</summary>
    Signs,

    /// <summary>What meetings of the group decided about the patient; whoever has to do it reads it in any case.</summary>
    Decisions,
}

/// <summary>Which member of a care group sees which field: <c>db/reference/member-fields.csv</c> as it was read when the program started.</summary>
/// <remarks>Source: fact sheet of this project, 2.6 and 7.1: assigned patients only, minimum fields, nothing clinical for members who are no clinicians. Which kind needs which field is our own and to be confirmed.</remarks>
public sealed class MemberFields(IEnumerable<(MemberKind Kind, MemberField Field)> shown)
{
    private readonly HashSet<(MemberKind, MemberField)> _shown = [.. shown];

    /// <param name="kinds">As what a person belongs to the groups to which the patient is assigned: whoever serves as two sees what either sees.</param>
    public bool Shows(IEnumerable<MemberKind> kinds, MemberField field) => kinds.Any(kind => _shown.Contains((kind, field)));
}
