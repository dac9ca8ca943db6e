using System.CommandLine;
using System.Globalization;
using Workshop.Domain.Assignment;

namespace Workshop.Web.Commands;

/// <summary>workshop check-assignment: whether an assignment is allowed and proved best, in code that shares nothing with the solver.</summary>
public static class CheckAssignmentCommand
{
    public static Command Create()
    {
        var input = new AssignmentInput();
        var assignment = new Option<string>("--assignment") { Required = true, HelpName = "assignment.csv", Description = "paper,reviewer and, if it is there, affinity; empty beside others is missing." };
        var certificate = new Option<string>("--certificate") { Required = true, HelpName = "certificate.json", Description = "What workshop assign wrote beside it." };
        var command = new Command("check-assignment", "Check that an assignment keeps every rule and that its certificate proves that none is better, or by how much at most. Give the same input as to assign. Exit codes: 0 accepted, 1 rejected with the reasons, 2 the input is wrong.");
        input.AddTo(command);
        command.Options.Add(assignment);
        command.Options.Add(certificate);
        command.SetAction(parse => Run(parse, input, parse.GetValue(assignment)!, parse.GetValue(certificate)!));
        return command;
    }

    private static int Run(ParseResult parse, AssignmentInput input, string assignmentFile, string certificateFile)
    {
        var error = parse.InvocationConfiguration.Error;
        var errors = new InputErrors();
        var asked = input.ReadOptions(parse, errors);
        var problem = input.Read(parse, errors);
        var rows = CsvTable.Read(assignmentFile, errors, ["paper", "reviewer"], "affinity");
        var certificate = CertificateFile.Read(certificateFile, errors);
        if (problem is null || certificate is null || errors.Any)
        {
            return errors.Report(error);
        }

        var refusals = CertificateCheck.Check(problem, [.. rows.Select(r => (r.Fields[0], r.Fields[1]))], certificate, asked);
        var wrong = refusals.Select(r => r.Message).Concat(WrongAffinities(problem, rows, assignmentFile)).ToList();
        foreach (var reason in wrong)
        {
            error.WriteLine(reason);
        }

        if (wrong.Count > 0)
        {
            error.WriteLine("Rejected.");
            return ExitCode.No;
        }

        parse.InvocationConfiguration.Output.WriteLine(Verdict(rows.Count, certificate));
        return ExitCode.Done;
    }

    private static string Verdict(int reviews, Certificate certificate)
    {
        var unit = (double)AssignmentProblem.Scale * (certificate.Randomization?.Grid ?? 1);
        var kind = certificate.Randomization is { } drawn ? string.Create(CultureInfo.InvariantCulture, $"expected total affinity with no pair above {(double)drawn.Most / drawn.Grid:0.######}") : "total affinity";
        var lowest = certificate.Floor is not { } floor ? ""
            : string.Create(CultureInfo.InvariantCulture, $"every paper has a score of at least {floor.Least / unit:0.000000}")
            + (floor.Bound is { } bound ? string.Create(CultureInfo.InvariantCulture, $", and none can give every paper more than {bound / unit:0.000000}{(bound > floor.Least ? string.Create(CultureInfo.InvariantCulture, $", so the floor may be {(bound - floor.Least) / unit:0.000000} below the best") : "")}; ") : "; ");
        var most = certificate.Gap == 0
            ? $"no allowed assignment{(certificate.Floor is null ? "" : " on this floor")} has more"
            : string.Create(CultureInfo.InvariantCulture, $"no allowed assignment{(certificate.Floor is null ? "" : " on this floor")} has more than {certificate.Bound / unit:0.000000}, so at most {certificate.Gap / unit:0.000000} is missing");
        return string.Create(CultureInfo.InvariantCulture, $"Accepted: {reviews} reviews, {kind} {certificate.Value / unit:0.000000}; {lowest}{most} ({certificate.PairsChecked} pairs checked).");
    }

    // The column is for people; a number in it that is not the one that was counted would mislead them.
    private static IEnumerable<string> WrongAffinities(AssignmentProblem problem, List<CsvRow> rows, string file)
    {
        var papers = problem.Papers.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        var reviewers = problem.Reviewers.Select((r, i) => (r.Id, i)).ToDictionary(r => r.Id, r => r.i, StringComparer.Ordinal);
        var areGiven = rows.Any(row => row.Fields[2].Length > 0);
        foreach (var row in rows)
        {
            if (!areGiven
                || !papers.TryGetValue(row.Fields[0], out var paper)
                || !reviewers.TryGetValue(row.Fields[1], out var reviewer)
                || problem.Find(paper, reviewer) is not (>= 0 and var pair))
            {
                continue;
            }

            if (row.Fields[2].Length == 0)
            {
                // Beside others, empty says that it is missing.
                if (!problem.IsAffinityMissing(pair))
                {
                    yield return string.Create(CultureInfo.InvariantCulture, $"{file}:{row.Line}: The affinity is empty, but {(double)problem.WeightOf(pair) / AssignmentProblem.Scale} counts for this pair.");
                }
            }
            else if (problem.IsAffinityMissing(pair)
                || !AssignmentInput.TryReadAffinity(row.Fields[2], out var affinity)
                || affinity != (double)problem.WeightOf(pair) / AssignmentProblem.Scale)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{file}:{row.Line}: The affinity {row.Fields[2]} is not the one that counts for this pair.");
            }
        }
    }
}
