using CaseManagement.Domain.Exits;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Domain.Cases;

public sealed partial class ManagedCase
{
    /// <summary>The area that was offered the patient and has not answered; null where none was.</summary>
    public string? OfferedAreaCode { get; private set; }

    /// <summary>The team that was offered the patient and has not answered.</summary>
    public CareTeamId? OfferedCareTeamId { get; private set; }

    /// <summary>The move that waits for an answer.</summary>
    public CaseExit? OpenMove => Moves.LastOrDefault(move => move.IsOpen);

    private IEnumerable<CaseExit> Moves => _exits.Where(exit => exit.Kind is ExitKind.Transfer or ExitKind.TransferOut);

    /// <summary>The patient moves to a known address: another team is asked to take over, or somebody outside the system.</summary>
    public CaseExit OfferTransfer(MoveTo to, string? note, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.OfferTransfer);
        Rule.Require(OpenLoss is null, "loss.proposal-open", "A loss has been proposed already and waits for a decision.");
        Rule.Require(to.AreaCode is null || to.CareTeamId is not null, "transfer.nobody-there", "No team answers for that area yet.");
        Rule.Require(to.AreaCode is null || (!Places.AreaCode.Contains(to.AreaCode, AreaCode) && Places.AreaCode.Town(to.AreaCode) is not null), "transfer.same-place", "The patient moves to another town or community.");

        var move = Add(CaseExit.Move(NextExitId(today), to, IsDangerous(), note, by, today));
        Tell(new(NoticeEvent.DangerousMove, move.Id, MustBeTold.Of(move)));
        Replan(standards, today);

        return move;
    }

    /// <summary>The other side takes the patient over, or sends the offer back with a reason; a move out of the system is confirmed by a second person, with the acknowledgement from there.</summary>
    public void DecideTransfer(bool accepted, string? note, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.DecideTransfer);
        var move = OpenMove!;
        Rule.Require(move.ProposedBy != by || (move.Kind == ExitKind.TransferOut && !accepted), "transfer.own-offer", "Whoever offered the patient does not accept for the other side.");
        Rule.Require(accepted || !string.IsNullOrWhiteSpace(note), "transfer.decline-needs-reason", "An offer is sent back with a reason.");
        Rule.Require(!accepted || move.Kind == ExitKind.Transfer || !string.IsNullOrWhiteSpace(note), "transfer.needs-acknowledgement", "It is recorded who acknowledged the move elsewhere.");
        Rule.Require(!accepted || MustBeTold.Left(move, ValidTold).Count == 0, "transfer.tell-first", "The police and the higher office are told first.");

        move.Decide(accepted, note, by, today);
        if (accepted && move.Kind == ExitKind.Transfer) MoveIn(move, standards, today);
        if (accepted) WishMoveOut(move, today);
        Replan(standards, today);
    }

    /// <summary>The team that was asked closes: another of its area answers instead.</summary>
    public void RedirectOffer(CareTeamId to)
    {
        if (OfferedCareTeamId is null || OpenMove is not { Kind: ExitKind.Transfer } move) return; // one that was sent back asks nobody

        move.Redirect(to);
        OfferedCareTeamId = to;
        TasksBelongHere();
        Changed();
    }

    /// <summary>The patient stays: an offer is withdrawn, or one that was sent back is not made again.</summary>
    public void WithdrawTransfer(string reason, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.WithdrawTransfer);
        var move = OpenMove ?? (Moves.LastOrDefault() is { Accepted: false, EndedOn: null } declined ? declined : null);
        Rule.Require(move is not null, "transfer.none", "No offer waits here.");

        move.End(reason, by, today);
        Replan(standards, today);
    }

    /// <summary>Area and team change; an agreement with another team ends by the move, and the grid is confirmed anew.</summary>
    private void MoveIn(CaseExit move, Standards standards, DateOnly today)
    {
        foreach (var agreement in _agreements.Where(agreement => agreement.LastDay >= today && agreement.CareTeamId != move.ToCareTeamId))
            agreement.End(today.AddDays(-1), AgreementEnd.MovedAway);
        Grid?.Until(today);
        LiveIn(move.ToAreaCode!, standards, today);
        GoTo(move.ToCareTeamId, today);
    }
}
