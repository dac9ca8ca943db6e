using System.Text;

namespace Workshop.Domain.Programme;

/// <summary>One line of the author index.</summary>
/// <param name="Items">Keys of the items, in the order of the programme, each once.</param>
public sealed record AuthorIndexEntry(IndexName Name, IReadOnlyList<string> Items);

/// <summary>Everybody on the programme with all their items. Two people of exactly the same name share a line: the programme knows nothing else about them.</summary>
public static class AuthorIndex
{
    /// <summary>Sorted by <see cref="IndexName.Order"/>; differences of case and of Unicode form do not make two people of one.</summary>
    public static IReadOnlyList<AuthorIndexEntry> Of(ProgrammeDocument programme)
    {
        var items = new Dictionary<string, (string Name, List<string> Keys)>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in programme.Sessions.SelectMany(session => session.Items))
        {
            foreach (var author in item.Authors.Where(author => author.Name.Length > 0))
            {
                var name = author.Name.Normalize(NormalizationForm.FormC);
                if (!items.TryGetValue(name, out var known))
                {
                    known = (name, []);
                    items.Add(name, known);
                }

                if (!known.Keys.Contains(item.Key))
                {
                    known.Keys.Add(item.Key);
                }
            }
        }

        return [.. items.Values.Select(entry => new AuthorIndexEntry(IndexName.Of(entry.Name), entry.Keys)).OrderBy(entry => entry.Name, IndexName.Order)];
    }
}
