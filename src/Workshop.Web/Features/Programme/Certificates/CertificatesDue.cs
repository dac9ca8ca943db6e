using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Programme.Certificates;

/// <summary>Who may have which certificate, by what the database says now.</summary>
internal static class CertificatesDue
{
    /// <summary>One for each presenter of everything that stands in a released programme, in its order; the name is the author list's, the title the programme's.</summary>
    public static IReadOnlyList<CertificateDue> Presentations(WorkshopEvent e, PublicProgramme released, IReadOnlyDictionary<Guid, IReadOnlyList<Presenter>> presenters)
    {
        var due = new List<CertificateDue>();
        foreach (var session in released.Document.Sessions.Where(session => session.Kind is not (SessionKind.Break or SessionKind.Social)))
        {
            foreach (var item in session.Items)
            {
                var form = session.HasPosters ? "poster" : session.Kind == SessionKind.Panel ? "panel contribution" : item.Number is null ? "invited talk" : "talk";
                Guid? submission = item.Number is { } number && released.SubmissionIds.TryGetValue(number, out var id) ? id : null;
                var people = submission is { } known
                    ? presenters.GetValueOrDefault(known) ?? []
                    : [.. item.Authors.Where(author => author.IsPresenter).Select(author => new Presenter(author.Name, author.Name))];
                due.AddRange(people.Select(person => new CertificateDue(
                    CertificateKind.Presentation,
                    IssuedCertificate.SubjectOf(item.Key, person.Identity),
                    new CertificateStatement(person.Name, form, item.Title ?? "", DateOnly.FromDateTime((item.Starts ?? session.Starts).DateTime), e.Name, e.StartsOn, e.EndsOn, e.Venue),
                    submission)));
            }
        }

        // Somebody who presents the same twice, as a talk and at a board, has both under one key: the first counts.
        return [.. due.DistinctBy(certificate => certificate.Subject)];
    }

    /// <summary>Of the current released programme. A fixed number of queries.</summary>
    public static async Task<IReadOnlyList<CertificateDue>> ReadPresentationsDueAsync(this WorkshopDb db, WorkshopEvent e, DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.ReadReleasedProgrammeAsync(e, null, now, cancel) is not { } released)
        {
            return [];
        }

        return Presentations(e, released, await db.ReadPresentersAsync(e.Id, [.. released.SubmissionIds.Values], cancel));
    }

    /// <summary>By submission: whom the authors named, else who was to present at the submission, else the first author.</summary>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Presenter>>> ReadPresentersAsync(this WorkshopDb db, Guid eventId, Guid[] submissions, CancellationToken cancel)
    {
        var authors = (await db.Authors.Where(author => submissions.Contains(author.SubmissionId)).OrderBy(author => author.Position)
            .Select(author => new { author.SubmissionId, author.Name, author.NormalizedEmail, author.IsPresenter }).ToListAsync(cancel)).ToLookup(author => author.SubmissionId);
        var chosen = await db.PresentationAnswers.Where(answer => answer.EventId == eventId && answer.IsConfirmed).Select(answer => new { answer.SubmissionId, answer.PresenterEmail }).ToDictionaryAsync(answer => answer.SubmissionId, answer => answer.PresenterEmail, cancel);
        return submissions.ToDictionary(id => id, IReadOnlyList<Presenter> (Guid id) =>
        {
            var listed = authors[id].ToList();
            var said = listed.Where(author => author.NormalizedEmail == chosen.GetValueOrDefault(id)).ToList();
            var presenting = said.Count > 0 ? said : listed.Where(author => author.IsPresenter).ToList();
            return [.. (presenting.Count > 0 ? presenting : [.. listed.Take(1)]).Select(author => new Presenter(author.Name, author.NormalizedEmail.Length > 0 ? author.NormalizedEmail : author.Name))];
        });
    }

    /// <summary>
    /// One for everybody who has handed in a review that judges. An organizer finds only those with a review of a submission that this organizer may manage: a letter for somebody whose only
    /// review is of the organizer's own paper would say who wrote it.
    /// </summary>
    /// <param name="organizer">Null for the reviewers' own letters.</param>
    /// <param name="reviewers">Null for all.</param>
    public static async Task<IReadOnlyList<ThanksDue>> ReadThanksDueAsync(this WorkshopDb db, WorkshopEvent e, Viewer? organizer, Guid[]? reviewers, DateTimeOffset now, CancellationToken cancel)
    {
        var reviews = db.Reviews.Where(review => review.SubmittedAt != null && review.CannotJudgeBecause == null);
        if (organizer is not null)
        {
            var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now);
            reviews = reviews.Where(review => managed.Any(submission => submission.Id == review.SubmissionId));
        }

        var people = db.Reviewers.Where(reviewer => reviewer.EventId == e.Id);
        if (reviewers is not null)
        {
            people = people.Where(reviewer => reviewers.Contains(reviewer.Id));
        }

        var rows = await (
            from reviewer in people
            let count = reviews.Count(review => review.ReviewerId == reviewer.Id)
            where count > 0
            select new { reviewer.Id, reviewer.Name, reviewer.NormalizedEmail, Person = db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).FirstOrDefault(), Count = count })
            .ToListAsync(cancel);
        return [.. rows
            .Select(row => new ThanksDue(
                new CertificateDue(
                    CertificateKind.ReviewThanks,
                    IssuedCertificate.SubjectOf("", row.NormalizedEmail),
                    new CertificateStatement(row.Person ?? row.Name, "", "", e.StartsOn, e.Name, e.StartsOn, e.EndsOn, e.Venue),
                    ReviewerId: row.Id),
                row.Count))
            .OrderBy(row => IndexName.Of(row.Certificate.Statement.Name), IndexName.Order).ThenBy(row => row.Certificate.Subject, StringComparer.Ordinal)];
    }

    /// <summary>Whether some submission of the event is kept from this organizer, so that true counts over all of them would say something about it.</summary>
    public static async Task<bool> IsKeptFromSomeAsync(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now, CancellationToken cancel)
    {
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now);
        return await db.Submissions.AnyAsync(s => s.EventId == eventId && s.SubmittedAt != null && !managed.Any(other => other.Id == s.Id), cancel);
    }
}

/// <param name="Identity">A normalized address; the name of somebody of whom no address is known.</param>
internal sealed record Presenter(string Name, string Identity);

/// <param name="Reviews">Handed in, of those that the asker may know of.</param>
internal sealed record ThanksDue(CertificateDue Certificate, int Reviews);
