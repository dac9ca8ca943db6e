using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Pdf;
using Workshop.Domain.People;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Reviews;

/// <summary>A paper as a reviewer gets it.</summary>
/// <param name="Content">The PDF without what says who made it.</param>
public sealed record ReviewerCopy(int Number, int? Pages, byte[] Content);

/// <summary>
/// The PDF of an assignment without its metadata. The copies of the last papers are kept in memory and not in the database: they follow from what is stored
/// there, and looking at a paper should write nothing.
/// </summary>
public sealed class ReviewerCopies(WorkshopDb db, NeutralCopy neutral, ReviewerCopyCache cache, TimeProvider time)
{
    public static readonly Refusal NotReadable = new("paper.not-readable", "This file is no PDF that can be shown. Tell the organizers.");

    /// <returns>Null when there is no such assignment on this reviewer's desk, or no file. Whether the file is acceptable is for its authors and the organizers: what stands is what is reviewed.</returns>
    public async Task<Outcome<ReviewerCopy>?> RunAsync(Viewer viewer, Guid eventId, Guid assignmentId, CancellationToken cancel)
    {
        var current = db.CurrentVersions();
        var paper = await db.OnDeskOf(viewer, eventId, time.GetUtcNow())
            .Where(assignment => assignment.Id == assignmentId)
            .Join(db.Submissions, assignment => assignment.SubmissionId, submission => submission.Id, (assignment, submission) => submission)
            .Select(submission => new
            {
                submission.Number,
                Version = current.Where(version => version.SubmissionId == submission.Id).Select(version => new { version.Sha256, version.Pages }).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancel);
        if (paper?.Version is not { } version)
        {
            return null;
        }

        if (cache.Entries.TryGetValue(version.Sha256, out byte[]? kept))
        {
            return new ReviewerCopy(paper.Number, version.Pages, kept!);
        }

        var original = await db.Files.Where(file => file.Sha256 == version.Sha256).Select(file => file.Content).SingleAsync(cancel);
        if (FileSniffer.Sniff(original) != FileKind.Pdf)
        {
            return NotReadable;
        }

        var made = await neutral.MakeAsync(original, cancel);
        if (!made.Succeeded)
        {
            return Outcome.No<ReviewerCopy>(made.Refusals);
        }

        cache.Entries.Set(version.Sha256, made.Value, new MemoryCacheEntryOptions { Size = made.Value.LongLength, SlidingExpiration = TimeSpan.FromMinutes(30) });
        return new ReviewerCopy(paper.Number, version.Pages, made.Value);
    }
}

/// <summary>At most 64 MB of copies.</summary>
public sealed class ReviewerCopyCache : IDisposable
{
    internal MemoryCache Entries { get; } = new(new MemoryCacheOptions { SizeLimit = 64_000_000 });

    public void Dispose() => Entries.Dispose();
}
