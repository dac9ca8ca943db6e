using Workshop.Domain.Matching;

namespace Workshop.Domain.Programme;

/// <summary>Another item of the same programme that is about similar things.</summary>
/// <param name="Affinity">The cosine of the two texts as <see cref="Affinities"/> weighs them, 0 to 1.</param>
/// <param name="SharedTerms">The words that make it so, the weightiest first; at least two.</param>
public sealed record RelatedItem(string Key, double Affinity, IReadOnlyList<string> SharedTerms);

/// <summary>
/// How close the items of one programme are to each other, by title and abstract. Depends on the texts alone; words that most of them have count for little, so what is related here might
/// not be elsewhere. Whoever shows it takes items that may not be shown any more out beforehand: their words would stand among the shared terms.
/// </summary>
public sealed class RelatedItems
{
    public const int MostTerms = 4;

    /// <summary>Below it two abstracts share little more than the language of their field: tried on the abstracts of several workshops.</summary>
    private const double Least = 0.06;

    private readonly Affinities _affinities;
    private readonly Dictionary<string, int> _places;

    private RelatedItems(Affinities affinities)
    {
        _affinities = affinities;
        _places = affinities.Submissions.Index().ToDictionary(entry => entry.Item.Id, entry => entry.Index, StringComparer.Ordinal);
    }

    /// <exception cref="OperationCanceledException">The caller lost interest.</exception>
    public static RelatedItems Of(ProgrammeDocument programme, CancellationToken cancel = default)
    {
        var texts = programme.Items.Where(Citation.IsCitable).DistinctBy(item => item.Key).Select(item => new MatchingText(item.Key, $"{item.Title}\n{item.Abstract}")).ToList();

        // Each item is also somebody whose only past paper it is: the affinity to them is the cosine.
        return new RelatedItems(Affinities.Compute(texts, [.. texts.Select(text => new ReviewerProfile(text.Id, [text]))], cancel));
    }

    /// <summary>The closest first; of equally close ones the one that comes first in the programme. Empty for an unknown key, and when nothing is close.</summary>
    public IReadOnlyList<RelatedItem> To(string key, int most)
    {
        if (!_places.TryGetValue(key, out var here))
        {
            return [];
        }

        var closest = Enumerable.Range(0, _affinities.Submissions.Count)
            .Where(other => other != here)
            .Select(other => (Place: other, Affinity: _affinities.Of(here, other) ?? 0))
            .Where(other => other.Affinity >= Least)
            .OrderByDescending(other => other.Affinity).ThenBy(other => other.Place);
        var related = new List<RelatedItem>();
        foreach (var (place, affinity) in closest)
        {
            var terms = SharedTerms(here, place);
            if (terms.Count > 1)
            {
                related.Add(new RelatedItem(_affinities.Submissions[place].Id, affinity, terms));
            }

            if (related.Count == most)
            {
                break;
            }
        }

        return related;
    }

    private List<string> SharedTerms(int here, int other) => _affinities.Explain(here, other) is { PastPapers: [var paper] }
        ? [.. paper.Terms.Select(term => term.Word).Where(word => word.Length > 2 && word.Any(char.IsLetter)).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostTerms)]
        : [];
}
