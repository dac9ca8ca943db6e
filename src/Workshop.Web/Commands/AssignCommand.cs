using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Workshop.Domain.Assignment;

namespace Workshop.Web.Commands;

/// <summary>workshop assign: the assignment of the largest total affinity, with its proof.</summary>
public static class AssignCommand
{
    public static Command Create()
    {
        var input = new AssignmentInput();
        var seed = new Option<ulong?>("--seed") { HelpName = "N", Description = "Decides between assignments of the same total, and what --max-probability draws; where --max-nodes ends a search, it can change the total too. The same seed gives the same assignment. Default: 0, and with --max-probability one that is drawn anew each time and shown, so that nobody can work out the draw beforehand." };
        var candidates = new Option<int?>("--candidates") { HelpName = "K", Description = "Start with the K best candidates of each paper. More are added until no other could help, so this changes the time it takes and not the total; only where --max-nodes ends a search it can change the total too." };
        var maxNodes = new Option<int>("--max-nodes") { DefaultValueFactory = _ => new AssignmentOptions().MaxNodes, HelpName = "N", Description = "How long to search when a floor, --no-mutual or rules that cut across each other make it necessary. What is found and what is proved is stated." };
        var probabilities = new Option<string?>("--probabilities") { HelpName = "probabilities.csv", Description = "Where to write paper,reviewer,probability, with --max-probability." };
        var output = new Option<string>("--out") { Required = true, HelpName = "assignment.csv", Description = "Where to write paper,reviewer,affinity; the affinity is empty where it was missing, and after bids otherwise." };
        var certificate = new Option<string?>("--certificate") { HelpName = "certificate.json", Description = "Where to write the proof, for workshop check-assignment." };
        var command = new Command("assign", "Assign reviewers so that the total affinity is as large as it can be, and prove it. Exit codes: 0 done, 2 the input is wrong, 3 impossible with the causes named, or none was found before --max-nodes ended the search, which is no proof that there is none: the first line says which.");
        input.AddTo(command);
        Option[] options = [seed, candidates, maxNodes, output, certificate, probabilities];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, cancel) =>
        {
            var errors = new InputErrors();
            var wanted = input.ReadOptions(parse, errors) with { CandidatesPerPaper = parse.GetValue(candidates), MaxNodes = parse.GetValue(maxNodes) };
            // What is drawn must be no fixed function of the input.
            var drawsSeed = wanted.MaxProbability is not null && parse.GetValue(seed) is null;
            wanted = wanted with { Seed = drawsSeed ? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) : parse.GetValue(seed) ?? 0 };
            if (!errors.Any && wanted.WhyNot() is { } refusal)
            {
                errors.Add(refusal.Code == "assignment.nodes" ? "--max-nodes" : "--candidates", null, refusal.Message);
            }

            return Task.FromResult(Run(parse, input, wanted, errors, new Files(parse.GetValue(output)!, parse.GetValue(certificate), parse.GetValue(probabilities)), cancel));
        });
        return command;
    }

    private static int Run(ParseResult parse, AssignmentInput input, AssignmentOptions options, InputErrors errors, Files files, CancellationToken cancel)
    {
        var error = parse.InvocationConfiguration.Error;
        var problem = input.Read(parse, errors);
        if (problem is null || errors.Any)
        {
            return errors.Report(error);
        }

        var progress = TerminalProgress.For(error);
        var found = OptimalAssignment.Find(problem, options, progress, cancel);
        progress?.Clear();
        if (!found.Succeeded)
        {
            var isUsage = found.Refusals.Any(r => r.Code.EndsWith("-and-probability", StringComparison.Ordinal));
            var isOpen = found.Refusals.Any(r => r.Code.EndsWith("not-found", StringComparison.Ordinal));
            error.WriteLine(isUsage ? "These options do not go together:" : isOpen ? "None was found:" : "There is no such assignment:");
            foreach (var cause in found.Refusals)
            {
                error.WriteLine(cause.Message);
            }

            return isUsage ? ExitCode.WrongInput : ExitCode.Impossible;
        }

        try
        {
            Write(files, found.Value);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(cause.Message);
            return ExitCode.WrongInput;
        }

        error.WriteLine(Summary(problem, found.Value));
        if (options.MaxProbability is not null)
        {
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Drawn with --seed {options.Seed}; with it, the same input and the same options give the same draw."));
        }

        foreach (var cost in found.Value.Costs)
        {
            error.WriteLine(cost.Sentence);
        }

        var unknown = found.Value.Pairs.Count(p => p.Affinity is null);
        if (unknown > 0)
        {
            error.WriteLine($"The affinity of {unknown} of them is missing and counted as 0: look at these by hand.");
        }

        return ExitCode.Done;
    }

    private static void Write(Files files, ProvenAssignment found)
    {
        CsvTable.Write(files.Output, ["paper", "reviewer", "affinity"], found.Pairs.Select(p => new[] { p.Paper, p.Reviewer, p.Affinity?.ToString("R", CultureInfo.InvariantCulture) ?? "" }));
        if (files.Certificate is not null)
        {
            CertificateFile.Write(files.Certificate, found.Certificate);
        }

        if (files.Probabilities is not null)
        {
            CsvTable.Write(files.Probabilities, ["paper", "reviewer", "probability"], found.Probabilities.Select(p => new[] { p.Paper, p.Reviewer, ((double)p.Probability / AssignmentOptions.ProbabilityGrid).ToString("R", CultureInfo.InvariantCulture) }));
        }
    }

    private static string Summary(AssignmentProblem problem, ProvenAssignment found)
    {
        var start = $"{found.Pairs.Count} reviews of {problem.Papers.Count} papers by {problem.Reviewers.Count} reviewers; ";
        var end = $" over {problem.PairCount} pairs in {found.Pivots} pivots.";
        if (found.Expected is { } expected)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{start}drawn with a total affinity of {found.Total:0.000000}; the expected total {expected:0.000000} is proved best{end}");
        }

        return found.Search is { } search
            ? string.Create(CultureInfo.InvariantCulture, $"{start}total affinity {found.Total:0.000000}. {search.Sentence}")
            : string.Create(CultureInfo.InvariantCulture, $"{start}total affinity {found.Total:0.000000}, proved best{end}");
    }

    private sealed record Files(string Output, string? Certificate, string? Probabilities);

    // One line that is written over, for somebody who watches; a file or a pipe gets none of it.
    private sealed class TerminalProgress(TextWriter error) : IProgress<SolverProgress>
    {
        private const int Width = 100;
        private const long Pause = 200;
        private long _next;

        public static TerminalProgress? For(TextWriter error) => ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected ? new TerminalProgress(error) : null;

        public void Report(SolverProgress value)
        {
            if (Environment.TickCount64 < _next)
            {
                return;
            }

            _next = Environment.TickCount64 + Pause;
            var known = value.Unplaced > 0 ? $"{value.Unplaced} reviews not placed yet"
                : value.Value is { } total ? string.Create(CultureInfo.InvariantCulture, $"total {total:0.000}, at most {value.Bound:0.000}") : "";
            error.Write($"\r{$"{value.Phase}: {value.Pivots} pivots, {known}".PadRight(Width)[..Width]}");
        }

        public void Clear() => error.Write($"\r{new string(' ', Width)}\r");
    }
}
