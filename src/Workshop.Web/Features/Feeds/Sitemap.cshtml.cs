using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Feeds;

/// <summary>The pages that search engines may list (sitemaps.org): calls, published programmes and their abstracts.</summary>
[AllowAnonymous]
public sealed class SitemapModel(WorkshopDb db, SiteAddress site, TimeProvider time) : PageModel
{
    /// <summary>The protocol allows 50,000 addresses in one file.</summary>
    private const int MostAddresses = 50_000;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var events = await db.Events.AsNoTracking().OrderByDescending(e => e.StartsOn).ThenBy(e => e.Slug).Select(e => new { e.Id, e.Slug, IsPublic = e.ProgrammeReleased != null }).ToListAsync(cancel);
        var abstracts = (await db.Submissions.VisibleTo(Viewer.Anonymous, SubmissionPart.Programme, time.GetUtcNow()).Select(s => new { s.EventId, s.Number }).OrderBy(s => s.Number).ToListAsync(cancel)).ToLookup(s => s.EventId, s => s.Number);
        var paths = new List<string> { "/" };
        foreach (var e in events)
        {
            paths.Add($"/e/{e.Slug}");
            if (e.IsPublic)
            {
                paths.AddRange([$"/e/{e.Slug}/programme", $"/e/{e.Slug}/programme/abstracts"]);
                paths.AddRange(abstracts[e.Id].Select(number => string.Create(CultureInfo.InvariantCulture, $"/e/{e.Slug}/programme/abstracts/{number}")));
            }
        }

        Response.Headers.CacheControl = "public, no-cache";
        return File(Write(paths.Take(MostAddresses)), "application/xml; charset=utf-8");
    }

    private byte[] Write(IEnumerable<string> paths)
    {
        const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("urlset", Namespace);
            foreach (var path in paths)
            {
                xml.WriteStartElement("url", Namespace);
                xml.WriteElementString("loc", Namespace, site.Link(path));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }
}
