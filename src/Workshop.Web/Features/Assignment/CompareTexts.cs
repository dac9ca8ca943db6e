using Workshop.Data.Reviewing;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Assignment;

/// <summary>Reads what is new among the PDFs, then compares every submission with what every reviewer has written.</summary>
public sealed class CompareTexts(EventMatching matching, ReadDocuments documents)
{
    private const int Begin = 2;
    private const int Compared = 25;

    public async Task<EventAffinities> RunAsync(JobContext context, Guid eventId, EventConflicts inputs, CancellationToken cancel)
    {
        await documents.RunAsync(
            eventId,
            (done, total) => context.ReportAsync(Begin + ((Compared - Begin) * done / Math.Max(1, total)), SolveProblem.Total, "Reading the PDFs of the submissions."),
            cancel);
        await context.ReportAsync(Compared, SolveProblem.Total, $"Comparing the submissions with what {inputs.Reviewers.Count} reviewers have written.");
        return await matching.LoadAsync(eventId, cancel);
    }
}
