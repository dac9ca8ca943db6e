using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain;
using Workshop.Domain.Submissions;
using Workshop.Web.Platform.Jobs;
using Workshop.Web.Platform.Print;

namespace Workshop.Web.Features.Programme.Prints;

/// <summary>Prints one document into a stored file. Running it twice prints it twice: the same programme gives the same file, which is stored once.</summary>
public sealed class PrintJob(WorkshopDb db, PrintDocuments documents, PrintMaterialReader materials, IPdfPrinter printer, TimeProvider time) : IBackgroundJob
{
    public const string Kind = "programme.print";

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancel)
    {
        // Gathering, two passes, finishing, storing: a third pass is rare, and then the bar waits.
        const int Steps = 5;
        var wish = context.Arguments<PrintWish>();
        await context.ReportAsync(0, Steps, "Gathering sessions and abstracts");
        var organizer = await db.LoadViewerAsync(context.RequestedBy ?? throw new JobRefusedException("Nobody asked for this."), cancel);
        if (context.EventId is not { } eventId || !organizer.Organizes(eventId))
        {
            throw new JobRefusedException("Only organizers of the event can print its programme.");
        }

        var document = documents.Find(wish.Kind) ?? throw new JobRefusedException($"This server cannot print “{wish.Kind}”. It was asked for by another version.");
        var material = Required(await materials.ReadAsync(organizer, eventId, wish.FromDraft, wish.SiteAddress, cancel));
        var layout = Required(await document.LayOutAsync(material, wish.AsChoices, cancel));
        var printed = Required(await printer.PrintAsync(
            layout,
            pass => context.ReportAsync(Math.Min(pass, 2), Steps, pass == 1 ? "Setting the pages" : string.Create(CultureInfo.InvariantCulture, $"Filling in page numbers, pass {pass}")),
            cancel));
        await context.ReportAsync(3, Steps, "Putting sheets and papers together");
        var finished = Required(await document.FinishAsync(printed, material, wish.AsChoices, cancel));

        await context.ReportAsync(4, Steps, "Storing the PDF");
        var file = StoredFile.Of(finished.Content, time.GetUtcNow());
        if (!await db.Files.AnyAsync(known => known.Sha256 == file.Sha256, cancel))
        {
            db.Add(file);
            await db.SaveChangesAsync(cancel);
        }

        // Every organizer may watch any run of the event: how long a print for its asker alone is, is not said there.
        var pages = finished.Pages.Count;
        var message = documents.IsForEveryOrganizer(wish) ? $"{document.Name}: {pages.ToString(CultureInfo.InvariantCulture)} {(pages == 1 ? "page is" : "pages are")} ready." : $"{document.Name}: ready.";
        return new JobResult(message, Sha256: file.Sha256);
    }

    private static T Required<T>(Outcome<T> outcome) => outcome.Succeeded ? outcome.Value : throw new JobRefusedException(outcome.Refusal!.Message);
}
