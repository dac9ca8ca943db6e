using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Admin;

/// <summary>A further event; whoever creates it organizes it. The value is its slug.</summary>
public sealed class CreateEvent(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    public async Task<Outcome<string>> RunAsync(Viewer creator, Outcome<EventSettings> settings, string? organizers, CancellationToken cancel)
    {
        var addresses = NewEvent.ParseOrganizers(organizers, "Organizers");
        if (!settings.Succeeded || !addresses.Succeeded)
        {
            return Outcome.No<string>([.. settings.Refusals.Select(InEvent), .. addresses.Refusals]);
        }

        var person = await db.People.Include(person => person.Emails).SingleAsync(person => person.Id == creator.RequiredPersonId, cancel);
        var created = await db.AddNewEventAsync(settings.Value, person, addresses.Value, site, time.GetUtcNow(), cancel);
        if (!created.Succeeded)
        {
            return Outcome.No<string>([.. created.Refusals.Select(InEvent)]);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
            return created.Value.Slug;
        }
        catch (DbUpdateException e) when (db.Violates(e, ConstraintNames.SlugOnce))
        {
            return InEvent(NewEvent.NameTaken);
        }
    }

    private static Refusal InEvent(Refusal refusal) => refusal.Field is null ? refusal : refusal with { Field = $"Event.{refusal.Field}" };
}
