using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Admin;

[Authorize(Policy = Policies.Administrator)]
public sealed class PeopleModel(WorkshopDb db, ChangeAdministrator change, CurrentViewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    public IReadOnlyList<PersonRow> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel);

    public Task<IActionResult> OnPostMakeAsync(Guid id, CancellationToken cancel) => ChangeAsync(id, true, "That person is an administrator now.", cancel);

    public Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancel) => ChangeAsync(id, false, "That person is no administrator any more.", cancel);

    private async Task<IActionResult> ChangeAsync(Guid id, bool isAdministrator, string done, CancellationToken cancel)
    {
        var outcome = await change.RunAsync((await viewer.GetAsync()).PersonId, id, isAdministrator, cancel);
        if (!outcome.Succeeded)
        {
            await LoadAsync(cancel);
            return this.Refuse(outcome.Refusals);
        }

        this.Flash(done);
        return RedirectToPage(new { Search });
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var people = db.People.AsNoTracking();
        Total = await people.CountAsync(cancel);
        if (Search?.Trim().ToLowerInvariant() is { Length: > 0 } wanted)
        {
#pragma warning disable CA1862, CA1304, CA1311 // Translated to SQL's lower(), which knows no culture.
            people = people.Where(person => person.Name.ToLower().Contains(wanted) || person.Emails.Any(email => email.NormalizedAddress.Contains(wanted)));
#pragma warning restore CA1862, CA1304, CA1311
        }

        Rows = await people
            .OrderByDescending(person => person.IsAdministrator).ThenBy(person => person.Name).ThenBy(person => person.Id)
            .Select(person => new PersonRow(
                person.Id,
                person.Name,
                person.Affiliation,
                person.Emails.Where(email => email.ConfirmedAt != null).OrderByDescending(email => email.IsPrimary).Select(email => email.Address).FirstOrDefault(),
                person.IsAdministrator,
                db.Users.Any(account => account.Id == person.Id)))
            .ToListAsync(cancel);
    }

    public sealed record PersonRow(Guid Id, string Name, string Affiliation, string? Email, bool IsAdministrator, bool HasAccount);
}
