namespace CaseManagement.Application.Tests.Persistence.Plans;

/// <summary>The little town with a big city beside it and a year behind it, on the engine that the tests are on.</summary>
public sealed class BigTown : IAsyncLifetime
{
    private const int Cases = 100_000;

    public Slice Slice { get; private set; } = null!;

    public BigCity City { get; private set; } = null!;

    internal AskedOfTheHouse Asked { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        Slice = await Slice.CreateAsync(AskedOfTheHouse.Today);
        Asked = await AskedOfTheHouse.ArrangeAsync(Slice);
        City = await BigCity.BuildAsync(Slice.Database, Cases, AskedOfTheHouse.Today, ct, newlyLate: 1_000);
        await BigCityPast.AddAsync(Slice.Database, AskedOfTheHouse.Today, ct);
    }

    public ValueTask DisposeAsync() => Slice.DisposeAsync();
}
