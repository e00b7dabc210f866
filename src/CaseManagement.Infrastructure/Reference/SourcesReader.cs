using CaseManagement.Domain.Rules;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads how the parts of sources are said in Chinese.</summary>
internal static class SourcesReader
{
    public static SourceWords Read(Func<string, TextReader> open) => new(ReferenceCsv.Read("sources.csv", open("sources.csv"), row => new RuleText(row.Text("zh"), row.Text("en"))));
}
