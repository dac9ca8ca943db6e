using Workshop.Domain.Events;

namespace Workshop.Domain.Submissions;

/// <summary>What organizers decide about a question, checked as a whole by <see cref="CallForm"/>.</summary>
/// <param name="Options">Of a choice, in order; otherwise ignored.</param>
/// <param name="Unit">What the limits of a text count.</param>
/// <param name="Min">
/// The least length of a text, the least number of choices, or the least number itself; null for none. Ends are included, here and in <paramref name="Max"/>. An answer that is
/// missing is not too short: whether it may be missing is what <paramref name="Requirement"/> says.
/// </param>
/// <param name="DependsOn">An earlier question.</param>
public sealed record QuestionSettings(
    QuestionKind Kind,
    string Label,
    string Hint,
    IReadOnlyList<QuestionOption> Options,
    TextUnit Unit,
    int? Min,
    int? Max,
    QuestionRequirement Requirement,
    DateTimeOffset? RequiredFrom,
    IReadOnlyList<Guid> OnlyForTypes,
    Guid? DependsOn,
    ConditionTest Test,
    string? TestValue,
    QuestionAudience Audience,
    bool ShowsFilesAsTheyAre,
    int MaxMegabytes,
    AttachmentKinds FileKinds)
{
    public const int MaxTestValueLength = 200;

    public bool IsChoice => Kind is QuestionKind.SingleChoice or QuestionKind.MultipleChoice;

    /// <summary>A question for everybody that may stay open.</summary>
    public static QuestionSettings Of(QuestionKind kind, string label) => new(
        kind, label, "", [], TextUnit.Words, null, null, QuestionRequirement.Never, null, [], null, ConditionTest.Equals, null,
        QuestionAudience.Organizers, false, 10, AttachmentKinds.Pdf);

    /// <summary>What is wrong with the question by itself, by field; the rest, which looks at other questions, is said by <see cref="CallForm"/>.</summary>
    internal List<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        void Unless(bool fine, string code, string field, string message)
        {
            if (!fine)
            {
                refusals.Add(new Refusal(code, message, field));
            }
        }

        Unless(!string.IsNullOrWhiteSpace(Label), "question.label-missing", nameof(Label), "Write the question.");
        Unless(Label.Length <= Question.MaxLabelLength, "question.label-too-long", nameof(Label), $"Shorten the question to {Question.MaxLabelLength} characters; what explains it is the hint.");
        Unless(Hint.Length <= Question.MaxHintLength, "question.hint-too-long", nameof(Hint), $"Shorten the hint to {Question.MaxHintLength} characters.");
        if (IsChoice)
        {
            Unless(Options.Count >= (Kind == QuestionKind.SingleChoice ? 2 : 1), "question.options-missing", nameof(Options), Kind == QuestionKind.SingleChoice ? "Give at least two options." : "Give at least one option.");
            Unless(Options.Count <= Question.MaxOptions, "question.too-many-options", nameof(Options), $"Give at most {Question.MaxOptions} options.");
            Unless(Options.All(option => option.Label.Trim().Length is > 0 and <= QuestionOption.MaxLabelLength), "question.option-length", nameof(Options), $"Give every option 1 to {QuestionOption.MaxLabelLength} characters.");
            Unless(
                Options.Select(option => option.Label.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).Count() == Options.Count
                && Options.Select(option => option.Key).Distinct(StringComparer.Ordinal).Count() == Options.Count,
                "question.option-twice", nameof(Options), "Two options read the same. Change one of them.");
        }

        var limit = WhyNotLimit();
        if (limit is not null)
        {
            refusals.Add(limit);
        }

        Unless(Requirement != QuestionRequirement.FromDate || RequiredFrom is not null, "question.date-missing", nameof(RequiredFrom), "Choose from when an answer is required.");
        Unless(Kind != QuestionKind.File || MaxMegabytes is >= 1 and <= EventSettings.LargestUploadMegabytes, "question.file-size", nameof(MaxMegabytes), $"Choose a file size of 1 to {EventSettings.LargestUploadMegabytes} MB.");
        Unless(Kind != QuestionKind.File || FileKinds != AttachmentKinds.None, "question.file-kinds", nameof(FileKinds), "Choose at least one kind of file.");
        return refusals;
    }

    private Refusal? WhyNotLimit() => Kind switch
    {
        QuestionKind.Line or QuestionKind.Paragraph => new TextLimit(Unit, Min, Max).WhyNotPossible(AnswerEntry.MaxValueLength, nameof(Max)),
        QuestionKind.MultipleChoice when Min is < 1 || Max is < 1 || Min > Options.Count => new Refusal("limit.range", "Choose limits between 1 and the number of options, or leave them empty.", nameof(Max)),
        QuestionKind.MultipleChoice or QuestionKind.Number when Min > Max => new Refusal("limit.min-above-max", "The least is above the greatest. Choose a smaller one.", nameof(Max)),
        _ => null,
    };
}
