using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme.Certificates;

/// <summary>What authors fetch after the event: the certificates of those who presented their submission. The same as organizers print, with the same codes.</summary>
public sealed class IssueOwnCertificate(WorkshopDb db, TimeProvider time)
{
    /// <returns>In the order of the author list; null when there is no such submission for this viewer.</returns>
    public async Task<Outcome<List<IssuedCertificate>>?> RunAsync(Viewer author, Guid eventId, Guid submissionId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        if (!await db.Submissions.WrittenBy(author).AnyAsync(s => s.Id == submissionId && s.EventId == eventId && s.SubmittedAt != null, cancel))
        {
            return null;
        }

        var due = await WhatIsDueAsync(db, e, submissionId, now, cancel);
        if (!due.Succeeded)
        {
            return Outcome.No<List<IssuedCertificate>>(due.Refusals);
        }

        var issued = await db.IssueMissingAsync(eventId, CertificateKind.Presentation, due.Value, author.PersonId, now, cancel);
        List<IssuedCertificate> good = [.. due.Value.Select(certificate => issued[certificate.Subject]).Where(certificate => certificate.IsGood)];
        return good.Count > 0 ? good : CertificateRefusals.Voided;
    }

    /// <summary>Refused before the event is over, and when the submission does not stand in the public programme.</summary>
    internal static async Task<Outcome<List<CertificateDue>>> WhatIsDueAsync(WorkshopDb db, WorkshopEvent e, Guid submissionId, DateTimeOffset now, CancellationToken cancel)
    {
        if (now <= e.Timeline.Ends)
        {
            return CertificateRefusals.TooEarly;
        }

        if (await db.ReadPublicProgrammeAsync(e, null, now, cancel) is not { } released || !released.SubmissionIds.Values.Contains(submissionId))
        {
            return CertificateRefusals.NotPresented;
        }

        var due = CertificatesDue.Presentations(e, released, await db.ReadPresentersAsync(e.Id, [submissionId], cancel)).Where(certificate => certificate.SubmissionId == submissionId).ToList();
        return due.Count > 0 ? due : CertificateRefusals.NotPresented;
    }
}
