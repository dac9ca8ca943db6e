using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Settings;

/// <summary>Changes an event as a whole. Of two organizers who do so at once, the second one finds out.</summary>
public sealed class SaveSettings(WorkshopDb db, TimeProvider time)
{
    public static Refusal ChangedElsewhere { get; } = new(
        "event.changed-elsewhere", "These settings were changed by somebody else after you opened this form. What you typed is below; what is saved now stands beside it. Save again to keep what you typed.");

    /// <param name="revision">The one that the form was opened at.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, int revision, EventSettings settings, CancellationToken cancel)
    {
        var of = await db.Events.Include(e => e.Topics).SingleAsync(e => e.Id == eventId, cancel);
        if (of.Revision != revision)
        {
            return ChangedElsewhere;
        }

        if (await WhyNotDropTopicsAsync(of, settings.Topics, cancel) is { } used)
        {
            return used;
        }

        if (of.DoubleBlind && !settings.DoubleBlind && await db.ReviewAssignments.AnyAsync(assignment => assignment.EventId == eventId, cancel))
        {
            return new Refusal("event.blindness-promised", "Authors submitted in the belief that reviewers do not learn who they are, and submissions are assigned. Their names stay hidden in this event.", nameof(EventSettings.DoubleBlind));
        }

        var (deadline, abstracts) = (of.SubmissionsClose, of.AbstractsDue);
        var changed = of.Change(settings);
        if (!changed.Succeeded)
        {
            return changed;
        }

        var what = new StringBuilder("The settings were changed");
        if (deadline != of.SubmissionsClose)
        {
            what.Append(CultureInfo.InvariantCulture, $"; the submission deadline is now {of.SubmissionsClose.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        }

        if (abstracts != of.AbstractsDue)
        {
            what.Append(of.AbstractsDue is { } due ? string.Create(CultureInfo.InvariantCulture, $"; the abstract deadline is now {due.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : "; there is no abstract deadline any more");
        }

        what.Append('.');
        db.Add(AuditEntry.Of("event.settings-changed", what.ToString(), organizer.PersonId, eventId, time.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChangedElsewhere;
        }

        return Done.Instance;
    }

    /// <summary>A topic that somebody chose is not taken away from under them.</summary>
    private async Task<Refusal?> WhyNotDropTopicsAsync(WorkshopEvent of, IReadOnlyList<string> kept, CancellationToken cancel)
    {
        var dropped = of.Topics.Where(topic => !kept.Contains(topic.Name, StringComparer.OrdinalIgnoreCase)).Select(topic => topic.Id).ToArray();
        if (dropped.Length == 0)
        {
            return null;
        }

        var used = await db.Topics
            .Where(topic => dropped.Contains(topic.Id) && (db.Submissions.Any(s => s.Topics.Any(chosen => chosen.TopicId == topic.Id)) || db.Reviewers.Any(r => r.Topics.Any(chosen => chosen.TopicId == topic.Id))))
            .OrderBy(topic => topic.Position)
            .Select(topic => topic.Name)
            .ToListAsync(cancel);
        return used.Count == 0 ? null : new Refusal("event.topic-used", $"Authors or reviewers have chosen {string.Join(", ", used.Select(name => $"“{name}”"))}. Keep it in the list.", "Topics");
    }
}
