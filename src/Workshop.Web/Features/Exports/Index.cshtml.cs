using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Exports;

/// <summary>Every file that organizers can take along, what is in it and for whom.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class IndexModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SiteAddress site, TimeProvider time) : PageModel
{
    public IReadOnlyList<TableOffer> Tables { get; private set; } = [];

    public IReadOnlyList<PaperOffer> Papers { get; private set; } = [];

    public bool IsPublic { get; private set; }

    public int Citations { get; private set; }

    public int Submitted { get; private set; }

    public int PublicPapers => Papers[^1].Files;

    public string ProgrammeAddress => new ProgrammeLinks(site, Event).Programme;

    public string Snippet =>
        $"""
        <script src="{site.Link("/export/widget.js")}" defer></script>
        <workshop-programme src="{ProgrammeAddress}/embed" title="Programme"></workshop-programme>

        <!-- or without a script: -->
        <iframe src="{ProgrammeAddress}/embed" title="Programme" width="100%" height="900" loading="lazy"></iframe>
        """;

    public WorkshopEvent Event => current.Required;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var (e, who, now) = (Event, await viewer.GetAsync(), time.GetUtcNow());
        var managed = db.Submissions.VisibleTo(who, SubmissionPart.Management, now).Where(s => s.EventId == e.Id);
        var submissions = await managed.CountAsync(cancel);
        Submitted = await managed.CountAsync(s => s.SubmittedAt != null && s.WithdrawnAt == null, cancel);
        var reviews = await db.ReviewAssignments.CountAsync(assignment => assignment.EventId == e.Id && assignment.RemovedAt == null && managed.Any(s => s.Id == assignment.SubmissionId && s.SubmittedAt != null), cancel);
        var authors = await managed.Where(s => s.SubmittedAt != null && s.WithdrawnAt == null).SelectMany(s => s.Authors).Select(author => author.NormalizedEmail).Distinct().CountAsync(cancel);
        var reviewers = await db.Reviewers.CountAsync(reviewer => reviewer.EventId == e.Id && reviewer.State == ReviewerState.Accepted, cancel);
        var released = await db.ReadReleasedProgrammeAsync(e, null, now, cancel);
        var draft = (await db.ReadDraftProgrammeAsync(who, e, now, cancel)).Document;
        IsPublic = released is not null && e.ProgrammeReleased is not null;
        Citations = released?.Document.Items.Count(Citation.IsCitable) ?? 0;

        var tables = new List<TableOffer>
        {
            new("submissions", "Submissions", Say(submissions, "submission", "submissions"), "Authors with addresses, types, topics, decision and its state, scores, place in the programme, abstract."),
            new("reviews", "Reviews", Say(reviews, "review", "reviews"), "Scores, criteria, recommendation and texts of every assigned review, with the reviewer’s name."),
            new("people", "People", $"{Say(authors, "author", "authors")}, {Say(reviewers, "reviewer", "reviewers")}", "Authors, speakers, chairs, reviewers and organizers, once each, with what they do here."),
        };
        if (released is not null)
        {
            tables.Add(new("programme", "Programme", $"{released.Name}, {Say(released.Document.Items.Count(), "item", "items")}", "The released version: a row for each talk, poster and break."));
        }

        tables.Add(new("draft", "Draft of the programme", Say(draft.Items.Count(), "item", "items"), "As it is being built, items whose acceptance is not released yet marked as staged."));
        Tables = tables;
        var published = IsPublic ? await CountAsync(who, PaperChoice.Public, released!.Document, now, cancel) : 0;
        Papers =
        [
            new("papers.zip", "Submitted", await CountAsync(who, PaperChoice.Submitted, null, now, cancel), "Of every submission that you handle. Confidential."),
            new("accepted-papers.zip", "Accepted", await CountAsync(who, PaperChoice.Accepted, null, now, cancel), "Of those whose acceptance is released and not declined."),
            new("ceur-ws.zip", "CEUR-WS volume", published, "index.html and PDFs as CEUR-WS.org takes them, of the papers whose authors publish them. Read the comment at the top of the index before you submit it."),
            new("public-papers.zip", "Published", published, "Final versions that their authors let everybody read, while the programme is public."),
        ];
    }

    private async Task<int> CountAsync(Viewer who, PaperChoice choice, ProgrammeDocument? shown, DateTimeOffset now, CancellationToken cancel) =>
        (await db.ReadExportedPapersAsync(who, Event, choice, shown, now, cancel)).Count;

    public static string Say(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";

    /// <param name="Name">Of the files, without their endings.</param>
    public sealed record TableOffer(string Name, string Title, string Count, string Says);

    /// <param name="Name">Of the file.</param>
    public sealed record PaperOffer(string Name, string Title, int Files, string Says);
}
