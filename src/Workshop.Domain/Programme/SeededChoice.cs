namespace Workshop.Domain.Programme;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014), so that a seed means the same on every version of the runtime.</summary>
internal struct SeededChoice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>0 to <paramref name="count"/> − 1. The bias of the multiplication is below one in a hundred million.</summary>
    public int Below(int count) => (int)((Next() >> 32) * (ulong)count >> 32);

    /// <summary>At least 0, below 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
