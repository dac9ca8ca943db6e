using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Feeds;

/// <summary>What crawlers are asked to leave alone (RFC 9309). Nothing here keeps a secret: pages do that themselves.</summary>
[AllowAnonymous]
public sealed class RobotsModel(SiteAddress site) : PageModel
{
    public IActionResult OnGet() => Content(
        $"User-agent: *\nDisallow: /account\nDisallow: /admin\nDisallow: /subscriptions\nDisallow: /reminders\nDisallow: /invitation\nDisallow: /*/organize\nDisallow: /*/reviews\nDisallow: /*/submissions\n\nSitemap: {site.Link("/sitemap.xml")}\n",
        "text/plain; charset=utf-8");
}
