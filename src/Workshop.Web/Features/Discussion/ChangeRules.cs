using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Discussion;

/// <summary>Changes the rules of one event. Whoever is assigned and would be named from now on is told in the same save, a day before it holds.</summary>
public sealed class ChangeRules(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    /// <param name="revision">Of the rules, when the form was opened.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, int revision, ReviewingSettings settings, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var rules = await db.ReviewingRules.SingleOrDefaultAsync(rules => rules.EventId == eventId, cancel);
        if (rules is null)
        {
            rules = ReviewingRules.Default(eventId);
            db.Add(rules);
        }

        var before = rules.Settings;
        var isUnderWay = await db.ReviewAssignments.AnyAsync(assignment => assignment.EventId == eventId, cancel);
        var changed = rules.Change(e, settings, revision, isUnderWay, now);
        if (!changed.Succeeded)
        {
            return changed;
        }

        if (isUnderWay && ((settings.NamesReviewers && !before.NamesReviewers) || (settings.SignsReviews && !before.SignsReviews)))
        {
            await TellReviewersAsync(e, rules, before, now, cancel);
        }

        db.Add(AuditEntry.Of("event.reviewing-rules-changed", $"Who sees reviews was changed. {string.Join(' ', ReviewingRulesWords.Sentences(settings, e, at => RulesTime.Say(e, at)))}", organizer.PersonId, eventId, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Instance;
        }
        catch (DbUpdateConcurrencyException)
        {
            return ReviewingRules.ChangedElsewhere;
        }
        catch (DbUpdateException failed) when (db.Violates(failed, ConstraintNames.ReviewingRulesOnce))
        {
            return ReviewingRules.ChangedElsewhere;
        }
    }

    private async Task TellReviewersAsync(WorkshopEvent e, ReviewingRules rules, ReviewingSettings before, DateTimeOffset now, CancellationToken cancel)
    {
        var reviewers = await db.Reviewers
            .Where(reviewer => reviewer.EventId == e.Id && db.ReviewAssignments.Any(assignment => assignment.ReviewerId == reviewer.Id && assignment.RemovedAt == null))
            .Select(reviewer => new { reviewer.Email, Name = db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? reviewer.Name })
            .ToListAsync(cancel);
        foreach (var reviewer in reviewers)
        {
            if (EmailAddress.Parse(reviewer.Email).Value is { } to)
            {
                db.Add(OutgoingMail.Write(DiscussionMails.NamesWillShow(e, rules, before, now + ReviewingRules.Notice, to, reviewer.Name, site.Link($"/e/{e.Slug}/reviews")), now));
            }
        }
    }
}

internal static class RulesTime
{
    /// <summary>In the zone of the event, with AoE beside it.</summary>
    public static string Say(WorkshopEvent e, DateTimeOffset at) => EventTimeText.Create(at, TimeZoneInfo.FindSystemTimeZoneById(e.ZoneId), null).ToString();
}
