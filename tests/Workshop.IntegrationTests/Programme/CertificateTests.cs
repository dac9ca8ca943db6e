using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.IntegrationTests.Submissions;
using Workshop.Testing;
using Workshop.Web.Features.Programme.Certificates;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Print;

namespace Workshop.IntegrationTests.Programme;

/// <summary>Certificates of presentation and letters of thanks, and what whoever is shown one can find out.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Printing_twice_gives_the_same_codes_the_organizers_own_talk_included()
    {
        var world = await ReleasedAsync();
        var (material, _) = await world.MaterialAsync();

        var first = await _app.PrintAsync<CertificatesDocument>(material, ("signatures", "Ingrid Solvang, chair\n\nLars Okonkwo"));
        var second = await _app.LayOutAsync<CertificatesDocument>(material);

        var issued = await IssuedAsync();
        Assert.Equal(["p1:anna@uni.example", "p2:otto@chairs.example", "p3:anna@uni.example"], issued.Select(certificate => certificate.Subject));
        var pages = await _app.PagesAsync(first);
        Assert.Equal(3, pages.Count);
        Assert.Matches($"This is to certify that Anna van den Berg presented the talk Paper 1 on .*at Theory of Testing 2027, Room 1, Old Observatory, Copenhagen, on 10 June 2027. Ingrid Solvang, chair Lars Okonkwo {ReceiptCode.Grouped(issued[0].Code)} Checked at workshop.example/verify", pages[0]);
        Assert.Contains("Otto Organizer presented the talk", pages[1], StringComparison.Ordinal);
        Assert.Contains("Anna van den Berg presented the poster", pages[2], StringComparison.Ordinal);
        Assert.All(issued, certificate => Assert.Contains(ReceiptCode.Grouped(certificate.Code), second.Value!(PageNumbers.Unknown), StringComparison.Ordinal));
        await _app.AssertNothingIsCutAsync(first);
        Assert.Equal("Issued 3 certificates of presentation.", (await _app.QueryAsync(db => db.AuditEntries.SingleAsync(entry => entry.Action == "certificates.issued", Cancel))).Detail);
    }

    [Fact]
    public async Task Two_who_print_at_the_same_moment_get_the_same_codes()
    {
        var world = await ReleasedAsync();
        var (material, _) = await world.MaterialAsync();

        var layouts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _app.LayOutAsync<CertificatesDocument>(material)));

        var issued = await IssuedAsync();
        Assert.Equal(3, issued.Count);
        Assert.All(layouts, layout => Assert.Contains(ReceiptCode.Grouped(issued[0].Code), layout.Value!(PageNumbers.Unknown), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_look_and_a_draft_issue_nothing()
    {
        var world = await ReleasedAsync();
        var (material, _) = await world.MaterialAsync();

        var preview = await _app.LayOutAsync<CertificatesDocument>(material with { IsPreview = true });
        var draft = await _app.LayOutAsync<CertificatesDocument>(material with { Programme = material.Programme with { Version = "" } });

        Assert.Contains("The code is given when this is printed.", preview.Value!(PageNumbers.Unknown), StringComparison.Ordinal);
        Assert.Equal("certificate.not-released", draft.Refusal!.Code);
        Assert.Empty(await IssuedAsync());
    }

    [Fact]
    public async Task A_visitor_with_the_code_learns_what_it_certifies_and_a_wrong_code_says_nothing()
    {
        var world = await ReleasedAsync();
        var (material, _) = await world.MaterialAsync();
        await _app.LayOutAsync<CertificatesDocument>(material);
        var certificate = (await IssuedAsync())[0];
        using var visitor = _app.Browser();
        var typed = certificate.Code.ToLowerInvariant().Replace('0', 'o').Replace('1', 'l');

        using var found = await visitor.SubmitFormAsync("/verify", new Dictionary<string, string?> { ["Code"] = typed }, button: "Check");
        Assert.Equal($"/verify/{ReceiptCode.Grouped(certificate.Code)}", found.Headers.Location!.ToString());
        var ahead = (await visitor.GetDocumentAsync($"/verify?code={typed}")).Words();
        _app.Clock.Now = world.Event.Timeline.Begins.AddHours(9);
        var words = (await visitor.GetDocumentAsync(found.Headers.Location!.ToString())).Words();
        using var wrong = await visitor.GetAsync(new Uri($"/verify/{ReceiptCode.Create()}", UriKind.Relative), Cancel);

        Assert.Contains("It was printed before the day that it speaks of", ahead, StringComparison.Ordinal);
        Assert.DoesNotContain("before the day", words, StringComparison.Ordinal);
        Assert.Contains("This certificate is good.", words, StringComparison.Ordinal);
        Assert.Contains("Presentation of “Paper 1 on $n^2$ <b>” (talk)", words, StringComparison.Ordinal);
        Assert.Contains("Anna van den Berg", words, StringComparison.Ordinal);
        Assert.Contains("Theory of Testing 2027, Room 1, Old Observatory, Copenhagen", words, StringComparison.Ordinal);
        Assert.Contains("10 June 2027", words, StringComparison.Ordinal);
        Assert.DoesNotContain("@", words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
    }

    [Fact]
    public async Task A_voided_one_says_so_and_is_not_printed_until_it_is_issued_again()
    {
        var world = await ReleasedAsync();
        var (material, _) = await world.MaterialAsync();
        await _app.LayOutAsync<CertificatesDocument>(material);
        var certificate = (await IssuedAsync())[0];
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);
        using var visitor = _app.Browser();
        var list = $"/e/{world.Event.Slug}/organize/prints/certificates";

        using var voided = await otto.SubmitFormAsync(list, new Dictionary<string, string?>(), $"#certificate-{certificate.Id} form[action$='Void']");
        var words = (await visitor.GetDocumentAsync($"/verify/{certificate.Code}")).Words();
        var without = (await _app.LayOutAsync<CertificatesDocument>(material)).Value!(PageNumbers.Unknown);
        using var again = await otto.SubmitFormAsync(list, new Dictionary<string, string?>(), $"#certificate-{certificate.Id} form[action$='Reissue']");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (voided.StatusCode, again.StatusCode));
        Assert.Contains("This certificate is void", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Paper 1", without, StringComparison.Ordinal);
        Assert.Contains("issued it again, with another code", (await visitor.GetDocumentAsync($"/verify/{certificate.Code}")).Words(), StringComparison.Ordinal);
        var good = Assert.Single(await IssuedAsync(), other => other.Subject == certificate.Subject && other.IsGood);
        Assert.NotEqual(certificate.Code, good.Code);
        Assert.Contains("This certificate is good.", (await visitor.GetDocumentAsync($"/verify/{good.Code}")).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrected_name_keeps_the_old_paper_until_an_organizer_issues_it_again()
    {
        var world = await ReleasedAsync();
        var (material, _) = await world.MaterialAsync();
        await _app.LayOutAsync<CertificatesDocument>(material);
        var certificate = (await IssuedAsync())[0];
        await _app.QueryAsync(db => db.Authors.Where(author => author.SubmissionId == world.Id(1) && author.NormalizedEmail == ProgrammeWorld.Anna).ExecuteUpdateAsync(set => set.SetProperty(author => author.Name, "Annika Berg"), Cancel));
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);
        var list = $"/e/{world.Event.Slug}/organize/prints/certificates";

        var before = (await _app.LayOutAsync<CertificatesDocument>(material)).Value!(PageNumbers.Unknown);
        var page = await otto.GetDocumentAsync(list);
        using var reissued = await otto.SubmitFormAsync(list, new Dictionary<string, string?>(), $"#certificate-{certificate.Id} form[action$='Reissue']");
        var after = (await _app.LayOutAsync<CertificatesDocument>(material)).Value!(PageNumbers.Unknown);

        Assert.DoesNotContain("Annika", before, StringComparison.Ordinal);
        Assert.Contains("says other than today’s programme", page.QuerySelector($"#certificate-{certificate.Id}")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("which says: Annika Berg", page.QuerySelector($"#certificate-{certificate.Id}")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, reissued.StatusCode);
        Assert.Contains("Annika Berg", after, StringComparison.Ordinal);
        Assert.DoesNotContain(ReceiptCode.Grouped(certificate.Code), after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authors_fetch_the_certificate_once_the_event_is_over()
    {
        var world = await ReleasedAsync();
        await _app.PersonAsync("Bo Second", "bo0@uni.example");
        using var early = await _app.SignedInAsync(ProgrammeWorld.Anna);
        string Page(int number) => $"/e/{world.Event.Slug}/submissions/{world.Id(number)}/certificate";

        Assert.Contains("once the event is over", (await early.GetDocumentAsync(Page(1))).Words(), StringComparison.Ordinal);

        // Months later everybody signs in anew.
        _app.Clock.Now = world.Event.Timeline.Ends.AddHours(1);
        using var anna = await _app.SignedInAsync(ProgrammeWorld.Anna);
        using var bo = await _app.SignedInAsync("bo0@uni.example");
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);
        Assert.Contains("Certificate of presentation", (await anna.GetDocumentAsync($"/e/{world.Event.Slug}/submissions/{world.Id(1)}")).Words(), StringComparison.Ordinal);
        using var fetched = await anna.SubmitFormAsync(Page(1), new Dictionary<string, string?>(), button: "Download the PDF");
        using var fetchedAgain = await bo.SubmitFormAsync(Page(1), new Dictionary<string, string?>(), button: "Download the PDF");
        using var stranger = await otto.GetAsync(new Uri(Page(1), UriKind.Relative), Cancel);
        using var others = await bo.GetAsync(new Uri(Page(2), UriKind.Relative), Cancel);

        Assert.Equal(("application/pdf", "application/pdf"), (fetched.Content.Headers.ContentType?.MediaType, fetchedAgain.Content.Headers.ContentType?.MediaType));
        var certificate = Assert.Single(await IssuedAsync());
        foreach (var response in (HttpResponseMessage[])[fetched, fetchedAgain])
        {
            var page = Assert.Single(await _app.PagesAsync(await response.Content.ReadAsByteArrayAsync(Cancel)));
            Assert.Contains("Anna van den Berg presented the talk", page, StringComparison.Ordinal);
            Assert.Contains(ReceiptCode.Grouped(certificate.Code), page, StringComparison.Ordinal);
            Assert.Contains("good without a signature", page, StringComparison.Ordinal);
        }

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (stranger.StatusCode, others.StatusCode));
        Assert.Contains("does not stand in the programme", (await anna.GetDocumentAsync(Page(4))).Words(), StringComparison.Ordinal);
        await _app.QueryAsync(async db =>
        {
            (await db.IssuedCertificates.SingleAsync(Cancel)).Void(_app.Clock.Now);
            return await db.SaveChangesAsync(Cancel);
        });
        using var voided = await anna.SubmitFormAsync(Page(1), new Dictionary<string, string?>(), button: "Download the PDF");
        Assert.Equal(HttpStatusCode.BadRequest, voided.StatusCode);
        Assert.Contains("The organizers have voided this", (await voided.DocumentAsync()).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reviewer_fetches_a_letter_and_learns_of_nobody_else()
    {
        var world = await ReleasedAsync();
        await ReviewAsync(world, "Rita Reviewer", 1, 3);
        await ReviewAsync(world, "Sam Second", 1);
        await ReviewAsync(world, "Nils Nothing");
        using var rita = await _app.SignedInAsync(Address("Rita Reviewer"));
        using var nils = await _app.SignedInAsync(Address("Nils Nothing"));
        var page = $"/e/{world.Event.Slug}/reviews/thanks";

        Assert.Contains("Your letter of thanks", (await rita.GetDocumentAsync($"/e/{world.Event.Slug}/reviews")).Words(), StringComparison.Ordinal);
        using var plain = await rita.SubmitFormAsync(page, new Dictionary<string, string?>(), button: "Download the PDF");
        using var counted = await rita.SubmitFormAsync(page, new Dictionary<string, string?> { ["Counts"] = "true" }, button: "Download the PDF");

        var letter = Assert.Single(await _app.PagesAsync(await plain.Content.ReadAsByteArrayAsync(Cancel)));
        var certificate = Assert.Single(await IssuedAsync());
        Assert.Contains("With thanks to Rita Reviewer for reviewing for Theory of Testing 2027. A workshop", letter, StringComparison.Ordinal);
        Assert.Contains(ReceiptCode.Grouped(certificate.Code), letter, StringComparison.Ordinal);
        Assert.All((string[])["Sam", "Paper", "#1", "Anna"], secret => Assert.DoesNotContain(secret, letter, StringComparison.Ordinal));
        Assert.Contains("You wrote two reviews.", Assert.Single(await _app.PagesAsync(await counted.Content.ReadAsByteArrayAsync(Cancel))), StringComparison.Ordinal);
        Assert.Contains("You have handed in no review", (await nils.GetDocumentAsync(page)).Words(), StringComparison.Ordinal);
        using var visitor = _app.Browser();
        var words = (await visitor.GetDocumentAsync($"/verify/{certificate.Code}")).Words();
        Assert.Contains("Rita Reviewer", words, StringComparison.Ordinal);
        Assert.Contains("Theory of Testing 2027, 2027", words, StringComparison.Ordinal);
        Assert.All((string[])["Paper", "reviews", "Observatory", "Sam"], secret => Assert.DoesNotContain(secret, words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_organizer_gets_no_letter_that_would_say_who_reviewed_the_organizers_own_paper()
    {
        var world = await ReleasedAsync();
        await ReviewAsync(world, "Rita Reviewer", 1, 2);
        await ReviewAsync(world, "Sam Secret", 2);
        var (material, _) = await world.MaterialAsync();
        using var sam = await _app.SignedInAsync(Address("Sam Secret"));
        using var fetched = await sam.SubmitFormAsync($"/e/{world.Event.Slug}/reviews/thanks", new Dictionary<string, string?>(), button: "Download the PDF");
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);

        var letters = (await _app.LayOutAsync<ThanksDocument>(material)).Value!(PageNumbers.Unknown);
        var counted = await _app.LayOutAsync<ThanksDocument>(material, ("counts", "yes"));
        var list = (await otto.GetDocumentAsync($"/e/{world.Event.Slug}/organize/prints/certificates")).Words();

        Assert.Equal(2, (await IssuedAsync()).Count);
        Assert.Contains("Rita Reviewer", letters, StringComparison.Ordinal);
        Assert.DoesNotContain("Sam Secret", letters, StringComparison.Ordinal);
        Assert.Equal("certificate.counts-hidden", counted.Refusal!.Code);
        Assert.Contains("Rita Reviewer", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Sam Secret", list, StringComparison.Ordinal);
        Assert.DoesNotContain(await _app.QueryAsync(db => db.AuditEntries.ToListAsync(Cancel)), entry => entry.Action == "certificates.issued" && (entry.Detail.Contains("Sam", StringComparison.Ordinal) || entry.Detail.Any(char.IsDigit)));
        var hidden = (await IssuedAsync()).Single(certificate => certificate.Name == "Sam Secret");
        using var voided = await otto.SubmitFormAsync($"/e/{world.Event.Slug}/organize/prints/certificates", new Dictionary<string, string?> { ["Certificate"] = hidden.Id.ToString() }, "form[action$='Void']");
        Assert.Equal(HttpStatusCode.BadRequest, voided.StatusCode);
        Assert.All(await IssuedAsync(), certificate => Assert.True(certificate.IsGood));
    }

    [Fact]
    public async Task Only_organizers_issue_list_and_void()
    {
        var world = await ReleasedAsync();
        var (material, _) = await world.MaterialAsync();
        using var anna = await _app.SignedInAsync(ProgrammeWorld.Anna);

        var outcome = await _app.LayOutAsync<CertificatesDocument>(material with { Organizer = Viewer.Anonymous });
        using var list = await anna.GetAsync(new Uri($"/e/{world.Event.Slug}/organize/prints/certificates", UriKind.Relative), Cancel);

        Assert.Equal("certificate.unknown", outcome.Refusal!.Code);
        Assert.Equal(HttpStatusCode.NotFound, list.StatusCode);
        Assert.Empty(await IssuedAsync());
    }

    [Fact]
    public async Task The_list_asks_the_database_as_often_for_three_as_for_none()
    {
        var counter = QueryCounter.Watch(_app);
        var world = await ReleasedAsync();
        await ReviewAsync(world, "Rita Reviewer", 1, 3);
        var (material, _) = await world.MaterialAsync();
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);
        var list = $"/e/{world.Event.Slug}/organize/prints/certificates";

        var empty = await counter.OfPageAsync(otto, list);
        await _app.LayOutAsync<CertificatesDocument>(material);
        await _app.LayOutAsync<ThanksDocument>(material);

        Assert.Equal(empty, await counter.OfPageAsync(otto, list));
        Assert.Equal(4, (await otto.GetDocumentAsync(list)).QuerySelectorAll("tbody tr").Length);
    }

    [Theory]
    [InlineData("María de los Ángeles Fernández de Córdoba y Álvarez de Toledo Castro Sánchez de la Frontera", 1)]
    [InlineData("Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh", 30)]
    [InlineData("王小明", 8)]
    public async Task Long_names_and_titles_stay_on_the_page(string name, int times)
    {
        var world = await ReleasedAsync();
        var title = string.Join(' ', Enumerable.Range(1, times).Select(i => $"cannot{i}"));
        await _app.QueryAsync(db => db.Authors.Where(author => author.SubmissionId == world.Id(1) && author.NormalizedEmail == ProgrammeWorld.Anna).ExecuteUpdateAsync(set => set.SetProperty(author => author.Name, name), Cancel));
        var (material, _) = await world.MaterialAsync();
        var html = (await _app.LayOutAsync<CertificatesDocument>(material)).Value!(PageNumbers.Unknown).Replace("Paper 1 on ", title + " ", StringComparison.Ordinal);

        var pdf = (await _app.Services.GetRequiredService<IPdfPrinter>().PrintAsync(_ => html, Cancel)).Value!.Content;

        var pages = await _app.PagesAsync(pdf);
        Assert.Equal(3, pages.Count);
        Assert.Contains(name.Replace(" ", "", StringComparison.Ordinal), pages[0].Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, times), i => Assert.Contains($"cannot{i}", pages[0], StringComparison.Ordinal));
        await _app.AssertNothingIsCutAsync(pdf);
    }

    private static string Address(string name) => $"{name.Split(' ')[0].ToLowerInvariant()}@reviews.example";

    private async Task<ProgrammeWorld> ReleasedAsync()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Talks", SessionKind.Talks, 9, 1, 2);
        await world.SessionAsync("Posters", SessionKind.Posters, 11, 3);
        await world.ReleaseProgrammeAsync();
        return world;
    }

    private async Task ReviewAsync(ProgrammeWorld world, string name, params int[] numbers)
    {
        var person = await _app.PersonAsync(name, Address(name));
        var reviewer = Given.Reviewer(world.Event, person, Address(name));
        await _app.SeedAsync(reviewer);
        foreach (var number in numbers)
        {
            var assignment = new ReviewAssignment { EventId = world.Event.Id, SubmissionId = world.Id(number), ReviewerId = reviewer.Id, AssignedAt = WorkshopApp.Start };
            var review = Review.Start(assignment);
            Assert.True(review.Save(new ReviewContent(4, 3, "Good.", "Between us."), 0, submit: true, WorkshopApp.Start).Succeeded);
            await _app.SeedAsync(assignment, review);
        }
    }

    private Task<List<IssuedCertificate>> IssuedAsync() => _app.QueryAsync(db => db.IssuedCertificates.AsNoTracking().OrderBy(certificate => certificate.Subject).ThenBy(certificate => certificate.IssuedAt).ToListAsync(Cancel));
}
