using Workshop.Data.Submissions;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Decisions;

public static class PublicPaperQueries
{
    /// <summary>The event's submissions whose final PDF everybody may read: on the public programme, and their authors say so. The same for every viewer.</summary>
    public static IQueryable<Submission> PublicPapers(this WorkshopDb db, Guid eventId, DateTimeOffset now) =>
        db.Submissions.VisibleTo(Viewer.Anonymous, SubmissionPart.Programme, now).Where(s =>
            s.EventId == eventId
            && db.PresentationAnswers.Any(answer => answer.SubmissionId == s.Id && answer.IsConfirmed && answer.PublishesPdf)
            && db.FinalVersions.Any(version => version.SubmissionId == s.Id));
}
