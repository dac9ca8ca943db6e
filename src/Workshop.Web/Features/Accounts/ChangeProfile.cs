using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Accounts;

public sealed class ChangeProfile(WorkshopDb db)
{
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string name, string affiliation, string orcid, CancellationToken cancel)
    {
        if (Person.Clean(name).Length == 0)
        {
            return new Refusal("person.name-missing", "Give your name as it should stand in the programme.", "Name");
        }

        var id = string.IsNullOrWhiteSpace(orcid) ? null : Orcid.Parse(orcid, "Orcid");
        if (id?.Refusal is { } malformed)
        {
            return malformed;
        }

        var person = await db.People.SingleAsync(person => person.Id == viewer.RequiredPersonId, cancel);
        person.Rename(name, affiliation);
        person.Identify(id?.Value);
        await db.SaveChangesAsync(cancel);
        return Done.Instance;
    }
}
