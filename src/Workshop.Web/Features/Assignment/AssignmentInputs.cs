using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Assignment;

public sealed record PaperToAssign(Guid Id, int Number, string Title, Guid? OwnerId, IReadOnlyList<string> OwnerEmails, IReadOnlyList<string> AuthorEmails, IReadOnlyList<string> DisavowedBy)
{
    /// <summary>What people and files call it: "#12".</summary>
    public string Code => $"#{Number}";
}

/// <param name="Emails">Every known address, confirmed or not, and the one that was invited; normalized.</param>
/// <param name="MaxLoad">Null when the reviewer named no limit.</param>
public sealed record ReviewerToAssign(Guid Id, Guid PersonId, string Name, string Email, IReadOnlyList<string> Emails, int MinLoad, int? MaxLoad, bool IsSenior, int PastPapers)
{
    public IReadOnlyList<string> Institutions { get; init; } = [];

    /// <summary>What this reviewer takes at most when everybody takes at most <paramref name="limit"/>.</summary>
    public int LoadUnder(int limit) => Math.Min(MaxLoad ?? limit, limit);
}

/// <summary>Everything that decides who may review what, of all submissions of an event: for the job, and for pages that show a part of it.</summary>
public sealed class AssignmentInputs
{
    private readonly HashSet<(Guid Submission, Guid Person)> _recorded;
    private readonly HashSet<(Guid Submission, Guid Reviewer)> _handedBack;

    private AssignmentInputs(IReadOnlyList<PaperToAssign> papers, IReadOnlyList<ReviewerToAssign> reviewers, HashSet<(Guid, Guid)> recorded, HashSet<(Guid, Guid)> handedBack)
    {
        _handedBack = handedBack;
        Papers = papers;
        Reviewers = reviewers;
        _recorded = recorded;
    }

    /// <summary>Submitted and not withdrawn, by number.</summary>
    public IReadOnlyList<PaperToAssign> Papers { get; }

    /// <summary>Accepted, by invited address.</summary>
    public IReadOnlyList<ReviewerToAssign> Reviewers { get; }

    /// <summary>Four queries, whatever the size.</summary>
    public static async Task<AssignmentInputs> LoadAsync(WorkshopDb db, Guid eventId, CancellationToken cancel)
    {
        var papers = await db.Submissions
            .Where(s => s.EventId == eventId && s.SubmittedAt != null && s.WithdrawnAt == null)
            .OrderBy(s => s.Number)
            .Select(s => new PaperToAssign(
                s.Id,
                s.Number,
                s.Title,
                s.OwnerId,
                db.PersonEmails.Where(email => email.PersonId == s.OwnerId).Select(email => email.NormalizedAddress).ToList(),
                s.Authors.Select(author => author.NormalizedEmail).ToList(),
                s.Disavowals.Select(disavowal => disavowal.NormalizedEmail).ToList()))
            .ToListAsync(cancel);
        var reviewers = await db.Reviewers
            .Where(reviewer => reviewer.EventId == eventId && reviewer.State == ReviewerState.Accepted && reviewer.PersonId != null)
            .OrderBy(reviewer => reviewer.NormalizedEmail)
            .Select(reviewer => new ReviewerToAssign(
                reviewer.Id,
                reviewer.PersonId!.Value,
                db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).Single(),
                reviewer.NormalizedEmail,
                db.PersonEmails.Where(email => email.PersonId == reviewer.PersonId).Select(email => email.NormalizedAddress).ToList(),
                reviewer.MinLoad,
                reviewer.MaxLoad,
                reviewer.IsSenior,
                reviewer.PastPapers.Count))
            .ToListAsync(cancel);
        var recorded = await db.Conflicts.Where(conflict => conflict.EventId == eventId).Select(conflict => new { conflict.SubmissionId, conflict.PersonId }).ToListAsync(cancel);
        var handedBack = await db.ReviewAssignments.Where(assignment => assignment.EventId == eventId && assignment.WasHandedBack).Select(assignment => new { assignment.SubmissionId, assignment.ReviewerId }).ToListAsync(cancel);
        return new AssignmentInputs(
            papers,
            [.. reviewers.Select(reviewer => reviewer with { Emails = [.. reviewer.Emails.Append(reviewer.Email).Distinct()] })],
            [.. recorded.Select(conflict => (conflict.SubmissionId, conflict.PersonId))],
            [.. handedBack.Select(pair => (pair.SubmissionId, pair.ReviewerId))]);
    }

    /// <summary>False for a conflict, and for a pair that the reviewer has handed back.</summary>
    public bool MayReview(PaperToAssign paper, ReviewerToAssign reviewer) => ConflictOf(paper, reviewer) is null && !_handedBack.Contains((paper.Id, reviewer.Id));

    /// <summary>Whether the reviewer certainly wrote it.</summary>
    public bool IsAuthor(PaperToAssign paper, ReviewerToAssign reviewer) => ConflictOf(paper, reviewer)?.Kind == ConflictKind.OwnPaper;

    /// <summary>Why the reviewer must not review the paper, or null.</summary>
    private ConflictReason? ConflictOf(PaperToAssign paper, ReviewerToAssign reviewer) =>
        ConflictRules.Find(reviewer.PersonId, reviewer.Emails, paper.OwnerId, paper.OwnerEmails, [.. paper.AuthorEmails, .. paper.DisavowedBy], _recorded.Contains((paper.Id, reviewer.PersonId)));
}
