using System.CommandLine;
using System.Globalization;
using Workshop.Domain.Matching;

namespace Workshop.Web.Commands;

/// <summary>workshop affinity: how close papers are to what reviewers have written, and why.</summary>
public static class AffinityCommand
{
    private const int WordsOfFullText = 2500;
    private const int TermsShown = 15;

    public static Command Create()
    {
        var papers = new Option<string>("--papers") { Required = true, HelpName = "papers.jsonl", Description = "One paper a line: {\"id\", \"title\", \"abstract\", \"text\"?}." };
        var profiles = new Option<string>("--profiles") { Required = true, HelpName = "profiles.jsonl", Description = "One past paper of a reviewer a line: {\"reviewer\", \"id\"?, \"title\"?, \"abstract\"?, \"text\"?}. A line with only a reviewer is a reviewer of whom nothing is known." };
        var output = new Option<string?>("--out") { HelpName = "affinity.csv", Description = "Where to write paper,reviewer,affinity for every pair; an empty affinity means that it is missing, which is not 0. Required unless --explain is given." };
        var explain = new Option<string?>("--explain") { HelpName = "PAPER,REVIEWER", Description = "Print where the affinity of this pair comes from: past papers, then terms; the shares add up to the affinity." };
        var command = new Command("affinity", "Measure how close papers are to what reviewers have written. Full text is used (its first 2,500 words) only when every paper and every past paper has one; otherwise title and abstract alone, for all.")
        {
            papers, profiles, output, explain,
        };
        command.SetAction((parse, cancel) => Task.FromResult(Run(
            parse.GetValue(papers)!, parse.GetValue(profiles)!, parse.GetValue(output), parse.GetValue(explain),
            parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error, cancel)));
        return command;
    }

    private static int Run(string papersFile, string profilesFile, string? outFile, string? explain, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        if (outFile is null && explain is null)
        {
            error.WriteLine("Say where to write with --out, or which pair to explain with --explain.");
            return ExitCode.WrongInput;
        }

        var errors = new InputErrors();
        var papers = ReadTexts(papersFile, errors, "id", "id");
        var profiles = ReadTexts(profilesFile, errors, "reviewer", "id");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var paper in papers)
        {
            if (!seen.Add(paper.Owner))
            {
                errors.Add(papersFile, paper.Line, $"Paper {paper.Owner} is listed twice.");
            }
        }

        var fullText = papers.Count > 0 && papers.All(p => p.Text is not null) && profiles.All(p => p.Text is not null || p.IsEmpty);
        if (!fullText)
        {
            RefuseTextAlone(papersFile, papers, errors);
            RefuseTextAlone(profilesFile, profiles, errors);
        }

        if (errors.Any)
        {
            return errors.Report(error);
        }

        var reviewers = new List<ReviewerProfile>();
        foreach (var group in profiles.GroupBy(p => p.Owner, StringComparer.Ordinal))
        {
            reviewers.Add(new ReviewerProfile(group.Key, [.. group.Where(p => !p.IsEmpty).Select(p => new MatchingText(p.Name, p.Read(fullText)))]));
        }

        var affinities = Affinities.Compute([.. papers.Select(p => new MatchingText(p.Owner, p.Read(fullText)))], reviewers, cancel);
        var missing = Enumerable.Range(0, reviewers.Count).Count(r => papers.Count > 0 && Enumerable.Range(0, papers.Count).All(p => affinities.Of(p, r) is null));
        error.WriteLine($"{papers.Count} papers, {reviewers.Count} reviewers, by {(fullText ? "title, abstract and the first 2,500 words" : "title and abstract")}.");
        if (missing > 0)
        {
            error.WriteLine($"Nothing is known of {missing} reviewers: their affinity is missing, not 0.");
        }

        if (explain is not null && Explain(affinities, explain, output, error) is var code && code != ExitCode.Done)
        {
            return code;
        }

        if (outFile is not null)
        {
            try
            {
                CsvTable.Write(outFile, ["paper", "reviewer", "affinity"], Rows(affinities));
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                error.WriteLine($"{outFile}: {cause.Message}");
                return ExitCode.WrongInput;
            }
        }

        return ExitCode.Done;
    }

    private static IEnumerable<string[]> Rows(Affinities affinities)
    {
        for (var p = 0; p < affinities.Submissions.Count; p++)
        {
            for (var r = 0; r < affinities.Reviewers.Count; r++)
            {
                yield return [affinities.Submissions[p].Id, affinities.Reviewers[r].Id, affinities.Of(p, r)?.ToString("R", CultureInfo.InvariantCulture) ?? ""];
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

    private static int Position(IEnumerable<string> ids, string id) => ids.ToList().IndexOf(id);

    private static void Print(AffinityExplanation? explanation, string pair, TextWriter output)
    {
        if (explanation is null)
        {
            output.WriteLine($"{pair}: missing. One of the two has no text with a term in it.");
            return;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pair}: affinity {explanation.Affinity:0.000000}"));
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

    private static void RefuseTextAlone(string file, List<Document> documents, InputErrors errors)
    {
        foreach (var document in documents)
        {
            if (document.TitleAndAbstract is null && document.Text is not null)
            {
                errors.Add(file, document.Line, "There is only full text here, and not every paper and past paper has one. Give a title or an abstract.");
            }
        }
    }

    private static List<Document> ReadTexts(string file, InputErrors errors, string owner, string name)
    {
        var documents = new List<Document>();
        foreach (var (line, fields) in JsonLines.Read(file, errors, owner, name, "title", "abstract", "text"))
        {
            if (string.IsNullOrWhiteSpace(fields[0]))
            {
                errors.Add(file, line, $"\"{owner}\" is missing.");
                continue;
            }

            var shortText = $"{fields[2]}\n{fields[3]}".Trim();
            documents.Add(new Document(
                line, fields[0]!, fields[1] ?? fields[2] ?? string.Create(CultureInfo.InvariantCulture, $"line {line}"),
                shortText.Length > 0 ? shortText : null, string.IsNullOrWhiteSpace(fields[4]) ? null : fields[4]));
        }

        return documents;
    }

    private sealed record Document(long Line, string Owner, string Name, string? TitleAndAbstract, string? Text)
    {
        public bool IsEmpty => TitleAndAbstract is null && Text is null;

        public string Read(bool fullText) => fullText ? $"{TitleAndAbstract}\n{FirstWords(Text!)}" : TitleAndAbstract ?? "";

        private static string FirstWords(string text)
        {
            var words = 0;
            for (var i = 1; i < text.Length; i++)
            {
                if (char.IsWhiteSpace(text[i]) && !char.IsWhiteSpace(text[i - 1]) && ++words == WordsOfFullText)
                {
                    return text[..i];
                }
            }

            return text;
        }
    }
}
