namespace Workshop.Domain.Events;

/// <summary>
/// Topics as organizers type them: one on each line. A line that ends with a colon or begins with # opens a group, which holds what follows; "#" alone ends it. A name that
/// comes twice, in whatever case, counts once, where it stands first.
/// </summary>
public static class TopicList
{
    /// <summary>Reads lines in order; blank ones are skipped.</summary>
    public static IReadOnlyList<(string? Group, string Name)> Read(IEnumerable<string> lines)
    {
        var topics = new List<(string? Group, string Name)>();
        string? group = null;
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            if (line[0] == '#' || line[^1] == ':')
            {
                var heading = line.TrimStart('#').TrimEnd(':').Trim();
                group = heading.Length == 0 ? null : heading;
            }
            else if (!topics.Exists(topic => string.Equals(topic.Name, line, StringComparison.OrdinalIgnoreCase)))
            {
                topics.Add((group, line));
            }
        }

        return topics;
    }

    /// <summary>The lines that <see cref="Read"/> understands as these topics, in order.</summary>
    public static IReadOnlyList<string> Write(IEnumerable<Topic> topics)
    {
        var lines = new List<string>();
        string? group = null;
        foreach (var topic in topics.OrderBy(topic => topic.Position))
        {
            if (topic.Group != group)
            {
                lines.Add(topic.Group is { } heading ? $"{heading}:" : "#");
                group = topic.Group;
            }

            lines.Add(topic.Name);
        }

        return lines;
    }
}
