using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Persistence;

/// <summary>Some of the rows are never taken without saying which.</summary>
public sealed class OrderTests
{
    [Fact]
    public async Task Given_a_query_without_an_order_When_it_takes_some_of_its_rows_Then_it_is_a_fault_and_no_line_in_a_log()
    {
        var slice = await Slice.CreateAsync(A.Monday);

        var some = await Assert.ThrowsAnyAsync<Exception>(() => slice.Db(db => db.Areas.Take(2).ToListAsync()));
        var first = await Assert.ThrowsAnyAsync<Exception>(() => slice.Db(db => db.Areas.FirstOrDefaultAsync()));
        var ordered = await slice.Db(db => db.Areas.OrderBy(area => area.Code).Take(2).ToListAsync());
        var twin = await Record.ExceptionAsync(() => slice.DisposeAsync().AsTask()); // another engine is asked the same, refuses it too, and says so at once or at the end

        Assert.Contains("RowLimitingOperationWithoutOrderByWarning", some.ToString(), StringComparison.Ordinal);
        Assert.Contains("FirstWithoutOrderByAndFilterWarning", first.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, ordered.Count);
        Assert.Contains("WithoutOrderBy", (twin ?? some).ToString(), StringComparison.Ordinal);
    }
}
