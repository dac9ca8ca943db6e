using Workshop.Domain.Events;

namespace Workshop.Web.Features.Shared;

/// <summary>Topics as boxes to tick, under the headings of their groups: shown by <c>_TopicChoice</c>.</summary>
/// <param name="Name">Of the form field, "Input.TopicIds".</param>
public sealed record TopicChoice(IReadOnlyList<Topic> Topics, ICollection<Guid> Chosen, string Name, string Label, string? Hint)
{
    public string Id => Name.Replace('.', '_');

    /// <summary>In the organizers' order; the heading is null for topics that stand in no group.</summary>
    public IEnumerable<(string? Heading, IReadOnlyList<Topic> Topics)> Groups
    {
        get
        {
            List<Topic> group = [];
            foreach (var topic in Topics)
            {
                if (group.Count > 0 && group[0].Group != topic.Group)
                {
                    yield return (group[0].Group, group);
                    group = [];
                }

                group.Add(topic);
            }

            if (group.Count > 0)
            {
                yield return (group[0].Group, group);
            }
        }
    }
}
