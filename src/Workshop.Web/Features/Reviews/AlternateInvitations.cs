using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>The turn of the next alternate, for the save of whatever made it their turn: of two saves that take the same alternate only one succeeds.</summary>
internal sealed class AlternateInvitations(WorkshopDb db, SiteAddress site)
{
    /// <returns>Who is invited; null when nobody is left, or when it is too late to review.</returns>
    public async Task<Reviewer?> InviteNextAsync(WorkshopEvent e, Reviewer insteadOf, DateTimeOffset now, CancellationToken cancel)
    {
        if (e.DecisionsReleased is not null || e.ReviewsDue < now)
        {
            return null;
        }

        var next = await db.AlternatesInTurn(e.Id).FirstOrDefaultAsync(cancel);
        if (next is null)
        {
            return null;
        }

        next.Take(now);
        var email = EmailAddress.Parse(next.Email).Value ?? throw new InvalidOperationException("Alternates are only kept with valid addresses.");
        var (reviewer, token) = Reviewer.Invite(e.Id, next.Name, email, now);
        db.Add(reviewer);
        db.Add(OutgoingMail.Write(ReviewingMails.Invitation(e, reviewer, site.Link($"/invitation/{token}"), null, reminder: false), now));
        db.Add(AuditEntry.Of("reviewer.alternate-invited", $"Invited {reviewer.Name}, the next alternate, because {insteadOf.Name} {(insteadOf.State == ReviewerState.Lapsed ? "did not answer" : "declined")}.", null, e.Id, now));
        return reviewer;
    }
}
