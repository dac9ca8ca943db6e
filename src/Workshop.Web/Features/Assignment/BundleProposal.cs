using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using Workshop.Data;
using Workshop.Domain.Assignment;

namespace Workshop.Web.Features.Assignment;

/// <summary>
/// A proposal with the problem that it solves, as files that <c>workshop check-assignment</c> and <c>workshop assign</c> read: anybody can check it, on another machine and without this
/// database. Affinities are those that counted, after bids; pairs that may not be are not listed.
/// </summary>
public sealed class BundleProposal(WorkshopDb db)
{
    /// <returns>The ZIP; null for a proposal whose problem was not kept.</returns>
    public async Task<byte[]?> RunAsync(VisibleProposal shown, CancellationToken cancel)
    {
        if (await VisibleProposal.LoadProblemAsync(db, shown.Proposal.Id, cancel) is not { } stored)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, shown, stored);
        }

        return buffer.ToArray();
    }

    private static void Write(ZipArchive zip, VisibleProposal shown, StoredProblem stored)
    {
        var problem = stored.Problem;
        var (papers, reviewers) = (problem.Papers, problem.Reviewers);
        var usual = shown.Proposal.ReviewsPerSubmission;
        var verb = new List<string> { "workshop check-assignment --affinity affinity.csv", $"--per-paper {usual.ToString(CultureInfo.InvariantCulture)}", "--loads loads.csv" };
        var pairs = Enumerable.Range(0, papers.Count).SelectMany(p => Enumerable.Range(problem.PairsOf(p).First, problem.PairsOf(p).End - problem.PairsOf(p).First).Select(pair => (p, pair))).ToList();
        Table(zip, "affinity.csv", ["paper", "reviewer", "affinity"], pairs.Select(each =>
            new[] { papers[each.p].Id, reviewers[problem.ReviewerOf(each.pair)].Id, problem.IsAffinityMissing(each.pair) ? "" : Millionths(problem.WeightOf(each.pair)) }));
        Table(zip, "loads.csv", ["reviewer", "min", "max"], reviewers.Select(reviewer => new[] { reviewer.Id, Whole(reviewer.Least), Whole(reviewer.Most) }));
        AddTable("demands.csv", "--demands", ["paper", "reviews"], papers.Select(paper => new[] { paper.Id, Whole(paper.Least) }));
        AddTable("pins.csv", "--pins", ["paper", "reviewer"], pairs.Where(each => problem.IsPinned(each.pair)).Select(each => new[] { papers[each.p].Id, reviewers[problem.ReviewerOf(each.pair)].Id }));
        AddTable("groups.csv", "--groups", ["paper", "least", "most", "reviewers", "kind", "label"], problem.Groups.Select(group =>
            new[] { papers[group.Paper].Id, Whole(group.Least), Whole(group.Most), string.Join(';', group.Reviewers.Select(r => reviewers[r].Id)), group.Kind.ToString(), group.Label }));
        AddTable("exclusions.csv", "--exclusions", ["paper", "reviewer", "other_paper", "other_reviewer"], problem.Exclusions.Select(exclusion =>
            new[] { papers[exclusion.First.Paper].Id, reviewers[exclusion.First.Reviewer].Id, papers[exclusion.Second.Paper].Id, reviewers[exclusion.Second.Reviewer].Id }));
        if (shown.Wish.Floor != "none" && shown.Proposal.Kind != ProposalKind.KeepAlmostEverything)
        {
            verb.Add($"--floor {shown.Wish.Floor}");
        }

        if (shown.Wish.Options.MaxProbability is { } most && CertificateJson.Read(shown.Proposal.Certificate).Randomization is not null)
        {
            verb.Add($"--max-probability {most.ToString("R", CultureInfo.InvariantCulture)}");
        }

        Table(zip, "assignment.csv", ["paper", "reviewer", "affinity"], shown.Rows.Select(row =>
            new[] { $"#{row.Number}", row.Email, Counted(stored, row) }));
        Text(zip, "certificate.json", shown.Proposal.Certificate);
        verb.Add("--assignment assignment.csv --certificate certificate.json");
        Text(zip, "README.txt", $"What was solved and what was found. To check that the assignment keeps every rule and that none is better, in code that shares nothing with the solver:\n\n    {string.Join(" \\\n        ", verb)}\n");

        void AddTable(string name, string option, string[] header, IEnumerable<string[]> rows)
        {
            var all = rows.ToList();
            if (all.Count > 0)
            {
                Table(zip, name, header, all);
                verb.Add($"{option} {name}");
            }
        }
    }

    /// <summary>What the pair counts in the problem: with the bonus for keeping it, where there is one.</summary>
    private static string Counted(StoredProblem stored, ProposedRow row) =>
        stored.PaperAt(row.SubmissionId) is >= 0 and var p && stored.ReviewerAt(row.ReviewerId) is >= 0 and var r && stored.Problem.Find(p, r) is >= 0 and var pair && !stored.Problem.IsAffinityMissing(pair)
            ? Millionths(stored.Problem.WeightOf(pair))
            : "";

    private static void Table(ZipArchive zip, string name, string[] header, IEnumerable<string[]> rows)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions());
        csv.WriteHeader(header);
        foreach (var row in rows)
        {
            csv.WriteRecord(row);
        }
    }

    private static void Text(ZipArchive zip, string name, string text)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Exactly what the solver counted: it rounds to whole millionths.</summary>
    private static string Millionths(long weight) => ((decimal)weight / AssignmentProblem.Scale).ToString("0.######", CultureInfo.InvariantCulture);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
