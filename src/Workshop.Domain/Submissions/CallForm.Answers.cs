using System.Globalization;
using Workshop.Domain.People;

namespace Workshop.Domain.Submissions;

/// <content>What answers mean: which questions apply, what is missing, who reads what.</content>
public sealed partial class CallForm
{
    /// <summary>
    /// The questions that are asked of a submission of that type with those answers, in order. One that depends on a question that is not asked is not asked either, whatever was
    /// answered to it before. Deterministic; an answer to a question that does not apply decides nothing.
    /// </summary>
    public IReadOnlyList<Question> Applying(Guid? typeId, IReadOnlyList<AnswerEntry> answers)
    {
        var applying = new List<Question>();
        foreach (var question in AskedQuestions)
        {
            var forType = question.OnlyForTypes.Count == 0 || (typeId is { } type && question.OnlyForTypes.Contains(type));
            if (forType && (question.DependsOn is not { } earlier || (applying.Find(asked => asked.Id == earlier) is { } asked && Holds(question, asked, ValueOf(answers, earlier)))))
            {
                applying.Add(question);
            }
        }

        return applying;
    }

    /// <summary>What was answered to the questions that apply, in words, in order, without those that stayed open.</summary>
    /// <param name="audience">
    /// For whose eyes: organizers (and authors) get every answer, reviewers only those that are for them; and of files only those that may be shown to them.
    /// </param>
    public IReadOnlyList<ShownAnswer> Shown(SubmissionContent content, QuestionAudience audience)
    {
        var shown = new List<ShownAnswer>();
        foreach (var question in Applying(content.TypeId, content.Answers))
        {
            if (audience == QuestionAudience.Reviewers && question.Audience != QuestionAudience.Reviewers)
            {
                continue;
            }

            if (question.Kind == QuestionKind.File)
            {
                if (content.Files?.FirstOrDefault(file => file.QuestionId == question.Id) is { } file && (audience == QuestionAudience.Organizers || MayReviewersHave(question, file)))
                {
                    shown.Add(new ShownAnswer(question, "", file));
                }
            }
            else if (question.Say(ValueOf(content.Answers, question.Id)) is { Length: > 0 } words)
            {
                shown.Add(new ShownAnswer(question, words, null));
            }
        }

        return shown;
    }

    /// <summary>The files beside the PDF that reviewers may have, supplement first: what the event or the question opens to them.</summary>
    public IReadOnlyList<AttachedFile> FilesForReviewers(SubmissionContent content) =>
    [
        .. (content.Files ?? []).Where(file => file.QuestionId is null && Supplement.ReviewersSee),
        .. Shown(content, QuestionAudience.Reviewers).Select(answer => answer.File).OfType<AttachedFile>(),
    ];

    /// <summary>
    /// The same content with what this form cannot hold left out: types, questions and options that the event does not have, answers without a word. An answer that was emptied has an
    /// entry without value; a question without entry was not on the form that was sent.
    /// </summary>
    /// <param name="saved">
    /// What is saved now; null when nothing is. Its answers to archived questions, which no form shows, are kept, and so are those to questions without entry: they were put back
    /// while the form was open.
    /// </param>
    public SubmissionContent Fit(SubmissionContent content, SubmissionContent? saved = null) =>
        content with { TypeId = TypeOf(content.TypeId)?.Id, Answers = [.. FitAnswers(content.Answers, saved?.Answers ?? [])] };

    /// <summary>Why a file is not taken, or null; field "Supplement", or that of the answer.</summary>
    /// <param name="questionId">Null for the supplement.</param>
    /// <param name="standing">How many files the supplement has without this one; of no account for a question.</param>
    public Refusal? CheckFile(Guid? questionId, string fileName, long size, AttachmentKinds kind, int standing)
    {
        var question = questionId is null ? null : QuestionOf(questionId);
        var (megabytes, kinds) = question is null ? (Supplement.MaxMegabytes, Supplement.Kinds) : (question.MaxMegabytes, question.FileKinds);
        var field = questionId is { } id ? FieldOf(id) : nameof(Supplement);
        if (questionId is not null && question is not { Kind: QuestionKind.File, IsArchived: false })
        {
            return new Refusal("submission.file-not-asked", "This question is not asked any more. Reload the page.", field);
        }

        if (questionId is null && standing >= Supplement.MaxFiles)
        {
            return new Refusal("submission.too-many-files", Supplement.MaxFiles == 0 ? "This event takes no supplement." : $"The supplement has at most {Supplement.MaxFiles} {(Supplement.MaxFiles == 1 ? "file" : "files")}. Remove one before you add “{fileName}”.", field);
        }

        if (size == 0)
        {
            return new Refusal("submission.file-empty", $"“{fileName}” is empty. Choose another file.", field);
        }

        if (size > megabytes * 1024L * 1024)
        {
            return new Refusal("submission.file-too-large", $"“{fileName}” is larger than {megabytes} MB. Choose a smaller file.", field);
        }

        return (kinds & kind) == AttachmentKinds.None
            ? new Refusal("submission.file-kind", $"“{fileName}” is of a kind that is not taken here. Choose this: {AttachmentKindWords.Say(kinds)}.", field)
            : null;
    }

    /// <summary>What is wrong with the answers to the questions that apply, in order; field "Answers[id]".</summary>
    private IEnumerable<Refusal> CheckAnswers(SubmissionContent content, DateTimeOffset now)
    {
        foreach (var question in Applying(content.TypeId, content.Answers))
        {
            if (CheckAnswer(question, content, now) is { } refusal)
            {
                yield return refusal with { Field = FieldOf(question.Id) };
            }
        }
    }

    /// <summary>How refusals name the answer to a question.</summary>
    public static string FieldOf(Guid questionId) => $"{nameof(SubmissionContent.Answers)}[{questionId}]";

    private static Refusal? CheckAnswer(Question question, SubmissionContent content, DateTimeOffset now)
    {
        var value = ValueOf(content.Answers, question.Id);
        var missing = question.Kind == QuestionKind.File ? content.Files?.Any(file => file.QuestionId == question.Id) != true : value.Length == 0;
        if (missing)
        {
            return !question.IsRequiredAt(now) ? null : new Refusal("submission.answer-missing", question.Kind switch
            {
                QuestionKind.File => $"Choose a file for “{question.Label}”.",
                QuestionKind.Checkbox => $"Tick “{question.Label}”.",
                QuestionKind.SingleChoice or QuestionKind.MultipleChoice => $"Choose an answer to “{question.Label}”.",
                _ => $"Answer “{question.Label}”.",
            });
        }

        return question.Kind switch
        {
            QuestionKind.Line or QuestionKind.Paragraph => question.Limit.Check(value, $"The answer to “{question.Label}”", "submission.answer", ""),
            QuestionKind.Number => CheckNumber(question, value),
            QuestionKind.Link when !SubmissionContent.IsWebLink(value) => new Refusal("submission.answer-no-link", $"Give the whole address for “{question.Label}”, beginning with https://."),
            QuestionKind.MultipleChoice => CheckChoices(question, new AnswerEntry(question.Id, value).Keys.Count),
            _ => null,
        };
    }

    private static Refusal? CheckNumber(Question question, string value)
    {
        if (!decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return new Refusal("submission.answer-no-number", $"Give a number for “{question.Label}”, such as 12 or 0.5.");
        }

        return number < question.Min || number > question.Max
            ? new Refusal("submission.answer-range", $"The number for “{question.Label}” must be {Between(question)}.")
            : null;
    }

    private static Refusal? CheckChoices(Question question, int chosen) => chosen < question.Min || chosen > question.Max
        ? new Refusal("submission.answer-choices", $"Choose {Between(question)} of the options of “{question.Label}”.")
        : null;

    private static string Between(Question question) => (question.Min, question.Max) switch
    {
        ({ } min, { } max) => min == max ? $"exactly {min}" : $"{min} to {max}",
        ({ } min, null) => $"at least {min}",
        (null, { } max) => $"at most {max}",
        _ => "",
    };

    private static bool Holds(Question question, Question earlier, string value) => question.Test switch
    {
        ConditionTest.IsChecked => value == AnswerEntry.Ticked,
        ConditionTest.Contains when earlier.IsChoice => new AnswerEntry(earlier.Id, value).Keys.Contains(question.TestValue),
        ConditionTest.Contains => value.Contains(question.TestValue ?? "", StringComparison.OrdinalIgnoreCase),
        _ => string.Equals(value, question.TestValue, StringComparison.OrdinalIgnoreCase),
    };

    private static bool MayReviewersHave(Question question, AttachedFile file) => file.Kind == AttachmentKinds.Pdf || question.ShowsFilesAsTheyAre;

    private static string ValueOf(IReadOnlyList<AnswerEntry> answers, Guid questionId) => answers.FirstOrDefault(answer => answer.QuestionId == questionId)?.Value ?? "";

    /// <summary>Answers to archived and to not applying questions are kept: nothing that was typed is lost when a type or an answer is changed back, or a question put back.</summary>
    private IEnumerable<AnswerEntry> FitAnswers(IReadOnlyList<AnswerEntry> answers, IReadOnlyList<AnswerEntry> saved)
    {
        foreach (var question in _questions.Where(question => question.Kind != QuestionKind.File))
        {
            var value = ValueOf(question.IsArchived || answers.All(answer => answer.QuestionId != question.Id) ? saved : answers, question.Id);
            var fitting = question.Kind switch
            {
                QuestionKind.Line or QuestionKind.Number or QuestionKind.Link => Person.Clean(value),
                QuestionKind.SingleChoice or QuestionKind.MultipleChoice => string.Join(' ', question.Options
                    .Where(option => new AnswerEntry(question.Id, value).Keys.Contains(option.Key))
                    .Take(question.Kind == QuestionKind.SingleChoice ? 1 : int.MaxValue)
                    .Select(option => option.Key)),
                QuestionKind.Checkbox => value == AnswerEntry.Ticked ? value : "",
                _ => TextLength.Clean(value),
            };
            if (fitting.Length > 0)
            {
                yield return new AnswerEntry(question.Id, fitting);
            }
        }
    }
}
