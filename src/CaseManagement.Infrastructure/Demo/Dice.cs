namespace CaseManagement.Infrastructure.Demo;

/// <summary>Chance that can be thrown again: the same seed, stream and number give the same throws on every machine and in every version of the runtime.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood 2014). Each patient has dice of his own, so that no story bends another.</remarks>
internal sealed class Dice(ulong state)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _state = state;

    public static Dice For(int seed, int stream, int number) =>
        new(Mix(Mix(Mix((uint)seed + GoldenGamma) ^ (uint)stream) ^ (uint)number));

    /// <summary>From 0 up to and without the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>From one to the other, both included.</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    public bool Chance(double share) => (Next() >> 11) < share * (1UL << 53);

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>One of the values, each as often as its weight says.</summary>
    public T Weighted<T>(params ReadOnlySpan<(int Weight, T Value)> values)
    {
        var total = 0;
        foreach (var (weight, _) in values) total += weight;

        var thrown = Below(total);
        foreach (var (weight, value) in values)
        {
            if (thrown < weight) return value;
            thrown -= weight;
        }

        throw new ArgumentException("No value has a weight.", nameof(values));
    }

    private ulong Next() => Mix(_state += GoldenGamma);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
