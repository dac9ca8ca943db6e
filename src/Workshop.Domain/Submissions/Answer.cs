namespace Workshop.Domain.Submissions;

/// <summary>
/// What an author answered to one question. <paramref name="Value"/> is the text itself for lines, paragraphs, numbers and links (not yet checked in a draft);
/// the <see cref="QuestionOption.Key"/> of a single choice; the keys of a multiple choice in the order of the options, with single blanks between them; "yes" for a
/// ticked box. Empty means that there is no answer. Files are not answered by a value: see <see cref="AttachedFile"/>.
/// </summary>
public sealed record AnswerEntry(Guid QuestionId, string Value)
{
    public const int MaxValueLength = 10_000;

    public const string Ticked = "yes";

    /// <summary>The keys of a choice.</summary>
    public IReadOnlyList<string> Keys => Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>An answer as it is stored.</summary>
public sealed class Answer
{
    public required Guid SubmissionId { get; init; }

    public required Guid QuestionId { get; init; }

    /// <inheritdoc cref="AnswerEntry"/>
    public required string Value { get; set; }
}

/// <summary>A question with its answer in words, for whoever may read it.</summary>
/// <param name="Words">Empty for a file.</param>
/// <param name="File">The file that answers it; null for every other kind.</param>
public sealed record ShownAnswer(Question Question, string Words, AttachedFile? File);
