using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Reviews;

/// <summary>One person and one submission between which there is a conflict, standing or overruled.</summary>
/// <param name="Email">The invited address; empty for organizers who do not review.</param>
/// <param name="IsAssigned">The published assignment has this pair now.</param>
public sealed record ConflictRow(Guid SubmissionId, int Number, string Title, Guid PersonId, string Name, string Email, IReadOnlyList<ConflictReason> Standing, IReadOnlyList<LiftedReason> Lifted, bool IsAssigned)
{
    public bool IsQuestion => Standing.Any(reason => reason.Kind == ConflictKind.PossibleOwnPaper);

    public bool IsReviewer => Email.Length > 0;

    /// <summary>What a press on "Overrule" lifts; the question has buttons of its own.</summary>
    public IReadOnlyList<ConflictKind> Overrulable => [.. Standing.Where(reason => reason.MayBeOverruled && reason.Kind != ConflictKind.PossibleOwnPaper).Select(reason => reason.Kind).Distinct()];

    /// <summary>An organizer recorded it, so an organizer can remove it.</summary>
    public bool IsRecorded => Standing.Any(reason => reason is { Kind: ConflictKind.Declared, Origin: ConflictOrigin.Organizer });
}

/// <summary>Somebody against whom a conflict can be recorded.</summary>
public sealed record ConflictPerson(Guid Id, string Name, string Email, bool IsReviewer);

/// <summary>
/// The conflicts of the submissions that one organizer may manage. Of their own papers and of those they have a conflict with nothing is read. What the authors said of the organizer who looks
/// is not told, see <see cref="PairReasons.AsReadBy"/>: whoever is named would otherwise learn so by being an organizer.
/// </summary>
public sealed record ConflictList(IReadOnlyList<ConflictRow> Rows, IReadOnlyList<PaperUnderReview> Papers, IReadOnlyList<ConflictPerson> People)
{
    /// <summary>Questions first, then by submission and name. A fixed number of queries.</summary>
    public static async Task<ConflictList> LoadAsync(WorkshopDb db, PublicSuffixes suffixes, Viewer organizer, Guid eventId, DateTimeOffset now, CancellationToken cancel)
    {
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now);
        var conflicts = await EventConflicts.LoadAsync(db, suffixes, eventId, cancel, managed);
        var assigned = (await db.ManagedBy(organizer, eventId, now).Select(assignment => new { assignment.SubmissionId, assignment.ReviewerId }).ToListAsync(cancel)).Select(pair => (pair.SubmissionId, pair.ReviewerId)).ToHashSet();
        var reviewers = conflicts.Reviewers.ToDictionary(reviewer => reviewer.Id);
        var papers = conflicts.Papers.ToDictionary(paper => paper.Id);
        var rows = new List<ConflictRow>(conflicts.Pairs.Count);
        foreach (var (pair, reasons) in conflicts.Pairs)
        {
            var (paper, reviewer) = (papers[pair.Paper], reviewers[pair.Reviewer]);
            var (standing, lifted) = reasons.AsReadBy(organizer, reviewer);
            if (standing.Count + lifted.Count > 0)
            {
                rows.Add(new ConflictRow(paper.Id, paper.Number, paper.Title, reviewer.PersonId, reviewer.Name, reviewer.Email, standing, lifted, assigned.Contains(pair)));
            }
        }

        var organizers = await (
            from other in db.Organizers
            join email in db.PersonEmails on other.NormalizedEmail equals email.NormalizedAddress
            join person in db.People on email.PersonId equals person.Id
            where other.EventId == eventId && email.ConfirmedAt != null
            orderby other.NormalizedEmail
            select new ConflictPerson(person.Id, person.Name, other.NormalizedEmail, false)).ToListAsync(cancel);
        var reviewing = conflicts.Reviewers.Select(reviewer => reviewer.PersonId).ToHashSet();
        var recorded = await (
            from conflict in db.Conflicts.AsNoTracking()
            join person in db.People on conflict.PersonId equals person.Id
            where conflict.EventId == eventId && managed.Any(s => s.Id == conflict.SubmissionId)
            orderby person.Name, conflict.Id
            select new { conflict, person.Name }).ToListAsync(cancel);
        foreach (var row in recorded.Where(row => !reviewing.Contains(row.conflict.PersonId)))
        {
            if (papers.TryGetValue(row.conflict.SubmissionId, out var paper))
            {
                rows.Add(new ConflictRow(paper.Id, paper.Number, paper.Title, row.conflict.PersonId, row.Name, "", [ConflictFinder.Of(row.conflict)], [], false));
            }
        }

        // Thousands of rows, few people: names are compared once for each person.
        var ranks = rows.Select(row => (row.Name, row.Email)).Distinct().OrderBy(one => one.Name, StringComparer.InvariantCultureIgnoreCase).ThenBy(one => one.Email, StringComparer.Ordinal)
            .Select((one, rank) => (one, rank)).ToDictionary(one => one.one, one => one.rank);
        var people = conflicts.Reviewers.Select(reviewer => new ConflictPerson(reviewer.PersonId, reviewer.Name, reviewer.Email, true)).Concat(organizers).DistinctBy(person => person.Id)
            .OrderBy(person => person.Name, StringComparer.InvariantCultureIgnoreCase).ThenBy(person => person.Email, StringComparer.Ordinal);
        return new ConflictList(
            [.. rows.OrderByDescending(row => row.IsQuestion).ThenBy(row => row.Number).ThenBy(row => ranks[(row.Name, row.Email)])],
            conflicts.Papers,
            [.. people]);
    }
}
