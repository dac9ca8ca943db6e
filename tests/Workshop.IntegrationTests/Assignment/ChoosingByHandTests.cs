using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Assignment;
using Workshop.IntegrationTests.Reviews;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Assignment;

public sealed class ChoosingByHandTests
{
    [Fact]
    public async Task Choosing_another_reviewer_makes_a_new_proposal_and_holds_for_later_ones()
    {
        await using var world = await AssignmentWorld.StartAsync();
        var first = await world.ProposeAsync();
        Assert.Equal(["1 Anna", "2 Ben", "3 Ben"], world.PairsOf(first));
        var path = $"{world.Root}/{first.Id}/papers/{world.Paper(1)}";
        var page = await world.Olga.GetDocumentAsync(path);
        Assert.Contains("Ben Reviewer", page.QuerySelector("table[aria-labelledby=others]")!.TextContent, StringComparison.Ordinal);

        using var chosen = await world.DecideAsync(page, path, world.World.BenReviews.Id, "pin");

        var second = await world.ProposalAsync(await AssignmentWorld.RedirectedProposalAsync(chosen));
        Assert.Equal((ProposalKind.Edited, first.Id), (second.Kind, second.BasedOnId));
        Assert.Contains("1 Ben", world.PairsOf(second));
        Assert.True(second.Pairs.Single(pair => pair.SubmissionId == world.Paper(1)).IsPinned);
        Assert.True(second.TotalAffinity < first.TotalAffinity);
        Assert.Contains("1 Ben", world.PairsOf(await world.ProposeAsync()));
        Assert.Equal(["1 Anna", "2 Ben", "3 Ben"], world.PairsOf(await world.ProposalAsync(first.Id)));
    }

    [Fact]
    public async Task Ruling_somebody_out_and_allowing_them_again()
    {
        await using var world = await AssignmentWorld.StartAsync();
        var first = await world.ProposeAsync();
        var path = $"{world.Root}/{first.Id}/papers/{world.Paper(1)}";

        using var banned = await world.DecideAsync(await world.Olga.GetDocumentAsync(path), path, world.World.AnnaReviews.Id, "ban");
        var without = await world.ProposalAsync(await AssignmentWorld.RedirectedProposalAsync(banned));
        Assert.Contains("1 Ben", world.PairsOf(without));

        path = $"{world.Root}/{without.Id}/papers/{world.Paper(1)}";
        var page = await world.Olga.GetDocumentAsync(path);
        Assert.Contains("An organizer ruled it out.", page.QuerySelector("table[aria-labelledby=barred]")!.TextContent, StringComparison.Ordinal);
        using var lifted = await world.DecideAsync(page, path, world.World.AnnaReviews.Id, "lift");
        Assert.Contains("1 Anna", world.PairsOf(await world.ProposalAsync(await AssignmentWorld.RedirectedProposalAsync(lifted))));
        Assert.False(await world.App.QueryAsync(db => db.PairRules.AnyAsync()));
    }

    [Fact]
    public async Task A_change_that_leaves_nobody_is_refused_with_the_cause_and_changes_nothing()
    {
        await using var world = await AssignmentWorld.StartAsync();
        var first = await world.ProposeAsync(("MaxLoad", "2"));
        var path = $"{world.Root}/{first.Id}/papers/{world.Paper(1)}";
        using var banned = await world.DecideAsync(await world.Olga.GetDocumentAsync(path), path, world.World.AnnaReviews.Id, "ban");
        var second = await AssignmentWorld.RedirectedProposalAsync(banned);
        path = $"{world.Root}/{second}/papers/{world.Paper(1)}";

        using var refused = await world.DecideAsync(await world.Olga.GetDocumentAsync(path), path, world.World.BenReviews.Id, "ban");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("nobody may review it", await refused.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await world.App.QueryAsync(db => db.PairRules.CountAsync()));
    }

    [Fact]
    public async Task The_price_on_the_page_is_what_the_total_loses()
    {
        await using var world = await AssignmentWorld.StartAsync();
        var first = await world.ProposeAsync();
        var path = $"{world.Root}/{first.Id}/papers/{world.Paper(1)}";
        var page = await world.Olga.GetDocumentAsync(path);
        var sentence = page.QuerySelector("table[aria-labelledby=others] td[data-label='Choosing them']")!.TextContent;

        using var chosen = await world.DecideAsync(page, path, world.World.BenReviews.Id, "pin");
        var second = await world.ProposalAsync(await AssignmentWorld.RedirectedProposalAsync(chosen));

        var price = double.Parse(sentence.Split(' ')[1].TrimEnd(':'), CultureInfo.InvariantCulture);
        Assert.Equal(first.TotalAffinity - second.TotalAffinity, price, 3);
    }

    [Fact]
    public async Task A_pair_is_explained_term_by_term_and_the_terms_add_up()
    {
        await using var world = await AssignmentWorld.StartAsync();
        var proposal = await world.ProposeAsync();

        var page = await world.Olga.GetDocumentAsync($"{world.Root}/{proposal.Id}/papers/{world.Paper(1)}/{world.World.AnnaReviews.Id}");

        var parts = page.QuerySelectorAll("details table td.number").Sum(cell => double.Parse(cell.TextContent, CultureInfo.InvariantCulture));
        Assert.Equal(proposal.Pairs.Single(pair => pair.SubmissionId == world.Paper(1)).Affinity!.Value, parts, 2);
        Assert.Contains("decision", page.QuerySelector("details table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Taking Anna Reviewer away costs", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_reviewers_swap_their_submissions()
    {
        await using var world = await AssignmentWorld.StartAsync();
        var first = await world.ProposeAsync();
        var path = $"{world.Root}/{first.Id}/papers/{world.Paper(1)}/{world.World.AnnaReviews.Id}";
        var page = await world.Olga.GetDocumentAsync(path);

        using var swapped = await world.Olga.SubmitFormAsync(page, path, new Dictionary<string, string?>(), $"form:has(input[value='{world.Paper(3)}'])");

        Assert.Equal(["1 Ben", "2 Ben", "3 Anna"], world.PairsOf(await world.ProposalAsync(await AssignmentWorld.RedirectedProposalAsync(swapped))));
    }

    [Theory]
    [InlineData("What=drop&Reviewer={ben}", "That is impossible.")]
    [InlineData("What=more&Reviewer={anna}&Number=1", "If Anna Reviewer takes 1 more")]
    [InlineData("What=reviews&Submission={paper}&Number=2", "If #1 gets 2 reviews")]
    [InlineData("What=floor&Number=9.5", "impossible")]
    [InlineData("What=more&Number=1", "Choose a reviewer.")]
    public async Task What_if_answers_and_keeps_nothing(string query, string expected)
    {
        await using var world = await AssignmentWorld.StartAsync();
        var proposal = await world.ProposeAsync();
        query = query.Replace("{anna}", world.World.AnnaReviews.Id.ToString(), StringComparison.Ordinal).Replace("{ben}", world.World.BenReviews.Id.ToString(), StringComparison.Ordinal).Replace("{paper}", world.Paper(1).ToString(), StringComparison.Ordinal);

        using var answer = await world.Olga.GetAsync(new Uri($"{world.Root}/{proposal.Id}/what-if?{query}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains(expected, await answer.TextAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, await world.App.QueryAsync(db => db.AssignmentProposals.CountAsync()));
    }

    [Fact]
    public async Task Two_proposals_are_compared()
    {
        await using var world = await AssignmentWorld.StartAsync();
        var first = await world.ProposeAsync();
        var path = $"{world.Root}/{first.Id}/papers/{world.Paper(1)}";
        world.App.Clock.Now = world.App.Clock.Now.AddMinutes(1);
        using var chosen = await world.DecideAsync(await world.Olga.GetDocumentAsync(path), path, world.World.BenReviews.Id, "pin");
        var second = await AssignmentWorld.RedirectedProposalAsync(chosen);

        var page = await world.Olga.GetDocumentAsync($"{world.Root}/compare?p={second}&p={first.Id}");

        var row = page.QuerySelector("table[aria-labelledby=papers] tbody tr")!;
        Assert.StartsWith("Anna Reviewer (", row.QuerySelector("td[data-label='Only in the first']")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Ben Reviewer (", row.QuerySelector("td[data-label='Only in the second']")!.TextContent, StringComparison.Ordinal);
        using var one = await world.Olga.GetAsync(new Uri($"{world.Root}/compare?p={second}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("Select exactly two proposals", await one.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pair_whose_review_is_begun_is_not_taken_away_by_hand()
    {
        await using var world = await AssignmentWorld.StartAsync();
        var proposal = await world.ProposeAsync();
        await world.PublishAsync(proposal.Id);
        var path = $"{world.Root}/{proposal.Id}/papers/{world.Paper(1)}";
        var before = await world.Olga.GetDocumentAsync(path);
        await world.BeginAsync(1, world.World.AnnaReviews);

        using var refused = await world.DecideAsync(before, path, world.World.AnnaReviews.Id, "ban");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await refused.DocumentAsync();
        Assert.Contains("Anna Reviewer has begun to review #1, so this pair stays.", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("review begun", page.QuerySelector("table[aria-labelledby=reviewers]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("table[aria-labelledby=reviewers] button"));
        Assert.False(await world.App.QueryAsync(db => db.PairRules.AnyAsync()));
    }

    [Fact]
    public async Task Numbers_of_a_file_and_refusals_do_not_count_what_an_organizer_may_not_see()
    {
        await using var world = await AssignmentWorld.StartAsync();
        await world.PublishAsync((await world.ProposeAsync()).Id);
        await world.BeginAsync(2, world.World.BenReviews);
        var otto = await world.App.SignedInAsync(ReviewingWorld.Otto);

        // Ben takes two and has begun Otto's own: choosing him for both others must not be refused because he is full.
        var proposal = await world.ProposeAsync(("MaxLoad", "2"));
        var path = $"{world.Root}/{proposal.Id}/papers/{world.Paper(1)}";
        using var first = await otto.SubmitFormAsync(await otto.GetDocumentAsync(path), path, new Dictionary<string, string?> { ["kind"] = "pin" }, $"form:has(input[value='{world.World.BenReviews.Id}']):has(button[value='pin'])");
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        path = $"{world.Root}/{await AssignmentWorld.RedirectedProposalAsync(first)}/papers/{world.Paper(3)}";
        using var second = await otto.SubmitFormAsync(await otto.GetDocumentAsync(path), path, new Dictionary<string, string?> { ["kind"] = "pin" }, $"form:has(input[value='{world.World.BenReviews.Id}']):has(button[value='pin'])");
        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        Assert.Equal(["1 Ben", "2 Ben", "3 Ben"], world.PairsOf(await world.ProposalAsync(await AssignmentWorld.RedirectedProposalAsync(second))));

        // Two are in the file and two is the limit: a third, out of sight, must not raise what is shown.
        await world.App.QueryAsync(db => db.Events.ExecuteUpdateAsync(set => set.SetProperty(e => e.MaxLoad, 2)));
        using var read = await otto.SubmitFormAsync($"{world.Root}/import", new Dictionary<string, string?>(), files: [new FormFile("file", "a.csv", System.Text.Encoding.UTF8.GetBytes($"paper,reviewer\n1,{ReviewingWorld.Ben}\n3,{ReviewingWorld.Ben}\n"), "text/csv")]);
        var imported = await world.ProposalAsync(await AssignmentWorld.RedirectedProposalAsync(read));
        Assert.Contains("2 Ben", world.PairsOf(imported));
        Assert.Equal(2, imported.MaxLoad);
    }

    [Fact]
    public async Task An_organizer_who_wrote_a_submission_finds_no_trace_of_it_in_any_of_this()
    {
        await using var world = await AssignmentWorld.StartAsync();
        var otto = await world.App.SignedInAsync(ReviewingWorld.Otto);
        var proposal = await world.ProposeAsync();
        var path = $"{world.Root}/{proposal.Id}";
        var open = $"{path}/papers/{world.Paper(3)}";
        Assert.Contains("#2", await world.Olga.ReadAsync(path), StringComparison.Ordinal);

        string[] pages = [path, open, $"{open}/{world.World.BenReviews.Id}", $"{path}/what-if?What=drop&Reviewer={world.World.AnnaReviews.Id}", $"{path}/publish", $"{world.Root}/compare?p={proposal.Id}&p={proposal.Id}", $"{world.Root}/published", world.Root];
        foreach (var page in pages)
        {
            using var response = await otto.GetAsync(new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken);
            var seen = await response.TextAsync();
            Assert.DoesNotContain("Ottonian", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("#2", seen, StringComparison.Ordinal);
            Assert.DoesNotContain(world.Paper(2).ToString(), seen, StringComparison.Ordinal);
        }

        foreach (var page in new[] { $"{path}/papers/{world.Paper(2)}", $"{path}/papers/{world.Paper(2)}/{world.World.BenReviews.Id}", $"{path}?handler=Bundle", $"{path}?handler=Certificate" })
        {
            using var hidden = await otto.GetAsync(new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }

        // Ben has two of at most two submissions, one of them Otto's. Whoever sees one sees neither that he is full nor that he has room.
        var row = (await otto.GetDocumentAsync($"{path}/papers/{world.Paper(1)}")).QuerySelector("table[aria-labelledby=others] tbody tr")!;
        Assert.Equal("1", row.QuerySelector("td[data-label=Has]")!.TextContent);
        Assert.DoesNotContain("gains", row.TextContent, StringComparison.Ordinal);
    }
}
