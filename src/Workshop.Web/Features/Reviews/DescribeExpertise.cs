using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>What a reviewer says about one name among their co-authors.</summary>
/// <param name="IsFound">Some list shows the name.</param>
public sealed record CoauthorWord(string Name, bool IsNone, bool IsFound);

/// <summary>What a reviewer says about what they know and how much they take.</summary>
/// <param name="NewPapers">In addition to those that are there.</param>
public sealed record Expertise(IReadOnlyList<Guid> TopicIds, int? MaxLoad, IReadOnlyList<NewPastPaper> NewPapers, IReadOnlyList<CoauthorWord> Coauthors);

/// <summary>All of it or nothing. Sending it twice changes nothing.</summary>
public sealed class DescribeExpertise(WorkshopDb db, TimeProvider time)
{
    private const int Attempts = 3;

    public async Task<Outcome<PastPapersAdded>> RunAsync(Viewer viewer, Guid eventId, Expertise expertise, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var described = await DescribeAsync(viewer, eventId, expertise, cancel);
                if (described.Succeeded)
                {
                    await db.SaveChangesAsync(cancel);
                }

                return described;
            }
            catch (DbUpdateException failed) when (attempt < Attempts && (failed is DbUpdateConcurrencyException || db.Violates(failed, "PK_ReviewerTopic")))
            {
                // The same form from another window: what that one saved is read, and this one has the last word.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Outcome<PastPapersAdded>> DescribeAsync(Viewer viewer, Guid eventId, Expertise expertise, CancellationToken cancel)
    {
        var mine = viewer.ReviewerIds.ToArray();
        var reviewer = await db.Reviewers.Include(reviewer => reviewer.Topics).Include(reviewer => reviewer.PastPapers).Include(reviewer => reviewer.CoauthorCorrections).AsSplitQuery()
            .SingleAsync(reviewer => reviewer.EventId == eventId && mine.Contains(reviewer.Id), cancel);
        var topics = await db.Topics.Where(topic => topic.EventId == eventId && expertise.TopicIds.Contains(topic.Id)).Select(topic => topic.Id).ToListAsync(cancel);
        reviewer.SpeakFor(topics);
        var refusals = new List<Refusal>(reviewer.TakeAtMost(expertise.MaxLoad).Refusals);
        var now = time.GetUtcNow();
        foreach (var word in expertise.Coauthors)
        {
            refusals.AddRange(reviewer.CorrectCoauthor(word.Name, word.IsNone, word.IsFound, now).Refusals);
        }

        var added = reviewer.AddPastPapers(expertise.NewPapers);
        refusals.AddRange(added.Refusals);
        return refusals.Count == 0 ? added : Outcome.No<PastPapersAdded>(refusals);
    }
}
