using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Platform.Pdf;

namespace Workshop.BrowserTests;

/// <summary>From the invitation to the submitted review: an organizer and somebody who has never been here.</summary>
public sealed partial class ReviewerJourneyTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData(true, 1280, ColorScheme.Light)]
    [InlineData(true, 360, ColorScheme.Dark)]
    [InlineData(false, 1280, ColorScheme.Light)]
    public async Task An_invited_reviewer_gets_papers_and_reviews_them(bool withScript, int width, ColorScheme scheme)
    {
        await using var app = WorkshopApp.OnSocket();
        var e = Given.Event();
        await app.PersonAsync("Olga Organizer", "olga@olga.example");
        var cleo = await app.PersonAsync("Cleo Quillfeather", "cleo@cleo.example");
        var ben = await app.PersonAsync("Ben Okonkwo", "ben@ben.example");
        var administrator = await app.PersonAsync("Ada Ministrator", "ada@ada.example");
        var file = StoredFile.Of(SimplePdf.Write(new SimplePdfText("Secret", "Cleo Quillfeather", ["Let $f$ be a tree. We prove a bound on its sufficient reasons."]) { Pages = 2 }), WorkshopApp.Start);
        var benReviews = Given.Reviewer(e, ben, "ben@ben.example");
        await app.SeedAsync(
            e, file, Given.Organizer(e, "olga@olga.example"), benReviews,
            Given.Submitted(e, 1, cleo, file, "Sufficient reasons of size $O(\\log n)$ for decision trees", ("Cleo Quillfeather", "cleo@cleo.example")),
            Given.Submitted(e, 2, cleo, file, "Shapley values of monotone circuits and why they are hard to compute exactly when the distribution is unknown", ("Cleo Quillfeather", "cleo@cleo.example")));
        await app.QueryAsync(async db =>
        {
            (await db.People.SingleAsync(person => person.Id == administrator.Id)).MakeAdministrator();
            return await db.SaveChangesAsync();
        });
        app.Clock.Now = e.SubmissionsClose.AddDays(1);
        await using var olga = await Visit.StartAsync(chromium, app, withScript, width, scheme);
        await using var dora = await Visit.StartAsync(chromium, app, withScript, width, scheme);
        await SignInAsync(olga, "olga@olga.example");

        await olga.GoAsync($"/e/{e.Slug}/organize/reviewers");
        await olga.Page.GetByLabel("Names and addresses").FillAsync("Dora Dean <dora@dora.example>\nEmil Eriksen <emil@emil.example>");
        await olga.PressAsync("Send invitations");

        var mail = await app.QueryAsync(db => db.OutgoingMails.Where(mail => mail.NormalizedTo == "dora@dora.example").Select(mail => mail.Body).SingleAsync());
        await dora.GoAsync(Link().Match(mail).Value);
        await dora.PressAsync("Yes, I will review");
        await dora.Page.GetByLabel("As text or BibTeX").FillAsync("Small reasons for $k$-decision trees\nWe bound the size of sufficient reasons of decision trees.\n\nRashomon sets of trees\nMany trees are equally good.");
        await dora.PressAsync("Save");
        await dora.GoAsync($"/e/{e.Slug}/reviews/conflicts");

        await olga.GoAsync($"/e/{e.Slug}/organize/assignment");
        await olga.Page.GetByLabel("Reviews for each submission").FillAsync("2");
        await olga.PressAsync("Propose an assignment");
        var run = Assert.Single(await app.RunJobsAsync());
        await olga.GoAsync(Path().Match(run.Result!).Value);
        await olga.FollowAsync("By reviewer");
        await olga.PressAsync("Publish this assignment");

        await dora.GoAsync($"/e/{e.Slug}/reviews");
        await dora.PressAsync("Begin");
        await dora.Page.GetByLabel("5 – Accept: clearly belongs in the workshop").CheckAsync();
        await dora.PressAsync("Submit review");
        Assert.Equal(2, await dora.Page.Locator(".error-summary li").CountAsync());
        await dora.Page.GetByLabel("3 – Confident: I know the area").CheckAsync();
        await dora.Page.GetByLabel("Comments to the authors").FillAsync("The bound $O(\\log n)$ is tight.");
        await dora.PressAsync("Submit and open the next");
        await dora.FollowAsync("I cannot review this");
        await dora.Page.GetByLabel("It is not my field").CheckAsync();
        await dora.Page.GetByLabel("In your words").FillAsync("It is too far from what I know.");
        await dora.PressAsync("Hand it back");
        Assert.Contains("1 of 1 done", await dora.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        await olga.GoAsync($"/e/{e.Slug}/organize/reviews");
        Assert.Contains("1 of 3 reviews are in.", await olga.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task SignInAsync(Visit visit, string email)
    {
        await visit.GoAsync("/account/sign-in");
        await visit.Page.Locator("#Input_Email").FillAsync(email);
        await visit.Page.Locator("#Input_Password").FillAsync(Given.Password);
        await visit.PressAsync("Sign in");
    }

    [GeneratedRegex(@"/invitation/\w+\?answer=accept")]
    private static partial Regex Link();

    [GeneratedRegex(@"/e/[^""]+")]
    private static partial Regex Path();
}
