using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>What a reviewer says about one name among their co-authors.</summary>
/// <param name="IsFound">Some list shows the name.</param>
public sealed record CoauthorWord(string Name, bool IsNone, bool IsFound);

/// <summary>What a reviewer says about what they know and how much they take.</summary>
/// <param name="NewPapers">In addition to those that are there.</param>
public sealed record Expertise(IReadOnlyList<Guid> TopicIds, int? MaxLoad, IReadOnlyList<NewPastPaper> NewPapers, IReadOnlyList<CoauthorWord> Coauthors)
{
    /// <summary>The topics that their page showed as theirs: of those that stayed, and of those that stayed away, nothing is said.</summary>
    public IReadOnlyList<Guid> TopicIdsBefore { get; init; } = [];

    /// <summary>Nothing is said about <see cref="MaxLoad"/>: what their page showed stayed there.</summary>
    public bool KeepsMaxLoad { get; init; }
}

/// <summary>All of it or nothing. Sending it twice, one after the other or at once, changes nothing: no constraint keeps titles apart, so that one waits for the other.</summary>
public sealed class DescribeExpertise(WorkshopDb db, TimeProvider time)
{
    private const int Attempts = 3;

    public async Task<Outcome<PastPapersAdded>> RunAsync(Viewer viewer, Guid eventId, Expertise expertise, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancel);
                // Changes nothing and holds the row: the same form in another window waits here, and then reads what this one saved.
                var mine = viewer.ReviewerIds.ToArray();
                await db.Reviewers.Where(reviewer => reviewer.EventId == eventId && mine.Contains(reviewer.Id)).ExecuteUpdateAsync(set => set.SetProperty(reviewer => reviewer.MinLoad, reviewer => reviewer.MinLoad), cancel);
                var described = await DescribeAsync(viewer, eventId, expertise, cancel);
                if (described.Succeeded)
                {
                    await db.SaveChangesAsync(cancel);
                    await transaction.CommitAsync(cancel);
                }

                return described;
            }
            catch (DbUpdateException failed) when (attempt < Attempts && (failed is DbUpdateConcurrencyException || db.Violates(failed, "PK_ReviewerTopic")))
            {
                // A past paper was changed or removed in another window: what that one saved is read, and this one has the last word.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Outcome<PastPapersAdded>> DescribeAsync(Viewer viewer, Guid eventId, Expertise expertise, CancellationToken cancel)
    {
        var mine = viewer.ReviewerIds.ToArray();
        var reviewer = await db.Reviewers.Include(reviewer => reviewer.Topics).Include(reviewer => reviewer.PastPapers).Include(reviewer => reviewer.CoauthorCorrections).AsSplitQuery()
            .SingleAsync(reviewer => reviewer.EventId == eventId && mine.Contains(reviewer.Id), cancel);
        Guid[] added = [.. expertise.TopicIds.Except(expertise.TopicIdsBefore)];
        var topics = await db.Topics.Where(topic => topic.EventId == eventId && added.Contains(topic.Id)).Select(topic => topic.Id).ToListAsync(cancel);
        reviewer.SpeakFor([.. reviewer.Topics.Select(topic => topic.TopicId).Except(expertise.TopicIdsBefore.Except(expertise.TopicIds)).Union(topics)]);
        var refusals = new List<Refusal>(expertise.KeepsMaxLoad ? [] : reviewer.TakeAtMost(expertise.MaxLoad).Refusals);
        var now = time.GetUtcNow();
        foreach (var word in expertise.Coauthors)
        {
            Note(viewer, reviewer, word, now);
            refusals.AddRange(reviewer.CorrectCoauthor(word.Name, word.IsNone, word.IsFound, now).Refusals);
        }

        var papers = reviewer.AddPastPapers(expertise.NewPapers);
        refusals.AddRange(papers.Refusals);
        return refusals.Count == 0 ? papers : Outcome.No<PastPapersAdded>(refusals);
    }

    /// <summary>Who sets somebody aside may review what they wrote: organizers can read that it was said, and that it was taken back.</summary>
    private void Note(Viewer viewer, Reviewer reviewer, CoauthorWord word, DateTimeOffset now)
    {
        var name = Person.Clean(word.Name);
        var isAside = reviewer.CoauthorCorrections.Any(said => said.IsNone && (string.Equals(said.Name, name, StringComparison.OrdinalIgnoreCase) || NameKey.Compare(said.Name, name) == NameMatch.Same));
        if (word.IsFound && word.IsNone != isAside)
        {
            db.Add(word.IsNone
                ? AuditEntry.Of("coauthor.set-aside", $"{viewer.Name} said that {name} is no co-author of theirs.", viewer.PersonId, reviewer.EventId, now)
                : AuditEntry.Of("coauthor.taken-back", $"{viewer.Name} said that {name} is a co-author of theirs after all.", viewer.PersonId, reviewer.EventId, now));
        }
    }
}
