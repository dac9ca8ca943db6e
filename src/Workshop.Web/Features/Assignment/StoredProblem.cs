using System.IO.Compression;
using Workshop.Domain.Assignment;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Assignment;

/// <summary>A submission in a problem.</summary>
/// <param name="Code">What people and files call it: "#12".</param>
public sealed record ProblemPaper(Guid Id, string Code);

/// <param name="Email">What files call the reviewer.</param>
public sealed record ProblemReviewer(Guid Id, string Email);

/// <summary>What a pair was before its bid, and the bid; by number of the pair in the problem.</summary>
public readonly record struct PairFacts(double? Affinity, BidValue? Bid);

/// <summary>A problem with what its positions stand for, as it is kept with a proposal.</summary>
public sealed class StoredProblem
{
    private const byte Format = 1;
    private const byte WithAffinity = 0x80;

    public required AssignmentProblem Problem { get; init; }

    public required IReadOnlyList<ProblemPaper> Papers { get; init; }

    public required IReadOnlyList<ProblemReviewer> Reviewers { get; init; }

    public required PairFacts[] Facts { get; init; }

    private Dictionary<Guid, int>? _paperAt;
    private Dictionary<Guid, int>? _reviewerAt;

    /// <summary>What a pair counts: its affinity after its bid, in whole millionths as a number, without any bonus that the solver was given for keeping it. Null is missing.</summary>
    public double? Counted(int pair)
    {
        var (affinity, bid) = Facts[pair];
        return BidScale.Counted(affinity, bid) is { } known ? Math.Round(known * AssignmentProblem.Scale, MidpointRounding.ToEven) / AssignmentProblem.Scale : null;
    }

    /// <summary>The position, or −1 when the submission is not part of the problem.</summary>
    public int PaperAt(Guid id) => (_paperAt ??= Positions(Papers.Select(paper => paper.Id))).GetValueOrDefault(id, -1);

    /// <summary>The position, or −1 when the reviewer is not part of the problem.</summary>
    public int ReviewerAt(Guid id) => (_reviewerAt ??= Positions(Reviewers.Select(reviewer => reviewer.Id))).GetValueOrDefault(id, -1);

    private static Dictionary<Guid, int> Positions(IEnumerable<Guid> ids) => ids.Select((id, at) => (id, at)).ToDictionary(pair => pair.id, pair => pair.at);

    public byte[] Pack()
    {
        using var packed = new MemoryStream();
        using (var stream = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new BinaryWriter(new BufferedStream(stream, 1 << 16)))
        {
            writer.Write(Format);
            writer.Write(Papers.Count);
            for (var p = 0; p < Papers.Count; p++)
            {
                writer.Write(Papers[p].Id.ToByteArray());
                writer.Write(Papers[p].Code);
                writer.Write(Problem.Papers[p].Least);
                writer.Write(Problem.Papers[p].Most);
            }

            writer.Write(Reviewers.Count);
            for (var r = 0; r < Reviewers.Count; r++)
            {
                writer.Write(Reviewers[r].Id.ToByteArray());
                writer.Write(Reviewers[r].Email);
                writer.Write(Problem.Reviewers[r].Least);
                writer.Write(Problem.Reviewers[r].Most);
            }

            for (var p = 0; p < Papers.Count; p++)
            {
                var (first, end) = Problem.PairsOf(p);
                writer.Write(end - first);
                for (var pair = first; pair < end; pair++)
                {
                    writer.Write(Problem.ReviewerOf(pair));
                    writer.Write(Problem.IsPinned(pair));
                    writer.Write(Problem.IsAffinityMissing(pair) ? int.MinValue : Problem.WeightOf(pair));
                    var (affinity, bid) = Facts[pair];
                    double? weight = Problem.IsAffinityMissing(pair) ? null : (double)Problem.WeightOf(pair) / AssignmentProblem.Scale;
                    var isSame = bid is null && affinity is null == weight is null && Math.Abs((affinity ?? 0) - (weight ?? 0)) <= 0.5 / AssignmentProblem.Scale;
                    writer.Write((byte)((bid is { } said ? (byte)said + 1 : 0) | (isSame ? 0 : WithAffinity)));
                    if (!isSame)
                    {
                        writer.Write(affinity ?? double.NaN);
                    }
                }
            }

            writer.Write(Problem.Groups.Count);
            foreach (var group in Problem.Groups)
            {
                writer.Write(group.Paper);
                writer.Write(group.Least);
                writer.Write(group.Most);
                writer.Write((byte)group.Kind);
                writer.Write(group.Label);
                writer.Write(group.Reviewers.Count);
                foreach (var reviewer in group.Reviewers)
                {
                    writer.Write(reviewer);
                }
            }

            writer.Write(Problem.Exclusions.Count);
            foreach (var exclusion in Problem.Exclusions)
            {
                writer.Write(exclusion.First.Paper);
                writer.Write(exclusion.First.Reviewer);
                writer.Write(exclusion.Second.Paper);
                writer.Write(exclusion.Second.Reviewer);
            }
        }

        return packed.ToArray();
    }

    /// <exception cref="InvalidDataException">It was packed by another version.</exception>
    public static StoredProblem Unpack(byte[] packed)
    {
        using var reader = new BinaryReader(new BufferedStream(new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress), 1 << 16));
        if (reader.ReadByte() != Format)
        {
            throw new InvalidDataException("The problem of this proposal was kept by another version.");
        }

        var papers = new ProblemPaper[reader.ReadInt32()];
        var demands = new PaperDemand[papers.Length];
        for (var p = 0; p < papers.Length; p++)
        {
            papers[p] = new ProblemPaper(new Guid(reader.ReadBytes(16)), reader.ReadString());
            demands[p] = new PaperDemand(papers[p].Code, reader.ReadInt32(), reader.ReadInt32());
        }

        var reviewers = new ProblemReviewer[reader.ReadInt32()];
        var loads = new ReviewerLoad[reviewers.Length];
        for (var r = 0; r < reviewers.Length; r++)
        {
            reviewers[r] = new ProblemReviewer(new Guid(reader.ReadBytes(16)), reader.ReadString());
            loads[r] = new ReviewerLoad(reviewers[r].Email, reader.ReadInt32(), reader.ReadInt32());
        }

        var candidates = new List<Candidate>();
        var facts = new List<PairFacts>();
        for (var p = 0; p < papers.Length; p++)
        {
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                var reviewer = reader.ReadInt32();
                var pinned = reader.ReadBoolean();
                var weight = reader.ReadInt32();
                double? counts = weight == int.MinValue ? null : (double)weight / AssignmentProblem.Scale;
                candidates.Add(new Candidate(p, reviewer, counts, pinned));
                var bid = reader.ReadByte();
                var before = (bid & WithAffinity) == 0 ? counts : reader.ReadDouble() is var raw && double.IsNaN(raw) ? null : raw;
                facts.Add(new PairFacts(before, (bid & ~WithAffinity) == 0 ? null : (BidValue)((bid & ~WithAffinity) - 1)));
            }
        }

        var groups = new List<GroupRule>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (paper, least, most, kind, label) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), (GroupKind)reader.ReadByte(), reader.ReadString());
            var members = new int[reader.ReadInt32()];
            for (var i = 0; i < members.Length; i++)
            {
                members[i] = reader.ReadInt32();
            }

            groups.Add(new GroupRule(paper, members, least, most, kind, label));
        }

        var exclusions = new List<Exclusion>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            exclusions.Add(new Exclusion((reader.ReadInt32(), reader.ReadInt32()), (reader.ReadInt32(), reader.ReadInt32())));
        }

        var problem = AssignmentProblem.Create(demands, loads, candidates, groups, exclusions);
        return new StoredProblem
        {
            Problem = problem.Value ?? throw new InvalidDataException($"The problem of this proposal makes no sense: {problem.Refusal!.Message}"),
            Papers = papers,
            Reviewers = reviewers,
            Facts = [.. facts],
        };
    }
}
