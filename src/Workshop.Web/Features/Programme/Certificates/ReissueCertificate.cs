using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme.Certificates;

/// <summary>Issues a certificate again as name and title are now, under a new code; the old one is void. Also brings back what was voided.</summary>
public sealed class ReissueCertificate(WorkshopDb db, TimeProvider time)
{
    public async Task<Outcome<IssuedCertificate>> RunAsync(Viewer organizer, Guid eventId, Guid certificateId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await db.FindForAsync(organizer, eventId, certificateId, now, cancel) is not { IsReplaced: false } old)
        {
            return CertificateRefusals.Unknown;
        }

        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var due = old.Kind == CertificateKind.Presentation
            ? await db.ReadPresentationsDueAsync(e, now, cancel)
            : [.. (await db.ReadThanksDueAsync(e, organizer, null, now, cancel)).Select(thanks => thanks.Certificate)];
        if (due.FirstOrDefault(certificate => certificate.Subject == old.Subject) is not { } current)
        {
            return CertificateRefusals.NotDue;
        }

        old.Replace(now);
        var issued = IssuedCertificate.Issue(eventId, current, now);
        db.Add(issued);
        db.Add(AuditEntry.Of("certificate.reissued", old.Kind == CertificateKind.Presentation ? "Issued a certificate of presentation again." : "Issued a letter of thanks again.", organizer.PersonId, eventId, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return issued;
        }
        catch (DbUpdateException failure) when (db.Violates(failure, ConstraintNames.CertificateOnce))
        {
            return new Refusal("certificate.changed-elsewhere", "Somebody issued this again at the same moment. Look at the list.");
        }
    }
}
