using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Programme.Certificates;

internal static class CertificateLookup
{
    /// <summary>
    /// The certificates that an organizer may know of: all of presentations, which are public, and the letters of those with a review of a submission that this organizer may manage. None for
    /// others.
    /// </summary>
    public static IQueryable<IssuedCertificate> KnownTo(this DbSet<IssuedCertificate> certificates, WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now)
    {
        var organizes = organizer.Organizes(eventId);
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now);
        return certificates.Where(certificate => certificate.EventId == eventId && organizes
            && (certificate.Kind == CertificateKind.Presentation
                || db.Reviews.Any(review => review.ReviewerId == certificate.ReviewerId && review.SubmittedAt != null && managed.Any(submission => submission.Id == review.SubmissionId))));
    }

    /// <summary>Tracked; null when there is none that this organizer may know of.</summary>
    public static Task<IssuedCertificate?> FindForAsync(this WorkshopDb db, Viewer organizer, Guid eventId, Guid certificateId, DateTimeOffset now, CancellationToken cancel) =>
        db.IssuedCertificates.KnownTo(db, organizer, eventId, now).SingleOrDefaultAsync(certificate => certificate.Id == certificateId, cancel);
}
