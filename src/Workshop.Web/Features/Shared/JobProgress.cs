namespace Workshop.Web.Features.Shared;

/// <summary>
/// What <c>_JobProgress</c> shows of long work. The same partial is the first picture on the page and the fragment that <see cref="PollHref"/> answers; it stops polling
/// once the work is over.
/// </summary>
/// <param name="Id">Letters, digits and hyphens; the same in every fragment, it is what gets replaced.</param>
/// <param name="Title">What is being done, "Computing the assignment".</param>
/// <param name="State">The word for the status tag: queued, running, done, failed, cancelled, interrupted.</param>
/// <param name="Phase">Where it stands, "Solving"; for finished work the sentence that says how it ended.</param>
public sealed record JobProgress(string Id, string Title, string State, string Phase)
{
    /// <summary>Steps done of <see cref="Total"/>.</summary>
    public int Done { get; init; }

    /// <summary>Null when nobody knows yet: the bar then only says that something happens.</summary>
    public int? Total { get; init; }

    public TimeSpan? TimeLeft { get; init; }

    /// <summary>A GET that answers this partial alone, for htmx every second.</summary>
    public string? PollHref { get; init; }

    /// <summary>A POST that asks the job to stop; null hides the button.</summary>
    public string? CancelAction { get; init; }

    /// <summary>Where the result is, shown when the work is over.</summary>
    public string? ResultHref { get; init; }

    public string ResultText { get; init; } = "Show the result";

    public bool IsUnderWay => State is "queued" or "running";
}
