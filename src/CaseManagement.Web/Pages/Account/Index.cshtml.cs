using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Accounts;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Account;

/// <summary>One's own password, second factor and sessions.</summary>
internal sealed partial class IndexModel(IMediator mediator, IActor actor, SignInSettings settings) : StaffPage(mediator)
{
    public int PasswordMinLength => settings.PasswordMinLength;

    public AccountState State { get; private set; } = null!;

    /// <summary>Empty for whoever must do something else first.</summary>
    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    /// <summary>The key that is being set up, shown in the answer to having asked for it.</summary>
    public SecondFactorKey? Key { get; private set; }

    public bool IsConfirming { get; private set; }

    /// <summary>Shown once, in the answer that made them.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    /// <summary>The key of the words that say what has been done.</summary>
    [TempData]
    public string? Done { get; set; }

    public Task<IActionResult> OnGetAsync() => Show();

    public async Task<IActionResult> OnPostPasswordAsync(string? current, string? chosen) =>
        await Do(new ChangePassword(current ?? "", chosen ?? "")) ? Finish("account.password-changed") : await Show();

    public async Task<IActionResult> OnPostSetUpAsync(string? password, string? code)
    {
        Key = await Try(new SetUpSecondFactor(password ?? "", code));
        IsConfirming = Key is not null;

        return await Show();
    }

    public async Task<IActionResult> OnPostConfirmAsync(string? code, [FromForm] string? address)
    {
        Codes = (await Try(new ConfirmSecondFactor(code ?? "")))?.Codes ?? [];
        IsConfirming = Codes.Count == 0;
        if (IsConfirming) Key = ShownBefore(address);

        return await Show();
    }

    public async Task<IActionResult> OnPostCodesAsync(string? password)
    {
        Codes = (await Try(new RenewRecoveryCodes(password ?? "")))?.Codes ?? [];

        return await Show();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid sessionId) => await Do(new EndSession(sessionId)) ? Finish("account.session-ended") : await Show();

    /// <summary>After a wrong code the picture and the key stay: the browser sends back what it was shown, and nothing else is shown to it.</summary>
    private static SecondFactorKey? ShownBefore(string? address) =>
        address is { Length: <= 300 } && KeyAddress().Match(address) is { Success: true } found ? new(found.Groups[1].Value, address) : null;

    [GeneratedRegex(@"^otpauth://totp/[^?\s]+\?secret=([A-Z2-7]{16,64})&issuer=[A-Za-z0-9%]+$")]
    private static partial Regex KeyAddress();

    private RedirectToPageResult Finish(string done)
    {
        Done = done;
        return RedirectToPage();
    }

    private async Task<IActionResult> Show()
    {
        State = await Ask(new GetAccount());
        if (State.Owes == Duty.None && actor.Acting.Owes == Duty.None) Sessions = await Ask(new ListSessions());

        return Page();
    }
}
