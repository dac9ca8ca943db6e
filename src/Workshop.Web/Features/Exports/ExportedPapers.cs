using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Decisions;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Exports;

public enum PaperChoice
{
    /// <summary>Everything submitted that the organizer handles.</summary>
    Submitted,

    /// <summary>Of those, what is accepted and told to its authors.</summary>
    Accepted,

    /// <summary>What everybody may read.</summary>
    Public,
}

/// <param name="Pages">Null when they could not be counted.</param>
/// <param name="FileName">Unique among the papers of an event.</param>
internal sealed record ExportedPaper(int Number, string Sha256, int? Pages, string FileName);

/// <summary>Which PDFs go out, and under which names: the final version where there is one, otherwise the version that stands.</summary>
internal static class ExportedPapers
{
    /// <param name="viewer">Only asked for what is not public.</param>
    /// <param name="shown">The public programme, whose names the files of public papers have; null otherwise.</param>
    public static async Task<IReadOnlyList<ExportedPaper>> ReadExportedPapersAsync(
        this WorkshopDb db, Viewer viewer, WorkshopEvent e, PaperChoice choice, ProgrammeDocument? shown, DateTimeOffset now, CancellationToken cancel)
    {
        var submissions = choice == PaperChoice.Public
            ? db.PublicPapers(e.Id, now)
            : db.Submissions.VisibleTo(viewer, SubmissionPart.Management, now).Where(s => s.EventId == e.Id && s.SubmittedAt != null && s.WithdrawnAt == null);
        if (choice == PaperChoice.Accepted)
        {
            submissions = submissions.Where(s => db.Decisions.Any(decision =>
                decision.SubmissionId == s.Id && decision.ReleasedAt <= now && decision.DeclinedAt == null && (decision.Outcome == DecisionOutcome.Talk || decision.Outcome == DecisionOutcome.Poster)));
        }

        var rows = await submissions.OrderBy(s => s.Number)
            .Select(s => new
            {
                s.Number,
                s.Title,
                Author = s.Authors.OrderBy(author => author.Position).Select(author => author.Name).FirstOrDefault(),
                Final = db.FinalVersions.Where(version => version.SubmissionId == s.Id).OrderByDescending(version => version.Number).Select(version => new { version.Sha256, version.Pages }).FirstOrDefault(),
                Reviewed = db.CurrentVersions().Where(version => version.SubmissionId == s.Id).Select(version => new { version.Sha256, version.Pages }).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var items = shown?.Items.Where(item => item.Number is not null).ToDictionary(item => item.Number!.Value) ?? new Dictionary<int, ProgrammeItem>();
        var papers = new List<ExportedPaper>();
        foreach (var row in rows)
        {
            // What was reviewed is nobody else's business: of a public paper it is the final version or nothing.
            var file = row.Final ?? (choice == PaperChoice.Public ? null : row.Reviewed);
            if (file is null)
            {
                continue;
            }

            var item = items.GetValueOrDefault(row.Number);
            var author = choice == PaperChoice.Public ? (item is { Authors: [var first, ..] } ? first.Name : null) : row.Author;
            papers.Add(new ExportedPaper(row.Number, file.Sha256, file.Pages, PaperFileName.Of(row.Number, author, item?.Title ?? row.Title)));
        }

        return papers;
    }

    /// <summary>One PDF after another, each read when its turn comes.</summary>
    public static async Task AddPapersAsync(this TemporaryZip zip, WorkshopDb db, IEnumerable<(ExportedPaper Paper, string Path)> papers, CancellationToken cancel)
    {
        foreach (var (paper, path) in papers)
        {
            var content = await db.Files.Where(file => file.Sha256 == paper.Sha256).Select(file => file.Content).SingleAsync(cancel);
            zip.AddPdf(path, content);
        }
    }
}
