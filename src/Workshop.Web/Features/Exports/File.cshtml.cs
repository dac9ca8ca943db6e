using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Decisions;
using Workshop.Data.Programme;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Exports;

/// <summary>What organizers take with them, each as much of it as that organizer may see.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class FileModel(
    WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SiteAddress site, TimeProvider time, ReadSubmissionTable submissions, ReadReviewTable reviews, ReadPeopleTable people,
    WriteOpenReview openReview, PackPapers papers, PackCeurVolume ceur, PackSite pack) : PageModel
{
    private const string Sheets = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <param name="bom">"no" leaves out the byte order mark of a table.</param>
    /// <param name="withPapers">"yes" puts the published PDFs into the site.</param>
    public async Task<IActionResult> OnGetAsync(string file, string? bom, [FromQuery(Name = "papers")] string? withPapers, CancellationToken cancel)
    {
        var e = current.Required;
        var who = await viewer.GetAsync();
        Response.Headers.CacheControl = "private, no-store";
        switch (file)
        {
            case "papers.zip":
                return Zip(await papers.RunAsync(who, e, PaperChoice.Submitted, cancel), file);
            case "accepted-papers.zip":
                return Zip(await papers.RunAsync(who, e, PaperChoice.Accepted, cancel), file);
            case "public-papers.zip":
                return Zip(await papers.RunAsync(who, e, PaperChoice.Public, cancel), file);
            case "ceur-ws.zip":
                return Zip(await ceur.RunAsync(e, cancel), file);
            case "site.zip":
                return Zip(await pack.RunAsync(e, withPapers == "yes", cancel), file);
            case "openreview.jsonl":
                return File(await openReview.RunAsync(who, e, cancel), "application/jsonl; charset=utf-8", $"{e.Slug}-{file}");
            case "everything.xlsx":
                return File(TableFiles.Xlsx([.. await ReadAllAsync(cancel)]), Sheets, $"{e.Slug}-{file}");
            default:
                break;
        }

        if (Path.GetExtension(file) is not (".csv" or ".json" or ".xlsx") || await ReadAsync(Path.GetFileNameWithoutExtension(file), cancel) is not { } table)
        {
            return NotFound();
        }

        return Path.GetExtension(file) switch
        {
            ".csv" => File(TableFiles.Csv(table, bom != "no"), "text/csv; charset=utf-8", $"{e.Slug}-{file}"),
            ".json" => File(TableFiles.Json(table), "application/json; charset=utf-8", $"{e.Slug}-{file}"),
            _ => File(TableFiles.Xlsx(table), Sheets, $"{e.Slug}-{file}"),
        };
    }

    private IActionResult Zip(Stream? zip, string name) => zip is null ? NotFound() : File(zip, "application/zip", $"{current.Required.Slug}-{name}");

    /// <summary>Null for a name that is none, and for the released programme while there is none.</summary>
    private async Task<ExportTable?> ReadAsync(string name, CancellationToken cancel)
    {
        var (e, who) = (current.Required, await viewer.GetAsync());
        return name switch
        {
            "submissions" => await submissions.RunAsync(who, e, cancel),
            "reviews" => await reviews.RunAsync(who, e, cancel),
            "people" => await people.RunAsync(who, e, await ReadProgrammeAsync(cancel), cancel),
            "programme" => await db.ReadReleasedProgrammeAsync(e, null, time.GetUtcNow(), cancel) is { Document: var released } ? await TableAsync(released, cancel) : null,
            "draft" => await TableAsync((await db.ReadDraftProgrammeAsync(who, e, time.GetUtcNow(), cancel)).Document, cancel) with { Name = "draft" },
            _ => null,
        };
    }

    private async Task<IReadOnlyList<ExportTable>> ReadAllAsync(CancellationToken cancel)
    {
        var (e, who) = (current.Required, await viewer.GetAsync());
        var programme = await ReadProgrammeAsync(cancel);
        return [await submissions.RunAsync(who, e, cancel), await reviews.RunAsync(who, e, cancel), await people.RunAsync(who, e, programme, cancel), await TableAsync(programme, cancel)];
    }

    /// <summary>The released one, hidden or not, and before that the draft.</summary>
    private async Task<ProgrammeDocument> ReadProgrammeAsync(CancellationToken cancel)
    {
        var (e, now) = (current.Required, time.GetUtcNow());
        return (await db.ReadReleasedProgrammeAsync(e, null, now, cancel))?.Document ?? (await db.ReadDraftProgrammeAsync(await viewer.GetAsync(), e, now, cancel)).Document;
    }

    private async Task<ExportTable> TableAsync(ProgrammeDocument programme, CancellationToken cancel)
    {
        var e = current.Required;
        var links = new ProgrammeLinks(site, e);
        var isPublic = e.ProgrammeReleased is not null && programme.Version.Length > 0;
        var published = (await db.PublicPapers(e.Id, time.GetUtcNow()).Select(s => s.Number).ToListAsync(cancel)).ToHashSet();
        return ProgrammeTable.Of(programme, item => isPublic ? links.Item(item) : null, item => item.Number is { } number && published.Contains(number) ? links.Paper(number) : null);
    }
}
