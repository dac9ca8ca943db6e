using System.Globalization;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Programme;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Exports;

/// <summary>Index and PDFs of what authors allow everybody to read, as CEUR-WS.org takes a volume.</summary>
public sealed class PackCeurVolume(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    /// <returns>Null while the programme is hidden, or when no paper may be published.</returns>
    public async Task<Stream?> RunAsync(WorkshopEvent e, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await db.ReadPublicProgrammeAsync(e, null, now, cancel) is not { Document: var programme })
        {
            return null;
        }

        var papers = (await db.ReadExportedPapersAsync(Viewer.Anonymous, e, PaperChoice.Public, programme, now, cancel)).ToDictionary(paper => paper.Number);
        var sessions = new List<CeurSession>();
        var files = new List<(ExportedPaper Paper, string Path)>();
        int? next = 1;
        foreach (var session in programme.Sessions)
        {
            var listed = new List<CeurPaper>();
            foreach (var item in session.Items)
            {
                if (item.Number is not { } number || !papers.TryGetValue(number, out var paper))
                {
                    continue;
                }

                var path = string.Create(CultureInfo.InvariantCulture, $"paper{files.Count + 1}.pdf");
                files.Add((paper, path));

                // After a paper that nobody could count, no page number is known.
                (int, int)? range = next is { } from && paper.Pages is { } pages ? (from, from + pages - 1) : null;
                next = range?.Item2 + 1;
                listed.Add(new CeurPaper(item, path, range));
            }

            if (listed.Count > 0)
            {
                sessions.Add(new CeurSession(session.Title, listed));
            }
        }

        if (files.Count == 0)
        {
            return null;
        }

        IReadOnlyList<ProgrammePerson> editors = programme.Front.Committee.Count > 0
            ? programme.Front.Committee
            : [.. (await db.LoadOrganizersAsync(e.Id, cancel)).Select(organizer => organizer.Viewer.Name).Where(name => name.Length > 0).Distinct().Select(name => new ProgrammePerson(name, ""))];
        var index = CeurIndex.Write(e, site.Link($"/e/{e.Slug}"), editors, sessions, now);
        return await TemporaryZip.MakeAsync(now, async zip =>
        {
            zip.Add("index.html", index);
            await zip.AddPapersAsync(db, files, cancel);
        });
    }
}
