using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workshop.Data.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Features.Reviews;
using Workshop.Web.Platform.Pdf;

namespace Workshop.BrowserTests;

/// <summary>On a phone, from the mail to the submitted review: whoever does it never signs up.</summary>
public sealed class DeskLinkJourneyTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData(true, ColorScheme.Light)]
    [InlineData(false, ColorScheme.Dark)]
    public async Task A_reviewer_goes_from_the_mail_to_a_review_on_a_phone_without_an_account(bool withScript, ColorScheme scheme)
    {
        await using var app = WorkshopApp.OnSocket();
        var e = Given.Event();
        var olga = await app.PersonAsync("Olga Organizer", "olga@olga.example");
        var cleo = await app.PersonAsync("Cleo Quillfeather", "cleo@cleo.example");
        var file = StoredFile.Of(SimplePdf.Write(new SimplePdfText("Secret", "Cleo Quillfeather", ["We prove a bound."]) { Pages = 2 }), WorkshopApp.Start);
        var paper = Given.Submitted(e, 1, cleo, file, "Sufficient reasons of size $O(\\log n)$ for decision trees", ("Cleo Quillfeather", "cleo@cleo.example"));
        await app.SeedAsync(e, file, Given.Organizer(e, "olga@olga.example"), paper);
        app.Clock.Now = e.SubmissionsClose.AddDays(1);
        var organizer = await app.QueryAsync(db => db.LoadViewerAsync(olga.Id, TestContext.Current.CancellationToken));
        await app.InScopeAsync<InviteReviewers, object>(async invite => await invite.RunAsync(organizer, e.Id, "Dora Dean <dora@dora.example>", TestContext.Current.CancellationToken));
        await using var dora = await Visit.StartAsync(chromium, app, withScript, 360, scheme);

        await FollowMailAsync(dora, $"Invitation to review for {e.Name}", "answer=only");
        await dora.FillAsync("At most", "1");
        await dora.PressAsync("Yes, but no more than that");
        Assert.Contains("for this event only", await dora.Page.Locator("header").InnerTextAsync(), StringComparison.Ordinal);
        await dora.PressAsync("Close my desk");

        var reviewer = await app.QueryAsync(db => db.Reviewers.SingleAsync(reviewer => reviewer.NormalizedEmail == "dora@dora.example", TestContext.Current.CancellationToken));
        await app.SeedAsync(new ReviewAssignment { EventId = e.Id, SubmissionId = paper.Id, ReviewerId = reviewer.Id, AssignedAt = app.Clock.Now });
        app.Clock.Now = e.ReviewsDue!.Value.AddDays(-3);
        Assert.Equal(1, await app.InScopeAsync<RemindOpenReviews, int>(remind => remind.RunAsync(TestContext.Current.CancellationToken)));
        await FollowMailAsync(dora, $"Your review for {e.Name} is due in 3 days", "/desk/");
        await dora.PressAsync("Open my desk");
        await dora.FollowAsync("Access");
        await dora.GoAsync($"/e/{e.Slug}/reviews");
        await dora.ClickAsync(dora.Page.Locator("main table a").First);
        await dora.Page.GetByLabel("5 – Accept: clearly belongs in the workshop").CheckAsync();
        await dora.Page.GetByLabel("3 – Confident: I know the area").CheckAsync();
        await dora.FillAsync("Comments to the authors", "The bound is tight.");
        await dora.PressAsync("Submit review");

        Assert.NotNull(await app.QueryAsync(db => db.Reviews.Where(review => review.ReviewerId == reviewer.Id).Select(review => review.SubmittedAt).SingleAsync(TestContext.Current.CancellationToken)));
        Assert.False(await app.QueryAsync(db => db.Users.AnyAsync(account => account.Id == reviewer.PersonId, TestContext.Current.CancellationToken)));
    }

    /// <summary>The mail was written by a job, which knows no port: the path of its link is what counts.</summary>
    private static async Task FollowMailAsync(Visit visit, string subject, string link)
    {
        await visit.GoAsync("/mail/captured");
        await visit.FollowAsync(subject);
        var address = await visit.Page.Locator($"pre.mail a[href*='{link}']").First.GetAttributeAsync("href");
        await visit.GoAsync(new Uri(address!).PathAndQuery);
    }
}
