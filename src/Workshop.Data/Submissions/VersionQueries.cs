using Workshop.Domain.Pdf;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Submissions;

public static class VersionQueries
{
    /// <summary>
    /// Of each submission the one version that stands: <see cref="Submission.CurrentVersion"/> in SQL. Whatever shows, counts or hands out the file of a submission to anybody
    /// but its authors starts here.
    /// </summary>
    public static IQueryable<SubmissionVersion> CurrentVersions(this WorkshopDb db) => db.SubmissionVersions.Where(version => !db.SubmissionVersions.Any(other =>
        other.SubmissionId == version.SubmissionId
        && ((other.IsAcceptable ? 2 : other.IsBeingChecked ? 1 : 0) > (version.IsAcceptable ? 2 : version.IsBeingChecked ? 1 : 0)
            || ((other.IsAcceptable ? 2 : other.IsBeingChecked ? 1 : 0) == (version.IsAcceptable ? 2 : version.IsBeingChecked ? 1 : 0) && other.Number > version.Number))));

    /// <summary>
    /// The standing versions of submitted submissions that cannot be reviewed as they are: <see cref="Submission.Problem"/> in SQL. Nobody's visibility is looked at here.
    /// </summary>
    public static IQueryable<SubmissionVersion> PdfProblems(this WorkshopDb db) => db.CurrentVersions().Where(version =>
        !version.IsBeingChecked && (version.Gravest == Severity.Blocks || !version.IsAcceptable)
        && db.Submissions.Any(s => s.Id == version.SubmissionId && s.SubmittedAt != null && s.WithdrawnAt == null));
}
