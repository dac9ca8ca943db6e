using System.Text.Encodings.Web;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Programme;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Exports.Site;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Exports;

/// <summary>
/// Call, current programme, abstracts, authors and versions as a folder of web pages. Only what everybody may see at that moment; before the programme is out it is the call alone.
/// </summary>
public sealed class PackSite(WorkshopDb db, SiteAddress address, IWebHostEnvironment host, TimeProvider time)
{
    /// <param name="withPapers">Also the PDFs that everybody may read.</param>
    public async Task<Stream> RunAsync(WorkshopEvent e, bool withPapers, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var shown = await db.ReadPublicProgrammeAsync(e, null, now, cancel);
        var versions = shown is null
            ? []
            : await db.ProgrammeVersions.Where(version => version.EventId == e.Id).OrderByDescending(version => version.Number).Select(version => new SiteVersion(version.Name, version.Note, version.ReleasedAt)).ToListAsync(cancel);
        var papers = shown is not null && withPapers ? await db.ReadExportedPapersAsync(Viewer.Anonymous, e, PaperChoice.Public, shown.Document, now, cancel) : [];
        var deadlines = await db.LoadCommonDeadlinesAsync(e, cancel);
        var site = new SiteContent(e, CallHtml(e), Deadlines(e, deadlines), shown?.Document, versions, papers.ToDictionary(paper => paper.Number, paper => $"papers/{paper.FileName}"), new ProgrammeLinks(address, e));
        return await TemporaryZip.MakeAsync(shown?.ReleasedAt ?? e.CreatedAt, async zip =>
        {
            zip.Add("README.txt", SitePages.ReadMe(site));
            zip.Add("index.html", SitePages.Call(site));
            if (site.Programme is { } programme)
            {
                AddProgramme(zip, site, programme);
            }

            await SiteAssets.AddToAsync(zip, host.WebRootFileProvider, cancel);
            await zip.AddPapersAsync(db, papers.Select(paper => (paper, site.Papers[paper.Number])), cancel);
        });
    }

    private static void AddProgramme(TemporaryZip zip, SiteContent site, ProgrammeDocument programme)
    {
        zip.Add("programme.html", SitePages.Programme(site, programme));
        zip.Add("authors.html", SitePages.Authors(site, programme));
        zip.Add("changes.html", SitePages.Changes(site));
        zip.Add("embed.html", SitePages.Embed(programme.Name, programme, "assets", "assets", item => $"abstracts/{item.Key}.html"));
        var items = programme.Sessions.SelectMany(session => session.Items.Select(item => (session, item))).ToList();
        for (var i = 0; i < items.Count; i++)
        {
            var (session, item) = items[i];
            zip.Add($"abstracts/{item.Key}.html", SitePages.Abstract(site, programme, session, item, i > 0 ? items[i - 1].item : null, i + 1 < items.Count ? items[i + 1].item : null));
        }

        // Papers that the site does not hold stand on the live one, where they can be taken back.
        foreach (var name in PublicFiles.Names)
        {
            zip.Add($"data/{name}", PublicFiles.Write(name, site.Event, programme, site.Links, _ => null));
        }
    }

    private static string CallHtml(WorkshopEvent e)
    {
        if (e.CallText.Length == 0)
        {
            return "";
        }

        using var text = new StringWriter();
        MarkdownText.ToHtml(e.CallText).WriteTo(text, HtmlEncoder.Default);
        return text.ToString();
    }

    private static List<(string, string)> Deadlines(WorkshopEvent e, PersonalDeadlines deadlines)
    {
        return
        [
            .. deadlines.Common.Select(deadline => (
                $"{(deadline.IsForAbstracts ? "Abstract deadline" : "Submission deadline")}{(deadline.Types.Count == 0 ? "" : $" ({string.Join(", ", deadline.Types.Select(type => type.Name))})")}",
                EventDays.SayDeadline(deadline.At, e.DeadlineZone))),
            ("When", $"{SitePages.Days(e)} ({e.Zone.TimeName})"),
            .. e.Venue.Length > 0 ? [("Where", e.Venue)] : Array.Empty<(string, string)>(),
        ];
    }
}
