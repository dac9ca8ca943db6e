using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme.Certificates;

/// <summary>Gives a code to everything of one kind that an organizer may print and that has none yet. Running it again changes nothing.</summary>
public sealed class IssueCertificates(WorkshopDb db, TimeProvider time)
{
    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, CertificateKind kind, CancellationToken cancel)
    {
        if (!organizer.Organizes(eventId))
        {
            return CertificateRefusals.Unknown;
        }

        var now = time.GetUtcNow();
        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var due = kind == CertificateKind.Presentation
            ? await db.ReadPresentationsDueAsync(e, now, cancel)
            : [.. (await db.ReadThanksDueAsync(e, organizer, null, now, cancel)).Select(thanks => thanks.Certificate)];
        await db.IssueMissingAsync(eventId, kind, due, organizer.PersonId, now, cancel);
        return Done.Instance;
    }
}
