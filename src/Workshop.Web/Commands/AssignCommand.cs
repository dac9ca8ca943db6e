using System.CommandLine;
using System.Globalization;
using Workshop.Domain.Assignment;

namespace Workshop.Web.Commands;

/// <summary>workshop assign: the assignment of the largest total affinity, with its proof.</summary>
public static class AssignCommand
{
    public static Command Create()
    {
        var input = new AssignmentInput();
        var floor = new Option<string>("--floor") { DefaultValueFactory = _ => "none", HelpName = "none|best|VALUE", Description = "A floor for the worst-served paper. Only none is solved for now; the others are refused, not guessed." };
        var seed = new Option<ulong>("--seed") { HelpName = "N", Description = "Decides between assignments of the same total. The same seed gives the same assignment." };
        var output = new Option<string>("--out") { Required = true, HelpName = "assignment.csv", Description = "Where to write paper,reviewer,affinity; the affinity is empty where it was missing, and after bids otherwise." };
        var certificate = new Option<string?>("--certificate") { HelpName = "certificate.json", Description = "Where to write the proof, for workshop check-assignment." };
        var command = new Command("assign", "Assign reviewers so that the total affinity is as large as it can be, and prove it. Exit codes: 0 done, 2 the input is wrong, 3 impossible with the causes named.");
        input.AddTo(command);
        command.Options.Add(floor);
        command.Options.Add(seed);
        command.Options.Add(output);
        command.Options.Add(certificate);
        command.SetAction((parse, cancel) => Task.FromResult(Run(
            parse, input, parse.GetValue(floor)!, parse.GetValue(seed), parse.GetValue(output)!, parse.GetValue(certificate), cancel)));
        return command;
    }

    private static int Run(ParseResult parse, AssignmentInput input, string floorText, ulong seed, string output, string? certificate, CancellationToken cancel)
    {
        var error = parse.InvocationConfiguration.Error;
        var errors = new InputErrors();
        var floor = Floor.Parse(floorText);
        if (floor is null)
        {
            errors.Add("--floor", null, $"\"{floorText}\" must be none, best or a number.");
        }

        var problem = input.Read(parse, errors);
        if (problem is null || errors.Any)
        {
            return errors.Report(error);
        }

        var found = OptimalAssignment.Find(problem, new AssignmentOptions { Seed = seed, Floor = floor! }, null, cancel);
        if (!found.Succeeded)
        {
            error.WriteLine("There is no such assignment:");
            foreach (var cause in found.Refusals)
            {
                error.WriteLine(cause.Message);
            }

            return ExitCode.Impossible;
        }

        try
        {
            CsvTable.Write(output, ["paper", "reviewer", "affinity"], found.Value.Pairs.Select(p => new[] { p.Paper, p.Reviewer, p.Affinity?.ToString("R", CultureInfo.InvariantCulture) ?? "" }));
            if (certificate is not null)
            {
                CertificateFile.Write(certificate, found.Value.Certificate);
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(cause.Message);
            return ExitCode.WrongInput;
        }

        var total = (double)found.Value.Certificate.Value / AssignmentProblem.Scale;
        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{found.Value.Pairs.Count} reviews of {problem.Papers.Count} papers by {problem.Reviewers.Count} reviewers; total affinity {total:0.000000}, proved best over {problem.PairCount} pairs in {found.Value.Pivots} pivots."));
        var unknown = found.Value.Pairs.Count(p => p.Affinity is null);
        if (unknown > 0)
        {
            error.WriteLine($"The affinity of {unknown} of them is missing and counted as 0: look at these by hand.");
        }

        return ExitCode.Done;
    }
}
