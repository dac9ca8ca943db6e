using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Assignment;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>A proposal to look at, to download and to publish.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class ProposalModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, PublishAssignment publish, BundleProposal bundle) : PageModel
{
    private const int Bins = 16;
    private const int WorstShown = 8;

    [FromRoute]
    public Guid ProposalId { get; set; }

    public WorkshopEvent Event => current.Required;

    public VisibleProposal Shown { get; private set; } = null!;

    public Certificate? Certificate { get; private set; }

    public ProposalReport Report { get; private set; } = ProposalReport.Empty;

    public IReadOnlyList<ProposalTrouble> Troubles { get; private set; } = [];

    /// <summary>False for one from before problems were kept: then nothing can be explained or changed.</summary>
    public bool HasProblem { get; private set; }

    public PublishedState State { get; private set; } = null!;

    public bool ByReviewer { get; private set; }

    public BarPlot Affinities => new("affinities", "Affinity of the pairs", "Affinity from", "Pairs", BarPlot.Histogram([.. Shown.Rows.Where(row => row.Affinity is not null).Select(row => row.Affinity!.Value)], Bins));

    /// <summary>How many reviewers have how many of the visible submissions, by rising number.</summary>
    public BarPlot Loads => new("loads", "How many each reviewer gets", "Submissions", "Reviewers",
        [.. Shown.Rows.GroupBy(row => row.ReviewerId).GroupBy(group => group.Count()).OrderBy(bar => bar.Key).Select(bar => new Bar(bar.Key.ToString(CultureInfo.InvariantCulture), bar.Count()))]);

    public BarPlot Worst => new("worst", "The submissions that are served worst: total affinity of their reviewers", "Submission", "Total",
        [.. Shown.Scores.Take(WorstShown).Select((score, place) => new Bar($"#{score.Paper.Number}", score.Total, place == 0))]);

    public async Task<IActionResult> OnGetAsync(string? by, CancellationToken cancel) => await ReadAsync(by, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? by, CancellationToken cancel)
    {
        var published = await publish.RunAsync(await viewer.GetAsync(), Event.Id, ProposalId, null, cancel);
        if (published is null)
        {
            return NotFound();
        }

        if (!published.Succeeded)
        {
            db.ChangeTracker.Clear();
            return await ReadAsync(by, cancel) ? this.Refuse(published.Refusals) : NotFound();
        }

        this.Flash("The assignment is published. Reviewers with something new to review get a mail.");
        return Redirect($"/e/{Event.Slug}/organize/assignment/{ProposalId}");
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancel) =>
        await ReadAsync(null, cancel)
            ? CsvDownload.Of(
                "assignment.csv",
                ["paper", "reviewer", "affinity", "title", "name"],
                Shown.Rows.Select(row => new[] { $"#{row.Number}", row.Email, row.Affinity?.ToString("0.000000", CultureInfo.InvariantCulture) ?? "", row.Title, row.Name }))
            : NotFound();

    public async Task<IActionResult> OnGetCertificateAsync(CancellationToken cancel) =>
        await ReadAsync(null, cancel) && Certificate is not null ? File(Encoding.UTF8.GetBytes(Shown.Proposal.Certificate), "application/json", "certificate.json") : NotFound();

    /// <summary>Everything that somebody else needs to check the proposal, as the command line reads it.</summary>
    public async Task<IActionResult> OnGetBundleAsync(CancellationToken cancel) =>
        await ReadAsync(null, cancel) && Shown.IsWhole && await bundle.RunAsync(Shown, cancel) is { } zip ? File(zip, "application/zip", "assignment.zip") : NotFound();

    private async Task<bool> ReadAsync(string? by, CancellationToken cancel)
    {
        ByReviewer = by == "reviewer";
        if (await VisibleProposal.LoadAsync(db, await viewer.GetAsync(), Event.Id, ProposalId, time.GetUtcNow(), cancel) is not { } found)
        {
            return false;
        }

        Shown = found;
        Certificate = found.IsWhole && found.Proposal.Certificate.Length > 0 ? CertificateJson.Read(found.Proposal.Certificate) : null;
        var report = ProposalReport.Read(found.Proposal.Report);
        var troubles = report.Troubles;
        var open = troubles.Count == 0 ? [] : await db.LoadManagedIdsAsync(await viewer.GetAsync(), Event.Id, time.GetUtcNow(), cancel);
        Troubles = [.. troubles.Where(trouble => open.Contains(trouble.SubmissionId))];
        HasProblem = await db.AssignmentProposals.AnyAsync(proposal => proposal.Id == ProposalId && proposal.Problem != null, cancel);
        State = await PublishedState.OfAsync(db, await viewer.GetAsync(), Event.Id, found, time.GetUtcNow(), cancel);
        Report = found.IsWhole ? report : ProposalReport.Empty;
        return true;
    }
}
