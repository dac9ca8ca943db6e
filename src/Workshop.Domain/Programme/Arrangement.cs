using System.Globalization;

namespace Workshop.Domain.Programme;

/// <summary>A stretch of time that talks or posters can be put into: the free part of a session.</summary>
/// <param name="Starts">The first talk begins then.</param>
/// <param name="Ends">Not included. Blocks whose times overlap are parallel.</param>
/// <param name="Capacity">What fits: minutes of talks, or boards where there are posters.</param>
public sealed record ArrangementBlock(Guid Id, DateTimeOffset Starts, DateTimeOffset Ends, int Capacity);

/// <param name="Size">Minutes of a talk; 1 for a poster.</param>
/// <param name="Presenters">Whoever must be there, by whatever names them: normalized addresses, all that are known. Two talks with one in common are never parallel.</param>
public sealed record ArrangementTalk(Guid Id, int Size, IReadOnlyList<string> Presenters)
{
    /// <summary>When it cannot be given: the presenter is away, or has something else to do.</summary>
    public IReadOnlyList<Absence> Absences { get; init; } = [];

    /// <summary>The block that it stays in, whatever speaks against it; null when it may be put anywhere. The order within the block is free.</summary>
    public Guid? PinnedTo { get; init; }
}

/// <param name="From">Included.</param>
/// <param name="To">Not included.</param>
public sealed record Absence(DateTimeOffset From, DateTimeOffset To)
{
    public bool Overlaps(DateTimeOffset from, DateTimeOffset to) => From < to && from < To;
}

/// <param name="Talks">In the order of their rank: when not all find room, the last ones are left out.</param>
/// <param name="ArePosters">Whatever is in one block happens at once, from its start to its end.</param>
public sealed record ArrangementProblem(IReadOnlyList<ArrangementBlock> Blocks, IReadOnlyList<ArrangementTalk> Talks, bool ArePosters = false);

/// <summary>Talks in blocks.</summary>
/// <param name="Blocks">In the order given, each once; may be empty.</param>
/// <param name="LeftOut">In the order given.</param>
/// <param name="Value">
/// What was made as large as possible: over all pairs of talks in one block how much they have in common beyond the mean of all pairs, less a quarter of the same over all pairs in
/// parallel blocks.
/// </param>
/// <param name="Within">What two talks of one block have in common, in the mean; null when no block has two.</param>
/// <param name="Overall">What any two talks have in common, in the mean; null when there are fewer than two.</param>
public sealed record Arrangement(IReadOnlyList<ArrangedBlock> Blocks, IReadOnlyList<LeftOutTalk> LeftOut, double Value, double? Within, double? Overall)
{
    /// <summary>For organizers, before they accept it.</summary>
    public string Sentence
    {
        get
        {
            var placed = Blocks.Sum(block => block.Talks.Count);
            var used = Blocks.Count(block => block.Talks.Count > 0);
            var sentence = string.Create(CultureInfo.InvariantCulture, $"{placed} {(placed == 1 ? "item" : "items")} in {used} {(used == 1 ? "session" : "sessions")}.");
            if (Within is { } within && Overall is > 0 and var overall && used > 1)
            {
                sentence += string.Create(CultureInfo.InvariantCulture, $" Two of one session have {within / overall:0.0} times as much in common as any two.");
            }

            return LeftOut.Count == 0 ? sentence : string.Create(CultureInfo.InvariantCulture, $"{sentence} {LeftOut.Count} {(LeftOut.Count == 1 ? "finds" : "find")} no place.");
        }
    }
}

/// <param name="Talks">In the order of the session, neighbours close to each other.</param>
/// <param name="Topic">The words that these talks share and the others do not: "calibration, conformal, coverage". Empty when nothing is known of the texts.</param>
public sealed record ArrangedBlock(Guid Id, IReadOnlyList<Guid> Talks, string Topic);

public enum WhyLeftOut
{
    /// <summary>The others fill the blocks.</summary>
    NoRoom,

    /// <summary>The presenter can be there during none of the blocks.</summary>
    Absent,

    /// <summary>There is room only beside another talk of the same presenter.</summary>
    PresentsElsewhere,
}

public sealed record LeftOutTalk(Guid Id, WhyLeftOut Why);
