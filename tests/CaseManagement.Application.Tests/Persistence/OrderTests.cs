using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Persistence;

/// <summary>Some of the rows are never taken without saying which.</summary>
public sealed class OrderTests
{
    [Fact]
    public async Task Given_a_query_without_an_order_When_it_takes_some_of_its_rows_Then_it_is_a_fault_and_no_line_in_a_log()
    {
        await using var slice = await Slice.CreateAsync(A.Monday);

        var some = await Assert.ThrowsAsync<InvalidOperationException>(() => slice.Db(db => db.Areas.Take(2).ToListAsync()));
        var first = await Assert.ThrowsAsync<InvalidOperationException>(() => slice.Db(db => db.Areas.FirstOrDefaultAsync()));

        Assert.Contains("RowLimitingOperationWithoutOrderByWarning", some.Message, StringComparison.Ordinal);
        Assert.Contains("FirstWithoutOrderByAndFilterWarning", first.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await slice.Db(db => db.Areas.OrderBy(area => area.Code).Take(2).ToListAsync())).Count);
    }
}
