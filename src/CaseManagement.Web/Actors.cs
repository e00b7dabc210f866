using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;
using CaseManagement.Web.Api;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Web;

/// <summary>Who acts: at the API the header says so; on the pages a cookie does, else a setting.</summary>
/// <remarks>This names, it does not prove: only until people sign in, and only on this machine.</remarks>
internal sealed class Actors(RequestDelegate next)
{
    public const string Header = "X-Actor";
    public const string Cookie = "actor";
    public const string DefaultSetting = "Actor:Default";

    private static readonly string[] ForAnybody = ["/health", "/openapi"];

    public async Task InvokeAsync(HttpContext context, IServiceScopeFactory scopes, CurrentActor actor, TimeProvider clock, IConfiguration configuration)
    {
        if (context.Request.IsForApi())
        {
            var code = context.Request.Headers[Header].ToString();
            if (code.Length == 0) throw new DoorRefusal(StatusCodes.Status401Unauthorized, "actor.missing");
            if (!await Name(code)) throw new DoorRefusal(StatusCodes.Status401Unauthorized, "actor.unknown");
        }
        else if (!Array.Exists(ForAnybody, path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal)))
        {
            if (context.Request.Cookies[Cookie] is not { } chosen || !await Name(chosen))
                if (configuration[DefaultSetting] is { } standing) await Name(standing);
        }

        await next(context);

        async Task<bool> Name(string code)
        {
            if (code.Length > StaffMember.CodeMaxLength) return false;
            await using var scope = scopes.CreateAsyncScope(); // a context that was used before anybody was named sees no patient ever after
            var db = scope.ServiceProvider.GetRequiredService<ICaseDb>();
            var staff = await db.Staff.AsNoTracking().FirstOrDefaultAsync(staff => staff.Code == code, context.RequestAborted);
            if (staff is not null) actor.Is(await db.ActingAsync(staff, clock.GetUtcNow(), sessionId: null, context.RequestAborted));

            return staff is not null;
        }
    }
}
