using Microsoft.EntityFrameworkCore;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Submissions;

public static class AffiliationQueries
{
    /// <summary>Each of the two kinds; browsers search what they are given, people do not scroll.</summary>
    public const int MostOfAKind = 150;

    /// <summary>
    /// The affiliations that may be suggested to <paramref name="viewer"/>: their own, those on their own submissions, and those in published programmes. Nothing
    /// else, however often it occurs: in a blind event a suggestion would say who submits, and a suggestion from profiles, even one that needs several people, would
    /// tell whoever makes up accounts whether there is one more.
    /// </summary>
    public static async Task<IReadOnlyList<string>> LoadAffiliationsAsync(this WorkshopDb db, Viewer viewer, DateTimeOffset now, CancellationToken cancel)
    {
        var me = viewer.PersonId;
        var own = await db.Submissions.WrittenBy(viewer).SelectMany(s => s.Authors).Select(author => author.Affiliation)
            .Concat(db.People.Where(person => person.Id == me).Select(person => person.Affiliation))
            .Where(affiliation => affiliation != "")
            .Distinct().Order().Take(MostOfAKind).ToListAsync(cancel);
        var published = await db.Submissions.VisibleTo(Viewer.Anonymous, SubmissionPart.Authors, now).SelectMany(s => s.Authors).Select(author => author.Affiliation)
            .Where(affiliation => affiliation != "")
            .Distinct().Order().Take(MostOfAKind).ToListAsync(cancel);
        return [.. own.Union(published, StringComparer.OrdinalIgnoreCase)];
    }
}
