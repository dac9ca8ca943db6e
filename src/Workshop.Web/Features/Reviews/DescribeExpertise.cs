using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>What the reviewer types about what they know.</summary>
/// <param name="PastPapers">Pasted text; see <see cref="PastPaperText"/>.</param>
public sealed record Expertise(IReadOnlyList<Guid> TopicIds, string? PastPapers, int? MaxLoad);

public sealed class DescribeExpertise(WorkshopDb db)
{
    /// <returns>How many past papers were understood.</returns>
    public async Task<Outcome<int>> RunAsync(Viewer viewer, Guid eventId, Expertise expertise, CancellationToken cancel)
    {
        var mine = viewer.ReviewerIds.ToArray();
        var reviewer = await db.Reviewers.Include(reviewer => reviewer.Topics).Include(reviewer => reviewer.PastPapers).AsSplitQuery()
            .SingleAsync(reviewer => reviewer.EventId == eventId && mine.Contains(reviewer.Id), cancel);
        var topics = await db.Topics.Where(topic => topic.EventId == eventId && expertise.TopicIds.Contains(topic.Id)).Select(topic => topic.Id).ToListAsync(cancel);
        var described = reviewer.Describe(topics, PastPaperText.Parse(expertise.PastPapers), expertise.MaxLoad);
        if (!described.Succeeded)
        {
            return Outcome.No<int>(described.Refusals);
        }

        await db.SaveChangesAsync(cancel);
        return reviewer.PastPapers.Count;
    }
}
