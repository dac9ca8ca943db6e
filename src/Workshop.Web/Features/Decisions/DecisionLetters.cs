using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>A letter and everybody who gets it.</summary>
internal sealed record AddressedLetter(Decision Decision, Submission Submission, DecisionLetter Letter, IReadOnlyList<(EmailAddress Email, string Name)> To);

/// <summary>The letters of decisions as they would go now. Preview and release read them here, so that what was looked at is what goes.</summary>
internal static class DecisionLetters
{
    /// <summary>In the order of the submissions' numbers. A fixed number of queries; the decisions are tracked.</summary>
    public static async Task<IReadOnlyList<AddressedLetter>> ReadLettersAsync(this WorkshopDb db, WorkshopEvent e, IQueryable<Decision> decisions, SiteAddress site, CancellationToken cancel)
    {
        var found = await (
            from decision in decisions
            join submission in db.Submissions.Include(s => s.Authors) on decision.SubmissionId equals submission.Id
            orderby submission.Number
            select new { Decision = decision, Submission = submission })
            .ToListAsync(cancel);
        var scheme = await db.LoadSchemeAsync(e.Id, cancel);
        var ids = found.Select(pair => pair.Submission.Id).ToList();
        var reviews = (await db.LoadReviewsForReleaseAsync(e.Id, db.Submissions.Where(s => ids.Contains(s.Id)).Select(s => s.Id), cancel)).ToLookup(review => review.SubmissionId);
        var ownerIds = found.Select(pair => pair.Submission.OwnerId).OfType<Guid>().Distinct().ToList();
        var owners = await db.People.Include(person => person.Emails).Where(person => ownerIds.Contains(person.Id)).ToDictionaryAsync(person => person.Id, cancel);
        return [.. found.Select(pair => new AddressedLetter(
            pair.Decision,
            pair.Submission,
            Of(e, pair.Decision, pair.Submission, [.. reviews[pair.Submission.Id]], scheme, site),
            Recipients(pair.Submission, owners.GetValueOrDefault(pair.Submission.OwnerId ?? Guid.Empty))))];
    }

    public static string Link(string slug, Guid submissionId) => $"/e/{slug}/submissions/{submissionId}/decision";

    public static string PresentationLink(string slug, Guid submissionId) => $"/e/{slug}/submissions/{submissionId}/presentation";

    /// <summary>A deadline in a mail: in the zone of the event's deadlines.</summary>
    public static string? Day(WorkshopEvent e, DateTimeOffset? at) =>
        at is { } instant ? EventTimeText.Create(instant, TimeZoneInfo.FindSystemTimeZoneById(e.DeadlineZoneId), null).Main : null;

    /// <summary>Authors in order, each address once; who submitted for others is told too, unless one of their addresses is among these.</summary>
    private static List<(EmailAddress Email, string Name)> Recipients(Submission submission, Person? owner)
    {
        var to = new List<(EmailAddress Email, string Name)>();
        foreach (var author in submission.AuthorsToTell)
        {
            if (EmailAddress.Parse(author.Email).Value is { } address && !to.Exists(known => known.Email.Normalized == address.Normalized))
            {
                to.Add((address, author.Name));
            }
        }

        if (owner?.PrimaryEmail is { } primary && !owner.Emails.Any(email => to.Exists(known => known.Email.Normalized == email.NormalizedAddress)) && EmailAddress.Parse(primary.Address).Value is { } own)
        {
            to.Add((own, owner.Name));
        }

        return to;
    }

    private static DecisionLetter Of(WorkshopEvent e, Decision decision, Submission submission, IReadOnlyList<ReviewForRelease> reviews, DecisionScheme scheme, SiteAddress site) =>
        new(submission.Id, submission.Number, submission.Title, decision.Outcome, decision.Note, reviews, site.Link(Link(e.Slug, submission.Id)))
        {
            LabelWords = scheme.LabelOf(decision.Outcome, decision.LabelId)?.Words ?? "",
            Condition = decision.Condition,
            MetaReview = decision.MetaReview,
            PresentationLink = site.Link(PresentationLink(e.Slug, submission.Id)),
            ConfirmBy = Day(e, scheme.Terms.ConfirmBy),
            FinalsDue = Day(e, scheme.Terms.FinalsDue),
        };
}
