using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>
/// What the co-author's link in a receipt opens. Looking changes nothing, because mail scanners look; a button does. It says nothing about the paper that the mail did not: neither
/// the title nor the authors, which may have changed since.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Sensitive)] // each change is a mail to organizers and submitter
public sealed class NotAnAuthorModel(WorkshopDb db, CurrentViewer viewer, AuthorLinks links, DisavowAuthorship disavow) : PageModel
{
    [FromRoute]
    public string Token { get; set; } = "";

    /// <summary>Null when the link is none of ours.</summary>
    public ListedAuthor? Listed { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        return Listed is null ? this.Invalid(StatusCodes.Status404NotFound) : Page();
    }

    public Task<IActionResult> OnPostDisavowAsync(CancellationToken cancel) => ChangeAsync(false, "Thank you. The organizers and the person who handed it in are told.", cancel);

    public Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancel) => ChangeAsync(true, "You are an author again. The organizers and the person who handed it in are told.", cancel);

    private async Task<IActionResult> ChangeAsync(bool takeBack, string done, CancellationToken cancel)
    {
        if (links.Read(Token) is not { } listed)
        {
            return this.Invalid(StatusCodes.Status404NotFound);
        }

        var outcome = await disavow.RunAsync(listed.SubmissionId, [listed.NormalizedEmail], (await viewer.GetAsync()).PersonId, takeBack, cancel);
        if (!outcome.Succeeded)
        {
            await LoadAsync(cancel);
            return this.Refuse(outcome.Refusals);
        }

        this.Flash(done);
        return Redirect($"/not-an-author/{Token}");
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        if (links.Read(Token) is not { } listed)
        {
            return;
        }

        Listed = await (
            from submission in db.Submissions
            where submission.Id == listed.SubmissionId
            join e in db.Events on submission.EventId equals e.Id
            select new ListedAuthor(
                e.Name,
                e.ZoneId,
                submission.Number,
                listed.NormalizedEmail,
                submission.Authors.Any(author => author.NormalizedEmail == listed.NormalizedEmail),
                submission.Disavowals.Where(disavowal => disavowal.NormalizedEmail == listed.NormalizedEmail && disavowal.TakenBackAt == null).Select(disavowal => (DateTimeOffset?)disavowal.SaidAt).FirstOrDefault()))
            .SingleOrDefaultAsync(cancel);
    }

    /// <param name="SaidAt">When its owner said that they are not an author; null while nothing of the kind stands.</param>
    public sealed record ListedAuthor(string EventName, string ZoneId, int Number, string Email, bool IsListed, DateTimeOffset? SaidAt);
}
