using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Archive;

/// <summary>What comes along beside the settings.</summary>
/// <param name="Slug">Empty: made from the name.</param>
/// <param name="Organizers">Normalized addresses of organizers of the old event who organize the new one, too.</param>
/// <param name="Reviewers">Those who accepted last time are lined up as alternates; nobody is written to.</param>
/// <param name="Dates">By the keys of <see cref="CopiedDate"/>.</param>
public sealed record CopyChoices(string? Slug, IReadOnlyList<string> Organizers, bool Reviewers, bool Programme, IReadOnlyDictionary<string, DateTimeOffset?> Dates);

/// <summary>
/// Next year's event from this one: everything that organizers have set up, and nothing of what people have handed in, written or been told. Whoever copies an event organizes it already, so no
/// administrator is needed.
/// </summary>
public sealed class CopyEvent(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    /// <summary>The dates in the settings as they would become.</summary>
    public async Task<IReadOnlyList<CopiedDate>> ReadDatesAsync(WorkshopEvent e, DateOnly firstDay, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var copy = await EventCopy.ReadAsync(db, e.Id, withProgramme: false, cancel);
        return copy.Dates(NextEvent.From(e.StartsOn, firstDay), e.DeadlineZone);
    }

    /// <summary>The value is the slug of the new event.</summary>
    public async Task<Outcome<string>> RunAsync(Viewer organizer, Guid eventId, Outcome<EventSettings> settings, CopyChoices choices, CancellationToken cancel)
    {
        if (!settings.Succeeded)
        {
            return Outcome.No<string>([.. settings.Refusals.Select(InEvent)]);
        }

        if (!organizer.Organizes(eventId))
        {
            return new Refusal("copy.not-organizer", "Only organizers of the event can copy it.");
        }

        var slug = await SlugAsync(choices.Slug, settings.Value.Name, cancel);
        if (!slug.Succeeded)
        {
            return slug;
        }

        var (now, old) = (time.GetUtcNow(), await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel));
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var target = new NewEventRow(eventId, Guid.NewGuid(), slug.Value, now);
        var copy = await EventCopy.ReadAsync(db, eventId, choices.Programme, cancel);
        try
        {
            await copy.InsertAsync(db, target, NextEvent.From(old.StartsOn, settings.Value.StartsOn), (old.Zone, settings.Value.Zone, old.DeadlineZone), choices.Dates, cancel);
        }
        catch (System.Data.Common.DbException) when (choices.Slug is { Length: > 0 })
        {
            // The address was free a moment ago; nothing else of a copy can meet anything.
            return SlugTaken(slug.Value);
        }

        var e = await db.Events.Include(e => e.Topics.OrderBy(topic => topic.Position)).SingleAsync(e => e.Id == target.Id, cancel);
        if (e.Change(settings.Value) is { Succeeded: false } no)
        {
            return Outcome.No<string>([.. no.Refusals.Select(InEvent)]);
        }

        await AddOrganizersAsync(organizer, old, e, choices.Organizers, now, cancel);
        if (choices.Reviewers)
        {
            await LineUpReviewersAsync(old.Id, e.Id, cancel);
        }

        db.Add(AuditEntry.Of("event.copied", $"Began the event as a copy of “{old.Name}”.", organizer.RequiredPersonId, e.Id, now));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return e.Slug;
    }

    private async Task<Outcome<string>> SlugAsync(string? wanted, string name, CancellationToken cancel)
    {
        var own = string.IsNullOrWhiteSpace(wanted) ? null : wanted.Trim();
        if (own is not null && (!WorkshopEvent.IsSlug(own) || own.Length > WorkshopEvent.MaxSlugLength))
        {
            return new Refusal("copy.slug", $"Use lower-case letters, digits and hyphens, at most {WorkshopEvent.MaxSlugLength}.", "Slug");
        }

        if (own is not null)
        {
            return await db.Events.AnyAsync(e => e.Slug == own, cancel) ? SlugTaken(own) : own;
        }

        return await db.FreeSlugAsync(WorkshopEvent.SlugFor(name), cancel);
    }

    private static Refusal SlugTaken(string slug) => new("copy.slug-taken", $"Another event has the address /e/{slug}. Choose another one.", "Slug");

    /// <summary>Whoever copies is one of them in any case, and gets no mail about it.</summary>
    private async Task AddOrganizersAsync(Viewer organizer, WorkshopEvent old, WorkshopEvent e, IReadOnlyList<string> chosen, DateTimeOffset now, CancellationToken cancel)
    {
        var organizers = await db.Organizers.AsNoTracking().Where(known => known.EventId == old.Id).OrderBy(known => known.AddedAt).ThenBy(known => known.NormalizedEmail).ToListAsync(cancel);
        foreach (var known in organizers.Where(known => organizer.ConfirmedEmails.Contains(known.NormalizedEmail) || chosen.Contains(known.NormalizedEmail)))
        {
            var address = EmailAddress.Parse(known.Email).Value ?? throw new InvalidOperationException("Organizers are only kept with valid addresses.");
            db.Add(Organizer.Add(e.Id, address, now));
            if (!organizer.ConfirmedEmails.Contains(known.NormalizedEmail))
            {
                db.Add(OutgoingMail.Write(YouOrganize(old, e, address, organizer.Name), now));
            }
        }
    }

    private MailDraft YouOrganize(WorkshopEvent old, WorkshopEvent e, EmailAddress to, string by) =>
        new("event.organizer", e.Id.ToString("n"), to, "", $"You organize {e.Name}", $"""
            Hello,

            {by} has begun {e.Name} as a copy of {old.Name}, and named you as an organizer again.

            {site.Link($"/e/{e.Slug}/organize")}

            Nobody else has been written to.
            """)
        {
            EventId = e.Id,
        };

    private async Task LineUpReviewersAsync(Guid oldId, Guid newId, CancellationToken cancel)
    {
        var accepted = await db.Reviewers
            .Where(reviewer => reviewer.EventId == oldId && reviewer.State == ReviewerState.Accepted)
            .OrderBy(reviewer => reviewer.Name).ThenBy(reviewer => reviewer.NormalizedEmail)
            .Select(reviewer => new { reviewer.Name, reviewer.Email })
            .Take(Alternate.MaxCount)
            .ToListAsync(cancel);
        foreach (var (reviewer, position) in accepted.Select((reviewer, position) => (reviewer, position)))
        {
            db.Add(Alternate.Add(newId, new InvitedPerson(reviewer.Name, EmailAddress.Parse(reviewer.Email).Value!), position));
        }
    }

    private static Refusal InEvent(Refusal refusal) => refusal.Field is null ? refusal : refusal with { Field = $"Event.{refusal.Field}" };
}
