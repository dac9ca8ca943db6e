using System.Text;
using Workshop.Domain.People;

namespace Workshop.Domain.Reviewing;

/// <summary>A past paper that is about to be kept.</summary>
/// <param name="FullText">The first words of its PDF; null when there is none.</param>
public sealed record NewPastPaper(PastPaperDetails Details, PastPaperSource Source, string? FullText = null);

/// <param name="Added">New ones.</param>
/// <param name="Completed">Those that were there and got an abstract, authors, a year or a full text that they had not.</param>
/// <param name="Known">How many were there already with all of it.</param>
public sealed record PastPapersAdded(IReadOnlyList<PastPaper> Added, IReadOnlyList<PastPaper> Completed, int Known);

/// <summary>What a reviewer knows and how much they take.</summary>
public sealed partial class Reviewer
{
    public const int MaxPastPapers = 50;
    public const int MaxLoadOfAll = 100;

    private const int MaxAuthors = 500;

    /// <summary>More than this is not even looked at.</summary>
    private const int MostAtOnce = 500;

    /// <summary>Replaces what was there. Whether the topics are the event's is the caller's business.</summary>
    public void SpeakFor(IReadOnlyCollection<Guid> topicIds)
    {
        _topics.RemoveAll(topic => !topicIds.Contains(topic.TopicId));
        foreach (var id in topicIds.Distinct().Where(id => !_topics.Exists(topic => topic.TopicId == id)))
        {
            _topics.Add(new ReviewerTopic { ReviewerId = Id, TopicId = id });
        }
    }

    /// <summary>"Only 2 this year", said by the reviewer; null means the event's own limit. What organizers wished as the least gives way.</summary>
    public Outcome<Done> TakeAtMost(int? maxLoad)
    {
        if (maxLoad is < 0 or > MaxLoadOfAll)
        {
            return new Refusal("reviewer.load", $"Choose a number of submissions from 0 to {MaxLoadOfAll}, or leave it empty.", nameof(MaxLoad));
        }

        MaxLoad = maxLoad;
        MinLoad = Math.Min(MinLoad, maxLoad ?? MaxLoadOfAll);
        return Done.Instance;
    }

    /// <summary>The organizers' quota.</summary>
    /// <param name="most">Null means the event's own limit.</param>
    public Outcome<Done> SetQuota(int least, int? most, bool isSenior)
    {
        if (least is < 0 or > MaxLoadOfAll)
        {
            return new Refusal("reviewer.min", $"Choose a least number from 0 to {MaxLoadOfAll}.", nameof(MinLoad));
        }

        if (most is < 0 or > MaxLoadOfAll)
        {
            return new Refusal("reviewer.load", $"Choose a largest number from 0 to {MaxLoadOfAll}, or leave it empty for the event’s own limit.", nameof(MaxLoad));
        }

        if (least > most)
        {
            return new Refusal("reviewer.min-above-max", $"The least number, {least}, is larger than the largest, {most}.", nameof(MinLoad));
        }

        (MinLoad, MaxLoad, IsSenior) = (least, most, isSenior);
        return Done.Instance;
    }

    /// <summary>
    /// All or nothing. A paper of a title that is there already (but for case, accents and signs) is no second one: it completes the first, and what the reviewer has there stays. So
    /// sending a form twice changes nothing, and the PDF of a paper from a BibTeX file finds its place.
    /// </summary>
    public Outcome<PastPapersAdded> AddPastPapers(IReadOnlyList<NewPastPaper> papers)
    {
        if (papers.Count > MostAtOnce)
        {
            return TooMany($"These are {papers.Count:N0} papers");
        }

        if (papers.Select(paper => WhyNot(paper.Details)).FirstOrDefault(refusal => refusal is not null) is { } wrong)
        {
            return wrong with { Field = "PastPapers" };
        }

        var (standing, added, completed, known) = (_pastPapers.ToList(), new List<PastPaper>(), new List<PastPaper>(), 0);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (place, paper) in standing.Index())
        {
            places.TryAdd(TitleKey(paper.Title), place);
        }

        foreach (var paper in papers)
        {
            var key = TitleKey(Person.Clean(paper.Details.Title));
            if (!places.TryGetValue(key, out var at))
            {
                if (standing.Count == MaxPastPapers)
                {
                    return TooMany($"That would make more than {MaxPastPapers} past papers");
                }

                places.Add(key, standing.Count);
                standing.Add(Make(paper, standing.Select(other => other.Position + 1).DefaultIfEmpty().Max()));
                added.Add(standing[^1]);
            }
            else if (Complete(standing[at], paper) is { } whole)
            {
                var isNew = added.Remove(standing[at]);
                completed.Remove(standing[at]);
                (isNew ? added : completed).Add(whole);
                standing[at] = whole;
            }
            else
            {
                known++;
            }
        }

        _pastPapers.RemoveAll(paper => !standing.Contains(paper));
        _pastPapers.AddRange(standing.Where(paper => !_pastPapers.Contains(paper)));
        return new PastPapersAdded(added, completed, known);
    }

    private static Refusal TooMany(string what) => new("reviewer.too-many-papers", $"{what}; at most {MaxPastPapers} are kept, and three to five are enough. Leave out the oldest.", "PastPapers");

    /// <summary>The paper that now stands in its place. Its full text and where it came from stay.</summary>
    public Outcome<PastPaper> ChangePastPaper(Guid id, PastPaperDetails details)
    {
        if (_pastPapers.Find(paper => paper.Id == id) is not { } old)
        {
            return new Refusal("past-paper.changed-elsewhere", "This past paper was changed or removed in another window. Go back to your expertise and open it again.");
        }

        if (WhyNot(details) is { } refusal)
        {
            return refusal;
        }

        var made = Make(new NewPastPaper(details, old.Source, old.FullText), old.Position);
        if ((made.Title, made.Abstract, made.Authors, made.Year) == (old.Title, old.Abstract, old.Authors, old.Year))
        {
            return old;
        }

        _pastPapers[_pastPapers.IndexOf(old)] = made;
        return made;
    }

    /// <summary>Doing it again changes nothing.</summary>
    public void RemovePastPaper(Guid id) => _pastPapers.RemoveAll(paper => paper.Id == id);

    /// <summary>
    /// The last word on one name counts: "is none" sets aside whoever was found under it, the opposite adds somebody whom no list shows, or takes the setting aside back.
    /// </summary>
    /// <param name="isNone">This is no co-author.</param>
    /// <param name="isFound">Some list shows the name, so that it need not be added.</param>
    public Outcome<Done> CorrectCoauthor(string name, bool isNone, bool isFound, DateTimeOffset now)
    {
        var clean = Person.Clean(name);
        if (clean.Length is 0 or > Person.MaxNameLength || NameKey.Of(clean).Compare(NameKey.Of(clean)) == NameMatch.None)
        {
            return new Refusal("coauthor.name", $"Give the name of one person, at most {Person.MaxNameLength} characters.", "Coauthor");
        }

        var key = NameKey.Of(clean);
        _coauthorCorrections.RemoveAll(correction => NameKey.Of(correction.Name).Joined == key.Joined);
        if (isNone == isFound)
        {
            if (_coauthorCorrections.Count >= CoauthorCorrection.MaxOfReviewer)
            {
                return new Refusal("coauthor.too-many", $"At most {CoauthorCorrection.MaxOfReviewer} corrections are kept. Take one back first.", "Coauthor");
            }

            _coauthorCorrections.Add(new CoauthorCorrection { ReviewerId = Id, Name = clean, IsNone = isNone, SaidAt = now });
        }

        return Done.Instance;
    }

    /// <summary>Two titles are one paper's when they are the same but for case, accents and everything that is no letter or digit.</summary>
    private static string TitleKey(string title)
    {
        var key = new StringBuilder();
        foreach (var rune in PlainText.Decompose(title).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                key.Append(PlainText.Lower(rune));
            }
        }

        return key.Length > 0 ? key.ToString() : title;
    }

    private PastPaper Make(NewPastPaper paper, int position) => new()
    {
        ReviewerId = Id,
        Position = position,
        Title = Person.Clean(paper.Details.Title),
        Abstract = CleanAbstract(paper.Details.Abstract),
        Authors = Lines(paper.Details.Authors),
        Year = paper.Details.Year,
        Source = paper.Source,
        FullText = string.IsNullOrWhiteSpace(paper.FullText) ? null : paper.FullText,
    };

    /// <summary>Null when there is nothing to add.</summary>
    private PastPaper? Complete(PastPaper old, NewPastPaper paper)
    {
        var brought = Make(paper, old.Position);
        var (text, authors, year, full) = (old.Abstract.Length == 0 ? brought.Abstract : old.Abstract, old.Authors.Length == 0 ? brought.Authors : old.Authors, old.Year ?? brought.Year, old.FullText ?? brought.FullText);
        return (text, authors, year, full) == (old.Abstract, old.Authors, old.Year, old.FullText)
            ? null
            : new PastPaper { ReviewerId = Id, Position = old.Position, Title = old.Title, Abstract = text, Authors = authors, Year = year, Source = old.Source, FullText = full };
    }

    private static Refusal? WhyNot(PastPaperDetails paper)
    {
        if (Person.Clean(paper.Title) is not { Length: > 0 and <= PastPaper.MaxTitleLength })
        {
            return new Refusal(
                "past-paper.title", $"A title has 1 to {PastPaper.MaxTitleLength} characters{Beginning(paper.Title)}. Is there an empty line between your papers, and a line break after the title?", "Title");
        }

        if (CleanAbstract(paper.Abstract).Length > PastPaper.MaxAbstractLength)
        {
            return new Refusal("past-paper.abstract", $"An abstract has at most {PastPaper.MaxAbstractLength:N0} characters{Beginning(paper.Title)}. Is there an empty line between your papers?", "Abstract");
        }

        if (paper.Authors.Count > MaxAuthors || Lines(paper.Authors).Length > PastPaper.MaxAuthorsLength)
        {
            return new Refusal("past-paper.authors", $"There are too many authors{Beginning(paper.Title)}; give at most {MaxAuthors}.", "Authors");
        }

        return paper.Year is < PastPaper.FirstYear or > PastPaper.LastYear
            ? new Refusal("past-paper.year", "Give the year in which it appeared, such as 2021, or leave it empty.", "Year")
            : null;
    }

    private static string Beginning(string title) => Person.Clean(title) is { Length: > 0 } text ? $" (“{(text.Length <= 60 ? text : CutText.To(text, 60) + "…")}”)" : "";

    private static string CleanAbstract(string text) => text.ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal).Trim();

    private static string Lines(IReadOnlyList<string> names) => string.Join('\n', names.Select(Person.Clean).Where(name => name.Length > 0).Select(name => CutText.To(name, Person.MaxNameLength)));
}
