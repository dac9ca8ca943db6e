using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Reviewing;
using Workshop.Testing;
using Workshop.Web.Features.Submissions;

namespace Workshop.IntegrationTests.Reviews;

/// <summary>What reviewers say of themselves, and whom authors name.</summary>
public sealed class DeclaringTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("", "", "Choose what ties you to it.")]
    [InlineData("Coauthor", "2021", "What ended in 2021 is no conflict any more")]
    [InlineData("Advisor", "2031", "Give the year in which it ended, from 1900 to 2027")]
    public async Task A_reviewer_says_what_ties_them_and_is_told_when_it_is_none_any_more(string tie, string endedIn, string sentence)
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        var fields = new Dictionary<string, string?> { ["Input.Submission"] = world.Papers[0].Id.ToString(), ["Input.Tie"] = tie, ["Input.EndedIn"] = endedIn, ["Input.Note"] = "We met often." };

        using var refused = await anna.SubmitFormAsync($"{world.Root}/reviews/conflicts", fields, "form[action*=Declare]");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await refused.DocumentAsync();
        Assert.Contains(sentence, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("We met often.", page.QuerySelector("#Input_Note")!.GetAttribute("value"));
        Assert.False(await _app.QueryAsync(db => db.Conflicts.AnyAsync()));
    }

    [Fact]
    public async Task A_declared_tie_is_shown_back_and_told_to_organizers()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        var path = $"{world.Root}/reviews/conflicts";

        using var declared = await anna.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.Submission"] = world.Papers[0].Id.ToString(), ["Input.Tie"] = "Advisor", ["Input.EndedIn"] = "2001" }, "form[action*=Declare]");

        Assert.Equal(HttpStatusCode.Redirect, declared.StatusCode);
        Assert.Equal("Adviser or student, until 2001", (await anna.GetDocumentAsync(path)).QuerySelector("td[data-label='What ties you']")!.TextContent);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        Assert.Contains("Declared a conflict: adviser or student, until 2001.", await olga.ReadAsync($"{world.Root}/organize/conflicts"), StringComparison.Ordinal);
        Assert.Equal("Anna Reviewer declared a conflict with #1: adviser or student, until 2001.", await _app.QueryAsync(db => db.AuditEntries.Where(entry => entry.Action == "conflict.declared").Select(entry => entry.Detail).SingleAsync()));
    }

    [Fact]
    public async Task Authors_name_people_for_the_organizers_and_reviewers_never_see_it()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var cleo = await _app.SignedInAsync(ReviewingWorld.Cleo);
        var own = $"{world.Root}/submissions/{world.Papers[0].Id}";

        using var half = await cleo.SubmitFormAsync($"{own}/named", new Dictionary<string, string?> { ["Input.Name"] = "Ben Reviewer", ["Input.Email"] = "ben" }, "#add");
        Assert.Equal(HttpStatusCode.BadRequest, half.StatusCode);
        Assert.Contains("Choose what ties this person to you.", await half.TextAsync(), StringComparison.Ordinal);
        using var named = await cleo.SubmitFormAsync(
            $"{own}/named", new Dictionary<string, string?> { ["Input.Name"] = "B. Reviewer", ["Input.Email"] = ReviewingWorld.Ben, ["Input.Tie"] = "Financial", ["Input.Note"] = "We are in court." }, "#add");

        Assert.Equal(HttpStatusCode.Redirect, named.StatusCode);
        Assert.Contains("B. Reviewer", await cleo.ReadAsync(own), StringComparison.Ordinal);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        foreach (var page in new[] { $"{world.Root}/organize/conflicts", $"{world.Root}/organize/submissions/{world.Papers[0].Id}" })
        {
            Assert.Contains("We are in court.", await olga.ReadAsync(page), StringComparison.Ordinal);
        }

        await _app.SeedAsync(world.Assign(world.AnnaReviews, world.Papers[0]), world.Assign(world.BenReviews, world.Papers[0]));
        foreach (var reviewer in new[] { ReviewingWorld.Anna, ReviewingWorld.Ben })
        {
            var browser = await _app.SignedInAsync(reviewer);
            var id = await _app.QueryAsync(db => db.ReviewAssignments.Where(a => a.ReviewerId == (reviewer == ReviewingWorld.Anna ? world.AnnaReviews.Id : world.BenReviews.Id)).Select(a => a.Id).SingleAsync());
            foreach (var page in new[] { $"{world.Root}/reviews", $"{world.Root}/reviews/conflicts", $"{world.Root}/reviews/{id}" })
            {
                var seen = await browser.ReadAsync(page);
                Assert.Contains(world.Papers[0].Title, seen, StringComparison.Ordinal);
                Assert.DoesNotContain("in court", seen, StringComparison.Ordinal);
                Assert.DoesNotContain("named", seen, StringComparison.OrdinalIgnoreCase);
            }

            using var hidden = await browser.FetchAsync($"{own}/named");
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }

        // The log says that somebody was named, and not who.
        Assert.Equal([$"{ReviewingWorld.SecretAuthor} named somebody who should not review #1."], await _app.QueryAsync(db => db.AuditEntries.Where(entry => entry.Action == "conflict.named").Select(entry => entry.Detail).ToListAsync()));
    }

    [Fact]
    public async Task Presses_at_the_same_moment_name_somebody_once_and_take_them_back_once()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var cleo = await _app.QueryAsync(db => Workshop.Data.People.ViewerQueries.LoadViewerAsync(db, world.Papers[0].OwnerId!.Value, CancellationToken.None));
        var entry = new NamedEntry("Ben Reviewer", "", ConflictTie.Other, null, "");

        var named = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _app.InScopeAsync<NamePerson, Domain.Outcome<Domain.Done>?>(name => name.RunAsync(cleo, world.Event, world.Papers[0].Id, entry, _app.Clock.Now, CancellationToken.None))));
        Assert.All(named, outcome => Assert.True(outcome!.Succeeded));
        var one = Assert.Single(await _app.QueryAsync(db => db.NamedConflicts.AsNoTracking().ToListAsync()));

        var back = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _app.InScopeAsync<NamePerson, Domain.Outcome<Domain.Done>?>(name => name.TakeBackAsync(cleo, world.Event, world.Papers[0].Id, one.Id, _app.Clock.Now, CancellationToken.None))));
        Assert.All(back, outcome => Assert.True(outcome!.Succeeded));
        Assert.Equal(["conflict.named", "conflict.unnamed"], await _app.QueryAsync(db => db.AuditEntries.Where(line => line.Action.StartsWith("conflict.")).OrderBy(line => line.Action).Select(line => line.Action).ToListAsync()));
    }

    [Fact]
    public async Task Whom_authors_name_is_fixed_when_reviewers_are_assigned()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var cleo = await _app.SignedInAsync(ReviewingWorld.Cleo);
        var path = $"{world.Root}/submissions/{world.Papers[0].Id}/named";
        var fields = new Dictionary<string, string?> { ["Input.Name"] = "Ben Reviewer", ["Input.Tie"] = "Other" };
        var page = await cleo.GetDocumentAsync(path);
        using var named = await cleo.SubmitFormAsync(page, path, fields, "#add");
        using var twice = await cleo.SubmitFormAsync(page, path, fields, "#add");
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (named.StatusCode, twice.StatusCode));
        Assert.Single(await _app.QueryAsync(db => db.NamedConflicts.ToListAsync()));
        using var other = await cleo.SubmitFormAsync(page, path, new Dictionary<string, string?>(fields) { ["Input.Tie"] = "Financial" }, "#add");
        Assert.Contains("This person is on the list already.", await other.TextAsync(), StringComparison.Ordinal);
        var open = await cleo.GetDocumentAsync(path);
        await _app.SeedAsync(world.Assign(world.AnnaReviews, world.Papers[1]));

        using var late = await cleo.SubmitFormAsync(open, path, new Dictionary<string, string?> { ["Input.Name"] = "Anna Reviewer", ["Input.Tie"] = "Other" }, "#add");
        using var removed = await cleo.SubmitFormAsync(open, path, new Dictionary<string, string?>(), "form[action*=Remove]");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (late.StatusCode, removed.StatusCode));
        Assert.Contains("Reviewers have been assigned, so this list cannot be changed any more.", await late.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(["Ben Reviewer"], await _app.QueryAsync(db => db.NamedConflicts.Select(one => one.Name).ToListAsync()));
        Assert.Null((await cleo.GetDocumentAsync(path)).QuerySelector("#add"));

        // Whoever may still change the submission, by an extension for instance, may still name people until it has reviewers itself.
        _app.Clock.Now = WorkshopApp.Start;
        using var inTime = await cleo.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.Name"] = "Anna Reviewer", ["Input.Tie"] = "Other" }, "#add");
        Assert.Equal(HttpStatusCode.Redirect, inTime.StatusCode);
        var ben = await _app.QueryAsync(db => db.NamedConflicts.Where(one => one.Name == "Ben Reviewer").Select(one => one.Id).SingleAsync());
        using var back = await cleo.SubmitFormAsync(path, new Dictionary<string, string?>(), $"form[action*=Remove]:has(input[value='{ben}'])");
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal(["Anna Reviewer"], await _app.QueryAsync(db => db.NamedConflicts.Select(one => one.Name).ToListAsync()));
    }
}
