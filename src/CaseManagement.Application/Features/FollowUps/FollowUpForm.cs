using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Application.Features.FollowUps;

/// <summary>The follow-up form as it is sent, whether it is new or corrects another.</summary>
public interface IFollowUpForm
{
    DateOnly SeenOn { get; }

    FollowUpOutcome Outcome { get; }

    FollowUpFindings Findings { get; }

    Stability? Class { get; }

    string? OverrideReason { get; }
}

/// <summary>The shape of the follow-up form; what cannot be true together is the Domain's to judge.</summary>
internal sealed class FollowUpFormValidator : AbstractValidator<IFollowUpForm>
{
    public FollowUpFormValidator(TimeProvider clock)
    {
        RuleFor(x => x.SeenOn).NotAhead(clock, "follow-up.in-future");
        RuleFor(x => x.Outcome).Known();
        RuleFor(x => x.Class).Known();
        RuleFor(x => x.OverrideReason).OptionalText(FollowUp.OverrideReasonMaxLength);
        RuleFor(x => x.Findings).NotNull().As("text.missing")
            .Form(FollowUpFindings.TextMaxLength, DangerousActs.MaxCount);
    }
}
