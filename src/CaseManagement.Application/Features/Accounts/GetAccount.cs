namespace CaseManagement.Application.Features.Accounts;

/// <summary>One's own account: what it has, and what it still owes.</summary>
[Needs(Right.OwnAccount, EvenOwing = true)]
public sealed record GetAccount : IQuery<AccountState>;

internal sealed class GetAccountHandler(ICredentials credentials, IActor actor) : IRequestHandler<GetAccount, AccountState>
{
    public Task<AccountState> Handle(GetAccount query, CancellationToken ct) => credentials.StateAsync(actor.StaffId, ct);
}
