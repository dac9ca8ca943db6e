using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>What this visitor marked, with what overlaps and the address of its calendar. The programme page posts its marks here.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Autosave)]
public sealed class MineModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, SiteAddress site, SelectionCookie cookie, ChangeSelection change) : PageModel
{
    /// <summary>Key of the item to mark.</summary>
    [BindProperty]
    public string? Add { get; set; }

    /// <summary>Key of the item to take out.</summary>
    [BindProperty]
    public string? Remove { get; set; }

    /// <summary>"new" or "none".</summary>
    [BindProperty]
    public string? Feed { get; set; }

    /// <summary>"mine" when the button was on this page, otherwise it was on the programme.</summary>
    [BindProperty]
    public string? Return { get; set; }

    public ProgrammeDocument Programme { get; private set; } = null!;

    /// <summary>In order of time.</summary>
    public IReadOnlyList<PlacedItem> Items { get; private set; } = [];

    public IReadOnlyList<ProgrammeOverlap> Overlaps { get; private set; } = [];

    /// <summary>How many marked items have left the programme.</summary>
    public int Gone { get; private set; }

    public string? FeedAddress { get; private set; }

    public bool IsSignedIn { get; private set; }

    public WorkshopEvent Event => current.Required;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Wanted() is not { } wanted)
        {
            return await ReadAsync(cancel) ? this.Refuse([new Domain.Refusal("selection.nothing", "Choose an item of the programme first.")], "") : NotFound();
        }

        var who = await viewer.GetAsync();
        var changed = await change.RunAsync(who, cookie.Of(HttpContext, Event), Event.Id, wanted, cancel);
        if (changed is null)
        {
            return NotFound();
        }

        if (!changed.Succeeded)
        {
            return await ReadAsync(cancel) ? this.Refuse(changed.Refusals, "") : NotFound();
        }

        if (who.IsSignedIn)
        {
            SelectionCookie.Forget(HttpContext, Event);
        }
        else
        {
            cookie.Remember(HttpContext, Event, changed.Value.Id);
        }

        var key = Add ?? Remove;
        return Redirect(Return == "mine" || key is null ? Request.Path : $"/e/{Event.Slug}/programme#{Uri.EscapeDataString(key)}");
    }

    private SelectionChange? Wanted() => (Add, Remove, Feed) switch
    {
        ({ } key, _, _) => new SelectionChange.Add(key),
        (_, { } key, _) => new SelectionChange.Remove(key),
        (_, _, "new") => new SelectionChange.OpenFeed(),
        (_, _, "none") => new SelectionChange.CloseFeed(),
        _ => null,
    };

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        var inBrowser = cookie.Of(HttpContext, Event);
        if (await db.ReadPublicProgrammeAsync(Event, null, time.GetUtcNow(), cancel) is not { } version)
        {
            return false;
        }

        Programme = version.Document;
        IsSignedIn = who.IsSignedIn;
        var selections = await db.SelectionsOf(who, inBrowser, Event.Id).AsNoTracking().Include(selection => selection.Marks).ToListAsync(cancel);
        var marks = selections.SelectMany(selection => selection.Marks).Select(mark => mark.Key).ToHashSet(StringComparer.Ordinal);
        Items = [.. PlacedItem.AllOf(Programme).Where(item => marks.Contains(item.Key)).OrderBy(item => item.Starts).ThenBy(item => item.Ends)];
        Overlaps = ProgrammeOverlap.Among(Items);
        Gone = marks.Count - Items.Count;
        FeedAddress = selections.OrderByDescending(selection => selection.PersonId is not null).Select(selection => selection.FeedToken).FirstOrDefault(token => token is not null) is { } token
            ? site.Link($"/e/{Event.Slug}/programme/mine/{token}.ics")
            : null;
        return true;
    }
}
