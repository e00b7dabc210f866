using System.Diagnostics;
using CaseManagement.Application.Ports;
using SQLitePCL;
using static CaseManagement.Application.Tests.Exchange.AreaFiles;

namespace CaseManagement.Application.Tests.Exchange;

[CollectionDefinition(DisableParallelization = true)]
[Trait("Engine", "Sqlite")]
public sealed class MeasuredAlone;

/// <summary>The whole country, measured while nothing else runs.</summary>
[Collection(typeof(MeasuredAlone))]
public sealed class AreaImportVolumeTests(ITestOutputHelper output)
{
    // The file is 38 MB. Whoever keeps its lines holds over 100 MB, whoever keeps only 250,000 refusals holds 10 MB; a buffer and one line are far below 4.
    private const long HeapBound = 4 << 20;
    private const long EngineBound = 16 << 20; // SQLite's caches of the database, of the temporary one and of a sort, a few MB each however long the file

    [Fact]
    public async Task Given_the_whole_country_When_imported_twice_Then_all_is_taken_once_and_memory_stays_flat()
    {
        await using var slice = await EmptyAsync();
        await slice.Import(Dongguan()); // so that what is loaded once is not counted
        var memory = new Memory();

        var first = await Timed(() => slice.Import(new WholeCountry(atEach: memory.Sample)));
        var second = await Timed(() => slice.Import(new WholeCountry(atEach: memory.Sample)));

        output.WriteLine(memory.ToString());
        Assert.Equal(new AreasImported(Read: 665_000, Added: 665_000, Updated: 0, Unchanged: 0, Refused: 0), first);
        Assert.Equal(new AreasImported(Read: 665_000, Added: 0, Updated: 0, Unchanged: 665_000, Refused: 0), second);
        memory.Judge();
    }

    [Fact]
    public async Task Given_250000_lines_that_hang_on_nothing_When_imported_Then_every_line_is_refused_in_order_and_memory_stays_flat()
    {
        await using var slice = await EmptyAsync();
        await slice.Import(Of(Header + "99,测试省,\n"));
        var (told, last, memory) = (0, 1, new Memory());

        var counts = await Timed(() => slice.Import(new WholeCountry(withProvinces: false, mostLines: 250_000, memory.Sample), line =>
        {
            if ((line.Number, line.Code) != (++last, "area.parent-missing")) return;
            if (++told % 50_000 == 0) memory.Sample(told);
        }));

        output.WriteLine(memory.ToString());
        Assert.Equal(250_000, told);
        Assert.Equal(new AreasImported(Read: 250_000, Added: 0, Updated: 0, Unchanged: 0, Refused: 250_000), counts);
        memory.Judge();
    }

    private async Task<AreasImported> Timed(Func<Task<AreasImported>> import)
    {
        var watch = Stopwatch.StartNew();
        var counts = await import();
        output.WriteLine($"{counts} in {watch.Elapsed}");

        return counts;
    }

    /// <summary>How far the live heap grew above where it began, and the most that the database engine ever held.</summary>
    private sealed class Memory
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
        private readonly long _engineBefore = raw.sqlite3_memory_highwater(1);
        private long _most = long.MinValue; // what other tests left behind may be collected meanwhile, so the growth may be below zero
        private int _samples;

        public void Sample(int lines)
        {
            _samples++;
            _most = Math.Max(_most, GC.GetTotalMemory(forceFullCollection: true) - _before);
        }

        public void Judge()
        {
            Assert.True(_samples >= 3, $"sampled {_samples} times");
            Assert.True(_most <= HeapBound, $"the heap grew by {_most}");
            Assert.InRange(raw.sqlite3_memory_highwater(0), 1, _engineBefore + EngineBound);
        }

        public override string ToString() => $"heap +{_most:N0}, engine at most {raw.sqlite3_memory_highwater(0):N0}, process {Environment.WorkingSet:N0}";
    }
}
