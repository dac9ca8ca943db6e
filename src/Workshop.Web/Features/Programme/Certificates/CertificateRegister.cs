using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Domain.Audit;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme.Certificates;

/// <summary>The certificates that were issued, found again by their subjects.</summary>
internal static class CertificateRegister
{
    /// <summary>By subject: the good one, or the one that was voided last.</summary>
    public static async Task<Dictionary<string, IssuedCertificate>> ReadCertificatesAsync(this WorkshopDb db, Guid eventId, CertificateKind kind, CancellationToken cancel)
    {
        var all = await db.IssuedCertificates.AsNoTracking().Where(certificate => certificate.EventId == eventId && certificate.Kind == kind).ToListAsync(cancel);
        return all.GroupBy(certificate => certificate.Subject, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.FirstOrDefault(certificate => certificate.IsGood) ?? same.MaxBy(certificate => certificate.RevokedAt)!, StringComparer.Ordinal);
    }

    /// <summary>
    /// Issues what was never issued. What was voided stays so: only an organizer's press brings it back. Doing it again, or twice at the same moment, gives the same codes.
    /// </summary>
    /// <returns>By subject, as <see cref="ReadCertificatesAsync"/>.</returns>
    public static async Task<Dictionary<string, IssuedCertificate>> IssueMissingAsync(
        this WorkshopDb db, Guid eventId, CertificateKind kind, IReadOnlyList<CertificateDue> due, Guid? actorId, DateTimeOffset now, CancellationToken cancel)
    {
        var known = await db.ReadCertificatesAsync(eventId, kind, cancel);
        if (due.All(certificate => known.ContainsKey(certificate.Subject)))
        {
            return known;
        }

        // Whoever comes second waits for the row of the event and then finds them all: several inserts at once could wait for each other on PostgreSQL.
        await using var turn = await db.TakeTurnAsync(eventId, cancel);
        known = await db.ReadCertificatesAsync(eventId, kind, cancel);
        var issued = due.Where(certificate => !known.ContainsKey(certificate.Subject)).Select(certificate => IssuedCertificate.Issue(eventId, certificate, now)).ToList();
        if (issued.Count > 0)
        {
            db.AddRange(issued);
            db.Add(AuditEntry.Of("certificates.issued", Sentence(kind, issued.Count), actorId, eventId, now));
            await db.SaveChangesAsync(cancel);
            issued.ForEach(certificate => known.Add(certificate.Subject, certificate));
        }

        await turn.CommitAsync(cancel);
        return known;
    }

    /// <summary>Letters are not counted: an organizer may not know of all reviewers who wrote something.</summary>
    private static string Sentence(CertificateKind kind, int count) => kind == CertificateKind.ReviewThanks
        ? "Issued letters of thanks to reviewers."
        : string.Create(CultureInfo.InvariantCulture, $"Issued {count} {(count == 1 ? "certificate" : "certificates")} of presentation.");
}
