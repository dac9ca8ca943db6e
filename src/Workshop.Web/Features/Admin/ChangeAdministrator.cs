using System.Data;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;

namespace Workshop.Web.Features.Admin;

/// <summary>Gives or takes the administrator's role; the last one keeps it. Serializable, so that two administrators cannot end each other's at once.</summary>
public sealed class ChangeAdministrator(WorkshopDb db, TimeProvider time)
{
    public static Refusal LastOne { get; } = new("administrator.last", "This is the only administrator. Make somebody else one first.");

    /// <param name="actorId">Null when it is done from the command line.</param>
    public async Task<Outcome<Done>> RunAsync(Guid? actorId, Guid personId, bool isAdministrator, CancellationToken cancel)
    {
        try
        {
            return await ChangeAsync(actorId, personId, isAdministrator, cancel);
        }
        catch (Exception e) when (e.IsSerializationFailure())
        {
            return new Refusal("administrator.changed-elsewhere", "Somebody changed the administrators at the same moment. Look again, and try once more.");
        }
    }

    private async Task<Outcome<Done>> ChangeAsync(Guid? actorId, Guid personId, bool isAdministrator, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancel);
        var person = await db.People.SingleOrDefaultAsync(person => person.Id == personId, cancel);
        if (person is null)
        {
            return new Refusal("person.unknown", "There is no such person any more. Load the page again.");
        }

        if (person.IsAdministrator == isAdministrator)
        {
            return Done.Instance;
        }

        if (isAdministrator && !await db.Users.AnyAsync(account => account.Id == personId, cancel))
        {
            return new Refusal("administrator.no-account", "This person has no account and could not sign in. Ask them to create one first.");
        }

        if (!isAdministrator && !await db.People.AnyAsync(other => other.IsAdministrator && other.Id != personId, cancel))
        {
            return LastOne;
        }

        if (isAdministrator)
        {
            person.MakeAdministrator();
        }
        else
        {
            person.EndAdministration();
        }

        db.Add(AuditEntry.Of(isAdministrator ? "administrator.made" : "administrator.ended", $"{person.Name} {(isAdministrator ? "is an administrator now" : "is no administrator any more")}.", actorId, null, time.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.Instance;
    }
}
