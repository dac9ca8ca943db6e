using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Domain.Assignment;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>A proposal to look at, to download and to publish.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class ProposalModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, PublishAssignment publish) : PageModel
{
    [FromRoute]
    public Guid ProposalId { get; set; }

    public WorkshopEvent Event => current.Required;

    public VisibleProposal Shown { get; private set; } = null!;

    public Certificate? Certificate { get; private set; }

    public bool ByReviewer { get; private set; }

    public double Total => Shown.Rows.Sum(row => row.Affinity ?? 0);

    public int Missing => Shown.Rows.Count(row => row.Affinity is null);

    /// <summary>How many reviewers have how many of the visible submissions, by rising number.</summary>
    public IReadOnlyList<(int Load, int Reviewers)> Loads =>
        [.. Shown.Rows.GroupBy(row => row.ReviewerId).Select(group => group.Count()).GroupBy(load => load).Select(group => (group.Key, group.Count())).OrderBy(bar => bar.Key)];

    public async Task<IActionResult> OnGetAsync(string? by, CancellationToken cancel) => await ReadAsync(by, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? by, CancellationToken cancel)
    {
        var published = await publish.RunAsync(await viewer.GetAsync(), Event.Id, ProposalId, cancel);
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

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(null, cancel))
        {
            return NotFound();
        }

        var text = new StringBuilder("paper,reviewer,affinity,title,name\n");
        foreach (var row in Shown.Rows)
        {
            text.AppendJoin(',', $"#{row.Number}", Cell(row.Email), row.Affinity?.ToString("0.000000", CultureInfo.InvariantCulture), Cell(row.Title), Cell(row.Name)).Append('\n');
        }

        return File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", "assignment.csv");
    }

    public async Task<IActionResult> OnGetCertificateAsync(CancellationToken cancel) =>
        await ReadAsync(null, cancel) && Shown.IsWhole ? File(Encoding.UTF8.GetBytes(Shown.Proposal.Certificate), "application/json", "certificate.json") : NotFound();

    /// <summary>Quoted always. What a spreadsheet would take for a formula gets an apostrophe: titles and names are written by strangers.</summary>
    private static string Cell(string text) => $"\"{(text.Length > 0 && "=+-@\t".Contains(text[0], StringComparison.Ordinal) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private async Task<bool> ReadAsync(string? by, CancellationToken cancel)
    {
        ByReviewer = by == "reviewer";
        if (await VisibleProposal.LoadAsync(db, await viewer.GetAsync(), Event.Id, ProposalId, time.GetUtcNow(), cancel) is not { } found)
        {
            return false;
        }

        Shown = found;
        Certificate = found.IsWhole ? CertificateJson.Read(found.Proposal.Certificate) : null;
        return true;
    }
}
