using System.CommandLine;
using System.Globalization;
using Workshop.Domain.Matching;

namespace Workshop.Web.Commands;

/// <summary>workshop affinity: how close papers are to what reviewers have written, and why.</summary>
public static class AffinityCommand
{
    private const int TermsShown = 15;

    public static Command Create()
    {
        var papers = new Option<string>("--papers") { Required = true, HelpName = "papers.jsonl", Description = "One paper a line: {\"id\", \"title\", \"abstract\", \"text\"?}." };
        var profiles = new Option<string>("--profiles") { Required = true, HelpName = "profiles.jsonl", Description = "One past paper of a reviewer a line: {\"reviewer\", \"id\"?, \"title\"?, \"abstract\"?, \"text\"?}. Without \"reviewer\", \"id\" names the reviewer. A line with only a reviewer is a reviewer of whom nothing is known." };
        var output = new Option<string?>("--out") { HelpName = "affinity.csv", Description = "Where to write paper,reviewer,affinity for every pair; an empty affinity means that it is missing, which is not 0. Required unless --explain is given." };
        var explain = new Option<string?>("--explain") { HelpName = "PAPER,REVIEWER", Description = "Print where the affinity of this pair comes from: past papers, then terms; the shares add up to the affinity." };
        var withRegime = new Option<bool>("--with-regime") { Description = "Add a column regime, full-text or title-and-abstract, when both occur: numbers of the two are not to be compared without saying so." };
        var textAsAbstract = new Option<bool>("--text-as-abstract") { Description = "Read a text that stands alone, without title and abstract, as an abstract: for data that calls it so." };
        var command = new Command("affinity", "Measure how close papers are to what reviewers have written. A pair is compared by full text (its first 2,500 words, with title and abstract) when the paper and every past paper of the reviewer have one; otherwise by title and abstract alone.")
        {
            papers, profiles, output, explain, withRegime, textAsAbstract,
        };
        command.SetAction((parse, cancel) => Task.FromResult(Run(
            parse.GetValue(papers)!, parse.GetValue(profiles)!, parse.GetValue(output), parse.GetValue(explain), parse.GetValue(withRegime), parse.GetValue(textAsAbstract),
            parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error, cancel)));
        return command;
    }

    private static int Run(string papersFile, string profilesFile, string? outFile, string? explain, bool withRegime, bool textAsAbstract, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        if (outFile is null && explain is null)
        {
            error.WriteLine("Say where to write with --out, or which pair to explain with --explain.");
            return ExitCode.WrongInput;
        }

        var errors = new InputErrors();
        var papers = ReadTexts(papersFile, errors, textAsAbstract, "id", "id");
        var profiles = ReadTexts(profilesFile, errors, textAsAbstract, "reviewer", "id");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var paper in papers)
        {
            if (!seen.Add(paper.Owner))
            {
                errors.Add(papersFile, paper.Line, $"Paper {paper.Owner} is listed twice.");
            }
        }

        if (errors.Any)
        {
            return errors.Report(error);
        }

        var reviewers = new List<ReviewerProfile>();
        foreach (var group in profiles.GroupBy(p => p.Owner, StringComparer.Ordinal))
        {
            reviewers.Add(new ReviewerProfile(group.Key, [.. group.Where(p => !p.IsEmpty).Select(p => p.AsText(p.Name))]));
        }

        var affinities = Affinities.Compute([.. papers.Select(p => p.AsText(p.Owner))], reviewers, cancel);
        var summary = affinities.Summarize();
        if (summary.LeftOut.Count > 0)
        {
            RefuseLeftOut(summary, papersFile, papers, profilesFile, profiles, errors);
            return errors.Report(error);
        }

        Report(summary, papers.Count, reviewers.Count, error);
        if (explain is not null && Explain(affinities, explain, output, error) is var code && code != ExitCode.Done)
        {
            return code;
        }

        if (outFile is not null)
        {
            try
            {
                var twoRegimes = withRegime && summary is { FullTextPairs: > 0, TitleAndAbstractPairs: > 0 };
                CsvTable.Write(outFile, twoRegimes ? ["paper", "reviewer", "affinity", "regime"] : ["paper", "reviewer", "affinity"], Rows(affinities, twoRegimes));
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                error.WriteLine($"{outFile}: {cause.Message}");
                return ExitCode.WrongInput;
            }
        }

        return ExitCode.Done;
    }

    private static void Report(RegimeSummary summary, int papers, int reviewers, TextWriter error)
    {
        var ways = new List<string>();
        if (summary.FullTextPairs > 0)
        {
            ways.Add($"{summary.FullTextPairs} pairs by title, abstract and the first 2,500 words");
        }

        if (summary.TitleAndAbstractPairs > 0)
        {
            ways.Add($"{summary.TitleAndAbstractPairs} pairs by title and abstract");
        }

        if (summary.MissingPairs > 0)
        {
            ways.Add($"{summary.MissingPairs} pairs missing, which is not 0");
        }

        error.WriteLine($"{papers} papers, {reviewers} reviewers{(ways.Count == 0 ? "" : ": ")}{string.Join(", ", ways)}.");
        if (summary is { FullTextPairs: > 0, TitleAndAbstractPairs: > 0 })
        {
            error.WriteLine($"Always by title and abstract: {summary.TitleAndAbstractReviewers.Count} reviewers with a past paper without full text, {summary.SubmissionsWithoutFullText.Count} papers without full text. --with-regime says which pair is which.");
        }

        if (summary.UnknownReviewers.Count > 0 && papers > 0)
        {
            error.WriteLine($"Nothing is known of {summary.UnknownReviewers.Count} reviewers: their affinity is missing, not 0.");
        }
    }

    private static IEnumerable<string[]> Rows(Affinities affinities, bool withRegime)
    {
        for (var p = 0; p < affinities.Submissions.Count; p++)
        {
            for (var r = 0; r < affinities.Reviewers.Count; r++)
            {
                var affinity = affinities.Of(p, r);
                string[] row = [affinities.Submissions[p].Id, affinities.Reviewers[r].Id, affinity?.ToString("R", CultureInfo.InvariantCulture) ?? ""];
                yield return withRegime ? [.. row, affinity is null ? "" : Name(affinities.RegimeOf(p, r))] : row;
            }
        }
    }

    private static int Explain(Affinities affinities, string pair, TextWriter output, TextWriter error)
    {
        // Ids may hold commas, so every comma is tried.
        for (var comma = pair.IndexOf(','); comma >= 0; comma = pair.IndexOf(',', comma + 1))
        {
            var paper = Position(affinities.Submissions.Select(s => s.Id), pair[..comma].Trim());
            var reviewer = Position(affinities.Reviewers.Select(r => r.Id), pair[(comma + 1)..].Trim());
            if (paper >= 0 && reviewer >= 0)
            {
                Print(affinities.Explain(paper, reviewer), pair, output);
                return ExitCode.Done;
            }
        }

        error.WriteLine($"--explain {pair}: there is no such paper or reviewer. Write PAPER,REVIEWER.");
        return ExitCode.WrongInput;
    }

    private static string Name(MatchingRegime regime) => regime == MatchingRegime.FullText ? "full-text" : "title-and-abstract";

    private static int Position(IEnumerable<string> ids, string id) => ids.ToList().IndexOf(id);

    private static void Print(AffinityExplanation? explanation, string pair, TextWriter output)
    {
        if (explanation is null)
        {
            output.WriteLine($"{pair}: missing. One of the two has no text with a term in it.");
            return;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pair}: affinity {explanation.Affinity:0.000000} by {(explanation.Regime == MatchingRegime.FullText ? "title, abstract and the first 2,500 words" : "title and abstract")}"));
        foreach (var paper in explanation.PastPapers)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {paper.Share:0.000000}  {paper.Id} (cosine {paper.Cosine:0.0000})"));
            foreach (var term in paper.Terms.Take(TermsShown))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      {term.Share:0.000000}  {term.Word}"));
            }

            if (paper.Terms.Count > TermsShown)
            {
                var rest = paper.Terms.Skip(TermsShown).Sum(t => t.Share);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      {rest:0.000000}  {paper.Terms.Count - TermsShown} other terms"));
            }
        }
    }

    // Silently missing would be worse: title and abstract are what the others have.
    private static void RefuseLeftOut(RegimeSummary summary, string papersFile, List<Document> papers, string profilesFile, List<Document> profiles, InputErrors errors)
    {
        var leftOut = summary.LeftOut.ToHashSet();
        foreach (var (file, documents, isPaper) in new[] { (papersFile, papers, true), (profilesFile, profiles, false) })
        {
            foreach (var document in documents.Where(d => d.TitleAndAbstract is null && d.Text is not null))
            {
                if (leftOut.Contains(isPaper ? (null, document.Owner) : (document.Owner, document.Name)))
                {
                    errors.Add(file, document.Line, "There is only full text here, and some of what it is compared with has none. Give a title or an abstract, or say --text-as-abstract.");
                }
            }
        }
    }

    private static List<Document> ReadTexts(string file, InputErrors errors, bool textAsAbstract, string owner, string name)
    {
        var documents = new List<Document>();
        foreach (var (line, fields) in JsonLines.Read(file, errors, owner, name, "title", "abstract", "text"))
        {
            // A line without a reviewer is one by itself, called by its id.
            var id = string.IsNullOrWhiteSpace(fields[0]) ? fields[1] : fields[0];
            if (string.IsNullOrWhiteSpace(id))
            {
                errors.Add(file, line, $"\"{owner}\" is missing.");
                continue;
            }

            var shortText = $"{fields[2]}\n{fields[3]}".Trim();
            if (textAsAbstract && shortText.Length == 0)
            {
                (shortText, fields[4]) = (fields[4]?.Trim() ?? "", null);
            }

            documents.Add(new Document(
                line, id, fields[1] ?? fields[2] ?? string.Create(CultureInfo.InvariantCulture, $"line {line}"),
                shortText.Length > 0 ? shortText : null, string.IsNullOrWhiteSpace(fields[4]) ? null : fields[4]));
        }

        return documents;
    }

    private sealed record Document(long Line, string Owner, string Name, string? TitleAndAbstract, string? Text)
    {
        public bool IsEmpty => TitleAndAbstract is null && Text is null;

        public MatchingText AsText(string id) => new(id, TitleAndAbstract ?? "", Text);
    }
}
