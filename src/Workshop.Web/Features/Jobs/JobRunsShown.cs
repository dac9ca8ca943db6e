using Workshop.Domain.Jobs;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Jobs;

internal static class JobRunsShown
{
    /// <summary>A run is for the one who asked and for the organizers of its event.</summary>
    public static IQueryable<JobRun> ShownTo(this IQueryable<JobRun> runs, Viewer viewer)
    {
        var me = viewer.RequiredPersonId;
        var organizerOf = viewer.OrganizerOf.ToArray();
        return runs.Where(run => run.RequestedBy == me || (run.EventId != null && organizerOf.Contains(run.EventId.Value)));
    }
}
