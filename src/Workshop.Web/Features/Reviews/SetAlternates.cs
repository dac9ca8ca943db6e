using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>The list of those who are still to be invited when their turn comes, in the order typed. Whose turn has come stays as they are.</summary>
public sealed class SetAlternates(WorkshopDb db, TimeProvider time)
{
    /// <returns>How many wait now.</returns>
    public async Task<Outcome<int>> RunAsync(Viewer organizer, Guid eventId, string? lines, CancellationToken cancel)
    {
        IReadOnlyList<InvitedPerson> people = [];
        if (!string.IsNullOrWhiteSpace(lines))
        {
            var parsed = InvitationLines.Parse(lines, "People");
            if (!parsed.Succeeded)
            {
                return Outcome.No<int>(parsed.Refusals);
            }

            people = parsed.Value;
        }

        if (people.Count > Alternate.MaxCount)
        {
            return new Refusal("alternates.too-many", $"Keep at most {Alternate.MaxCount} alternates.", "People");
        }

        var addresses = people.Select(person => person.Email.Normalized).ToArray();
        if (await db.Reviewers.Where(reviewer => reviewer.EventId == eventId && addresses.Contains(reviewer.NormalizedEmail)).Select(reviewer => reviewer.Email).FirstOrDefaultAsync(cancel) is { } invited)
        {
            return new Refusal("alternates.invited", $"{invited} has been invited already. Remove that line.", "People");
        }

        // Who stays keeps the row and gets the new place; who is called otherwise gets a new one, because nothing hangs on the rows of those who wait.
        var waiting = await db.Alternates.Where(alternate => alternate.EventId == eventId && alternate.InvitedAt == null).ToListAsync(cancel);
        db.RemoveRange(waiting.Where(alternate => !addresses.Contains(alternate.NormalizedEmail)));
        foreach (var (place, person) in people.Index())
        {
            var known = waiting.Find(alternate => alternate.NormalizedEmail == person.Email.Normalized);
            if (known is not null && known.Name == Person.Clean(person.Name))
            {
                known.Position = place;
                continue;
            }

            if (known is not null)
            {
                db.Remove(known);
            }

            db.Add(Alternate.Add(eventId, person, place));
        }

        db.Add(AuditEntry.Of("reviewer.alternates", $"Changed the list of alternates; {people.Count} wait.", organizer.PersonId, eventId, time.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || db.Violates(exception, ConstraintNames.AlternateOnce))
        {
            return new Refusal("alternates.changed-elsewhere", "The list changed at the same moment, perhaps because somebody’s turn came. Open the page again and compare.");
        }

        return people.Count;
    }
}
