using System.CommandLine;
using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Jobs;
using Workshop.Domain.Reviewing;
using Workshop.Testing;
using Workshop.Web.Commands;

namespace Workshop.IntegrationTests.Assignment;

/// <summary>What an organizer downloads is accepted by the command line, on another machine as it were, and rejected when one number is different.</summary>
public sealed class BundleTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Input.Fairness=best")]
    [InlineData("Input.OneSenior=true&Input.OnePerInstitution=true")]
    [InlineData("Input.NoMutual=false&Input.MostPercent=80")]
    [InlineData("Input.Bar=0.01&Input.Demands=1: 1")]
    public async Task Everything_to_check_a_proposal_is_in_the_zip(string options)
    {
        await using var world = await AssignmentWorld.StartAsync();
        await AddPeopleAsync(world);
        var fields = options.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(option => option.Split('=')).ToDictionary(parts => parts[0], parts => (string?)parts[1]);
        fields["Input.ReviewsPerSubmission"] = "2";
        fields["Input.MaxLoad"] = "4";
        using var asked = await world.Olga.SubmitFormAsync(world.Root, fields, "form:has([name='Input.MaxLoad'])");
        Assert.True(asked.StatusCode == HttpStatusCode.Redirect, (await asked.DocumentAsync()).QuerySelector(".error-summary")?.TextContent);
        var run = Assert.Single(await world.App.RunJobsAsync());
        Assert.Equal((JobState.Succeeded, run.Message), (run.State, run.Message));
        var proposal = await world.ProposalOfAsync(run.Id);

        var folder = Directory.CreateTempSubdirectory("workshop-bundle");
        using (var zip = await world.Olga.GetAsync(new Uri($"{world.Root}/{proposal.Id}?handler=Bundle", UriKind.Relative), TestContext.Current.CancellationToken))
        {
            Assert.Equal(HttpStatusCode.OK, zip.StatusCode);
            await ZipFile.ExtractToDirectoryAsync(await zip.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), folder.FullName, TestContext.Current.CancellationToken);
        }

        var verb = Verb(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "README.txt"), TestContext.Current.CancellationToken), folder.FullName);
        var (code, said) = Run(verb);
        Assert.True(code == 0, said);

        var assignment = Path.Combine(folder.FullName, "affinity.csv");
        var lines = await File.ReadAllLinesAsync(assignment, TestContext.Current.CancellationToken);
        var altered = Array.FindIndex(lines, 1, line => line.Split(',')[2].Length > 0);
        var parts = lines[altered].Split(',');
        lines[altered] = $"{parts[0]},{parts[1]},0.912345";
        await File.WriteAllLinesAsync(assignment, lines, TestContext.Current.CancellationToken);
        Assert.Equal(1, Run(verb).Code);
        folder.Delete(recursive: true);
    }

    /// <summary>Four more reviewers and a paper, so that every option has something to choose.</summary>
    private static async Task AddPeopleAsync(AssignmentWorld world)
    {
        var e = world.World.Event;
        foreach (var (name, text) in new[] { ("dora", "Sufficient reasons\nTrees and their reasons."), ("emil", "Circuits\nValues of circuits in polynomial time."), ("fay", "Decision trees\nTrees, circuits and values."), ("gil", "Reasons of circuits\nWe bound reasons.") })
        {
            var person = await world.App.PersonAsync($"{name} Reviewer", $"{name}@{name}.example");
            var reviewer = Given.Reviewer(e, person, $"{name}@{name}.example");
            _ = reviewer.AddPastPapers([.. PastPaperInput.Read(text).Papers.Select(paper => new NewPastPaper(paper, PastPaperSource.Pasted))]);
            await world.App.SeedAsync(reviewer);
        }

        await world.App.QueryAsync(async db =>
        {
            foreach (var reviewer in await db.Reviewers.Where(reviewer => reviewer.Name.StartsWith("dora") || reviewer.Name.StartsWith("emil") || reviewer.Name.StartsWith("Anna")).ToListAsync(TestContext.Current.CancellationToken))
            {
                Assert.True(reviewer.SetQuota(0, null, isSenior: true).Succeeded);
            }

            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
    }

    private static string[] Verb(string readme, string folder) =>
        [.. readme[readme.IndexOf("check-assignment", StringComparison.Ordinal)..].Split([' ', '\n', '\\'], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.EndsWith(".csv", StringComparison.Ordinal) || part.EndsWith(".json", StringComparison.Ordinal) ? Path.Combine(folder, part) : part)];

    private static (int Code, string Said) Run(string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var root = new RootCommand { CheckAssignmentCommand.Create() };
        var code = root.Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString() + error);
    }
}
