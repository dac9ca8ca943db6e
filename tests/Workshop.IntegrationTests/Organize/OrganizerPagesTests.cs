using System.Net;
using Workshop.Domain.Mail;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Features.Organize;
using Workshop.Web.Features.Submissions;

namespace Workshop.IntegrationTests.Organize;

public sealed class OrganizerPagesTests
{
    [Fact]
    public async Task Own_and_conflicted_papers_are_in_no_list_count_export_or_page()
    {
        await using var world = await OrganizersWorld.StartAsync();
        await world.SubmittedAsync("Free paper");
        var own = await world.SubmittedAsync("Secret own", null, ("Ada", "ada@third.example"), ("Olga", OrganizersWorld.Olga));
        var conflicted = await world.SubmittedAsync("Secret conflict");
        await world.App.SeedAsync(new Conflict { EventId = world.Event.Id, SubmissionId = conflicted.Id, PersonId = world.Organizer.Id, Source = ConflictSource.RecordedByOrganizer, Note = "", RecordedBy = world.Author.Id, RecordedAt = WorkshopApp.Start });
        await world.App.SeedAsync(Submission.Start(Guid.NewGuid(), world.Event.Id, 99, world.Author.Id, Given.Content("Secret draft"), WorkshopApp.Start).Value!);
        foreach (var about in (Submission[])[own, conflicted])
        {
            var mail = OutgoingMail.Write(new MailDraft("submission.receipt", about.Id.ToString(), Given.Email("ada@third.example"), "Ada", "Secret", "") { EventId = world.Event.Id, SubmissionId = about.Id }, WorkshopApp.Start);
            mail.StartSending(WorkshopApp.Start);
            mail.MarkFailed("no", permanent: true, WorkshopApp.Start);
            await world.App.SeedAsync(mail);
        }

        var list = await world.Browser.GetDocumentAsync($"{world.Root}/submissions");
        var dashboard = await world.Browser.GetDocumentAsync(world.Root);
        using var export = await world.Browser.GetAsync(new Uri($"{world.Root}/submissions/export.csv", UriKind.Relative), TestContext.Current.CancellationToken);
        var csv = await export.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("1 of 1", list.QuerySelector(".count")!.TextContent);
        Assert.Equal(["Free paper"], list.QuerySelectorAll(".paper-title").Select(title => title.TextContent));
        Assert.Contains("Your own submission is handled by the other organizers", list.QuerySelector(".lede")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("1", dashboard.QuerySelector(".figures dd")!.TextContent);
        Assert.DoesNotContain("could not be delivered", dashboard.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Free paper", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", list.Body!.TextContent + dashboard.Body.TextContent + csv, StringComparison.Ordinal);
        foreach (var hidden in (Guid[])[own.Id, conflicted.Id])
        {
            using var page = await world.Browser.GetAsync(new Uri($"{world.Root}/submissions/{hidden}", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        }
    }

    [Fact]
    public async Task Somebody_who_does_not_organize_finds_no_such_pages()
    {
        await using var world = await OrganizersWorld.StartAsync();
        var submission = await world.SubmittedAsync("Paper");
        using var author = await world.App.SignedInAsync("ada@third.example");

        foreach (var path in (string[])["", "/submissions", $"/submissions/{submission.Id}", "/submissions/export.csv", "/settings", "/settings/organizers", "/settings/extensions"])
        {
            using var response = await author.GetAsync(new Uri(world.Root + path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task List_is_found_filtered_and_sorted_by_links()
    {
        await using var world = await OrganizersWorld.StartAsync();
        await world.SubmittedAsync("Zebras");
        await world.SubmittedAsync("Apples", null, ("Émile Borel", "emile@ens.example"));
        var withdrawn = await world.SubmittedAsync("Middle");
        await world.App.QueryAsync(async db =>
        {
            (await db.Submissions.FindAsync(withdrawn.Id))!.Withdraw(WorkshopApp.Start);
            return await db.SaveChangesAsync();
        });

        Assert.Equal(["Zebras", "Apples", "Middle"], await TitlesAsync(world, ""));
        Assert.Equal(["Apples", "Middle", "Zebras"], await TitlesAsync(world, "?sort=title"));
        Assert.Equal(["Middle"], await TitlesAsync(world, "?show=withdrawn"));
        Assert.Equal(["Apples"], await TitlesAsync(world, "?q=borel"));
    }

    [Fact]
    public async Task Organizer_sees_authors_versions_and_may_download()
    {
        await using var world = await OrganizersWorld.StartAsync();
        var submission = await world.SubmittedAsync("Paper");

        var page = await world.Browser.GetDocumentAsync($"{world.Root}/submissions/{submission.Id}");
        var link = page.QuerySelector("#versions ~ table a")!.GetAttribute("href")!;
        using var file = await world.Browser.GetAsync(new Uri(link, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("ada@third.example", page.QuerySelector("#authors + table a")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal([1, 2, 3], await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("say \"a\", b", "\"say \"\"a\"\", b\"")]
    [InlineData("$x=1$", "\"$x=1$\"")]
    public void Exported_cell_is_never_a_formula(string title, string cell)
    {
        var row = new SubmissionRow(1, "submitted", title, "\tAda", "", "", "", "", "", "", "", 2, "", "\rLine");

        var line = SubmissionTable.Write([row]).Split("\r\n")[1];

        Assert.StartsWith($"\"1\",\"submitted\",{cell},\"'\tAda\",", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Dashboard_names_at_most_seven_things_most_urgent_first()
    {
        var of = Given.Event();
        var counts = new EventCounts(Submitted: 5, Withdrawn: 0, Own: 1, Organizers: 1, Topics: 0, ReviewersInvited: 2, ReviewersAccepted: 0, UnderReviewed: 1, Assigned: 2, Reviewed: 1, Undecided: 0, Staged: 3, NotOnProgramme: 0, FailedMails: 1);

        var needs = Needs.Of(of, counts, of.ReviewsDue!.Value.AddSeconds(1));

        Assert.Equal(
            [
                "1 mail could not be delivered",
                "Your own submission needs another organizer, because nobody may handle their own",
                "1 review is overdue",
                "1 submission has fewer than 3 reviewers",
                "3 decisions are ready to be released",
                "2 invited reviewers have not answered",
            ],
            needs.Select(need => need.Text));
        Assert.All(needs, need => Assert.StartsWith($"/e/{of.Slug}/organize/", need.Href, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lists_ask_the_database_as_often_for_one_row_as_for_three()
    {
        await using var world = await OrganizersWorld.StartAsync();
        await world.SubmittedAsync("One");
        using var author = await world.App.SignedInAsync("ada@third.example");
        async Task<int[]> CountAsync() =>
        [
            await world.Queries.OfPageAsync(world.Browser, world.Root),
            await world.Queries.OfPageAsync(world.Browser, $"{world.Root}/submissions"),
            await world.Queries.OfPageAsync(author, $"/e/{world.Event.Slug}/submissions"),
        ];
        var one = await CountAsync();

        await world.SubmittedAsync("Two");
        await world.SubmittedAsync("Three");

        Assert.Equal(one, await CountAsync());
    }

    private static async Task<string[]> TitlesAsync(OrganizersWorld world, string query) =>
        [.. (await world.Browser.GetDocumentAsync($"{world.Root}/submissions{query}")).QuerySelectorAll("tbody .paper-title").Select(title => title.TextContent)];
}
