using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Programme;
using Workshop.Domain.Reviewing;

namespace Workshop.Data.Programme;

public static class FrontMatterQueries
{
    /// <summary>
    /// What stands around the sessions in print, as it is written now. Names of reviewers are read only where the organizers chose to thank them in print: everybody who
    /// accepted to review, by name and affiliation, in the order of an index. Not who has handed in reviews: where few have, an organizer would read from it who reviewed their own paper.
    /// </summary>
    public static async Task<ProgrammeFront> ReadProgrammeFrontAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel)
    {
        var front = await db.FrontMatter.AsNoTracking().SingleOrDefaultAsync(front => front.EventId == eventId, cancel);
        if (front is null)
        {
            return new ProgrammeFront();
        }

        if (!front.ThanksReviewers)
        {
            return front.Front([]);
        }

        var reviewers = await (
            from reviewer in db.Reviewers
            where reviewer.EventId == eventId && reviewer.State == ReviewerState.Accepted
            join person in db.People on reviewer.PersonId equals person.Id into people
            from person in people.DefaultIfEmpty()
            select new { Name = person == null ? reviewer.Name : person.Name, Affiliation = person == null ? "" : person.Affiliation })
            .ToListAsync(cancel);
        return front.Front([.. reviewers.Select(reviewer => new ProgrammePerson(reviewer.Name, reviewer.Affiliation)).Distinct().OrderBy(reviewer => IndexName.Of(reviewer.Name), IndexName.Order)]);
    }
}
