using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Reviewing;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Features.Reviews;

namespace Workshop.IntegrationTests.Reviews;

public sealed class OrganizerConflictsTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_namesake_at_the_same_place_is_a_question_that_bars_until_it_is_answered()
    {
        var (world, olga, path) = await StartAsync();
        var dora = await _app.PersonAsync(ReviewingWorld.SecretAuthor, "cleo@private.example");
        await _app.SeedAsync(Given.Reviewer(world.Event, dora, "cleo@private.example"));
        Assert.Equal([1, 3], await BarredAsync(world, dora.Id));
        var page = await olga.GetDocumentAsync(path);
        Assert.Contains("2 questions are open", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll("tbody tr").Length);

        using var no = await olga.SubmitFormAsync(page, path, new Dictionary<string, string?> { ["Input.Note"] = "I know both." }, Form("SamePerson", world.Papers[0], dora.Id), $"No, another person: {ReviewingWorld.SecretAuthor} and #1");
        Assert.Equal(HttpStatusCode.Redirect, no.StatusCode);
        using var yes = await olga.SubmitFormAsync(page, path, new Dictionary<string, string?>(), Form("SamePerson", world.Papers[2], dora.Id), $"Yes, the same person: {ReviewingWorld.SecretAuthor} and #3");
        Assert.Equal(HttpStatusCode.Redirect, yes.StatusCode);

        Assert.Equal([3], await BarredAsync(world, dora.Id));
        var conflicts = await LoadAsync(world);
        var reviewer = conflicts.Reviewers.Single(one => one.PersonId == dora.Id);
        Assert.True(conflicts.IsAuthor(conflicts.Papers[2], reviewer));
        Assert.False(conflicts.IsAuthor(conflicts.Papers[0], reviewer));
        var after = (await olga.GetDocumentAsync(path)).Body!.TextContent;
        Assert.DoesNotContain("question", after, StringComparison.Ordinal);
        Assert.Contains("I know both.", after, StringComparison.Ordinal);
        Assert.Contains("An organizer recorded a conflict: own paper.", after, StringComparison.Ordinal);
        Assert.Equal(["conflict.overruled", "conflict.recorded"], await AuditAsync());
    }

    [Fact]
    public async Task An_institution_that_a_sub_domain_gives_away_is_overruled_with_a_note_and_the_overruling_undone()
    {
        var (world, olga, path) = await StartAsync();
        var ben = world.BenReviews.PersonId!.Value;
        await ClaimAsync(ben, "ben@mail.cleo.example");
        Assert.Equal([1, 3], await BarredAsync(world, ben));
        var form = Form("Overrule", world.Papers[0], ben);

        using var silent = await olga.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.Note"] = "  " }, form);
        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
        Assert.Contains("Say in a sentence why this is no conflict.", await silent.TextAsync(), StringComparison.Ordinal);
        using var overruled = await olga.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.Note"] = "Five thousand people work there." }, form);

        Assert.Equal((HttpStatusCode.Redirect, path), (overruled.StatusCode, overruled.Headers.Location!.ToString()));
        Assert.Equal([3], await BarredAsync(world, ben));
        var text = (await olga.GetDocumentAsync($"{path}?show=overruled")).Body!.TextContent;
        Assert.Contains("“Five thousand people work there.”", text, StringComparison.Ordinal);
        Assert.Contains("Olga Organizer", text, StringComparison.Ordinal);
        using var again = await olga.SubmitFormAsync(path, new Dictionary<string, string?>(), Form("Undo", world.Papers[0], ben));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal([1, 3], await BarredAsync(world, ben));
        Assert.Equal(["conflict.overruled", "conflict.restored"], await AuditAsync());
    }

    [Theory]
    [InlineData(ConflictKind.OwnPaper)]
    [InlineData(ConflictKind.Declared)]
    [InlineData(ConflictKind.Coauthor)]
    public async Task What_is_certain_declared_or_not_there_is_not_overruled_by_a_forged_form(ConflictKind kind)
    {
        var (world, olga, path) = await StartAsync();
        var (anna, ben) = (world.AnnaPerson.Id, world.BenReviews.PersonId!.Value);
        await ClaimAsync(ben, "ben@mail.cleo.example");
        await ClaimAsync(anna, ReviewingWorld.Cleo);
        await _app.SeedAsync(Recorded(world, ben, ConflictSource.DeclaredByReviewer));

        using var forged = await olga.SubmitFormAsync(
            path, new Dictionary<string, string?> { ["Input.Note"] = "Never mind.", ["Input.Kinds"] = kind.ToString(), ["Input.Person"] = $"{(kind == ConflictKind.OwnPaper ? anna : ben)}" }, Form("Overrule", world.Papers[0], ben));

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.False(await _app.QueryAsync(db => db.ConflictRulings.AnyAsync()));
        Assert.Equal([1, 3], await BarredAsync(world, anna));
    }

    [Fact]
    public async Task A_conflict_recorded_by_hand_ends_the_assignment_and_can_be_removed()
    {
        var (world, olga, path) = await StartAsync();
        var assignment = world.Assign(world.AnnaReviews, world.Papers[0]);
        await _app.SeedAsync(assignment);
        var entry = new Dictionary<string, string?>
        {
            ["Entry.Submission"] = world.Papers[0].Id.ToString(), ["Entry.Person"] = world.AnnaPerson.Id.ToString(), ["Entry.Tie"] = "Coauthor", ["Entry.EndedIn"] = "2021", ["Entry.Note"] = "One book together.",
        };

        using var old = await olga.SubmitFormAsync(path, entry, "#record");
        Assert.Equal(HttpStatusCode.BadRequest, old.StatusCode);
        Assert.Contains("after 5 years it does not count", await old.TextAsync(), StringComparison.Ordinal);
        entry["Entry.EndedIn"] = "2022";
        using var recorded = await olga.SubmitFormAsync(path, entry, "#record");
        Assert.Equal(HttpStatusCode.Redirect, recorded.StatusCode);
        Assert.False(await _app.QueryAsync(db => db.ReviewAssignments.AnyAsync(a => a.RemovedAt == null)));
        using var twice = await olga.SubmitFormAsync(path, entry, "#record");
        Assert.Contains("is on record already", await twice.TextAsync(), StringComparison.Ordinal);
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        Assert.DoesNotContain(world.Papers[0].Title, await anna.ReadAsync($"{world.Root}/reviews/conflicts"), StringComparison.Ordinal);

        var text = (await olga.GetDocumentAsync($"{path}?show=declared&source=Organizer&submission=1")).QuerySelector("tbody")!.TextContent;
        Assert.Contains("co-author, until 2022", text, StringComparison.Ordinal);
        Assert.Contains("“One book together.”", text, StringComparison.Ordinal);
        using var removed = await olga.SubmitFormAsync(path, new Dictionary<string, string?>(), Form("Remove", world.Papers[0], world.AnnaPerson.Id));
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Empty(await BarredAsync(world, world.AnnaPerson.Id));
        Assert.Equal(["conflict.recorded", "conflict.removed"], await AuditAsync());
    }

    [Fact]
    public async Task An_organizer_keeps_away_by_recording_a_conflict_of_their_own()
    {
        var (world, olga, path) = await StartAsync();
        var me = await _app.QueryAsync(db => db.People.Where(person => person.Name == "Olga Organizer").Select(person => person.Id).SingleAsync());

        using var recorded = await olga.SubmitFormAsync(
            path, new Dictionary<string, string?> { ["Entry.Submission"] = world.Papers[0].Id.ToString(), ["Entry.Person"] = me.ToString(), ["Entry.Tie"] = "Family" }, "#record");

        Assert.Equal(HttpStatusCode.Redirect, recorded.StatusCode);
        Assert.DoesNotContain(world.Papers[0].Title, await olga.ReadAsync(path), StringComparison.Ordinal);
        var otto = await _app.SignedInAsync(ReviewingWorld.Otto);
        Assert.Contains("does not review", (await otto.GetDocumentAsync(path)).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organizer_who_wrote_a_submission_finds_no_trace_of_it()
    {
        var (world, olga, path) = await StartAsync();
        // Otto wrote #4 with Ben and Cleo, from which Ben's conflict with Cleo's papers follows.
        var file = await _app.QueryAsync(db => db.Files.AsNoTracking().SingleAsync());
        var ottoPerson = await _app.QueryAsync(db => db.People.AsNoTracking().SingleAsync(person => person.Name == "Otto Organizer"));
        var four = Given.Submitted(world.Event, 4, ottoPerson, file, "Joint Ottonian work", ("Otto Organizer", ReviewingWorld.Otto), ("Ben Reviewer", ReviewingWorld.Ben), (ReviewingWorld.SecretAuthor, ReviewingWorld.Cleo));
        await _app.SeedAsync(four, Recorded(world, world.AnnaPerson.Id, ConflictSource.DeclaredByReviewer, world.Papers[1]));
        var otto = await _app.SignedInAsync(ReviewingWorld.Otto);

        foreach (var page in new[] { path, $"{path}?handler=Csv" })
        {
            var seen = await olga.ReadAsync(page);
            Assert.Contains("Joint Ottonian work", seen, StringComparison.Ordinal);
            Assert.Contains("#4", seen, StringComparison.Ordinal);
            Assert.Contains("#2", seen, StringComparison.Ordinal);
            var kept = await otto.ReadAsync(page);
            Assert.Contains("Wrote with Cleo Quillfeather.", kept, StringComparison.Ordinal);
            Assert.DoesNotContain("Ottonian", kept, StringComparison.Ordinal);
            Assert.DoesNotContain("#4", kept, StringComparison.Ordinal);
            Assert.DoesNotContain("#2", kept, StringComparison.Ordinal);
        }

        // Ben wrote #4 and, with Otto and Cleo, may not review what they wrote; Anna declared #2. Of these five Otto sees the two that are about Cleo's papers.
        Assert.Equal("5 of 5", (await olga.GetDocumentAsync(path)).QuerySelector(".filters .count")!.TextContent);
        Assert.Equal("2 of 2", (await otto.GetDocumentAsync(path)).QuerySelector(".filters .count")!.TextContent);
        using var forged = await otto.SubmitFormAsync(path, new Dictionary<string, string?> { ["Entry.Submission"] = four.Id.ToString(), ["Entry.Person"] = world.AnnaPerson.Id.ToString(), ["Entry.Tie"] = "Other" }, "#record");
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using var undo = await otto.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.Submission"] = four.Id.ToString(), ["Input.Note"] = "Mine." }, "form[action*='handler=Overrule']");
        Assert.Equal(HttpStatusCode.BadRequest, undo.StatusCode);
    }

    [Fact]
    public async Task Presses_at_the_same_moment_overrule_undo_and_remove_once()
    {
        var (world, _, _) = await StartAsync();
        var ben = world.BenReviews.PersonId!.Value;
        var paper = world.Papers[0].Id;
        await ClaimAsync(ben, "ben@mail.cleo.example");
        var organizer = await _app.QueryAsync(db => db.People.Where(person => person.Name == "Olga Organizer").Select(person => person.Id).SingleAsync());
        var olga = await _app.QueryAsync(db => Workshop.Data.People.ViewerQueries.LoadViewerAsync(db, organizer, CancellationToken.None));

        await ThriceAsync<OverruleConflict>(overrule => overrule.RunAsync(olga, world.Event.Id, paper, ben, [ConflictKind.SameInstitution], "Large.", CancellationToken.None));
        Assert.Equal([3], await BarredAsync(world, ben));
        await ThriceAsync<OverruleConflict>(overrule => overrule.UndoAsync(olga, world.Event.Id, paper, ben, ConflictKind.SameInstitution, CancellationToken.None));
        Assert.Equal([1, 3], await BarredAsync(world, ben));
        await _app.SeedAsync(Recorded(world, ben, ConflictSource.RecordedByOrganizer));
        await ThriceAsync<RecordConflict>(record => record.RemoveAsync(olga, world.Event.Id, paper, ben, CancellationToken.None));

        Assert.Equal(["conflict.overruled", "conflict.removed", "conflict.restored"], await AuditAsync());

        // The log is read by whoever may have been named by authors: it says neither what it was nor why.
        Assert.Equal("Olga Organizer overruled a conflict of Ben Reviewer with #1.", await _app.QueryAsync(db => db.AuditEntries.Where(entry => entry.Action == "conflict.overruled").Select(entry => entry.Detail).SingleAsync()));

        async Task ThriceAsync<T>(Func<T, Task<Domain.Outcome<Domain.Done>>> press)
            where T : notnull
        {
            var all = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _app.InScopeAsync<T, Domain.Outcome<Domain.Done>>(press)));
            Assert.All(all, outcome => Assert.True(outcome.Succeeded));
        }
    }

    [Fact]
    public async Task What_an_author_claims_bars_no_critic_for_good_and_an_unseen_submission_has_no_name()
    {
        var (world, olga, path) = await StartAsync();
        var anna = world.AnnaPerson.Id;
        await ClaimAsync(world.Papers[0].OwnerId!.Value, ReviewingWorld.Anna);

        Assert.Equal([1, 3], await BarredAsync(world, anna));
        var conflicts = await LoadAsync(world);
        Assert.False(conflicts.IsAuthor(conflicts.Papers[0], conflicts.Reviewers.Single(one => one.PersonId == anna)));
        using var no = await olga.SubmitFormAsync(path, new Dictionary<string, string?>(), Form("SamePerson", world.Papers[0], anna), $"No, another person: Anna Reviewer and #1");
        Assert.Equal(HttpStatusCode.Redirect, no.StatusCode);
        Assert.Equal([3], await BarredAsync(world, anna));

        // Otto, who wrote #4 with Anna and Cleo, is told of it no more than of an earlier event.
        var file = await _app.QueryAsync(db => db.Files.AsNoTracking().SingleAsync());
        var ottoPerson = await _app.QueryAsync(db => db.People.AsNoTracking().SingleAsync(person => person.Name == "Otto Organizer"));
        await _app.SeedAsync(Given.Submitted(world.Event, 4, ottoPerson, file, "Joint", ("Otto Organizer", ReviewingWorld.Otto), ("Anna Reviewer", ReviewingWorld.Anna), (ReviewingWorld.SecretAuthor, ReviewingWorld.Cleo)));
        Assert.Contains("Found in another author list", await (await _app.SignedInAsync(ReviewingWorld.Otto)).ReadAsync(path), StringComparison.Ordinal);
        Assert.Contains("Found in #4", await olga.ReadAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_is_exported_for_the_command_line()
    {
        var (world, olga, path) = await StartAsync();
        var ben = world.BenReviews.PersonId!.Value;
        await ClaimAsync(ben, "ben@cleo.example");
        await _app.SeedAsync(ConflictRuling.Overrule(world.Event.Id, world.Papers[0].Id, ben, ConflictKind.SameInstitution, "Large.", ben, _app.Clock.Now).Value!);

        var csv = await olga.ReadAsync($"{path}?handler=Csv");

        Assert.Equal(
            ["paper,reviewer,name,title,kinds,reasons", "#3,ben@ben.example,Ben Reviewer,Circuits and their Shapley values,Same institution,\"Has an address at cleo.example, as Cleo Quillfeather has.\""],
            csv.TrimStart('\uFEFF').ReplaceLineEndings("\n").Trim().Split('\n'));
    }

    [Fact]
    public async Task Co_authors_come_from_past_papers_and_earlier_events_and_reviewers_are_not_told()
    {
        var (world, olga, path) = await StartAsync();
        var earlier = Given.Event(Given.Settings("Theory of Testing 2025") with { StartsOn = new DateOnly(2025, 6, 10), EndsOn = new DateOnly(2025, 6, 10) });
        var cleo = await _app.QueryAsync(db => db.People.AsNoTracking().SingleAsync(person => person.Name == ReviewingWorld.SecretAuthor));
        var file = await _app.QueryAsync(db => db.Files.AsNoTracking().SingleAsync());
        await _app.SeedAsync(
            earlier,
            Given.Submitted(earlier, 1, cleo, file, "What was rejected then", (ReviewingWorld.SecretAuthor, ReviewingWorld.Cleo), ("Anna Reviewer", ReviewingWorld.Anna)),
            new PastPaper { ReviewerId = world.BenReviews.Id, Position = 1, Title = "A joint paper", Abstract = "", Authors = "Ben Reviewer\nQuillfeather, C.", Year = 2024 });

        Assert.Equal([1, 3], await BarredAsync(world, world.AnnaPerson.Id));
        Assert.Equal([1, 3], await BarredAsync(world, world.BenReviews.PersonId!.Value));
        var text = (await olga.GetDocumentAsync($"{path}?submission=1")).QuerySelector("tbody")!.TextContent;
        Assert.Contains("Found in another author list", text, StringComparison.Ordinal);
        Assert.DoesNotContain("What was rejected then", text, StringComparison.Ordinal);
        Assert.Contains("Wrote with Quillfeather, C., who may be Cleo Quillfeather.", text, StringComparison.Ordinal);
        Assert.Contains("“A joint paper”, 2024", text, StringComparison.Ordinal);
        foreach (var reviewer in new[] { ReviewingWorld.Anna, ReviewingWorld.Ben })
        {
            var browser = await _app.SignedInAsync(reviewer);
            var own = await browser.ReadAsync($"{world.Root}/reviews/conflicts");
            Assert.Contains(world.Papers[0].Title, own, StringComparison.Ordinal);
            Assert.DoesNotContain("Quillfeather", own, StringComparison.Ordinal);
            Assert.DoesNotContain("Wrote with", own, StringComparison.Ordinal);
            using var hidden = await browser.FetchAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }

        await _app.SeedAsync(new CoauthorCorrection { ReviewerId = world.BenReviews.Id, Name = "Quillfeather, C.", IsNone = true, SaidAt = _app.Clock.Now });
        Assert.Empty(await BarredAsync(world, world.BenReviews.PersonId!.Value));
    }

    [Fact]
    public async Task An_organizer_who_reviews_neither_overrules_their_own_conflict_nor_learns_who_named_them()
    {
        var (world, olga, path) = await StartAsync();
        var me = await _app.QueryAsync(db => db.People.AsNoTracking().SingleAsync(person => person.Name == "Olga Organizer"));
        await ClaimAsync(me.Id, "olga@mail.cleo.example");
        await _app.SeedAsync(Given.Reviewer(world.Event, me, ReviewingWorld.Olga), Named(world, "Olga Organizer", ReviewingWorld.Olga));
        Assert.Equal([1, 3], await BarredAsync(world, me.Id));

        var page = await olga.GetDocumentAsync(path);
        Assert.Contains("About you: another organizer decides.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("The authors named", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(Form("Overrule", world.Papers[0], me.Id)));
        Assert.DoesNotContain("Same institution", page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("say the authors", await olga.ReadAsync($"{world.Root}/organize/submissions/{world.Papers[0].Id}"), StringComparison.Ordinal);
        foreach (var (name, email) in new[] { ("O. Organizer", ""), ("Somebody", "olga@mail.cleo.example") })
        {
            await _app.QueryAsync(db => db.NamedConflicts.ExecuteUpdateAsync(set => set.SetProperty(named => named.Name, name).SetProperty(named => named.NormalizedEmail, email)));
            Assert.DoesNotContain("say the authors", await olga.ReadAsync($"{world.Root}/organize/submissions/{world.Papers[0].Id}"), StringComparison.Ordinal);
        }

        await _app.QueryAsync(db => db.NamedConflicts.ExecuteUpdateAsync(set => set.SetProperty(named => named.NormalizedEmail, ReviewingWorld.Olga)));
        var otto = await _app.SignedInAsync(ReviewingWorld.Otto);
        Assert.Contains("The authors named this person: money.", await otto.ReadAsync(path), StringComparison.Ordinal);
        Assert.Contains("say the authors", await otto.ReadAsync($"{world.Root}/organize/submissions/{world.Papers[0].Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assignment_in_spite_of_a_conflict_is_pointed_out_and_overruling_it_works_after_publishing()
    {
        var (world, olga, path) = await StartAsync();
        var ben = world.BenReviews.PersonId!.Value;
        await _app.SeedAsync(world.Assign(world.BenReviews, world.Papers[0]));
        await ClaimAsync(ben, "ben@cleo.example");
        Assert.Contains("One review is assigned in spite of a conflict", (await olga.GetDocumentAsync(path)).Body!.TextContent, StringComparison.Ordinal);

        using var overruled = await olga.SubmitFormAsync($"{path}?show=assigned", new Dictionary<string, string?> { ["Input.Note"] = "Large." }, Form("Overrule", world.Papers[0], ben));

        Assert.Equal($"{path}?show=assigned", overruled.Headers.Location!.ToString());
        Assert.DoesNotContain("in spite of a conflict", (await olga.GetDocumentAsync(path)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_asks_the_database_as_often_for_three_submissions_as_for_one()
    {
        var counts = new List<int>();
        foreach (var papers in new[] { 1, 3 })
        {
            using var app = new WorkshopApp();
            var counter = QueryCounter.Watch(app);
            var world = await ReviewingWorld.MakeAsync(app, papers);
            await app.SeedAsync([.. world.Papers.Select(paper => Recorded(world, world.AnnaPerson.Id, ConflictSource.DeclaredByReviewer, paper))]);
            await app.SeedAsync([.. world.Papers.Select(paper => world.Assign(world.BenReviews, paper))]);
            var olga = await app.SignedInAsync(ReviewingWorld.Olga);
            counts.Add(await counter.OfPageAsync(olga, $"{world.Root}/organize/conflicts"));
            Assert.Equal(papers, (await olga.GetDocumentAsync($"{world.Root}/organize/conflicts")).QuerySelectorAll("tbody tr").Length);
        }

        Assert.Equal(counts[0], counts[1]);
    }

    [Fact]
    public async Task Many_conflicts_come_in_pages_and_choices_narrow_them()
    {
        var (world, olga, path) = await StartAsync();
        for (var i = 0; i < 30; i++)
        {
            var person = Person.Create($"Person {i:00}", "", _app.Clock.Now);
            await _app.SeedAsync(person, Given.Reviewer(world.Event, person, $"p{i}@cleo.example"));
        }

        var first = await olga.GetDocumentAsync(path);
        Assert.Equal((50, "60 of 60"), (first.QuerySelectorAll("tbody tr").Length, first.QuerySelector(".filters .count")!.TextContent));
        var second = await olga.GetDocumentAsync(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(10, second.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(30, (await olga.GetDocumentAsync($"{path}?submission=3&show=sameInstitution&source=MailDomain")).QuerySelectorAll("tbody tr").Length);
        Assert.Empty((await olga.GetDocumentAsync($"{path}?submission=2")).QuerySelectorAll("tbody tr"));
        Assert.Empty((await olga.GetDocumentAsync($"{path}?show=coauthor")).QuerySelectorAll("tbody tr"));
    }

    private static string Form(string handler, Submission paper, Guid person) => $"form[action*='handler={handler}']:has(input[value='{paper.Id}']):has(input[value='{person}'])";

    private async Task<(ReviewingWorld World, HttpClient Olga, string Path)> StartAsync()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        return (world, await _app.SignedInAsync(ReviewingWorld.Olga), $"{world.Root}/organize/conflicts");
    }

    private Task ClaimAsync(Guid personId, string address) => _app.SeedAsync(new PersonEmail { PersonId = personId, Address = address, NormalizedAddress = address, AddedAt = _app.Clock.Now });

    private static Conflict Recorded(ReviewingWorld world, Guid personId, ConflictSource source, Submission? paper = null) =>
        Conflict.Record(world.Event.Id, (paper ?? world.Papers[0]).Id, personId, source, ConflictTie.Other, null, "", personId, 2027, WorkshopApp.Start).Value!;

    private static NamedConflict Named(ReviewingWorld world, string name, string email) =>
        NamedConflict.Create(world.Papers[0].Id, name, email, ConflictTie.Financial, null, "", world.Papers[0].OwnerId!.Value, [], 2027, WorkshopApp.Start).Value!;

    private Task<EventConflicts> LoadAsync(ReviewingWorld world) => _app.InScopeAsync<PublicSuffixes, EventConflicts>(suffixes => _app.QueryAsync(db => EventConflicts.LoadAsync(db, suffixes, world.Event.Id, TestContext.Current.CancellationToken)));

    /// <summary>The numbers of the submissions that this person may not review.</summary>
    private async Task<IReadOnlyList<int>> BarredAsync(ReviewingWorld world, Guid personId)
    {
        var conflicts = await LoadAsync(world);
        var reviewer = conflicts.Reviewers.Single(one => one.PersonId == personId);
        return [.. conflicts.Papers.Where(paper => !conflicts.MayReview(paper, reviewer)).Select(paper => paper.Number)];
    }

    private async Task<IReadOnlyList<string>> AuditAsync() =>
        await _app.QueryAsync(db => db.AuditEntries.Where(entry => entry.Action.StartsWith("conflict.")).OrderBy(entry => entry.Action).Select(entry => entry.Action).ToListAsync());
}
