using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Exports;

/// <summary>The PDFs of an event in one ZIP, under names that say what they are.</summary>
public sealed class PackPapers(WorkshopDb db, TimeProvider time)
{
    /// <returns>Null when there is none that the viewer may have.</returns>
    public async Task<Stream?> RunAsync(Viewer viewer, WorkshopEvent e, PaperChoice choice, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var shown = choice == PaperChoice.Public ? await db.ReadPublicProgrammeAsync(e, null, now, cancel) : null;
        if (choice == PaperChoice.Public && shown is null)
        {
            return null;
        }

        var papers = await db.ReadExportedPapersAsync(viewer, e, choice, shown?.Document, now, cancel);
        return papers.Count == 0 ? null : await TemporaryZip.MakeAsync(now, zip => zip.AddPapersAsync(db, papers.Select(paper => (paper, paper.FileName)), cancel));
    }
}
