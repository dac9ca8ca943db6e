using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Domain.Mail;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Feeds;

/// <summary>The news of one event.</summary>
[AllowAnonymous]
public sealed class EventFeedModel(CurrentEvent current, EventNews news, SiteAddress site) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var e = current.Required;
        var list = await news.ListAbstractsAsync(e, cancel);
        var entries = await news.LoadAsync([e], cancel);
        var programme = entries.FirstOrDefault(entry => entry.Link == site.Link($"/e/{e.Slug}/programme"));
        return this.Feed(new AtomFeed(
            news.IdOf(e, ""), MailText.Line(e.Name), MailText.Line(e.Venue), site.Link($"/e/{e.Slug}/feed.atom"), site.Link($"/e/{e.Slug}"), e.CreatedAt,
            [.. entries.Select(entry => entry == programme ? entry with { Html = list } : entry)]));
    }
}
