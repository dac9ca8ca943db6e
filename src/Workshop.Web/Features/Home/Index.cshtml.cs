using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Home;

/// <summary>The way to an event: straight there when there is only one, a list otherwise, one's own first.</summary>
[AllowAnonymous]
public sealed class IndexModel(WorkshopDb db, CurrentViewer viewer, TimeProvider time) : PageModel
{
    public IReadOnlyList<EventRow> Own { get; private set; } = [];

    public IReadOnlyList<EventRow> Others { get; private set; } = [];

    public bool MayCreate { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var events = await db.Events.AsNoTracking().OrderByDescending(e => e.StartsOn).ThenBy(e => e.Slug).ToListAsync(cancel);
        if (!await db.People.AnyAsync(person => person.IsAdministrator, cancel))
        {
            return LocalRedirect("/setup");
        }

        var who = await viewer.GetAsync();
        if (events.Count == 1)
        {
            TempData.Keep();
            return LocalRedirect($"/e/{events[0].Slug}");
        }

        var wrote = who.IsSignedIn ? await db.Submissions.WrittenBy(who).Select(submission => submission.EventId).Distinct().ToListAsync(cancel) : [];
        var now = time.GetUtcNow();
        var types = (await db.SubmissionTypes.AsNoTracking().OrderBy(type => type.Position).ToListAsync(cancel)).ToLookup(type => type.EventId, TypeDeadlines.Of);
        var rows = events.ConvertAll(e => new EventRow(
            e.Slug, e.Name, e.StartsOn, e.EndsOn, e.Venue, (new PersonalDeadlines(e.Timeline, []) { Types = [.. types[e.Id]] }).NextAfter(now), e.ZoneId, RoleIn(e.Id, who, wrote)));
        Own = rows.FindAll(row => row.Role.Length > 0);
        Others = rows.FindAll(row => row.Role.Length == 0);
        MayCreate = who.IsAdministrator;
        return Page();
    }

    private static string RoleIn(Guid eventId, Viewer who, IReadOnlyCollection<Guid> wrote)
    {
        var roles = new List<string>();
        if (who.Organizes(eventId))
        {
            roles.Add("organizer");
        }

        if (who.Reviews(eventId))
        {
            roles.Add("reviewer");
        }

        if (wrote.Contains(eventId))
        {
            roles.Add("author");
        }

        return string.Join(", ", roles);
    }

    /// <param name="Role">"organizer, author"; empty when the viewer has none.</param>
    public sealed record EventRow(string Slug, string Name, DateOnly StartsOn, DateOnly EndsOn, string Venue, (string Label, DateTimeOffset At)? Next, string ZoneId, string Role)
    {
        public string Days => StartsOn == EndsOn
            ? StartsOn.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{StartsOn:d MMMM} – {EndsOn:d MMMM yyyy}");
    }
}
