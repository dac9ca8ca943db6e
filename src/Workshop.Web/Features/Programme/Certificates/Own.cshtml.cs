using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme.Certificates;

/// <summary>Where authors fetch the certificate of what they presented, once the event is over.</summary>
[Authorize]
[EnableRateLimiting(RateLimits.Sensitive)] // each download prints
public sealed class OwnModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time, IssueOwnCertificate issue, PrintOwnCertificate print) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public WorkshopEvent Event => current.Required;

    public string Number { get; private set; } = "";

    public Refusal? WhyNot { get; private set; }

    public IReadOnlyList<CertificateDue> Due { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await issue.RunAsync(await viewer.GetAsync(), Event.Id, Id, cancel);
        if (outcome is null || !await ReadAsync(cancel))
        {
            return NotFound();
        }

        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusals, "");
        }

        var printed = await print.RunAsync(Event, outcome.Value, null, cancel);
        return printed.Succeeded ? File(printed.Value, "application/pdf", $"{Event.Slug}-certificate-{Number.TrimStart('#')}.pdf") : this.Refuse(printed.Refusals, "");
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var number = await db.Submissions.WrittenBy(await viewer.GetAsync()).Where(s => s.Id == Id && s.EventId == Event.Id && s.SubmittedAt != null).Select(s => (int?)s.Number).SingleOrDefaultAsync(cancel);
        if (number is null)
        {
            return false;
        }

        Number = string.Create(CultureInfo.InvariantCulture, $"#{number}");
        var due = await IssueOwnCertificate.WhatIsDueAsync(db, Event, Id, time.GetUtcNow(), cancel);
        (WhyNot, Due) = (due.Refusal, due.Value ?? []);
        return true;
    }
}
