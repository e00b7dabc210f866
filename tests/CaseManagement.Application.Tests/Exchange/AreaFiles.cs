using System.Text;
using CaseManagement.Application.Features.Places;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Exchange;

/// <summary>Files of divisions, and what an administrator does with them.</summary>
internal static class AreaFiles
{
    public const string Header = "code,name,parent_code\n";

    private static readonly StaffMember Administrator = new(StaffId.New(), "admin", "管理员", StaffRole.Administrator, "", InstitutionId.New());

    public static Task<Slice> EmptyAsync() => Slice.EmptyAsync(today: new(2026, 3, 2));

    public static Stream Dongguan() => typeof(Services).Assembly.GetManifestResourceStream("reference/dongguan-divisions.csv")!;

    public static Stream Of(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));

    public static async Task<(AreasImported Counts, List<RefusedLine> Refused)> Import(this Slice slice, string text)
    {
        var refused = new List<RefusedLine>();
        var counts = await slice.Import(Of(text), refused.Add);

        return (counts, refused);
    }

    public static Task<AreasImported> Import(this Slice slice, Stream file) => slice.Import(file, _ => { });

    public static Task<AreasImported> Import(this Slice slice, Stream file, Action<RefusedLine> refused) => slice.ImportUntil(CancellationToken.None, file, refused);

    public static async Task<AreasImported> ImportUntil(this Slice slice, CancellationToken cancelled, Stream file, Action<RefusedLine> refused)
    {
        await using var scope = slice.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.As(Administrator));

        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ImportAreas(file, refused), cancelled);
    }

    /// <summary>The whole table, in the order of the codes: <c>44 广东省</c>, <c>441900 东莞市 &lt; 44</c>.</summary>
    public static Task<List<string>> Areas(this Slice slice) => slice.Db(async db =>
        (await db.Areas.AsNoTracking().OrderBy(area => area.Code).ToListAsync()).ConvertAll(Line));

    public static Task<int> Count(this Slice slice) => slice.Db(db => db.Areas.CountAsync());

    public static Task<int> AuditEntries(this Slice slice) => slice.Db(db => db.Audit.CountAsync(entry => entry.Request == "ImportAreas"));

    private static string Line(CatchmentArea area) => area.ParentCode is null ? $"{area.Code} {area.Name}" : $"{area.Code} {area.Name} < {area.ParentCode}";
}
