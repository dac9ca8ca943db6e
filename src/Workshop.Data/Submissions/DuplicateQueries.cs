using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Submissions;

/// <summary>A pair seen from one of its two submissions.</summary>
public sealed record DuplicateOf(Guid SubmissionId, Guid OtherId, int OtherNumber, string OtherTitle, bool SameTitle, bool SameFile, int? AbstractPercent, bool IsDismissed)
{
    public Likeness Likeness => new(SameTitle, SameFile, AbstractPercent);
}

public static class DuplicateQueries
{
    /// <summary>Every pair twice, once from each side, of submissions that stand and both of which the organizer may manage. Of a pair with a paper that is kept from them nothing is known.</summary>
    public static IQueryable<DuplicateOf> DuplicatesShownTo(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now)
    {
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.EventId == eventId && s.SubmittedAt != null && s.WithdrawnAt == null);
        return
            from hint in db.DuplicateHints
            from one in managed
            from other in managed
            where hint.EventId == eventId && ((hint.FirstId == one.Id && hint.SecondId == other.Id) || (hint.SecondId == one.Id && hint.FirstId == other.Id))
            orderby one.Number, other.Number
            select new DuplicateOf(one.Id, other.Id, other.Number, other.Title, hint.SameTitle, hint.SameFile, hint.AbstractPercent, hint.DismissedAt != null);
    }
}
