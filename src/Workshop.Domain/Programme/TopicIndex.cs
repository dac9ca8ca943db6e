namespace Workshop.Domain.Programme;

/// <summary>One line of the topic index.</summary>
/// <param name="Items">Keys of the items, in the order of the programme, each once.</param>
public sealed record TopicIndexEntry(string Topic, IReadOnlyList<string> Items);

/// <summary>The topics of a programme with all items that have them.</summary>
public static class TopicIndex
{
    /// <summary>Sorted by name as readers of English expect; differences of case do not make two topics of one.</summary>
    public static IReadOnlyList<TopicIndexEntry> Of(ProgrammeDocument programme) =>
    [
        .. programme.Items
            .SelectMany(item => item.Topics.Distinct(StringComparer.OrdinalIgnoreCase).Select(topic => (Topic: topic, item.Key)))
            .GroupBy(pair => pair.Topic, pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .Select(topic => new TopicIndexEntry(topic.Key, [.. topic.Distinct()]))
            .OrderBy(entry => new IndexName(entry.Topic, ""), IndexName.Order),
    ];
}
