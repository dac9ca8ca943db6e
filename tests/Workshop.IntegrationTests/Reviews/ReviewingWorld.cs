using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Platform.Pdf;

namespace Workshop.IntegrationTests.Reviews;

/// <summary>
/// An event after its call has closed: Olga organizes, and so does Otto, who wrote #2; Anna and Ben review; Cleo wrote #1 and #3. Everybody works somewhere
/// else, so that nothing but authorship and declarations makes a conflict.
/// </summary>
internal sealed class ReviewingWorld
{
    public const string SecretAuthor = "Cleo Quillfeather";
    public const string Olga = "olga@olga.example";
    public const string Otto = "otto@otto.example";
    public const string Anna = "anna@anna.example";
    public const string Ben = "ben@ben.example";
    public const string Cleo = "cleo@cleo.example";

    public required WorkshopEvent Event { get; init; }

    public required Person AnnaPerson { get; init; }

    public required Reviewer AnnaReviews { get; init; }

    public required Reviewer BenReviews { get; init; }

    /// <summary>#1 and #3 by Cleo, #2 by Otto.</summary>
    public required IReadOnlyList<Submission> Papers { get; init; }

    public string Root => $"/e/{Event.Slug}";

    public static async Task<ReviewingWorld> MakeAsync(WorkshopApp app, int papers = 3)
    {
        var e = Given.Event();
        await app.PersonAsync("Olga Organizer", Olga);
        var otto = await app.PersonAsync("Otto Organizer", Otto);
        var anna = await app.PersonAsync("Anna Reviewer", Anna);
        var ben = await app.PersonAsync("Ben Reviewer", Ben);
        var cleo = await app.PersonAsync(SecretAuthor, Cleo);
        var file = StoredFile.Of(SimplePdf.Write(new SimplePdfText("Secret title of the file", SecretAuthor, ["We prove a bound."]) { Pages = 2 }), WorkshopApp.Start);
        var reviews = (Anna: Given.Reviewer(e, anna, Anna), Ben: Given.Reviewer(e, ben, Ben));
        _ = reviews.Anna.AddPastPapers([Pasted("Sparse explanations of trees", "We bound the size of sufficient reasons for decision trees.")]);
        _ = reviews.Ben.AddPastPapers([Pasted("Shapley values of circuits", "We compute Shapley values of circuits in polynomial time.")]);
        Submission[] all =
        [
            Given.Submitted(e, 1, cleo, file, "Sufficient reasons of decision trees", (SecretAuthor, Cleo)),
            Given.Submitted(e, 2, otto, file, "Ottonian Shapley values", ("Otto Organizer", Otto)),
            Given.Submitted(e, 3, cleo, file, "Circuits and their Shapley values", (SecretAuthor, Cleo)),
        ];
        var made = all[..papers];
        await app.SeedAsync([e, file, Given.Organizer(e, Olga), Given.Organizer(e, Otto), reviews.Anna, reviews.Ben, .. made]);
        app.Clock.Now = e.SubmissionsClose.AddDays(1);
        return new ReviewingWorld { Event = e, AnnaPerson = anna, AnnaReviews = reviews.Anna, BenReviews = reviews.Ben, Papers = made };
    }

    public static NewPastPaper Pasted(string title, string text, int? year = null, params string[] authors) => new(new PastPaperDetails(title, text, authors, year), PastPaperSource.Pasted);

    public ReviewAssignment Assign(Reviewer reviewer, Submission paper) =>
        new() { EventId = Event.Id, SubmissionId = paper.Id, ReviewerId = reviewer.Id, Affinity = 0.5, AssignedAt = WorkshopApp.Start };
}
