using System.CommandLine;
using System.Text.RegularExpressions;
using Workshop.Web.Commands;

namespace Workshop.IntegrationTests.Commands;

/// <summary>affinity, assign and check-assignment as a shell sees them: files in, files out, an exit code, sentences on stderr.</summary>
[Trait("Database", "none")]
public sealed class MatchingVerbsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("verbs").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void From_texts_to_an_accepted_assignment()
    {
        Write("papers.jsonl", """
            {"id":"p1","title":"Shapley values","abstract":"Sparse attributions for kernels","keywords":["ignored"]}
            {"id":2,"title":"Counterfactuals","abstract":"Causal recourse under shift"}
            """);
        Write("profiles.jsonl", """
            {"reviewer":"ann","title":"Shapley attributions"}
            {"reviewer":"bob","abstract":"Causal counterfactuals"}
            {"reviewer":"new"}
            """);

        Assert.Equal(0, Run("affinity --papers papers.jsonl --profiles profiles.jsonl --out affinity.csv").Code);
        Assert.Contains("p1,new,\n", Read("affinity.csv"), StringComparison.Ordinal);
        Assert.Equal(0, Run("assign --affinity affinity.csv --per-paper 1 --max-load 1 --out assignment.csv --certificate certificate.json").Code);
        Assert.Matches(@"\Apaper,reviewer,affinity\n2,bob,0\.\d+\np1,ann,0\.\d+\n\z", Read("assignment.csv"));
        var check = Run("check-assignment --affinity affinity.csv --per-paper 1 --max-load 1 --assignment assignment.csv --certificate certificate.json");
        Assert.Equal((0, ""), (check.Code, check.Error));
        Assert.StartsWith("Accepted: 2 reviews", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_number_altered_in_the_certificate_or_the_assignment_is_rejected()
    {
        Write("affinity.csv", "paper,reviewer,affinity\np,a,0.5\np,b,0.25\nq,a,0.5\nq,b,0.125\n");
        Assert.Equal(0, Run("assign --affinity affinity.csv --per-paper 1 --max-load 1 --out assignment.csv --certificate certificate.json").Code);
        var certificate = Read("certificate.json");
        var numbers = Regex.Matches(certificate, @"(?<=: )-?\d+(?=[,\s])");
        Assert.Equal(9, numbers.Count);
        foreach (Match number in numbers)
        {
            var altered = long.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture) + 1;
            Write("altered.json", certificate[..number.Index] + altered + certificate[(number.Index + number.Length)..]);
            Assert.Equal(1, Run("check-assignment --affinity affinity.csv --per-paper 1 --max-load 1 --assignment assignment.csv --certificate altered.json").Code);
        }

        foreach (var (from, to) in new[] { ("p,b", "p,a"), ("q,a", "q,b"), ("0.5", "0.6"), ("0.25", "0.26"), ("p,b,0.25\n", "") })
        {
            Write("altered.csv", Read("assignment.csv").Replace(from, to, StringComparison.Ordinal));
            Assert.Equal(1, Run("check-assignment --affinity affinity.csv --per-paper 1 --max-load 1 --assignment altered.csv --certificate certificate.json").Code);
        }
    }

    [Fact]
    public void Demands_loads_conflicts_bids_and_pins_are_kept()
    {
        Write("affinity.csv", "Reviewer,Paper,Affinity\nann,p,0.9\nbob,p,0.5\ncem,p,0.4\nann,q,0.9\nbob,q,0\ncem,q,\n");
        Write("demands.csv", "paper,reviews\nq,2\n");
        Write("loads.csv", "reviewer,min,max\ncem,1,\n");
        Write("conflicts.csv", "paper,reviewer\np,ann\n");
        Write("bids.csv", "paper,reviewer,bid\np,bob,no\nq,bob,eager\nq,ann,in-a-pinch\np,cem,willing\n");
        Write("pins.csv", "paper,reviewer\nq,cem\n");

        var run = Run("assign --affinity affinity.csv --per-paper 1 --demands demands.csv --loads loads.csv --max-load 3 --conflicts conflicts.csv --bids bids.csv --pins pins.csv --out assignment.csv");

        Assert.Equal((0, "paper,reviewer,affinity\np,cem,0.5\nq,ann,0.45\nq,cem,\n"), (run.Code, Read("assignment.csv")));
        Assert.Contains("The affinity of 1 of them is missing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_impossible_answers_three_with_its_causes_and_writes_nothing()
    {
        Write("affinity.csv", "paper,reviewer,affinity\np,a,1\np,b,1\nq,a,1\n");

        var run = Run("assign --affinity affinity.csv --per-paper 2 --out assignment.csv");

        Assert.Equal(3, run.Code);
        Assert.Contains("Paper q needs 2 reviews but only 1 person may review it (a).", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "assignment.csv")));
    }

    [Theory]
    [InlineData("paper,reviewer,affinity\np,a,high\n", "affinity.csv:2: The affinity \"high\" is no number")]
    [InlineData("paper,reviewer,affinity\np,a,1\np,a,1\n", "affinity.csv:3: Paper p and reviewer a are listed twice.")]
    [InlineData("paper,affinity\np,1\n", "affinity.csv:1: There is no column \"reviewer\"")]
    [InlineData("paper,reviewer,affinity\np,,1\n", "affinity.csv:2: The reviewer is empty.")]
    [InlineData("paper,reviewer,affinity\n\"p,a,1\n", "affinity.csv:2: This is no well-formed CSV")]
    [InlineData("", "affinity.csv:1: There is no column \"paper\"")]
    public void Bad_rows_are_named_by_file_line_and_reason(string file, string reason)
    {
        Write("affinity.csv", file);

        var run = Run("assign --affinity affinity.csv --per-paper 1 --out assignment.csv");

        Assert.Equal(2, run.Code);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--conflicts", "paper,reviewer\np,typo\n", "extra.csv:2: There is no reviewer typo")]
    [InlineData("--pins", "paper,reviewer\nx,a\n", "extra.csv:2: There is no paper x")]
    [InlineData("--bids", "paper,reviewer,bid\np,a,maybe\n", "extra.csv:2: The bid \"maybe\" must be")]
    [InlineData("--loads", "reviewer,min,max\na,3,2\n", "extra.csv:2: The min 3 is above the max 2.")]
    [InlineData("--demands", "paper,reviews\np,-1\n", "extra.csv:2: \"-1\" is no number of reviews.")]
    [InlineData("--institutions", "reviewer,institution\ntypo,X\n", "extra.csv:2: There is no reviewer typo")]
    [InlineData("--seniors", "reviewer\ntypo\n", "extra.csv:2: There is no reviewer typo")]
    [InlineData("--authors", "paper,reviewer\nx,a\n", "extra.csv:2: There is no paper x")]
    [InlineData("--bans", "paper,reviewer\np,typo\n", "extra.csv:2: There is no reviewer typo")]
    public void Bad_side_files_are_named_too(string option, string file, string reason)
    {
        Write("affinity.csv", "paper,reviewer,affinity\np,a,1\n");
        Write("extra.csv", file);

        var run = Run($"assign --affinity affinity.csv --per-paper 1 {option} extra.csv --out assignment.csv");

        Assert.Equal(2, run.Code);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--floor high", "--floor: \"high\" must be none, best or a number from -1000000 to 1000000 with a decimal point.")]
    [InlineData("--floor 1000001", "--floor: \"1000001\" must be none, best or a number from -1000000 to 1000000 with a decimal point.")]
    [InlineData("--max-probability 1.5", "--max-probability: The largest probability of a pair must be above 0 and at most 1.")]
    [InlineData("--max-probability 0.5 --floor best", "--max-probability: A floor for the worst-served paper and a largest probability cannot be had together")]
    [InlineData("--no-mutual", "--no-mutual: It needs --authors")]
    [InlineData("--candidates 0", "--candidates: The solver must start with at least one candidate")]
    [InlineData("--max-nodes 0", "--max-nodes: The search needs at least one node.")]
    public void Options_that_make_no_sense_are_named(string options, string reason)
    {
        Write("affinity.csv", "paper,reviewer,affinity\np,a,1\n");

        var run = Run($"assign --affinity affinity.csv --per-paper 1 {options} --out assignment.csv");

        Assert.Equal(2, run.Code);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bans_and_authors_are_kept_and_no_two_review_each_other()
    {
        // ann wrote p, bob wrote q; each would review the other's. Keeping them apart costs the cheaper of the two.
        Write("affinity.csv", "paper,reviewer,affinity\np,ann,1\np,bob,0.9\np,cem,0.4\nq,ann,0.8\nq,bob,1\nq,cem,0.5\n");
        Write("authors.csv", "\ufeffpaper,reviewer,name\r\np,ann,\"Ann, A.\"\r\n\r\nq,bob,Bob\r\n");
        Write("bans.csv", "paper,reviewer\np,cem\n");

        var mutual = Run("assign --affinity affinity.csv --per-paper 1 --authors authors.csv --out mutual.csv");
        var apart = Run("assign --affinity affinity.csv --per-paper 1 --authors authors.csv --no-mutual --out apart.csv --certificate certificate.json");
        var banned = Run("assign --affinity affinity.csv --per-paper 1 --authors authors.csv --bans bans.csv --no-mutual --out banned.csv");

        Assert.Equal((0, "paper,reviewer,affinity\np,bob,0.9\nq,ann,0.8\n"), (mutual.Code, Read("mutual.csv")));
        Assert.Equal((0, "paper,reviewer,affinity\np,bob,0.9\nq,cem,0.5\n"), (apart.Code, Read("apart.csv")));
        Assert.Contains("No mutual reviewing costs 0.3.", apart.Error, StringComparison.Ordinal);
        Assert.Equal((0, "paper,reviewer,affinity\np,bob,0.9\nq,cem,0.5\n"), (banned.Code, Read("banned.csv")));
        Assert.Equal(0, Run("check-assignment --affinity affinity.csv --per-paper 1 --authors authors.csv --no-mutual --assignment apart.csv --certificate certificate.json").Code);
        Assert.Equal(1, Run("check-assignment --affinity affinity.csv --per-paper 1 --authors authors.csv --no-mutual --assignment mutual.csv --certificate certificate.json").Code);
    }

    [Fact]
    public void Bar_institutions_and_seniors_are_kept_and_priced()
    {
        Write("affinity.csv", "paper,reviewer,affinity\np,ann,0.9\np,bob,0.8\np,cem,0.7\np,dia,0.1\n");
        Write("institutions.csv", "reviewer,institution\nann,X\nbob,X\nbob,Y\ncem,Y\n");
        Write("seniors.csv", "reviewer\ndia\n");
        const string Rules = "--affinity affinity.csv --per-paper 2 --bar 0.75 --institutions institutions.csv --seniors seniors.csv";

        var run = Run($"assign {Rules} --out assignment.csv --certificate certificate.json");

        Assert.Equal((0, "paper,reviewer,affinity\np,ann,0.9\np,dia,0.1\n"), (run.Code, Read("assignment.csv")));
        Assert.Contains("A senior reviewer for every paper costs 0.6.", run.Error, StringComparison.Ordinal);
        Assert.Contains("At most one reviewer of an institution costs nothing.", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, Run($"check-assignment {Rules} --assignment assignment.csv --certificate certificate.json").Code);
        Write("seniors.csv", "reviewer\ncem\n");
        Assert.Equal(1, Run($"check-assignment {Rules} --assignment assignment.csv --certificate certificate.json").Code);
        var high = Run("assign --affinity affinity.csv --per-paper 2 --bar 0.95 --out assignment.csv");
        Assert.Equal(3, high.Code);
        Assert.Contains("Paper p must have at least 1 (affinity of at least 0.95), but nobody who may review it is in that group.", high.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_floor_is_reached_priced_and_proved()
    {
        Write("affinity.csv", "paper,reviewer,affinity\np,ann,0.9\np,bob,0.5\nq,ann,0.7\nq,bob,0.1\n");
        const string Best = "--affinity affinity.csv --per-paper 1 --max-load 1 --floor best";

        var run = Run($"assign {Best} --out assignment.csv --certificate certificate.json");

        Assert.Equal((0, "paper,reviewer,affinity\np,bob,0.5\nq,ann,0.7\n"), (run.Code, Read("assignment.csv")));
        Assert.Contains("The lowest score of a paper is 0.5; no assignment has a higher one.", run.Error, StringComparison.Ordinal);
        var check = Run($"check-assignment {Best} --assignment assignment.csv --certificate certificate.json");
        Assert.Equal((0, ""), (check.Code, check.Error));
        Assert.Contains("every paper has a score of at least 0.500000", check.Output, StringComparison.Ordinal);
        Assert.Equal(1, Run("check-assignment --affinity affinity.csv --per-paper 1 --max-load 1 --assignment assignment.csv --certificate certificate.json").Code);
        Assert.Equal(0, Run("assign --affinity affinity.csv --per-paper 1 --max-load 1 --floor 0.5 --out assignment.csv").Code);
        var high = Run("assign --affinity affinity.csv --per-paper 1 --max-load 1 --floor 0.6 --out assignment.csv");
        Assert.Equal(3, high.Code);
        Assert.Contains("No assignment gives every paper at least 0.6", high.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_draw_keeps_to_its_probabilities()
    {
        Write("affinity.csv", "paper,reviewer,affinity\np,ann,0.9\np,bob,0.5\nq,ann,0.7\nq,bob,0.1\n");
        const string Half = "--affinity affinity.csv --per-paper 1 --max-load 1 --max-probability 0.5";

        var run = Run($"assign {Half} --seed 5 --out assignment.csv --certificate certificate.json --probabilities probabilities.csv");

        Assert.Equal(0, run.Code);
        Assert.Equal("paper,reviewer,probability\np,ann,0.5\np,bob,0.5\nq,ann,0.5\nq,bob,0.5\n", Read("probabilities.csv"));
        Assert.Contains("the expected total 1.100000 is proved best", run.Error, StringComparison.Ordinal);
        var check = Run($"check-assignment {Half} --assignment assignment.csv --certificate certificate.json");
        Assert.Equal((0, ""), (check.Code, check.Error));
        Assert.Equal(1, Run("check-assignment --affinity affinity.csv --per-paper 1 --max-load 1 --max-probability 0.4 --assignment assignment.csv --certificate certificate.json").Code);
        Assert.Equal(3, Run("assign --affinity affinity.csv --per-paper 1 --max-load 1 --max-probability 0.4 --out assignment.csv").Code);
    }

    [Fact]
    public void What_was_not_found_is_not_called_impossible_and_an_open_floor_is_named()
    {
        // A third of the reviewers is worth much more to everybody than the others.
        var affinity = new System.Text.StringBuilder("paper,reviewer,affinity\n");
        for (var (p, r) = (0, 0); p < 40; (p, r) = r == 14 ? (p + 1, 0) : (p, r + 1))
        {
            var hundredths = (40 + ((p + 1) * (r + 3) * (p + r + 7) % 59)) / (r % 3 == 0 ? 1 : 5);
            affinity.Append(System.Globalization.CultureInfo.InvariantCulture, $"p{p},r{r},0.{hundredths:00}\n");
        }

        Write("affinity.csv", affinity.ToString());
        const string Input = "--affinity affinity.csv --per-paper 3 --max-load 8";

        var few = Run($"assign {Input} --floor 0.95 --max-nodes 1 --out assignment.csv");
        Assert.Equal(3, few.Code);
        Assert.StartsWith("None was found:\nNo assignment that gives every paper at least 0.95 was found in ", few.Error, StringComparison.Ordinal);
        var impossible = Run($"assign {Input} --floor 2.95 --max-nodes 1 --out assignment.csv");
        Assert.Equal(3, impossible.Code);
        Assert.StartsWith("There is no such assignment:\nNo assignment gives every paper at least 2.95: ", impossible.Error, StringComparison.Ordinal);

        Assert.Equal(0, Run($"assign {Input} --floor best --max-nodes 20 --out assignment.csv --certificate certificate.json").Code);
        var check = Run($"check-assignment {Input} --floor best --assignment assignment.csv --certificate certificate.json");
        Assert.Equal(0, check.Code);
        Assert.Matches(@"every paper has a score of at least 0\.\d+, and none can give every paper more than 1\.\d+, so the floor may be 0\.\d+ below the best; ", check.Output);
    }

    [Fact]
    public void A_draw_without_a_seed_takes_one_that_nobody_can_foresee_and_shows_it()
    {
        Write("affinity.csv", "paper,reviewer,affinity\np,ann,0.9\np,bob,0.5\nq,ann,0.7\nq,bob,0.1\n");
        const string Half = "assign --affinity affinity.csv --per-paper 1 --max-load 1 --max-probability 0.5 --out assignment.csv";
        static string SeedOf(string error) => Regex.Match(error, @"(?<=Drawn with --seed )\d+(?=;)").Value;

        var (first, second) = (Run(Half), Run(Half));
        var drawn = Read("assignment.csv");
        var again = Run($"{Half} --seed {SeedOf(second.Error)}");

        Assert.Equal((0, 0, 0), (first.Code, second.Code, again.Code));
        Assert.NotEqual(SeedOf(first.Error), SeedOf(second.Error));
        Assert.Equal(drawn, Read("assignment.csv"));
        Assert.DoesNotContain("--seed", Run("assign --affinity affinity.csv --per-paper 1 --max-load 1 --out assignment.csv").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "{ \"value\": 0,")]
    [InlineData("{", "{ \"comment\": 0,")]
    [InlineData("\"p\": ", "\"p\": 1, \"p\": ")]
    [InlineData("\"probabilities\": [", "\"probabilities\": [ null,")]
    [InlineData("\"groupPrices\": []", "\"groupPrices\": [null]")]
    public void A_certificate_that_can_be_read_in_two_ways_is_wrong_input(string from, string to)
    {
        Write("affinity.csv", "paper,reviewer,affinity\np,ann,0.9\np,bob,0.5\n");
        const string Half = "--affinity affinity.csv --per-paper 1 --max-probability 0.5";
        Assert.Equal(0, Run($"assign {Half} --out assignment.csv --certificate certificate.json").Code);
        var certificate = Read("certificate.json");
        var at = certificate.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0);
        Write("altered.json", certificate[..at] + to + certificate[(at + from.Length)..]);

        var check = Run($"check-assignment {Half} --assignment assignment.csv --certificate altered.json");

        Assert.Equal(2, check.Code);
        Assert.Contains("This is no certificate", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_affinity_emptied_beside_others_is_rejected_unless_it_is_missing()
    {
        Write("affinity.csv", "paper,reviewer,affinity\np,ann,0.9\nq,bob,0.5\nr,cem,\n");
        const string Input = "--affinity affinity.csv --per-paper 1 --certificate certificate.json";
        Assert.Equal(0, Run($"assign {Input} --out assignment.csv").Code);
        Write("none.csv", "paper,reviewer\np,ann\nq,bob\nr,cem\n");
        Write("emptied.csv", Read("assignment.csv").Replace("0.5", "", StringComparison.Ordinal));

        Assert.Equal(0, Run($"check-assignment {Input} --assignment assignment.csv").Code);
        Assert.Equal(0, Run($"check-assignment {Input} --assignment none.csv").Code);
        var emptied = Run($"check-assignment {Input} --assignment emptied.csv");
        Assert.Equal(1, emptied.Code);
        Assert.Contains("emptied.csv:3: The affinity is empty, but 0.5 counts for this pair.", emptied.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bid_that_lifts_an_affinity_too_high_is_named_by_its_line()
    {
        Write("affinity.csv", "paper,reviewer,affinity\np,ann,900\np,bob,1\n");
        Write("bids.csv", "paper,reviewer,bid\np,bob,eager\np,ann,eager\n");

        var run = Run("assign --affinity affinity.csv --per-paper 1 --bids bids.csv --out assignment.csv");

        Assert.Equal(2, run.Code);
        Assert.Contains("bids.csv:3: The bid \"eager\" lifts the affinity of paper p and reviewer ann to 1350, above 1000.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--bar 0.4 --institutions institutions.csv --seniors seniors.csv --authors authors.csv --no-mutual --floor best")]
    [InlineData("--institutions institutions.csv --max-probability 0.7")]
    public void Any_number_altered_is_rejected_under_every_option(string options)
    {
        var affinity = new System.Text.StringBuilder("paper,reviewer,affinity\n");
        for (var i = 0; i < 6 * 7; i++)
        {
            affinity.Append(System.Globalization.CultureInfo.InvariantCulture, $"p{i / 7},r{i % 7},0.{(i * 37 % 90) + 10}\n");
        }

        Write("affinity.csv", affinity.ToString());
        Write("institutions.csv", "reviewer,institution\nr0,X\nr1,X\nr2,Y\nr3,Y\n");
        Write("seniors.csv", "reviewer\nr0\nr2\nr4\n");
        Write("authors.csv", "paper,reviewer\np0,r0\np1,r1\np2,r2\np3,r3\n");
        var input = $"--affinity affinity.csv --per-paper 2 --max-load 3 {options}";
        Assert.Equal(0, Run($"assign {input} --out assignment.csv --certificate certificate.json").Code);
        Assert.Equal(0, Run($"check-assignment {input} --assignment assignment.csv --certificate certificate.json").Code);

        var certificate = Read("certificate.json");
        var numbers = Regex.Matches(certificate, @"(?<=[:\[,\s])-?\d+(?=[,\s\]])");
        Assert.True(numbers.Count > 40, $"{numbers.Count} numbers");
        foreach (Match number in numbers)
        {
            var altered = long.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture) + 1;
            Write("altered.json", certificate[..number.Index] + altered + certificate[(number.Index + number.Length)..]);
            Assert.Equal(1, Run($"check-assignment {input} --assignment assignment.csv --certificate altered.json").Code);
        }

        var assignment = Read("assignment.csv");
        foreach (Match reviewer in Regex.Matches(assignment, @"(?<=,r)\d"))
        {
            Write("altered.csv", assignment[..reviewer.Index] + ((int.Parse(reviewer.Value, System.Globalization.CultureInfo.InvariantCulture) + 1) % 7) + assignment[(reviewer.Index + 1)..]);
            Assert.Equal(1, Run($"check-assignment {input} --assignment altered.csv --certificate certificate.json").Code);
        }
    }

    [Theory]
    [InlineData("{\"title\":\"x\"}", "papers.jsonl:1: \"id\" is missing.")]
    [InlineData("{\"id\":\"p\",", "papers.jsonl:1: The line is not valid JSON")]
    [InlineData("[1]", "papers.jsonl:1: The line is not a JSON object")]
    [InlineData("{\"id\":\"p\",\"title\":\"x\"}\n{\"id\":\"p\",\"title\":\"y\"}", "papers.jsonl:2: Paper p is listed twice.")]
    [InlineData("{\"id\":\"p\",\"text\":\"only full text\"}", "papers.jsonl:1: There is only full text here")]
    public void Bad_lines_are_named_by_file_line_and_reason(string papers, string reason)
    {
        Write("papers.jsonl", papers);
        Write("profiles.jsonl", "{\"reviewer\":\"a\",\"title\":\"Kernels\"}");

        var run = Run("affinity --papers papers.jsonl --profiles profiles.jsonl --out affinity.csv");

        Assert.Equal(2, run.Code);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_explanation_names_past_papers_and_words()
    {
        Write("papers.jsonl", "{\"id\":\"p\",\"title\":\"Shapley values\"}");
        Write("profiles.jsonl", "{\"reviewer\":\"a\",\"id\":\"past\",\"title\":\"Shapley values\"}");

        var run = Run("affinity --papers papers.jsonl --profiles profiles.jsonl --explain p,a");

        Assert.Equal((0, "p,a: affinity 1.000000 by title and abstract\n  1.000000  past (cosine 1.0000)\n      0.500000  shapley\n      0.500000  values\n"), (run.Code, run.Output));
        Assert.Equal(2, Run("affinity --papers papers.jsonl --profiles profiles.jsonl --explain p,b").Code);
    }

    [Fact]
    public void Full_text_counts_where_both_sides_have_it_and_the_regime_is_said()
    {
        Write("papers.jsonl", "{\"id\":\"p\",\"title\":\"Kernels\",\"text\":\"Shapley values\"}\n{\"id\":\"q\",\"title\":\"Kernels\"}");
        Write("profiles.jsonl", "{\"reviewer\":\"a\",\"title\":\"Trees\",\"text\":\"Shapley values\"}\n{\"reviewer\":\"b\",\"title\":\"Kernels\"}\n{\"reviewer\":\"c\"}");

        var run = Run("affinity --papers papers.jsonl --profiles profiles.jsonl --out affinity.csv --with-regime");

        Assert.Equal(0, run.Code);
        Assert.Matches(@"\Apaper,reviewer,affinity,regime\np,a,0\.\d+,full-text\np,b,1,title-and-abstract\np,c,,\nq,a,0,title-and-abstract\nq,b,1,title-and-abstract\nq,c,,\n\z", Read("affinity.csv"));
        Assert.StartsWith("2 papers, 3 reviewers: 1 pairs by title, abstract and the first 2,500 words, 3 pairs by title and abstract, 2 pairs missing, which is not 0.\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("affinity --papers papers.jsonl --profiles profiles.jsonl --out affinity.csv").Code);
        Assert.StartsWith("paper,reviewer,affinity\n", Read("affinity.csv"), StringComparison.Ordinal);
        Assert.Contains("by title, abstract and the first 2,500 words\n", Run("affinity --papers papers.jsonl --profiles profiles.jsonl --explain p,a").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_without_a_reviewer_is_one_and_text_alone_may_be_an_abstract()
    {
        Write("papers.jsonl", "{\"id\":\"p\",\"title\":\"Kernels\"}");
        Write("profiles.jsonl", "{\"id\":\"r1\",\"names\":[\"ignored\"],\"text\":\"Kernels\"}");

        var refused = Run("affinity --papers papers.jsonl --profiles profiles.jsonl --out affinity.csv");
        Assert.Equal(2, refused.Code);
        Assert.Contains("profiles.jsonl:1: There is only full text here", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("affinity --papers papers.jsonl --profiles profiles.jsonl --text-as-abstract --out affinity.csv").Code);
        Assert.Equal("paper,reviewer,affinity\np,r1,1\n", Read("affinity.csv"));
    }

    [Theory]
    [InlineData("affinity")]
    [InlineData("assign")]
    [InlineData("check-assignment")]
    public void Each_verb_has_help(string verb)
    {
        Assert.Equal(0, Run($"{verb} --help").Code);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder, name));

    private (int Code, string Output, string Error) Run(string line)
    {
        var root = new RootCommand { AffinityCommand.Create(), AssignCommand.Create(), CheckAssignmentCommand.Create() };
        var arguments = line.Split(' ').Select(a => a.Contains(".csv", StringComparison.Ordinal) || a.Contains(".json", StringComparison.Ordinal) ? Path.Combine(_folder, a) : a);
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = root.Parse([.. arguments]).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
