using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;

namespace Workshop.Web.Features.Submissions;

/// <summary>What the ids in a submission's content are called now: topics and types. What organizers removed has no name any more.</summary>
public static class ContentNames
{
    public static async Task<Dictionary<Guid, string>> LoadNamesAsync(this WorkshopDb db, WorkshopEvent of, CancellationToken cancel)
    {
        var form = await db.LoadCallFormAsync(of.Id, cancel);
        return of.Topics.Select(topic => (topic.Id, topic.Name)).Concat(form.Types.Select(type => (type.Id, type.Name))).ToDictionary(named => named.Id, named => named.Name);
    }
}
