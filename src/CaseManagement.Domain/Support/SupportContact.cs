using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Support;

public readonly record struct SupportContactId(Guid Value) : IEntityId<SupportContactId>
{
    public static SupportContactId New() => new(Guid.CreateVersion7());

    public static SupportContactId From(Guid value) => new(value);
}

/// <summary>As what somebody may be called for a patient. The numbers are stored and never move.</summary>
/// <remarks>Source: <c>db/reference/support-roles.csv</c>, after the members of a care group (local notices; committee and volunteers are to be confirmed); relatives and neighbours are our own.</remarks>
public enum SupportRole
{
    /// <summary>村（居）委会</summary>
    VillageCommittee = 1,

    /// <summary>社区民警</summary>
    Police = 2,

    /// <summary>残联</summary>
    Disability = 3,

    /// <summary>民政</summary>
    CivilAffairs = 4,

    /// <summary>社会工作者</summary>
    SocialWorker = 5,

    /// <summary>网格员</summary>
    GridWorker = 6,

    /// <summary>村医</summary>
    VillageDoctor = 7,

    /// <summary>亲属</summary>
    Relative = 8,

    /// <summary>邻居</summary>
    Neighbour = 9,

    /// <summary>志愿者</summary>
    Volunteer = 10,

    /// <summary>其他</summary>
    Other = 99,
}

/// <summary>Whose number it is.</summary>
public static class SupportRoles
{
    /// <summary>A person beside the patient, whose number is their own; the others are called at their office.</summary>
    /// <remarks>Phones are masked until asked for with a reason (the design's table of rights); that an office's number is no person's is our reading.</remarks>
    public static bool IsPrivate(this SupportRole role) => Private.Contains(role);

    public static IReadOnlyList<SupportRole> Private { get; } = [SupportRole.Relative, SupportRole.Neighbour, SupportRole.Volunteer, SupportRole.Other];
}

/// <summary>Why somebody is called no more. The numbers are stored and never move.</summary>
public enum SupportContactEnd
{
    /// <summary>信息更新 another entry of the same person took its place.</summary>
    Replaced = 1,

    /// <summary>不再负责</summary>
    NoLongerInCharge = 2,

    /// <summary>本人不愿意</summary>
    Declined = 3,

    /// <summary>号码打不通</summary>
    NotReachable = 4,

    /// <summary>录入错误</summary>
    Mistaken = 5,
}

/// <summary>帮扶联系人 somebody to call for a patient, beside the guardian: who, as what, and in which order. An entry is ended and never deleted; a change is another entry.</summary>
public sealed class SupportContact : AggregateRoot
{
    /// <summary>As many as anybody can look through in a hurry.</summary>
    public const int MostOfACase = 12;

    private SupportContact() { }

    /// <param name="order">Whom to call first: 1 before 2.</param>
    public SupportContact(SupportContactId id, ManagedCaseId caseId, SupportRole role, string name, SealedNumber phone, int order, StaffId by, DateOnly today)
    {
        Rule.Require(order is >= 1 and <= MostOfACase, "support-contact.order", "The order is a number from 1 to {0}.", MostOfACase);

        (Id, CaseId, Role, Name, Order) = (id, caseId, role, name, order);
        (Phone, PhoneHash) = (phone.Text, phone.Hash);
        (AddedBy, AddedOn) = (by, today);
    }

    public SupportContactId Id { get; private set; }

    public ManagedCaseId CaseId { get; private set; }

    public SupportRole Role { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Bound to the patient, as the guardian's is.</summary>
    public SealedText Phone { get; private set; } = null!;

    public LookupHash? PhoneHash { get; private set; }

    public int Order { get; private set; }

    public StaffId AddedBy { get; private set; }

    public DateOnly AddedOn { get; private set; }

    /// <summary>The entry whose place this one took.</summary>
    public SupportContactId? Replaces { get; private set; }

    public DateOnly? EndedOn { get; private set; }

    public StaffId? EndedBy { get; private set; }

    public SupportContactEnd? EndReason { get; private set; }

    /// <summary>As they are called.</summary>
    public static IEnumerable<SupportContact> InOrder(IEnumerable<SupportContact> contacts) => contacts.OrderBy(contact => contact.Order).ThenBy(contact => contact.AddedOn).ThenBy(contact => contact.Id.Value);

    /// <summary>What was known changes: this entry ends, and another takes its place.</summary>
    /// <param name="phone">Null where it stays. What was masked as a person's own is not shown as an office's: whoever names an office types its number.</param>
    public SupportContact Change(SupportContactId id, SupportRole role, string name, SealedNumber? phone, int order, StaffId by, DateOnly today)
    {
        Rule.Require(phone is not null || !Role.IsPrivate() || role.IsPrivate(), "support-contact.office-phone", "An office has a number of its own: type it.");

        var next = new SupportContact(id, CaseId, role, name, phone ?? new(Phone, PhoneHash), order, by, today) { Replaces = Id };
        Close(SupportContactEnd.Replaced, by, today);

        return next;
    }

    /// <summary>Nobody is to call this person any more.</summary>
    public void End(SupportContactEnd reason, StaffId by, DateOnly today)
    {
        Rule.Require(reason != SupportContactEnd.Replaced, "support-contact.end-reason", "An entry that is replaced is changed and not ended.");

        Close(reason, by, today);
    }

    private void Close(SupportContactEnd reason, StaffId by, DateOnly today)
    {
        Rule.Require(EndedOn is null, "support-contact.ended", "This contact has ended already.");

        (EndedOn, EndedBy, EndReason) = (today, by, reason);
        Changed();
    }
}
