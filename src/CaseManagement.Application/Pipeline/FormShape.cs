using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Application.Pipeline;

/// <summary>The shape of a national form, field by field: every code is one of the form and ticked once, no count is negative, every text is short enough.</summary>
/// <remarks>It goes through the form's own properties, so that a field added to a form is judged from its first day.</remarks>
internal static class FormShape
{
    private const int MaxRows = 20; // more than any list of codes has entries; the rows of drugs are as many as the form prints

    private static readonly ConcurrentDictionary<Type, Field[]> FieldsOf = [];

    /// <summary>A form, or none: whether it must be there is asked before.</summary>
    public static IRuleBuilderOptionsConditions<T, TForm> Form<T, TForm>(this IRuleBuilder<T, TForm> rule, int textMaxLength, int maxCount) where TForm : class? =>
        rule.Custom((form, context) =>
        {
            if (form is null) return;

            List<(string Path, string Code, object Value)>? faults = null; // most forms have none, and then there is nothing to write down
            Judge(form, "", new(textMaxLength, maxCount), ref faults);
            foreach (var (path, code, value) in faults ?? [])
                context.AddFailure(new FluentValidation.Results.ValidationFailure($"{context.PropertyPath}.{path}", code) { ErrorCode = code, CustomState = value is Enum ? value.GetType() : null });
        });

    private static void Judge(object form, string prefix, Bounds bounds, ref List<(string Path, string Code, object Value)>? faults)
    {
        foreach (var field in FieldsOf.GetOrAdd(form.GetType(), Read))
            if (field.Value(form) is { } value) Judge(value, prefix, field.Name, bounds, ref faults);
    }

    private static void Judge(object value, string prefix, string name, Bounds bounds, ref List<(string Path, string Code, object Value)>? faults)
    {
        var rows = value is IEnumerable many and not string ? value as IList ?? many.Cast<object?>().ToList() : null;
        var code = rows is not null ? FaultOf(rows) : value switch
        {
            string text => text.Length > bounds.TextMaxLength ? "text.too-long" : null,
            Enum => Enum.IsDefined(value.GetType(), value) ? null : "code.unknown",
            int count => count < 0 || count > bounds.MaxCount ? "count.out-of-range" : null,
            decimal amount => amount is <= 0 or > 100_000 ? "amount.out-of-range" : null,
            _ => null,
        };
        if (code is not null) (faults ??= []).Add((prefix + name, code, value));
        else if (rows is not null) JudgeRows(rows, prefix + name, bounds, ref faults);
        else if (value.GetType() is { IsClass: true } type && IsOurs(type)) Judge(value, $"{prefix}{name}.", bounds, ref faults);
    }

    private static void JudgeRows(IList rows, string path, Bounds bounds, ref List<(string Path, string Code, object Value)>? faults)
    {
        for (var number = 0; number < rows.Count; number++) Judge(rows[number]!, path, $"[{number}]", bounds, ref faults);
    }

    private static string? FaultOf(IList rows)
    {
        if (rows.Count == 0) return null;
        if (rows.Count > DrugRows.MaxRows && rows.Count > (rows.Cast<object?>().Any(row => row is DailyDrug or LongActingDrug) ? DrugRows.MaxRows : MaxRows)) return "list.too-long";
        for (var number = 0; number < rows.Count; number++)
            if (rows[number] is null) return "list.empty-row";

        return rows.Count > 1 && rows[0] is Enum && rows.Cast<object>().Distinct().Count() < rows.Count ? "code.ticked-twice" : null;
    }

    private static bool IsOurs(Type type) => type.Namespace!.StartsWith("CaseManagement.", StringComparison.Ordinal);

    private static Field[] Read(Type form) =>
        [.. form.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0).Select(property => new Field(property.Name, Getter(property)))];

    // A reader made once, because reflection asked at every call costs more than all that is judged.
    private static Func<object, object?> Getter(PropertyInfo property) =>
        (Func<object, object?>)typeof(FormShape).GetMethod(nameof(Boxed), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(property.DeclaringType!, property.PropertyType).Invoke(null, [property.GetMethod!])!;

    private static Func<object, object?> Boxed<TForm, TValue>(MethodInfo getter) where TForm : class
    {
        var read = getter.CreateDelegate<Func<TForm, TValue>>();
        return form => read((TForm)form);
    }

    private sealed record Field(string Name, Func<object, object?> Value);

    private readonly record struct Bounds(int TextMaxLength, int MaxCount);
}
