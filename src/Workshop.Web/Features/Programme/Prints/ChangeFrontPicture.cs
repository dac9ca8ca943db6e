using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Programme.Prints;

/// <summary>A picture as it was uploaded.</summary>
/// <param name="Sponsor">Whose logo it is; null for the event's.</param>
/// <param name="Content">Null takes the picture away.</param>
public sealed record FrontPicture(string? Sponsor, byte[]? Content);

/// <summary>Puts a logo into the printed programme, without what says who made the file, or takes it away.</summary>
public sealed class ChangeFrontPicture(WorkshopDb db, TimeProvider time)
{
    public async Task<Outcome<int>> RunAsync(Viewer organizer, Guid eventId, FrontPicture picture, CancellationToken cancel)
    {
        var hash = "";
        if (picture.Content is not null)
        {
            var clean = PrintPicture.Clean(picture.Content, "Picture");
            if (!clean.Succeeded)
            {
                return Outcome.No<int>(clean.Refusals);
            }

            var file = StoredFile.Of(clean.Value, time.GetUtcNow());
            hash = file.Sha256;
            if (!await db.Files.AnyAsync(known => known.Sha256 == hash, cancel))
            {
                db.Add(file);
            }
        }

        return await db.ChangeFrontMatterAsync(organizer, eventId, time.GetUtcNow(), front =>
        {
            if (picture.Sponsor is null)
            {
                front.ShowLogo(hash);
                return Done.Instance;
            }

            return front.ShowSponsorLogo(picture.Sponsor, hash) ? Done.Instance : new Refusal("front.no-sponsor", "There is no such sponsor any more. Save the sponsors first, then choose the logo.");
        }, cancel);
    }
}
