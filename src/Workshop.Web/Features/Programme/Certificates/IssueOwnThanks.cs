using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme.Certificates;

/// <summary>What a reviewer fetches: their own letter of thanks, with the number of all their reviews.</summary>
public sealed class IssueOwnThanks(WorkshopDb db, TimeProvider time)
{
    public async Task<Outcome<OwnThanks>> RunAsync(Viewer reviewer, Guid eventId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var due = await WhatIsDueAsync(db, e, reviewer, now, cancel);
        if (!due.Succeeded)
        {
            return Outcome.No<OwnThanks>(due.Refusals);
        }

        // The log of the event does not say who: an organizer may not know of all reviews.
        var issued = await db.IssueMissingAsync(eventId, CertificateKind.ReviewThanks, [due.Value.Certificate], null, now, cancel);
        var letter = issued[due.Value.Certificate.Subject];
        return letter.IsGood ? new OwnThanks(letter, due.Value.Reviews) : CertificateRefusals.Voided;
    }

    /// <summary>Refused before decisions are released, and for somebody who has handed in nothing.</summary>
    internal static async Task<Outcome<ThanksDue>> WhatIsDueAsync(WorkshopDb db, WorkshopEvent e, Viewer reviewer, DateTimeOffset now, CancellationToken cancel)
    {
        if (e.DecisionsReleased is not { } released || now < released)
        {
            return CertificateRefusals.TooEarlyForThanks;
        }

        var due = await db.ReadThanksDueAsync(e, null, [.. reviewer.ReviewerIds], now, cancel);
        return due.Count > 0 ? due[0] : CertificateRefusals.NotReviewed;
    }
}

/// <param name="Reviews">Handed in for this event.</param>
public sealed record OwnThanks(IssuedCertificate Letter, int Reviews);
