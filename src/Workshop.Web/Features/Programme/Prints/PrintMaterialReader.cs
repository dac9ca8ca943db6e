using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Web.Features.Programme.Print;

namespace Workshop.Web.Features.Programme.Prints;

/// <summary>Gathers what documents are printed from, in a fixed number of queries: the programme, the texts around it as they are written now, and their pictures.</summary>
public sealed class PrintMaterialReader(WorkshopDb db, TimeProvider time)
{
    /// <summary>All pictures together, in bytes: they are in memory, and in the page that the browser sets.</summary>
    private const long MostPictures = 60L << 20;

    public async Task<Outcome<PrintMaterial>> ReadAsync(Viewer organizer, Guid eventId, bool fromDraft, string siteAddress, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.AsNoTracking().Include(e => e.Topics.OrderBy(topic => topic.Position)).SingleAsync(e => e.Id == eventId, cancel);
        var programme = fromDraft
            ? (await db.ReadDraftProgrammeAsync(organizer, e, now, cancel)).Document
            : (await db.ReadReleasedProgrammeAsync(e, null, now, cancel))?.Document;
        if (programme is null)
        {
            return new Refusal("print.not-released", "No programme is released yet. Release it, or print the draft.");
        }

        programme = programme with { Front = await db.ReadProgrammeFrontAsync(eventId, cancel) };
        var wanted = programme.Items.Select(item => item.Photo).Concat(programme.Front.Sponsors.Select(sponsor => sponsor.Logo)).Append(programme.Front.Logo).Where(hash => hash.Length > 0).Distinct().ToList();
        if (wanted.Count > 0 && await db.Files.Where(file => wanted.Contains(file.Sha256)).SumAsync(file => file.Size, cancel) > MostPictures)
        {
            return new Refusal("print.pictures-too-large", $"Logos and portraits together are larger than {MostPictures >> 20} MB. Choose smaller ones.");
        }

        return new PrintMaterial(programme, e, organizer, siteAddress, await PicturesAsync(wanted, cancel), now);
    }

    private async Task<IReadOnlyDictionary<string, string>> PicturesAsync(List<string> wanted, CancellationToken cancel)
    {
        if (wanted.Count == 0)
        {
            return new Dictionary<string, string>();
        }

        var files = await db.Files.AsNoTracking().Where(file => wanted.Contains(file.Sha256)).Select(file => new { file.Sha256, file.Content }).ToListAsync(cancel);
        return files.Where(file => PrintPicture.TypeOf(file.Content) is not null).ToDictionary(file => file.Sha256, file => $"data:{PrintPicture.TypeOf(file.Content)};base64,{Convert.ToBase64String(file.Content)}");
    }
}
