using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Reviews;

/// <summary>A file beside the PDF as a reviewer gets it: under a name that says nothing, a PDF without its metadata.</summary>
public sealed record ReviewerFile(string FileName, byte[] Content);

/// <summary>One of the files of an assignment that the event or a question opens to reviewers.</summary>
public sealed class ReviewerFiles(WorkshopDb db, NeutralCopy neutral, TimeProvider time)
{
    /// <returns>Null when there is no such file on this reviewer's desk.</returns>
    public async Task<Outcome<ReviewerFile>?> RunAsync(Viewer viewer, Guid eventId, Guid assignmentId, Guid fileId, CancellationToken cancel)
    {
        var submission = await db.OnDeskOf(viewer, eventId, time.GetUtcNow())
            .Where(assignment => assignment.Id == assignmentId)
            .Join(db.Submissions.Include(s => s.Answers).Include(s => s.Attachments), assignment => assignment.SubmissionId, submission => submission.Id, (assignment, submission) => submission)
            .AsNoTracking()
            .SingleOrDefaultAsync(cancel);
        if (submission is null)
        {
            return null;
        }

        var open = (await db.LoadCallFormAsync(eventId, cancel)).FilesForReviewers(submission.Content).ToList();
        var place = open.FindIndex(file => file.Id == fileId);
        if (place < 0)
        {
            return null;
        }

        var hash = open[place].Sha256;
        var content = await db.Files.Where(file => file.Sha256 == hash).Select(file => file.Content).SingleAsync(cancel);
        var name = $"submission-{submission.Number}-file-{place + 1}{Ending(open[place].FileName)}";
        if (open[place].Kind != AttachmentKinds.Pdf)
        {
            return new ReviewerFile(name, content);
        }

        var made = await neutral.MakeAsync(content, cancel);
        return made.Succeeded ? new ReviewerFile(name, made.Value) : Outcome.No<ReviewerFile>(made.Refusals);
    }

    /// <summary>".zip", which a computer needs to open it; nothing that could be a name.</summary>
    private static string Ending(string fileName)
    {
        var dot = fileName.LastIndexOf('.');
        var ending = dot < 0 ? "" : fileName[(dot + 1)..];
        return ending.Length is > 0 and <= 5 && ending.All(char.IsAsciiLetterOrDigit) ? "." + ending.ToLowerInvariant() : "";
    }
}
