using System.Globalization;
using System.Linq.Expressions;
using CaseManagement.Domain.Places;

namespace CaseManagement.Application.Pipeline;

/// <summary>What an actor may administer: what lies in the subtree of their own area. All else does not exist for them.</summary>
internal static class Subtree
{
    public static IQueryable<T> Within<T>(this IQueryable<T> rows, IActor actor, Expression<Func<T, string>> area) => rows.Within(actor.Acting.AreaCode, area);

    /// <param name="areaCode">Null or empty: everywhere.</param>
    public static IQueryable<T> Within<T>(this IQueryable<T> rows, string? areaCode, Expression<Func<T, string>> area)
    {
        if (string.IsNullOrEmpty(areaCode)) return rows;

        var (from, before) = AreaCode.Subtree(areaCode);
        Expression<Func<string, bool>> lies = code => string.Compare(code, from) >= 0 && string.Compare(code, before) < 0;
        var body = new Replace(lies.Parameters[0], area.Body).Visit(lies.Body);

        return rows.Where(Expression.Lambda<Func<T, bool>>(body, area.Parameters));
    }

    /// <exception cref="NotFoundException">There is no such area, or none that the actor may know of.</exception>
    public static async Task RequireAreaAsync(this ICaseDb db, IActor actor, string areaCode, CancellationToken ct) =>
        await db.Areas.AsNoTracking().Within(actor, area => area.Code).FindOrThrowAsync(area => area.Code == areaCode, "catchment-area", ct);

    private sealed class Replace(ParameterExpression parameter, Expression by) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? by : node;
    }
}

/// <summary>The key of a row in a list by area: its area code, then its id.</summary>
internal readonly record struct AreaKey(string AreaCode, Guid Id)
{
    public static AreaKey? Of(string? text)
    {
        var parts = text?.Split('_');
        return parts is [{ Length: > 0 } area, var id] && Guid.TryParseExact(id, "N", out var guid) ? new AreaKey(area, guid) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AreaCode}_{Id:N}");
}
