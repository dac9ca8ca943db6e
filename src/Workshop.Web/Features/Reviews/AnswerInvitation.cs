using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>
/// Accepts or declines by the secret link. Who accepts is the one who is signed in; else the person who has confirmed the invited address; else a new
/// person, whose address the link has just proved. Nobody is signed in by it.
/// </summary>
public sealed class AnswerInvitation(WorkshopDb db, TimeProvider time)
{
    public static readonly Refusal Unknown = new("invitation.unknown", "This link is not known. It may be incomplete, or a newer invitation has replaced it: look for the latest mail from the organizers.");

    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string token, bool accept, string? reason, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var hash = Reviewer.HashOf(token);
        var reviewer = await db.Reviewers.SingleOrDefaultAsync(reviewer => reviewer.TokenHash == hash, cancel);
        if (reviewer is null)
        {
            return Unknown;
        }

        if (reviewer.WhyNotAnswer(now) is { } refusal)
        {
            return refusal;
        }

        Guid? actor = viewer.PersonId;
        if (accept)
        {
            var person = await WhoAcceptsAsync(viewer, reviewer, now, cancel);
            actor = person.Id;
            var accepted = reviewer.Accept(person.Id, now);
            if (!accepted.Succeeded)
            {
                return accepted.Refusal!;
            }
        }
        else
        {
            reviewer.Decline(reason, now);
        }

        db.Add(AuditEntry.Of(accept ? "reviewer.accepted" : "reviewer.declined", $"{reviewer.Name} {(accept ? "accepted" : "declined")} the invitation to review.", actor, reviewer.EventId, now));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.ReviewerPersonOnce))
        {
            return new Refusal("invitation.reviews-already", "You review for this event already, under another address. There is nothing more to accept.");
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.EmailConfirmedOnce))
        {
            return new Refusal("invitation.meanwhile", "This invitation was answered at the same moment. Open the link again.");
        }

        return Done.Instance;
    }

    private async Task<Person> WhoAcceptsAsync(Viewer viewer, Reviewer reviewer, DateTimeOffset now, CancellationToken cancel)
    {
        var owner = await db.People.Include(person => person.Emails)
            .SingleOrDefaultAsync(person => person.Emails.Any(email => email.NormalizedAddress == reviewer.NormalizedEmail && email.ConfirmedAt != null), cancel);
        var email = EmailAddress.Parse(reviewer.Email).Value ?? throw new InvalidOperationException("An invitation is only made for a valid address.");
        if (viewer.PersonId is { } me)
        {
            var person = owner?.Id == me ? owner : await db.People.Include(person => person.Emails).SingleAsync(person => person.Id == me, cancel);
            if (owner is null)
            {
                // Known, not confirmed: it gives no access (the mail may have been forwarded), but papers under it count as this person's own.
                person.AddEmail(email, now);
            }

            return person;
        }

        if (owner is not null)
        {
            return owner;
        }

        var newcomer = Person.Create(reviewer.Name, "", now);
        newcomer.AddEmail(email, now);
        _ = newcomer.ConfirmEmail(email.Normalized, now);
        db.Add(newcomer);
        return newcomer;
    }
}
