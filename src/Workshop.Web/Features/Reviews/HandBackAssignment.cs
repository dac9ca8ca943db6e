using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Reviewing;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <param name="Why">Null when nothing was chosen.</param>
/// <param name="SuggestedName">Who could do it instead; may be empty, as may the address.</param>
public sealed record HandBackRequest(CannotReview? Why, string? Reason, string? SuggestedName = null, string? SuggestedEmail = null);

/// <summary>"I cannot review this": ends the assignment and tells the organizers who may know, with the replacement that the reviewer names.</summary>
public sealed class HandBackAssignment(WorkshopDb db, TimeProvider time, SiteAddress site)
{
    /// <returns>Null when there is no such assignment on this reviewer's desk.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer viewer, Guid eventId, Guid assignmentId, HandBackRequest request, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var assignment = await db.OnDeskOf(viewer, eventId, now).SingleOrDefaultAsync(assignment => assignment.Id == assignmentId, cancel);
        if (assignment is null)
        {
            return null;
        }

        var made = HandedBack.Of(assignment, request.Why, request.Reason, request.SuggestedName, request.SuggestedEmail, [.. viewer.KnownEmails], now);
        if (!made.Succeeded)
        {
            return Outcome.No<Done>(made.Refusals);
        }

        if (await db.WhyNotChangeAsync(assignment, now, cancel) is { } decided)
        {
            return decided;
        }

        var back = made.Value;
        var because = CannotWords.Say(back);
        assignment.HandBack(because, now);
        db.Add(back);
        var conflict = back.Why == CannotReview.Conflict;
        if (conflict)
        {
            db.Add(new Conflict
            {
                EventId = eventId,
                SubmissionId = assignment.SubmissionId,
                PersonId = viewer.RequiredPersonId,
                Source = ConflictSource.DeclaredByReviewer,
                Note = back.Reason,
                RecordedBy = viewer.RequiredPersonId,
                RecordedAt = now,
            });
        }

        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        var submission = await db.Submissions.SingleAsync(submission => submission.Id == assignment.SubmissionId, cancel);
        db.Add(AuditEntry.Of("review.handed-back", $"{viewer.Name} handed back #{submission.Number}{(conflict ? " and declared a conflict" : "")}.", viewer.PersonId, eventId, now, submission.Id));
        foreach (var organizer in await db.LoadOrganizersOfAsync(eventId, submission.Id, now, cancel))
        {
            var invite = back.Suggestion is { } suggestion ? site.Link(CannotWords.InviteAddress(e.Slug, suggestion)) : null;
            var draft = ReviewingMails.HandedBack(e, submission, back, organizer.Email, organizer.Name, viewer.Name, because, site.Link($"/e/{e.Slug}/organize/assignment"), invite);
            db.Add(OutgoingMail.Write(draft, now));
        }

        await db.SaveChangesAsync(cancel);
        return Done.Instance;
    }
}

/// <summary>How reasons are said.</summary>
internal static class CannotWords
{
    public static IReadOnlyList<(CannotReview Why, string Words)> All { get; } =
    [
        (CannotReview.Conflict, "I have a conflict of interest"),
        (CannotReview.NotMyField, "It is not my field"),
        (CannotReview.NoTime, "I have no time"),
        (CannotReview.Other, "Another reason"),
    ];

    /// <summary>"No time. I am travelling until May."</summary>
    public static string Say(HandedBack back)
    {
        var kind = back.Why switch { CannotReview.Conflict => "Conflict of interest", CannotReview.NotMyField => "Not my field", CannotReview.NoTime => "No time", _ => "" };
        return (kind, back.Reason) switch
        {
            ("", var reason) => reason,
            (_, "") => $"{kind}.",
            _ => $"{kind}. {back.Reason}",
        };
    }

    /// <summary>The form for invitations with somebody already in it.</summary>
    public static string InviteAddress(string slug, string suggestion) => $"/e/{slug}/organize/reviewers?people={Uri.EscapeDataString(suggestion)}#invite";
}
