using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Domain.Mail;
using Workshop.Domain.Reviewing;
using Workshop.IntegrationTests.Accounts;
using Workshop.Testing;
using Workshop.Web.Features.Reviews;

namespace Workshop.IntegrationTests.Reviews;

/// <summary>Desks that open by a link: what they open, what they do not, and what each link that does not open says.</summary>
public sealed partial class DeskLinkTests : IDisposable
{
    private static readonly Dictionary<string, string?> Nothing = [];

    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_reviewer_does_a_whole_review_from_the_mails_and_never_signs_up()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        using var invited = await olga.SubmitFormAsync($"{world.Root}/organize/reviewers", new Dictionary<string, string?> { ["Input.People"] = "Dora Dean <dora@dora.example>" }, "#invite");
        var laptop = _app.Browser();

        // "Only N", from the invitation, opens the desk in the same browser.
        var invitation = Invitation().Match((await MailAsync("reviewer.invitation")).Body).Value;
        using var accepted = await laptop.SubmitFormAsync(invitation + "?answer=only", new Dictionary<string, string?> { ["Few.AtMost"] = "2" }, button: "Yes, but no more than that");
        Assert.Equal($"{world.Root}/reviews/expertise", accepted.Headers.Location!.ToString());
        var expertise = await laptop.GetDocumentAsync($"{world.Root}/reviews/expertise");
        Assert.Contains("for this event only", expertise.QuerySelector(".viewer")!.TextContent, StringComparison.Ordinal);
        var dora = await _app.QueryAsync(db => db.Reviewers.AsNoTracking().SingleAsync(reviewer => reviewer.NormalizedEmail == "dora@dora.example"));
        Assert.Equal((ReviewerState.Accepted, 2), (dora.State, dora.MaxLoad));

        // On a phone, by the link of a reminder.
        await _app.SeedAsync(world.Assign(dora, world.Papers[0]));
        _app.Clock.Now = world.Event.ReviewsDue!.Value;
        Assert.Equal(1, await RemindAsync());
        var reminder = await MailAsync("reviewer.reminder");
        Assert.Contains("#1 Sufficient reasons of decision trees", reminder.Body, StringComparison.Ordinal);
        Assert.True(reminder.IsPrivate);
        var phone = _app.Browser();
        var desk = Desk().Match(reminder.Body).Value;
        var looked = await phone.GetDocumentAsync(desk);
        Assert.Contains("Dora Dean", looked.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await PassOfAsync(desk)).SpentAt);
        using var opened = await phone.SubmitFormAsync(looked, desk, Nothing, button: "Open my desk");
        Assert.Equal($"{world.Root}/reviews", opened.Headers.Location!.ToString());
        var cookie = Assert.Single(opened.Headers.GetValues("Set-Cookie"), set => set.StartsWith($"workshop.desk.{world.Event.Slug}=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);

        var assignment = await _app.QueryAsync(db => db.ReviewAssignments.Where(each => each.ReviewerId == dora.Id).Select(each => each.Id).SingleAsync());
        using var written = await phone.SubmitFormAsync($"{world.Root}/reviews/{assignment}", new Dictionary<string, string?> { ["Input.Score"] = "4", ["Input.Confidence"] = "3", ["Input.ToAuthors"] = "A fine bound." }, button: "Submit review");
        Assert.Equal(HttpStatusCode.Redirect, written.StatusCode);
        Assert.NotNull(await _app.QueryAsync(db => db.Reviews.Where(review => review.ReviewerId == dora.Id).Select(review => review.SubmittedAt).SingleAsync()));
        using var paper = await phone.FetchAsync($"{world.Root}/reviews/{assignment}/paper.pdf");
        Assert.Equal(HttpStatusCode.OK, paper.StatusCode);
        Assert.Empty(await _app.QueryAsync(db => db.Users.Where(account => account.Id == dora.PersonId).ToListAsync()));

        // The same link again: this browser goes to the desk, another one is told.
        using var again = await phone.FetchAsync(desk);
        Assert.Equal($"{world.Root}/reviews", again.Headers.Location!.ToString());
        using var elsewhere = await _app.Browser().FetchAsync(desk);
        Assert.Equal(HttpStatusCode.Gone, elsewhere.StatusCode);
        Assert.Contains("This link has been used already.", await elsewhere.TextAsync(), StringComparison.Ordinal);

        // An account is made through the mailbox alone, whoever holds the desk; it is the same person's, and takes the place of the desk.
        var access = await phone.GetDocumentAsync($"{world.Root}/reviews/access");
        Assert.Null(access.QuerySelector("input[type=password]"));
        var register = access.QuerySelector("main a[href^='/account/register']")!.GetAttribute("href")!;
        using var asked = await phone.SubmitFormAsync(register, new Dictionary<string, string?> { ["Input.Name"] = "Dora Dean", ["Input.Email"] = "dora@dora.example", ["Input.Password"] = Given.Password });
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Empty(await _app.QueryAsync(db => db.Users.Where(account => account.Id == dora.PersonId).ToListAsync()));
        using var confirmed = await phone.SubmitFormAsync(await _app.LinkInMailAsync("dora@dora.example", "account.confirm-registration"), Nothing);
        Assert.Equal($"{world.Root}/reviews", confirmed.Headers.Location!.ToString());
        Assert.Single(await _app.QueryAsync(db => db.Users.Where(account => account.Id == dora.PersonId).ToListAsync()));
        Assert.NotNull((await PassOfAsync(desk)).EndedAt);
    }

    [Fact]
    public async Task Signing_out_closes_the_desk_that_a_link_had_opened_in_the_same_browser()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var link = await LinkAsync(world.AnnaReviews);
        var shared = _app.Browser();
        using var opened = await shared.SubmitFormAsync(link, Nothing, button: "Open my desk");
        using var signedIn = await shared.SubmitFormAsync("/account/sign-in", new Dictionary<string, string?> { ["Input.Email"] = ReviewingWorld.Ben, ["Input.Password"] = Given.Password });
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Null((await PassOfAsync(link)).EndedAt);

        using var signedOut = await shared.SubmitFormAsync("/account", Nothing, "form[action='/account/sign-out']");
        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);

        Assert.NotNull((await PassOfAsync(link)).EndedAt);
        using var desk = await shared.FetchAsync($"{world.Root}/reviews");
        Assert.Equal(HttpStatusCode.Redirect, desk.StatusCode);
    }

    [Fact]
    public async Task A_link_that_does_not_open_says_why_and_a_new_one_goes_to_the_invited_address()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var visitor = _app.Browser();
        using var unknown = await visitor.FetchAsync("/desk/0123456789abcdef0123456789abcdef");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("This link is not known.", await unknown.TextAsync(), StringComparison.Ordinal);

        // Somebody else is signed in: told as whom, and nothing of the other but a mask.
        var link = await LinkAsync(world.AnnaReviews);
        var ben = await _app.SignedInAsync(ReviewingWorld.Ben);
        var form = await visitor.GetDocumentAsync(link);
        using var refused = await ben.FetchAsync(link);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var text = (await refused.DocumentAsync()).QuerySelector("main")!.TextContent;
        Assert.Contains("This link is for a…@a….example, and you are signed in as Ben Reviewer. Sign out to open it", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", text, StringComparison.Ordinal);
        using var forced = await PostAsync(ben, link + "?handler=Open", await ben.GetDocumentAsync("/account/profile"));
        Assert.Equal(HttpStatusCode.Forbidden, forced.StatusCode);
        Assert.Null((await PassOfAsync(link)).SpentAt);

        // The reviewer's own account needs no link, and does not spend it by looking.
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        using var own = await anna.FetchAsync(link);
        Assert.Equal($"{world.Root}/reviews", own.Headers.Location!.ToString());

        // Two who press at once: one desk.
        var other = _app.Browser();
        var second = await other.GetDocumentAsync(link);
        var pressed = await Task.WhenAll(visitor.SubmitFormAsync(form, link, Nothing, button: "Open my desk"), other.SubmitFormAsync(second, link, Nothing, button: "Open my desk"));
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Gone], pressed.Select(answer => answer.StatusCode).Order());

        // A new one, three times an hour.
        var stranger = _app.Browser();
        for (var i = 0; i < 4; i++)
        {
            using var asked = await stranger.SubmitFormAsync(link, Nothing, button: "Send me a new link");
            Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        }

        Assert.Equal([ReviewingWorld.Anna, ReviewingWorld.Anna, ReviewingWorld.Anna], (await MailsAsync("reviewer.desk-link")).Select(mail => mail.NormalizedTo));
        using var before = await stranger.SubmitFormAsync($"{world.Root}/desk", new Dictionary<string, string?> { ["Input.Email"] = ReviewingWorld.Ben });
        using var nobody = await stranger.SubmitFormAsync($"{world.Root}/desk", new Dictionary<string, string?> { ["Input.Email"] = ReviewingWorld.Cleo });
        Assert.Equal(before.Headers.Location, nobody.Headers.Location);
        Assert.Equal([ReviewingWorld.Ben], (await MailsAsync("reviewer.desk-link")).Skip(3).Select(mail => mail.NormalizedTo));

        // Whoever does not review gets a mail too, no more often: neither the answer nor its time tells one from the other.
        for (var i = 0; i < 3; i++)
        {
            using var more = await stranger.SubmitFormAsync($"{world.Root}/desk", new Dictionary<string, string?> { ["Input.Email"] = ReviewingWorld.Cleo });
        }

        Assert.Equal([ReviewingWorld.Cleo, ReviewingWorld.Cleo, ReviewingWorld.Cleo], (await MailsAsync("reviewer.no-desk")).Select(mail => mail.NormalizedTo));

        // Expiry, to the last instant.
        var late = await LinkAsync(world.AnnaReviews);
        _app.Clock.Now = (await PassOfAsync(late)).ExpiresAt;
        using var last = await stranger.FetchAsync(late);
        Assert.Equal(HttpStatusCode.OK, last.StatusCode);
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        using var expired = await stranger.FetchAsync(late);
        Assert.Equal(HttpStatusCode.Gone, expired.StatusCode);
        Assert.Contains("This link has expired.", await expired.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ending_the_links_closes_open_desks_at_once_and_typed_text_is_held()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var assignment = world.Assign(world.AnnaReviews, world.Papers[0]);
        await _app.SeedAsync(assignment);
        var (first, second) = (await OpenedAsync(world.AnnaReviews), await OpenedAsync(world.AnnaReviews));
        var unused = await LinkAsync(world.AnnaReviews);
        var path = $"{world.Root}/reviews/{assignment.Id}/cannot";
        var form = await first.GetDocumentAsync(path);

        // Closing one desk leaves the other.
        using var closed = await second.SubmitFormAsync($"{world.Root}/reviews", Nothing, "header form[action*=Close]");
        Assert.Equal($"{world.Root}/desk", closed.Headers.Location!.ToString());
        using var gone = await second.FetchAsync($"{world.Root}/reviews");
        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        using var still = await first.FetchAsync($"{world.Root}/reviews");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);

        // An organizer ends them all.
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        using var ended = await olga.SubmitFormAsync($"{world.Root}/organize/reviewers", new Dictionary<string, string?> { ["reviewer"] = world.AnnaReviews.Id.ToString() }, "form[action*=EndLinks]");
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        using var link = await _app.Browser().FetchAsync(unused);
        Assert.Contains("This link was ended", await link.TextAsync(), StringComparison.Ordinal);
        using var lost = await first.SubmitFormAsync(form, path, new Dictionary<string, string?> { ["Input.Reason"] = "Too far from what I know" });
        Assert.Equal($"{world.Root}/desk", lost.Headers.Location!.ToString());
        Assert.True(await _app.QueryAsync(db => db.ReviewAssignments.AnyAsync(each => each.Id == assignment.Id && each.RemovedAt == null)));

        // The text comes back at the desk that a new link opens in this browser.
        var renewed = await LinkAsync(world.AnnaReviews);
        using var opened = await first.SubmitFormAsync(renewed, Nothing, button: "Open my desk");
        var page = await first.GetDocumentAsync(path);
        Assert.Contains("Too far from what I know", page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desks_of_two_events_are_open_in_one_browser()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var other = Given.Event(Given.Settings("Another Workshop 2027"));
        var there = Given.Reviewer(other, world.AnnaPerson, ReviewingWorld.Anna);
        await _app.SeedAsync(other, there);
        var browser = await OpenedAsync(world.AnnaReviews);
        using var opened = await browser.SubmitFormAsync(await LinkAsync(there), Nothing, button: "Open my desk");
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);

        foreach (var slug in (string[])[world.Event.Slug, other.Slug])
        {
            using var desk = await browser.FetchAsync($"/e/{slug}/reviews");
            Assert.Equal(HttpStatusCode.OK, desk.StatusCode);
        }
    }

    [Fact]
    public async Task A_file_beside_the_own_review_opens_from_the_desk_too()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var assignment = world.Assign(world.AnnaReviews, world.Papers[0]);
        await _app.SeedAsync(assignment);
        var desk = await OpenedAsync(world.AnnaReviews);
        var path = $"{world.Root}/reviews/{assignment.Id}";
        using var saved = await desk.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.ToAuthors"] = "See the file." }, "form[data-review]", "Save draft", [new FormFile("Input.Attachment", "notes.txt", "A note."u8.ToArray(), "text/plain")]);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        var link = (await desk.GetDocumentAsync(path)).QuerySelectorAll("a").Single(link => link.TextContent.StartsWith("Your attachment", StringComparison.Ordinal)).GetAttribute("href")!;
        using var file = await desk.FetchAsync(link);

        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal("A note.", await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var stranger = await (await _app.SignedInAsync(ReviewingWorld.Ben)).FetchAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
    }

    /// <summary>The person is organizer, author, administrator and reviewer of another event as well: there is everything that could leak.</summary>
    [Fact]
    public async Task A_desk_opens_the_reviewers_pages_of_its_event_and_no_other_page_of_the_application()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var other = Given.Event(Given.Settings("Another Workshop 2027"));
        var file = await _app.QueryAsync(db => db.Files.AsNoTracking().FirstAsync());
        var own = Given.Submitted(world.Event, 9, world.AnnaPerson, file, "Anna's own paper", ("Anna Reviewer", ReviewingWorld.Anna));
        var assignment = world.Assign(world.AnnaReviews, world.Papers[0]);
        await _app.SeedAsync(other, Given.Organizer(world.Event, ReviewingWorld.Anna), Given.Organizer(other, ReviewingWorld.Anna), Given.Reviewer(other, world.AnnaPerson, ReviewingWorld.Anna), own, assignment);
        await _app.QueryAsync(async db =>
        {
            (await db.People.SingleAsync(person => person.Id == world.AnnaPerson.Id, TestContext.Current.CancellationToken)).MakeAdministrator();
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        var desk = await OpenedAsync(world.AnnaReviews);
        var session = await _app.SignedInAsync(ReviewingWorld.Anna);
        var leaked = new List<string>();
        var (opened, closedToDesk) = (0, 0);
        foreach (var endpoint in _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null))
        {
            var isReviewers = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy == "Reviewer");
            foreach (var e in (string[])[world.Event.Slug, other.Slug])
            {
                var path = PathOf(endpoint, e, isReviewers ? assignment.Id : own.Id);
                using var answer = await desk.FetchAsync(path);
                var body = answer.Content.Headers.ContentType?.MediaType == "text/html" ? await answer.TextAsync() : "";
                if (isReviewers && e == world.Event.Slug)
                {
                    opened += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
                    continue;
                }

                // Public pages answer as they do to any visitor: without a name.
                var isOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
                if ((answer.StatusCode == HttpStatusCode.OK && !isOpen) || body.Contains("Anna", StringComparison.Ordinal) || body.Contains("Close my desk", StringComparison.Ordinal))
                {
                    leaked.Add($"{path}: {answer.StatusCode}");
                }

                if (!isOpen)
                {
                    using var signedIn = await session.FetchAsync(path);
                    closedToDesk += signedIn.StatusCode == HttpStatusCode.OK ? 1 : 0;
                }
            }
        }

        Assert.Empty(leaked);
        Assert.True(opened >= 7, $"The desk opened {opened} pages of its own.");
        Assert.True(closedToDesk >= 20, $"With an account {closedToDesk} of the pages would have opened.");
    }

    private static string PathOf(RouteEndpoint endpoint, string slug, Guid id) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "slug" } => slug,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter when parameter.ParameterPolicies.Any(policy => policy.Content == "guid") => id.ToString(),
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart => "1",
        _ => "",
    }))));

    private async Task<HttpClient> OpenedAsync(Reviewer reviewer)
    {
        var browser = _app.Browser();
        using var opened = await browser.SubmitFormAsync(await LinkAsync(reviewer), Nothing, button: "Open my desk");
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        return browser;
    }

    private async Task<string> LinkAsync(Reviewer reviewer)
    {
        var (pass, token) = DeskPass.Issue(reviewer.EventId, reviewer.Id, null, DeskPassPurpose.Desk, _app.Clock.Now);
        await _app.SeedAsync(pass);
        return $"/desk/{token}";
    }

    private Task<DeskPass> PassOfAsync(string link)
    {
        var hash = Reviewer.HashOf(link[(link.LastIndexOf('/') + 1)..]);
        return _app.QueryAsync(db => db.DeskPasses.AsNoTracking().SingleAsync(pass => pass.TokenHash == hash));
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, AngleSharp.Html.Dom.IHtmlDocument page)
    {
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);
        return await browser.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    private Task<int> RemindAsync() => _app.InScopeAsync<RemindOpenReviews, int>(remind => remind.RunAsync(TestContext.Current.CancellationToken));

    private async Task<OutgoingMail> MailAsync(string kind) => (await MailsAsync(kind))[^1];

    private Task<List<OutgoingMail>> MailsAsync(string kind) => _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().Where(mail => mail.Kind == kind).OrderBy(mail => mail.CreatedAt).ToListAsync());

    [GeneratedRegex("/invitation/[0-9a-f]{32}")]
    private static partial Regex Invitation();

    [GeneratedRegex("/desk/[0-9a-f]{32}")]
    private static partial Regex Desk();
}
