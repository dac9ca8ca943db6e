using Microsoft.EntityFrameworkCore;
using Workshop.Data.Submissions;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Reviewing;

/// <summary>
/// Who may review what in one event, and why not, read at one moment. Knows no viewer unless it is given the submissions that one may see: what comes out of all submissions of an event is
/// for the assignment, and whatever shows a part of it leaves out what its viewer may not manage.
/// </summary>
public sealed class EventConflicts
{
    private readonly ConflictFinder _finder;
    private readonly HashSet<(Guid Paper, Guid Reviewer)> _handedBack;
    private readonly HashSet<(Guid Paper, Guid Reviewer)> _own;

    private EventConflicts(ConflictFacts facts, PublicSuffixes suffixes, HashSet<(Guid, Guid)> handedBack)
    {
        _finder = new ConflictFinder(facts, suffixes);
        _handedBack = handedBack;
        _own = [.. _finder.Pairs.Where(pair => pair.Value.Standing.Any(IsOwn)).Select(pair => pair.Key)];
        Papers = facts.Papers;
        Reviewers = facts.Reviewers;
    }

    /// <summary>Submitted and not withdrawn, by number.</summary>
    public IReadOnlyList<PaperUnderReview> Papers { get; }

    /// <summary>Accepted, by invited address.</summary>
    public IReadOnlyList<EventReviewer> Reviewers { get; }

    /// <summary>Every pair between which there is anything, lifted or not, by ids of submission and reviewer.</summary>
    public IReadOnlyDictionary<(Guid Paper, Guid Reviewer), PairReasons> Pairs => _finder.Pairs;

    /// <summary>All reasons, the strongest first; those that stand, and those that an organizer overruled with that ruling.</summary>
    public PairReasons ReasonsAgainst(PaperUnderReview paper, EventReviewer reviewer) => _finder.Between(paper, reviewer);

    /// <summary>False for a conflict, for a question that nobody has answered, and for a pair that the reviewer has handed back.</summary>
    public bool MayReview(PaperUnderReview paper, EventReviewer reviewer) => _finder.Between(paper, reviewer).Standing.Count == 0 && !HasHandedBack(paper, reviewer);

    public bool HasHandedBack(PaperUnderReview paper, EventReviewer reviewer) => _handedBack.Contains((paper.Id, reviewer.Id));

    /// <summary>Certainly: by an address, an iD, or an organizer's answer; not by an open question.</summary>
    public bool IsAuthor(PaperUnderReview paper, EventReviewer reviewer) => _own.Contains((paper.Id, reviewer.Id));

    /// <summary>A fixed number of queries, whatever the size.</summary>
    /// <param name="of">Null for all submissions; otherwise only these, and of others nothing is told: neither that they exist nor that a reason was found in one of them.</param>
    public static async Task<EventConflicts> LoadAsync(WorkshopDb db, PublicSuffixes suffixes, Guid eventId, CancellationToken cancel, IQueryable<Submission>? of = null)
    {
        var startsOn = await db.Events.Where(e => e.Id == eventId).Select(e => e.StartsOn).SingleAsync(cancel);
        var submissions = (of ?? db.Submissions).Where(s => s.EventId == eventId && s.SubmittedAt != null && s.WithdrawnAt == null);
        var papers = await LoadPapersAsync(db, eventId, submissions, cancel);
        var reviewers = await LoadReviewersAsync(db, suffixes, eventId, cancel);
        var handedBack = await db.ReviewAssignments.Where(assignment => assignment.EventId == eventId && assignment.WasHandedBack).Select(assignment => new { assignment.SubmissionId, assignment.ReviewerId }).ToListAsync(cancel);
        var facts = new ConflictFacts(startsOn.Year, papers, reviewers)
        {
            Recorded = await db.Conflicts.AsNoTracking().Where(conflict => conflict.EventId == eventId).OrderBy(conflict => conflict.Id).ToListAsync(cancel),
            Named = await db.NamedConflicts.AsNoTracking().Where(named => submissions.Any(s => s.Id == named.SubmissionId)).OrderBy(named => named.Id).ToListAsync(cancel),
            Rulings = await db.ConflictRulings.AsNoTracking().Where(ruling => ruling.EventId == eventId).ToListAsync(cancel),
            Joint = await LoadJointAsync(db, eventId, startsOn, of, cancel),
            Past = await LoadPastAsync(db, eventId, cancel),
            Corrections = await db.CoauthorCorrections.AsNoTracking()
                .Where(said => db.Reviewers.Any(reviewer => reviewer.Id == said.ReviewerId && reviewer.EventId == eventId)).OrderBy(said => said.Id).ToListAsync(cancel),
        };
        return new EventConflicts(facts, suffixes, [.. handedBack.Select(pair => (pair.SubmissionId, pair.ReviewerId))]);
    }

    private static bool IsOwn(ConflictReason reason) => reason.Kind == ConflictKind.OwnPaper || reason is { Kind: ConflictKind.Declared, Tie: ConflictTie.OwnPaper };

    private static async Task<IReadOnlyList<PaperUnderReview>> LoadPapersAsync(WorkshopDb db, Guid eventId, IQueryable<Submission> submissions, CancellationToken cancel)
    {
        // Flat rows, put together here: collections inside one projection would multiply each other.
        var papers = await submissions.OrderBy(s => s.Number).Select(s => new { s.Id, s.Number, s.Title, s.OwnerId }).ToListAsync(cancel);
        var authors = (await submissions.SelectMany(s => s.Authors).Select(author => new { author.SubmissionId, author.Position, author.Name, author.NormalizedEmail, author.Affiliation, author.Orcid }).ToListAsync(cancel))
            .ToLookup(author => author.SubmissionId);
        var disavowals = (await submissions.SelectMany(s => s.Disavowals).Select(said => new { said.SubmissionId, said.NormalizedEmail }).ToListAsync(cancel)).ToLookup(said => said.SubmissionId, said => said.NormalizedEmail);
        var owners = (await db.People.Where(person => submissions.Any(s => s.OwnerId == person.Id)).Select(person => new { person.Id, person.Name, person.Affiliation, person.Orcid }).ToListAsync(cancel))
            .ToDictionary(person => person.Id);
        var ownerEmails = (await db.PersonEmails.Where(email => submissions.Any(s => s.OwnerId == email.PersonId)).Select(email => new { email.PersonId, email.NormalizedAddress, IsConfirmed = email.ConfirmedAt != null }).ToListAsync(cancel))
            .ToLookup(email => email.PersonId);
        var confirmed = await db.PersonEmails
            .Where(email => email.ConfirmedAt != null && db.PersonEmails.Any(listed => listed.PersonId == email.PersonId && listed.ConfirmedAt != null
                && db.Authors.Any(author => author.NormalizedEmail == listed.NormalizedAddress && db.Submissions.Any(s => s.Id == author.SubmissionId && s.EventId == eventId))))
            .Select(email => new { email.PersonId, email.NormalizedAddress })
            .ToListAsync(cancel);
        var personOf = confirmed.ToLookup(email => email.NormalizedAddress, email => email.PersonId);
        var addressesOf = confirmed.ToLookup(email => email.PersonId, email => email.NormalizedAddress);
        return
        [
            .. from paper in papers
               let owner = paper.OwnerId is { } id ? owners.GetValueOrDefault(id) : null
               let emails = paper.OwnerId is { } ownerId ? ownerEmails[ownerId].ToList() : []
               select new PaperUnderReview(paper.Id, paper.Number, paper.Title)
               {
                   OwnerId = paper.OwnerId,
                   Owner = owner is null ? null : new PaperAuthor(owner.Name, emails.Find(email => email.IsConfirmed)?.NormalizedAddress ?? "", owner.Affiliation, owner.Orcid ?? "")
                   {
                       OtherEmails = [.. emails.Where(email => email.IsConfirmed).Select(email => email.NormalizedAddress)],
                   },
                   OwnerEmails = [.. emails.Where(email => email.IsConfirmed).Select(email => email.NormalizedAddress)],
                   ClaimedOwnerEmails = [.. emails.Where(email => !email.IsConfirmed).Select(email => email.NormalizedAddress)],
                   Authors =
                   [
                       .. from author in authors[paper.Id].OrderBy(author => author.Position)
                          select new PaperAuthor(author.Name, author.NormalizedEmail, author.Affiliation, author.Orcid)
                          {
                              OtherEmails = [.. personOf[author.NormalizedEmail].SelectMany(person => addressesOf[person]).Where(address => address != author.NormalizedEmail)],
                          },
                   ],
                   DisavowedBy = [.. disavowals[paper.Id]],
               },
        ];
    }

    private static async Task<IReadOnlyList<EventReviewer>> LoadReviewersAsync(WorkshopDb db, PublicSuffixes suffixes, Guid eventId, CancellationToken cancel)
    {
        var accepted = db.Reviewers.Where(reviewer => reviewer.EventId == eventId && reviewer.State == ReviewerState.Accepted && reviewer.PersonId != null);
        var rows = await (
            from reviewer in accepted
            join person in db.People on reviewer.PersonId equals person.Id
            orderby reviewer.NormalizedEmail
            select new
            {
                reviewer.Id, PersonId = person.Id, person.Name, InvitedName = reviewer.Name, Email = reviewer.NormalizedEmail, person.Affiliation, person.Orcid, reviewer.MinLoad, reviewer.MaxLoad, reviewer.IsSenior,
                PastPapers = reviewer.PastPapers.Count,
            }).ToListAsync(cancel);
        var emails = (await db.PersonEmails.Where(email => accepted.Any(reviewer => reviewer.PersonId == email.PersonId)).Select(email => new { email.PersonId, email.NormalizedAddress }).ToListAsync(cancel))
            .ToLookup(email => email.PersonId, email => email.NormalizedAddress);
        return
        [
            .. from row in rows
               let known = emails[row.PersonId].Append(row.Email).Distinct().ToList()
               select new EventReviewer(row.Id, row.PersonId, row.Name, row.Email)
               {
                   InvitedName = row.InvitedName,
                   Affiliation = row.Affiliation,
                   Orcid = row.Orcid,
                   Emails = known,
                   Institutions = [.. known.Select(email => ConflictFinder.InstitutionOf(email, suffixes)).OfType<string>().Distinct()],
                   MinLoad = row.MinLoad,
                   MaxLoad = row.MaxLoad,
                   IsSenior = row.IsSenior,
                   PastPaperCount = row.PastPapers,
               },
        ];
    }

    /// <summary>
    /// Submissions to this event and earlier ones here that a reviewer wrote with others. Drafts are nobody's business. Where it was is told of this event by number, to whom may manage it; of an earlier one
    /// its name when the paper is public or theirs to manage. Of the others the same is said whether they are here or were earlier: a submission that is kept from this organizer must not show by having no place, and
    /// who submitted to an earlier event and was not accepted is that event's secret.
    /// </summary>
    private static async Task<IReadOnlyList<JointSubmission>> LoadJointAsync(WorkshopDb db, Guid eventId, DateOnly startsOn, IQueryable<Submission>? of, CancellationToken cancel)
    {
        // Sets that depend on nothing outside them: the database makes each once, where a question per author would cost half a second for 300 submissions.
        var accepted = db.Reviewers.Where(reviewer => reviewer.EventId == eventId && reviewer.State == ReviewerState.Accepted && reviewer.PersonId != null);
        var people = accepted.Select(reviewer => reviewer.PersonId);
        var addresses = accepted.Select(reviewer => reviewer.NormalizedEmail).Concat(db.PersonEmails.Where(email => people.Contains(email.PersonId)).Select(email => email.NormalizedAddress));
        var from = new DateOnly(startsOn.Year - TieRules.YearsThatCount, 1, 1);
        var events = db.Events.Where(e => e.StartsOn >= from && e.StartsOn <= startsOn).Select(e => e.Id);
        var known = db.Submissions.VisibleTo(Viewer.Anonymous, SubmissionPart.Authors, DateTimeOffset.MinValue);
        var written = db.Authors.Where(author => author.NormalizedEmail != "" && addresses.Contains(author.NormalizedEmail)).Select(author => author.SubmissionId);
        var joint = db.Submissions.Where(s => s.SubmittedAt != null && events.Contains(s.EventId) && (people.Contains(s.OwnerId) || written.Contains(s.Id)));
        var jointIds = joint.Select(s => s.Id);
        var jointOwners = joint.Select(s => s.OwnerId);
        var manageable = of ?? db.Submissions;
        var rows = await (
            from s in joint
            join e in db.Events on s.EventId equals e.Id
            select new { s.Id, s.EventId, s.Number, s.OwnerId, Event = e.Name, e.StartsOn, IsManageable = manageable.Any(other => other.Id == s.Id), IsPublic = known.Any(other => other.Id == s.Id) }).ToListAsync(cancel);
        var authors = (await db.Authors.Where(author => jointIds.Contains(author.SubmissionId)).Select(author => new { author.SubmissionId, author.NormalizedEmail }).ToListAsync(cancel)).ToLookup(author => author.SubmissionId, author => author.NormalizedEmail);
        var owners = (await db.PersonEmails.Where(email => email.ConfirmedAt != null && jointOwners.Contains(email.PersonId)).Select(email => new { email.PersonId, email.NormalizedAddress }).ToListAsync(cancel)).ToLookup(email => email.PersonId, email => email.NormalizedAddress);
        return
        [
            .. from row in rows
               orderby row.StartsOn descending, row.Number
               let isHere = row.EventId == eventId
               let place = isHere ? row.IsManageable ? $"#{row.Number}" : JointSubmission.Unnamed : row.IsPublic || (of is not null && row.IsManageable) ? row.Event : JointSubmission.Unnamed
               select new JointSubmission(place, isHere ? row.Id : null, row.StartsOn.Year, [.. authors[row.Id].Concat(row.OwnerId is { } owner ? owners[owner] : []).Where(email => email.Length > 0).Distinct()]),
        ];
    }

    private static async Task<IReadOnlyList<PastAuthors>> LoadPastAsync(WorkshopDb db, Guid eventId, CancellationToken cancel)
    {
        var rows = await db.PastPapers
            .Where(paper => paper.Authors != "" && db.Reviewers.Any(reviewer => reviewer.Id == paper.ReviewerId && reviewer.EventId == eventId && reviewer.State == ReviewerState.Accepted))
            .OrderBy(paper => paper.ReviewerId).ThenByDescending(paper => paper.Year).ThenBy(paper => paper.Position)
            .Select(paper => new { paper.ReviewerId, paper.Title, paper.Year, paper.Authors })
            .ToListAsync(cancel);
        return [.. rows.Select(row => new PastAuthors(row.ReviewerId, row.Title, row.Year, row.Authors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))];
    }
}
