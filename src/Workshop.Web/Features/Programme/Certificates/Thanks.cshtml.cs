using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme.Certificates;

/// <summary>Where reviewers fetch their letter of thanks, once decisions are out.</summary>
[Authorize(Policy = Policies.Reviewer)]
[EnableRateLimiting(RateLimits.Sensitive)] // each download prints
public sealed class ThanksModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time, IssueOwnThanks issue, PrintOwnCertificate print) : PageModel
{
    [BindProperty]
    public bool Counts { get; set; }

    public WorkshopEvent Event => current.Required;

    public string Name { get; private set; } = "";

    public int Reviews { get; private set; }

    public Refusal? WhyNot { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await issue.RunAsync(await viewer.GetAsync(), Event.Id, cancel);
        await ReadAsync(cancel);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusals, "");
        }

        var printed = await print.RunAsync(Event, [outcome.Value.Letter], Counts ? outcome.Value.Reviews : null, cancel);
        return printed.Succeeded ? File(printed.Value, "application/pdf", $"{Event.Slug}-thanks.pdf") : this.Refuse(printed.Refusals, "");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var due = await IssueOwnThanks.WhatIsDueAsync(db, Event, await viewer.GetAsync(), time.GetUtcNow(), cancel);
        (WhyNot, Name, Reviews) = (due.Refusal, due.Value?.Certificate.Statement.Name ?? "", due.Value?.Reviews ?? 0);
    }
}
