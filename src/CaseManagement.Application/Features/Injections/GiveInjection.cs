using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Injections;

/// <summary>An injection was given; the next one becomes due by the product's label.</summary>
/// <param name="Dose">In the unit of the product.</param>
/// <param name="ConfirmedBy">The psychiatrist who confirmed this dose; needed whenever the label's answer is not simply to give the planned one.</param>
/// <param name="ProductCode">Another product than the course's, where its label bridges with one.</param>
/// <param name="GivenAt">The time of day; needed where the label has the patient watched for a time.</param>
/// <param name="AcuteReaction">Whether the patient reacted acutely to it: that begins an emergency. Null where nobody said.</param>
/// <param name="ReactionNote">What was seen of it; only with a reaction.</param>
/// <param name="SiteDeviation">Why it went elsewhere than the label says for this injection; only with a psychiatrist's name, and kept in the audit trail.</param>
[Needs(Right.GiveInjection)]
public sealed record GiveInjection(
    ManagedCaseId CaseId,
    InjectionCourseId CourseId,
    DateOnly GivenOn,
    decimal Dose,
    InjectionSite Site,
    string BatchNumber,
    DateOnly? ExpiresOn = null,
    TimeOnly? ObservedUntil = null,
    StaffId? ConfirmedBy = null,
    string? ProductCode = null,
    TimeOnly? GivenAt = null,
    SiteDeviation? SiteDeviation = null,
    bool? AcuteReaction = null,
    string? ReactionNote = null,
    long? ExpectedVersion = null) : ICommand<InjectionGiven>, ICaseCommand, IDoneInEmergencies, IDoseForm, IReasoned
{
    string? IReasoned.AuditReason => SiteDeviation is { } why ? Kebab.Of(why) : null;
}

/// <param name="NextOpensOn">The first day of the next window.</param>
/// <param name="NextClosesOn">The last day of the next window; null once the course has been stopped.</param>
public sealed record InjectionGiven(InjectionId Id, DateOnly? NextOpensOn, DateOnly? NextDueOn, DateOnly? NextClosesOn, string? NextDueBasis, long Version) : IVersioned
{
    internal static InjectionGiven Of(Injection injection, ManagedCase managed)
    {
        var next = managed.Tasks.FirstOrDefault(task => task is { Kind: CareTaskKind.Injection, State: CareTaskState.Open });
        return new(injection.Id, next?.OpensOn, next?.DueOn, next?.ClosesOn, next?.Basis, managed.Version);
    }
}

/// <summary>One injection as it is sent, whether it is new or corrects another.</summary>
public interface IDoseForm
{
    DateOnly GivenOn { get; }

    decimal Dose { get; }

    InjectionSite Site { get; }

    string BatchNumber { get; }

    DateOnly? ExpiresOn { get; }

    TimeOnly? ObservedUntil { get; }

    StaffId? ConfirmedBy { get; }

    /// <summary>Another product, where the label of the course bridges with one.</summary>
    string? ProductCode { get; }

    TimeOnly? GivenAt { get; }

    /// <summary>Why it went elsewhere than the label says for this injection.</summary>
    SiteDeviation? SiteDeviation { get; }

    bool? AcuteReaction { get; }

    string? ReactionNote { get; }

    internal DoseGiven By(StaffId giver) => new(GivenOn, Dose, Site, BatchNumber, ExpiresOn, giver, ObservedUntil, ConfirmedBy, ProductCode, GivenAt, SiteDeviation, AcuteReaction, ReactionNote);
}

internal sealed class DoseFormValidator : AbstractValidator<IDoseForm>
{
    public DoseFormValidator(TimeProvider clock)
    {
        RuleFor(x => x.GivenOn).NotAhead(clock, "injection.in-future");
        RuleFor(x => x.Dose).GreaterThan(0).As("amount.out-of-range");
        RuleFor(x => x.Site).Known();
        RuleFor(x => x.ProductCode).OptionalText(InjectionCourse.ProductCodeMaxLength);
        RuleFor(x => x.SiteDeviation).Must(why => why is null || Enum.IsDefined(why.Value)).As("code.unknown");
        RuleFor(x => x.ReactionNote).OptionalText(Injection.ReactionNoteMaxLength);
        RuleFor(x => x.ReactionNote).Must((form, note) => note is null || form.AcuteReaction == true).As("injection.reaction-note");
        RuleFor(x => x.BatchNumber).Text(Injection.BatchNumberMaxLength);
    }
}

/// <summary>Who confirms a dose is a psychiatrist, and one whom the service knows.</summary>
internal static class Confirming
{
    public static async Task RequirePsychiatrist(this ICaseDb db, StaffId? confirmedBy, CancellationToken ct) =>
        Rule.Require(
            confirmedBy is not { } id || await db.Staff.AnyAsync(staff => staff.Id == id && staff.Role == StaffRole.Psychiatrist, ct),
            "injection.confirmer-not-psychiatrist",
            "A dose is confirmed by a psychiatrist.");
}

internal sealed class GiveInjectionValidator : AbstractValidator<GiveInjection>
{
    public GiveInjectionValidator(TimeProvider clock) => Include(new DoseFormValidator(clock));
}

internal sealed class GiveInjectionHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<GiveInjection, InjectionGiven>
{
    public async Task<InjectionGiven> Handle(GiveInjection command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        if (!managed.Courses.Any(course => course.Id == command.CourseId)) throw new NotFoundException("injection-course");
        await db.RequirePsychiatrist(command.ConfirmedBy, ct);

        var injection = managed.GiveInjection(command.CourseId, ((IDoseForm)command).By(actor.StaffId), standards, clock.Today(), clock.Now());

        await db.SaveChangesAsync(ct);
        return InjectionGiven.Of(injection, managed);
    }
}
