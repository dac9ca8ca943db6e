namespace Workshop.Domain.Submissions;

/// <content>What organizers may do with questions: nothing that an author answered gets lost or changes its meaning.</content>
public sealed partial class CallForm
{
    public const int MaxQuestions = 60;

    private readonly List<Question> _questions = [];

    /// <summary>In the organizers' order, archived ones included.</summary>
    public IReadOnlyList<Question> Questions => _questions;

    /// <summary>Those that are asked, in order.</summary>
    public IEnumerable<Question> AskedQuestions => _questions.Where(question => !question.IsArchived);

    /// <summary>Null when it is no question of this event.</summary>
    public Question? QuestionOf(Guid? id) => _questions.Find(question => question.Id == id);

    /// <summary>Adds a question at the end. Refused with every reason at once.</summary>
    public Outcome<Question> AddQuestion(QuestionSettings settings)
    {
        if (_questions.Count >= MaxQuestions)
        {
            return new Refusal("question.too-many", $"An event has at most {MaxQuestions} questions. Change one that you do not need.");
        }

        if (WhyNot(settings, _questions.Count) is { Count: > 0 } refusals)
        {
            return Outcome.No<Question>(refusals);
        }

        var question = new Question { EventId = EventId, Position = _questions.Count };
        question.Change(settings);
        _questions.Add(question);
        Revision++;
        return question;
    }

    /// <summary>
    /// Refused with every reason at once; the question is then unchanged. Once there are answers its kind stays, except between a line and a paragraph, and so does every option
    /// that somebody chose; labels may change. What was answered for the organizers alone, as the form promised, is never opened to reviewers afterwards.
    /// </summary>
    /// <param name="answers">Every answer to it, drafts included; for a file, one entry for each file.</param>
    public Outcome<Done> ChangeQuestion(Question question, QuestionSettings settings, IReadOnlyCollection<AnswerEntry> answers)
    {
        var refusals = WhyNot(settings, question.Position);
        if (answers.Count > 0 && settings.Kind != question.Kind && !(IsText(settings.Kind) && IsText(question.Kind)))
        {
            refusals.Add(new Refusal("question.kind-used", $"There {Count(answers.Count)} already, so this stays as it is. Remove this question and ask another one.", nameof(settings.Kind)));
        }
        else if (settings.IsChoice && Dropped(question, settings) is { Count: > 0 } dropped)
        {
            var chosen = dropped.Where(option => answers.Any(answer => answer.Keys.Contains(option.Key))).Select(option => option.Label).ToList();
            if (chosen.Count > 0)
            {
                refusals.Add(new Refusal("question.option-used", $"Authors have chosen {Quoted(chosen)}. Keep it; you may change its words.", nameof(settings.Options)));
            }
        }

        if (answers.Count > 0 && question.Audience == QuestionAudience.Organizers && settings.Audience == QuestionAudience.Reviewers)
        {
            refusals.Add(new Refusal("question.audience-used", $"There {Count(answers.Count)} already, given for the organizers alone. Remove this question and ask another one that reviewers read.", nameof(settings.Audience)));
        }

        foreach (var dependent in _questions.Where(other => other.DependsOn == question.Id && !other.IsArchived))
        {
            if (!CanTest(settings, dependent.Test, dependent.TestValue))
            {
                refusals.Add(new Refusal("question.condition-used", $"“{dependent.Label}” is asked after a certain answer to this one. Keep that answer, or change that question first.", settings.IsChoice ? nameof(settings.Options) : nameof(settings.Kind)));
            }
            else if (dependent.Audience == QuestionAudience.Reviewers && settings.Audience == QuestionAudience.Organizers)
            {
                refusals.Add(Leaks(dependent.Label, question.Label));
            }
        }

        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        question.Change(settings);
        Revision++;
        return Done.Instance;
    }

    /// <summary>Stops asking. Without answers the question is gone; with answers it is archived, and <see cref="RestoreQuestion"/> brings everything back.</summary>
    public Outcome<Done> RemoveQuestion(Question question, int answers, DateTimeOffset now)
    {
        if (_questions.Find(other => other.DependsOn == question.Id && !other.IsArchived) is { } dependent)
        {
            return new Refusal("question.condition-used", $"“{dependent.Label}” is asked after a certain answer to this one. Change that question first.");
        }

        // An archived question may still refer to it; it could not be put back otherwise.
        if (answers > 0 || _questions.Exists(other => other.DependsOn == question.Id))
        {
            question.ArchivedAt ??= now;
        }
        else
        {
            _questions.Remove(question);
        }

        RenumberQuestions();
        return Done.Instance;
    }

    /// <summary>
    /// Asks an archived question again, with the answers that it had. Refused while the question that it depends on is not asked, or was changed or moved meanwhile so that the two
    /// could not be asked like this.
    /// </summary>
    public Outcome<Done> RestoreQuestion(Question question)
    {
        if (question.DependsOn is { } earlier && QuestionOf(earlier) is { IsArchived: true } archived)
        {
            return new Refusal("question.depends-on-archived", $"It is asked after a certain answer to “{archived.Label}”. Put that one back first.");
        }

        // No question that is asked depends on this one: it could not have been archived otherwise. So only what it stands on itself is asked here.
        if (WhyNot(question.Settings, question.Position) is { Count: > 0 } refusals)
        {
            var label = QuestionOf(question.DependsOn)?.Label;
            return Outcome.No<Done>([.. refusals.Select(refusal => refusal.Code switch
            {
                "question.not-earlier" => refusal with { Message = $"“{question.Label}” is asked after a certain answer to “{label}”, so it must come after it. Move “{label}” up first." },
                "question.test" => refusal with { Message = $"“{question.Label}” is asked after an answer to “{label}” that cannot be given any more. Change “{question.Label}” first." },
                _ => refusal,
            })]);
        }

        question.ArchivedAt = null;
        Revision++;
        return Done.Instance;
    }

    /// <summary>Moves a question by one place among those that are asked; refused when it would come before the one that it depends on.</summary>
    public Outcome<Done> MoveQuestion(Question question, bool up)
    {
        var asked = AskedQuestions.ToList();
        var from = asked.IndexOf(question);
        var to = up ? from - 1 : from + 1;
        if (from < 0 || to < 0 || to >= asked.Count)
        {
            return Done.Instance;
        }

        var other = asked[to];
        if ((up ? question : other).DependsOn == (up ? other : question).Id)
        {
            return new Refusal("question.order", $"“{(up ? question : other).Label}” is asked after a certain answer to “{(up ? other : question).Label}”, so it must come after it.");
        }

        var (here, there) = (_questions.IndexOf(question), _questions.IndexOf(other));
        (_questions[here], _questions[there]) = (_questions[there], _questions[here]);
        RenumberQuestions();
        return Done.Instance;
    }

    /// <summary>To whom a question is asked, as a sentence: "Only for “Demo”." Null when to everybody.</summary>
    public string? SayCondition(Question question)
    {
        var types = _types.Where(type => question.OnlyForTypes.Contains(type.Id)).Select(type => type.Name).ToList();
        var answer = QuestionOf(question.DependsOn) is not { } earlier ? null : question.Test switch
        {
            ConditionTest.IsChecked => $"if you ticked “{earlier.Label}”",
            ConditionTest.Contains when earlier.IsChoice => $"if your answer to “{earlier.Label}” includes “{earlier.Say(question.TestValue ?? "")}”",
            ConditionTest.Contains => $"if your answer to “{earlier.Label}” has “{question.TestValue}” in it",
            _ => $"if your answer to “{earlier.Label}” is “{earlier.Say(question.TestValue ?? "")}”",
        };
        return (types.Count, answer) switch
        {
            (0, null) => null,
            (0, _) => $"Only {answer}.",
            (_, null) => $"Only for {Quoted(types)}.",
            _ => $"Only for {Quoted(types)}, {answer}.",
        };
    }

    /// <param name="position">Where it stands or will stand.</param>
    private List<Refusal> WhyNot(QuestionSettings settings, int position)
    {
        var refusals = settings.Check();
        if (settings.OnlyForTypes.Any(id => TypeOf(id) is null))
        {
            refusals.Add(new Refusal("question.type-unknown", "One of these types is gone. Choose again.", nameof(settings.OnlyForTypes)));
        }

        if (settings.DependsOn is null)
        {
            return refusals;
        }

        var earlier = QuestionOf(settings.DependsOn);
        if (earlier is null || earlier.IsArchived || earlier.Position >= position)
        {
            refusals.Add(new Refusal("question.not-earlier", "Choose a question that comes before this one.", nameof(settings.DependsOn)));
        }
        else if (!CanTest(earlier.Settings, settings.Test, settings.TestValue))
        {
            refusals.Add(new Refusal("question.test", WhatToTest(earlier), nameof(settings.TestValue)));
        }
        else if (settings.Audience == QuestionAudience.Reviewers && earlier.Audience == QuestionAudience.Organizers)
        {
            refusals.Add(Leaks(settings.Label, earlier.Label));
        }

        return refusals;
    }

    private static Refusal Leaks(string label, string earlier) => new(
        "question.condition-leaks", $"Reviewers who see an answer to “{label}” would know what was answered to “{earlier}”, which is for organizers only. Let both be for the same eyes.", nameof(QuestionSettings.Audience));

    private static bool CanTest(QuestionSettings earlier, ConditionTest test, string? value) => earlier.Kind switch
    {
        QuestionKind.Checkbox => test == ConditionTest.IsChecked,
        QuestionKind.SingleChoice => test == ConditionTest.Equals && earlier.Options.Any(option => option.Key == value),
        QuestionKind.MultipleChoice => test == ConditionTest.Contains && earlier.Options.Any(option => option.Key == value),
        QuestionKind.File => false,
        QuestionKind.Number or QuestionKind.Link => test == ConditionTest.Equals && !string.IsNullOrWhiteSpace(value) && value.Length <= QuestionSettings.MaxTestValueLength,
        _ => test != ConditionTest.IsChecked && !string.IsNullOrWhiteSpace(value) && value.Length <= QuestionSettings.MaxTestValueLength,
    };

    private static string WhatToTest(Question earlier) => earlier.Kind switch
    {
        QuestionKind.Checkbox => "Choose “is ticked”.",
        QuestionKind.SingleChoice or QuestionKind.MultipleChoice => "Choose one of its options.",
        QuestionKind.File => "A question that is answered by a file decides nothing. Choose another one.",
        _ => $"Write what the answer must be, at most {QuestionSettings.MaxTestValueLength} characters.",
    };

    private static bool IsText(QuestionKind kind) => kind is QuestionKind.Line or QuestionKind.Paragraph;

    private static List<QuestionOption> Dropped(Question question, QuestionSettings settings) =>
        [.. question.Options.Where(option => settings.Options.All(kept => kept.Key != option.Key))];

    private static string Count(int answers) => answers == 1 ? "is one answer" : $"are {answers} answers";

    private static string Quoted(IReadOnlyList<string> names)
    {
        var quoted = names.Select(name => $"“{name}”").ToList();
        return quoted.Count == 1 ? quoted[0] : $"{string.Join(", ", quoted[..^1])} and {quoted[^1]}";
    }

    private void RenumberQuestions()
    {
        for (var position = 0; position < _questions.Count; position++)
        {
            _questions[position].Position = position;
        }

        Revision++;
    }
}
