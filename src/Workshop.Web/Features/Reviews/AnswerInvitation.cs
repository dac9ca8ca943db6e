using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>What somebody answers to an invitation, as typed.</summary>
/// <param name="Accepts">False: declines.</param>
/// <param name="AtMost">With accepting: how many submissions at most; null for the event's own limit.</param>
/// <param name="Reason">With declining, as are the two after it: whom to ask instead.</param>
public sealed record InvitationAnswer(bool Accepts, int? AtMost = null, string? Reason = null, string? SuggestedName = null, string? SuggestedEmail = null);

/// <param name="Desk">The desk that accepting opens for a visitor who holds the secret; null for who declines, or is signed in.</param>
public sealed record AnsweredInvitation(string ReviewerName, DeskTicket? Desk);

/// <summary>
/// Accepts or declines by the secret link. Who accepts is the one who is signed in; else the person who has confirmed the invited address; else a new
/// person, whose address the link has just proved. Nobody is signed in to an account by it: what opens is the desk of this event. When somebody declines, the next alternate is invited in the same save.
/// </summary>
public sealed class AnswerInvitation(WorkshopDb db, TimeProvider time, DeskLinks links, SiteAddress site)
{
    public static readonly Refusal Unknown = new("invitation.unknown", "This link is not known. It may be incomplete, or a newer invitation has replaced it: look for the latest mail from the organizers.");

    private static readonly Refusal Meanwhile = new("invitation.meanwhile", "This invitation was answered at the same moment. Open the link again.");

    public async Task<Outcome<AnsweredInvitation>> RunAsync(Viewer viewer, string token, InvitationAnswer answer, string? zoneId, CancellationToken cancel)
    {
        var answered = await AnswerAsync(viewer, token, answer, zoneId, cancel);
        if (answered.Refusal != Meanwhile)
        {
            return answered;
        }

        // It may have been somebody else's answer, which took the same alternate: what holds now is read once more.
        db.ChangeTracker.Clear();
        return await AnswerAsync(viewer, token, answer, zoneId, cancel);
    }

    private async Task<Outcome<AnsweredInvitation>> AnswerAsync(Viewer viewer, string token, InvitationAnswer answer, string? zoneId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var hash = Reviewer.HashOf(token);
        var reviewer = await db.Reviewers.SingleOrDefaultAsync(reviewer => reviewer.TokenHash == hash, cancel);
        if (reviewer is null)
        {
            return Unknown;
        }

        var plan = await db.LoadReminderPlanAsync(reviewer.EventId, cancel);
        if (reviewer.WhyNotAnswer(now, plan.WelcomesLateAnswers) is { } refusal)
        {
            return refusal;
        }

        var answered = answer.Accepts ? await AcceptAsync(viewer, reviewer, answer.AtMost, zoneId, now, cancel) : await DeclineAsync(viewer, reviewer, answer, now, cancel);
        if (!answered.Succeeded)
        {
            return answered;
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Meanwhile;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.ReviewerPersonOnce))
        {
            return new Refusal("invitation.reviews-already", "You review for this event already, under another address. There is nothing more to accept.");
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.EmailConfirmedOnce) || db.Violates(exception, ConstraintNames.ReviewerOnce))
        {
            return Meanwhile;
        }

        return answered;
    }

    private async Task<Outcome<AnsweredInvitation>> AcceptAsync(Viewer viewer, Reviewer reviewer, int? atMost, string? zoneId, DateTimeOffset now, CancellationToken cancel)
    {
        var e = await db.Events.SingleAsync(e => e.Id == reviewer.EventId, cancel);
        if (atMost is { } most)
        {
            if (most < 1 || most > e.MaxLoad)
            {
                return new Refusal("invitation.at-most", $"Choose a number from 1 to {e.MaxLoad}.", "AtMost");
            }

            var taken = reviewer.TakeAtMost(most);
            if (!taken.Succeeded)
            {
                return taken.Refusal! with { Field = "AtMost" };
            }
        }

        var person = await WhoAcceptsAsync(viewer, reviewer, now, cancel);
        var accepted = reviewer.Accept(person.Id, now);
        if (!accepted.Succeeded)
        {
            return accepted.Refusal!;
        }

        reviewer.LivesIn(zoneId);
        DeskTicket? desk = null;
        if (!viewer.IsSignedIn)
        {
            var (pass, _) = DeskPass.Issue(e.Id, reviewer.Id, reviewer.DueAt ?? e.ReviewsDue, DeskPassPurpose.Desk, now);
            _ = pass.Spend(now);
            db.Add(pass);
            desk = new DeskTicket(pass.Id, reviewer.Id, e.Id, person.Id);
        }

        db.Add(OutgoingMail.Write(ReviewingMails.Accepted(e, reviewer, person.Name, links.Issue(e.Id, reviewer.Id, reviewer.DueAt ?? e.ReviewsDue, now), now), now));
        db.Add(AuditEntry.Of("reviewer.accepted", $"{reviewer.Name} accepted the invitation to review{(atMost is { } n ? $", for at most {n}" : "")}.", person.Id, e.Id, now));
        return new AnsweredInvitation(reviewer.Name, desk);
    }

    private async Task<Outcome<AnsweredInvitation>> DeclineAsync(Viewer viewer, Reviewer reviewer, InvitationAnswer answer, DateTimeOffset now, CancellationToken cancel)
    {
        EmailAddress? suggested = null;
        if (!string.IsNullOrWhiteSpace(answer.SuggestedEmail))
        {
            var parsed = EmailAddress.Parse(answer.SuggestedEmail);
            if (!parsed.Succeeded)
            {
                return parsed.Refusal! with { Field = "SuggestedEmail" };
            }

            suggested = parsed.Value;
        }

        var wasWaitedFor = reviewer.State == ReviewerState.Invited;
        reviewer.Decline(answer.Reason, now);
        reviewer.Suggest(answer.SuggestedName, suggested);
        db.Add(AuditEntry.Of("reviewer.declined", $"{reviewer.Name} declined the invitation to review.", viewer.PersonId, reviewer.EventId, now));

        // Who had lapsed was replaced then.
        if (wasWaitedFor)
        {
            var e = await db.Events.SingleAsync(e => e.Id == reviewer.EventId, cancel);
            await new AlternateInvitations(db, site).InviteNextAsync(e, reviewer, now, cancel);
        }

        return new AnsweredInvitation(reviewer.Name, null);
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
