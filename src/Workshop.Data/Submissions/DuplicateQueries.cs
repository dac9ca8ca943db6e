using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Submissions;

/// <summary>A pair seen from one of its two submissions.</summary>
public sealed record DuplicateOf
{
    public required Guid SubmissionId { get; init; }

    public required Guid OtherId { get; init; }

    public required int OtherNumber { get; init; }

    public required string OtherTitle { get; init; }

    public required bool SameTitle { get; init; }

    public required bool SameFile { get; init; }

    public required int? AbstractPercent { get; init; }

    public required bool IsDismissed { get; init; }

    public Likeness Likeness => new(SameTitle, SameFile, AbstractPercent);
}

public static class DuplicateQueries
{
    /// <summary>Every pair twice, once from each side, of submissions that stand and both of which the organizer may manage. Of a pair with a paper that is kept from them nothing is known.</summary>
    public static IQueryable<DuplicateOf> DuplicatesShownTo(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now)
    {
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.EventId == eventId && s.SubmittedAt != null && s.WithdrawnAt == null);
        var hints = db.DuplicateHints.Where(hint => hint.EventId == eventId);
        var pairs = hints.Select(hint => new { One = hint.FirstId, Other = hint.SecondId, hint.SameTitle, hint.SameFile, hint.AbstractPercent, hint.DismissedAt })
            .Concat(hints.Select(hint => new { One = hint.SecondId, Other = hint.FirstId, hint.SameTitle, hint.SameFile, hint.AbstractPercent, hint.DismissedAt }));
        return
            from pair in pairs
            join one in managed on pair.One equals one.Id
            join other in managed on pair.Other equals other.Id
            orderby one.Number, other.Number
            select new DuplicateOf
            {
                SubmissionId = one.Id,
                OtherId = other.Id,
                OtherNumber = other.Number,
                OtherTitle = other.Title,
                SameTitle = pair.SameTitle,
                SameFile = pair.SameFile,
                AbstractPercent = pair.AbstractPercent,
                IsDismissed = pair.DismissedAt != null,
            };
    }
}
