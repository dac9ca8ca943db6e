using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Abstracts;

/// <summary>All abstracts and invited talks of the public programme.</summary>
[AllowAnonymous]
public sealed class IndexModel(WorkshopDb db, CurrentEvent current, CurrentDeadlines deadlines, SiteAddress site, TimeProvider time) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public LinkPreview Preview { get; private set; } = null!;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>That some item has, in the event's order.</summary>
    public IReadOnlyList<string> Topics { get; private set; } = [];

    [BindProperty(SupportsGet = true)]
    public string? Topic { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await db.ReadPublicProgrammeAsync(Event, null, now, cancel) is not { } programme)
        {
            return NotFound();
        }

        var items = programme.Document.Sessions.SelectMany(session => session.Items.Where(ItemAddress.HasPage).Select(item => (Session: session, Item: item))).ToList();
        var used = items.SelectMany(place => place.Item.Topics).ToHashSet(StringComparer.Ordinal);
        Topics = [.. Event.Topics.Select(topic => topic.Name).Where(used.Remove), .. used.Order(StringComparer.Ordinal)];
        Topic = Topics.FirstOrDefault(topic => topic == Topic);
        Rows = [.. items.Where(place => Topic is null || place.Item.Topics.Contains(Topic))
            .Select(place => new Row(ItemAddress.Of(Event.Slug, place.Item), place.Item.ShownTitle, string.Join(", ", place.Item.Authors.Select(author => author.Name)), ItemWords.Mark(place.Session, place.Item)))];
        Preview = LinkPreview.Of(Event, await deadlines.GetAsync(cancel), site, now, $"/e/{Event.Slug}/programme/abstracts", $"Abstracts of {Event.Name}");
        return Page();
    }

    public sealed record Row(string Path, string Title, string Authors, string When);
}
