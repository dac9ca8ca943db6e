using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Data.Programme;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Platform.Jobs;
using Workshop.Web.Platform.Print;

namespace Workshop.Web.Features.Programme;

/// <summary>Prints the programme as it stands into a stored file. Running it twice prints it twice and keeps both.</summary>
public sealed class PrintProgrammeJob(WorkshopDb db, IPdfPrinter printer, TimeProvider time) : IBackgroundJob
{
    public const string Kind = "programme.print";

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancel)
    {
        const int Steps = 3;
        await context.ReportAsync(0, Steps, "Gathering sessions and abstracts");
        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == context.EventId, cancel);
        var organizer = await db.LoadViewerAsync(context.RequestedBy ?? throw new JobRefusedException("Nobody asked for this."), cancel);
        if (!organizer.Organizes(e.Id))
        {
            throw new JobRefusedException("Only organizers of the event can print its programme.");
        }

        var programme = (await db.ReadDraftProgrammeAsync(organizer, e, time.GetUtcNow(), cancel)).Document;
        if (programme.Sessions.Count == 0)
        {
            throw new JobRefusedException("There is nothing to print yet: add a session first.");
        }

        await context.ReportAsync(1, Steps, "Setting pages, contents and index");
        var printed = await printer.PrintAsync(numbers => ProgrammeLayout.Write(programme, numbers), cancel);
        if (!printed.Succeeded)
        {
            throw new JobRefusedException(printed.Refusal!.Message);
        }

        await context.ReportAsync(2, Steps, "Storing the PDF");
        var file = StoredFile.Of(printed.Value.Content, time.GetUtcNow());
        if (!await db.Files.AnyAsync(known => known.Sha256 == file.Sha256, cancel))
        {
            db.Add(file);
            await db.SaveChangesAsync(cancel);
        }

        var pages = printed.Value.Pages.Count;
        return new JobResult(string.Create(CultureInfo.InvariantCulture, $"{pages} pages are ready."), JsonSerializer.Serialize(new { pages }), file.Sha256);
    }
}
