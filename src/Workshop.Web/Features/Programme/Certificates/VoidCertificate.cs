using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme.Certificates;

/// <summary>Voids a certificate, so that its code says that it does not hold. Doing it again changes nothing.</summary>
public sealed class VoidCertificate(WorkshopDb db, TimeProvider time)
{
    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, Guid certificateId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await db.FindForAsync(organizer, eventId, certificateId, now, cancel) is not { } certificate)
        {
            return CertificateRefusals.Unknown;
        }

        if (certificate.IsGood)
        {
            certificate.Void(now);
            db.Add(AuditEntry.Of("certificate.voided", certificate.Kind == CertificateKind.Presentation ? "Voided a certificate of presentation." : "Voided a letter of thanks.", organizer.PersonId, eventId, now));
            await db.SaveChangesAsync(cancel);
        }

        return Done.Instance;
    }
}
