using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Application.Pipeline;

/// <summary>The shape of a national form, field by field: every code is one of the form and ticked once, no count is negative, every text is short enough.</summary>
/// <remarks>It goes through the form's own properties, so that a field added to a form is judged from its first day.</remarks>
internal sealed class FormShape<TForm> : AbstractValidator<TForm> where TForm : class
{
    private const int MaxRows = 20; // more than any list of codes has entries; the rows of drugs are as many as the form prints

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> PropertiesOf = [];

    public FormShape(int textMaxLength, int maxCount) =>
        RuleFor(form => form).Custom((form, context) =>
        {
            foreach (var (path, code) in Faults(form, "", textMaxLength, maxCount))
                context.AddFailure(new FluentValidation.Results.ValidationFailure(context.PropertyPath is { Length: > 0 } prefix ? $"{prefix}.{path}" : path, code) { ErrorCode = code });
        });

    private static IEnumerable<(string Path, string Code)> Faults(object form, string prefix, int textMaxLength, int maxCount)
    {
        foreach (var property in PropertiesOf.GetOrAdd(form.GetType(), type => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)]))
        {
            var path = prefix + property.Name;
            foreach (var fault in FaultsOf(property.GetValue(form), path, textMaxLength, maxCount)) yield return fault;
        }
    }

    private static IEnumerable<(string Path, string Code)> FaultsOf(object? value, string path, int textMaxLength, int maxCount) => value switch
    {
        null => [],
        string text => text.Length > textMaxLength ? [(path, "text.too-long")] : [],
        Enum code => Enum.IsDefined(code.GetType(), code) ? [] : [(path, "code.unknown")],
        int count => count < 0 || count > maxCount ? [(path, "count.out-of-range")] : [],
        decimal amount => amount is <= 0 or > 100_000 ? [(path, "amount.out-of-range")] : [],
        IEnumerable list => FaultsOfList(list.Cast<object?>().ToList(), path, textMaxLength, maxCount),
        _ when value.GetType().Namespace!.StartsWith("CaseManagement.", StringComparison.Ordinal) && value.GetType().IsClass => Faults(value, path + ".", textMaxLength, maxCount),
        _ => [],
    };

    private static IEnumerable<(string Path, string Code)> FaultsOfList(List<object?> rows, string path, int textMaxLength, int maxCount)
    {
        if (rows.Count > (rows.Exists(row => row is DailyDrug or LongActingDrug) ? DrugRows.MaxRows : MaxRows)) return [(path, "list.too-long")];
        if (rows.Any(row => row is null)) return [(path, "list.empty-row")];
        if (rows.FirstOrDefault() is Enum && rows.Distinct().Count() < rows.Count) return [(path, "code.ticked-twice")];

        return rows.SelectMany((row, number) => FaultsOf(row, $"{path}[{number}]", textMaxLength, maxCount));
    }
}
