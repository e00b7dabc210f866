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

            var found = new Found(textMaxLength, maxCount);
            JudgeFields(form, "", found);
            foreach (var (path, code, codes) in found.Faults)
                context.AddFailure(new FluentValidation.Results.ValidationFailure($"{context.PropertyPath}.{path}", code) { ErrorCode = code, CustomState = codes });
        });

    private static void JudgeFields(object form, string prefix, Found found)
    {
        foreach (var field in FieldsOf.GetOrAdd(form.GetType(), Read)) field.Judge(form, new(prefix, field.Name), found);
    }

    private static void Judge(object value, Place path, Found found)
    {
        switch (value)
        {
            case string text when text.Length > found.TextMaxLength:
                found.Add(path, "text.too-long");
                break;
            case string text when !Refuse.IsPlain(text):
                found.Add(path, "text.control");
                break;
            case Enum when !Enum.IsDefined(value.GetType(), value):
                found.Add(path, "code.unknown", value.GetType());
                break;
            case int count when count < 0 || count > found.MaxCount:
                found.Add(path, "count.out-of-range");
                break;
            case decimal amount when amount is <= 0 or > 100_000:
                found.Add(path, "amount.out-of-range");
                break;
            case IEnumerable many and not string:
                JudgeList(many as IList ?? many.Cast<object?>().ToList(), path, found);
                break;
            case not string when value.GetType() is { IsClass: true } type && IsOurs(type):
                JudgeFields(value, $"{path}.", found);
                break;
        }
    }

    private static void JudgeList(IList rows, Place path, Found found)
    {
        if (rows.Count > DrugRows.MaxRows && rows.Count > (rows.Cast<object?>().Any(row => row is DailyDrug or LongActingDrug) ? DrugRows.MaxRows : MaxRows)) found.Add(path, "list.too-long");
        else if (rows.Cast<object?>().Any(row => row is null)) found.Add(path, "list.empty-row");
        else if (rows.Count > 1 && rows[0] is Enum && rows.Cast<object>().Distinct().Count() < rows.Count) found.Add(path, "code.ticked-twice");
        else
            for (var number = 0; number < rows.Count; number++) Judge(rows[number]!, new(path.ToString(), $"[{number}]"), found);
    }

    private static bool IsOurs(Type type) => type.Namespace!.StartsWith("CaseManagement.", StringComparison.Ordinal);

    private static Field[] Read(Type form) =>
        [.. form.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0).Select(property => new Field(property.Name, Judgement(property)))];

    // Made once for each property, because reflection asked at every call costs more than all that is judged; a code, which most fields are, is not even put into a box.
    private static Action<object, Place, Found> Judgement(PropertyInfo property)
    {
        var (asked, inner) = (property.PropertyType, Nullable.GetUnderlyingType(property.PropertyType));
        var (maker, type) = asked.IsEnum ? (nameof(OfCode), asked) : inner is { IsEnum: true } ? (nameof(OfOptionalCode), inner) : (nameof(OfAnything), asked);

        return (Action<object, Place, Found>)typeof(FormShape).GetMethod(maker, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(property.DeclaringType!, type).Invoke(null, [property.GetMethod!])!;
    }

    private static Action<object, Place, Found> OfAnything<TForm, TValue>(MethodInfo getter) where TForm : class
    {
        var read = getter.CreateDelegate<Func<TForm, TValue>>();
        return (form, path, found) =>
        {
            if (read((TForm)form) is { } value) Judge(value, path, found);
        };
    }

    private static Action<object, Place, Found> OfCode<TForm, TCode>(MethodInfo getter) where TForm : class where TCode : struct, Enum
    {
        var read = getter.CreateDelegate<Func<TForm, TCode>>();
        return (form, path, found) => JudgeCode(read((TForm)form), path, found);
    }

    private static Action<object, Place, Found> OfOptionalCode<TForm, TCode>(MethodInfo getter) where TForm : class where TCode : struct, Enum
    {
        var read = getter.CreateDelegate<Func<TForm, TCode?>>();
        return (form, path, found) =>
        {
            if (read((TForm)form) is { } code) JudgeCode(code, path, found);
        };
    }

    private static void JudgeCode<TCode>(TCode code, Place path, Found found) where TCode : struct, Enum
    {
        if (!Enum.IsDefined(code)) found.Add(path, "code.unknown", typeof(TCode));
    }

    private sealed record Field(string Name, Action<object, Place, Found> Judge);

    /// <summary>Where in the form; written out only where something is wrong, or lies below.</summary>
    private readonly record struct Place(string Prefix, string Name)
    {
        public override string ToString() => Prefix + Name;
    }

    private sealed class Found(int textMaxLength, int maxCount)
    {
        private List<(string, string, Type?)>? _faults; // most forms have none

        public int TextMaxLength => textMaxLength;

        public int MaxCount => maxCount;

        public IReadOnlyList<(string Path, string Code, Type? Codes)> Faults => _faults ?? [];

        /// <param name="codes">The list that does not have the code.</param>
        public void Add(Place path, string code, Type? codes = null) => (_faults ??= []).Add((path.ToString(), code, codes));
    }
}
