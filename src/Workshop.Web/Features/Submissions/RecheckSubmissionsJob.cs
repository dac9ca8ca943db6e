using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Submissions;

/// <summary>
/// Checks what stands of every submission, and the last upload of every draft, by the rules as they are now; one after another, so that uploads are not kept waiting. Taken up
/// again after a restart it goes on with what has no verdict since it was asked for. Its messages are read by every organizer, so they count no submissions.
/// </summary>
public sealed class RecheckSubmissionsJob(WorkshopDb db, IServiceScopeFactory scopes) : IBackgroundJob
{
    public const string Kind = "submissions.recheck";

    private const int Percent = 100;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancel)
    {
        var eventId = context.EventId ?? throw new InvalidOperationException("Submissions belong to an event.");
        var asked = await db.JobRuns.Where(run => run.Id == context.RunId).Select(run => run.CreatedAt).SingleAsync(cancel);
        var current = db.CurrentVersions();
        var versions = await db.SubmissionVersions
            .Where(version => db.Submissions.Any(s => s.Id == version.SubmissionId && s.EventId == eventId && s.WithdrawnAt == null
                && (s.SubmittedAt != null
                    ? current.Any(standing => standing.Id == version.Id)
                    : !db.SubmissionVersions.Any(later => later.SubmissionId == s.Id && later.Number > version.Number))))
            .OrderBy(version => version.ReceivedAt).ThenBy(version => version.Id)
            .Select(version => version.Id)
            .ToListAsync(cancel);
        for (var i = 0; i < versions.Count; i++)
        {
            await context.ReportAsync(i * Percent / versions.Count, Percent, "Checking.");
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<CheckVersion>().RecheckAsync(versions[i], asked, cancel);
        }

        return new JobResult("Everything is checked again. What needs to be mended stands in the list under “PDF problems”.");
    }
}
