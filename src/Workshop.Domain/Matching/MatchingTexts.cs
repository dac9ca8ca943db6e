namespace Workshop.Domain.Matching;

/// <summary>
/// A text to compare. The id is only handed back, never read.
/// </summary>
/// <param name="Text">Title and abstract; may be empty.</param>
/// <param name="FullText">
/// What comes on top, as taken from the PDF; null or without a term when there is none. Only its first
/// <see cref="FirstWords"/> words, by white space, are read; it may be cut already.
/// </param>
public sealed record MatchingText(string Id, string Text, string? FullText = null)
{
    /// <summary>How many words of the full text count.</summary>
    public const int FirstWords = 2_500;

    /// <summary>The first <see cref="FirstWords"/> words of a text, by white space; the whole text when it has no more.</summary>
    public static string CutToFirstWords(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = 0;
        var inWord = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
            {
                inWord = true;
            }
            else if (inWord)
            {
                inWord = false;
                if (++words == FirstWords)
                {
                    return text[..i];
                }
            }
        }

        return text;
    }
}

/// <summary>What a reviewer has written. No past paper, or none with a term in it, means that nothing is known about them.</summary>
public sealed record ReviewerProfile(string Id, IReadOnlyList<MatchingText> PastPapers);

/// <summary>
/// By which of their texts a submission and a reviewer are compared. One pair is compared in one regime, so that no mean mixes the two; each
/// regime has its own idf.
/// </summary>
public enum MatchingRegime
{
    /// <summary>Title and abstract alone, also of papers whose full text is known.</summary>
    TitleAndAbstract,

    /// <summary>Title, abstract and the first words of the full text, on both sides.</summary>
    FullText,
}

/// <summary>
/// How the pairs of one run were compared, for the list that organizers read before they use the numbers. Every pair is counted once: in one
/// of the two regimes, or as missing.
/// </summary>
/// <param name="FullTextPairs">Pairs with an affinity by full text.</param>
/// <param name="TitleAndAbstractPairs">Pairs with an affinity by title and abstract.</param>
/// <param name="MissingPairs">Pairs without an affinity.</param>
/// <param name="FullTextReviewers">Ids of the reviewers all of whose readable past papers have full text: by full text wherever the submission has one.</param>
/// <param name="TitleAndAbstractReviewers">Ids of the reviewers with a readable past paper without full text: always by title and abstract.</param>
/// <param name="UnknownReviewers">Ids of the reviewers without a readable past paper.</param>
/// <param name="SubmissionsWithoutFullText">Ids of the submissions that are always compared by title and abstract.</param>
/// <param name="SubmissionsWithoutTerms">Ids of the submissions without a term in any text.</param>
/// <param name="LeftOut">
/// Papers with full text and without a term in title and abstract that stand in a pair compared by title and abstract: there they say nothing. As
/// a submission (reviewer null) its affinity to that reviewer is missing; as a past paper it is left out of the mean.
/// </param>
public sealed record RegimeSummary(
    int FullTextPairs,
    int TitleAndAbstractPairs,
    int MissingPairs,
    IReadOnlyList<string> FullTextReviewers,
    IReadOnlyList<string> TitleAndAbstractReviewers,
    IReadOnlyList<string> UnknownReviewers,
    IReadOnlyList<string> SubmissionsWithoutFullText,
    IReadOnlyList<string> SubmissionsWithoutTerms,
    IReadOnlyList<(string? Reviewer, string Paper)> LeftOut);
