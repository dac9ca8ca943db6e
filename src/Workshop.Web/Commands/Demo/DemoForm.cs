using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Commands.Demo;

/// <summary>What the demo's organizers shaped: two types, a few questions, topics in groups.</summary>
internal static class DemoForm
{
    /// <summary>The topics of the demo, in their order, under two headings.</summary>
    public static IReadOnlyList<string> TopicLines { get; } = [.. DemoContent.Topics.SelectMany<string, string>((topic, place) => place switch
    {
        0 => ["Foundations:", topic],
        4 => ["Methods:", topic],
        _ => [topic],
    })];

    public static CallForm Make(WorkshopEvent of)
    {
        var form = CallForm.Untouched(of.Id);
        Must(form.ChangeLimits(TextLimit.None, new TextLimit(TextUnit.Words, null, 300)));
        var paper = Must(form.AddType(of, new SubmissionTypeSettings("Extended abstract", "New or already published work.", null, null, null, true, null, null, false)));
        var problem = Must(form.AddType(of, new SubmissionTypeSettings("Open problem", "A question worth an hour of everybody’s time, on one page.", 1, null, new TextLimit(TextUnit.Words, null, 150), false, null, null, false)));
        var code = Must(form.AddQuestion(QuestionSettings.Of(QuestionKind.SingleChoice, "Is there code or a formal proof?") with
        {
            Options = [QuestionOption.New("No"), QuestionOption.New("Yes, public"), QuestionOption.New("Yes, with the supplement")],
            Audience = QuestionAudience.Reviewers,
            OnlyForTypes = [paper.Id],
        }));
        Must(form.AddQuestion(QuestionSettings.Of(QuestionKind.Line, "What would count as an answer?") with
        {
            Audience = QuestionAudience.Reviewers,
            Max = 40,
            OnlyForTypes = [problem.Id],
        }));
        Must(form.AddQuestion(QuestionSettings.Of(QuestionKind.Link, "Where is it?") with { DependsOn = code.Id, TestValue = code.Options[1].Key, Hint = "The organizers look at it after the decisions." }));
        Must(form.AddQuestion(QuestionSettings.Of(QuestionKind.MultipleChoice, "Will an author need help to come?") with
        {
            Options = [QuestionOption.New("A visa letter"), QuestionOption.New("Childcare"), QuestionOption.New("Travel money")],
        }));
        Must(form.AddQuestion(QuestionSettings.Of(QuestionKind.Checkbox, "The abstract may appear in the programme") with { Requirement = QuestionRequirement.Always }));
        Must(form.ChangeSupplement(new SupplementRules(3, 10, AttachmentKinds.Pdf | AttachmentKinds.Archive | AttachmentKinds.Text, false, "Proofs, code, data.")));
        return form;
    }

    /// <summary>Every eighth is an open problem.</summary>
    public static Guid TypeOf(CallForm form, int submission) => form.Types[submission % 8 == 6 ? 1 : 0].Id;

    public static IReadOnlyList<AnswerEntry> Answers(CallForm form, int submission)
    {
        var (code, question, where, help, consent) = (form.Questions[0], form.Questions[1], form.Questions[2], form.Questions[3], form.Questions[4]);
        var isPublic = submission % 3 == 1;
        var answers = new List<AnswerEntry> { new(consent.Id, AnswerEntry.Ticked), new(code.Id, code.Options[submission % 3].Key) };
        if (isPublic)
        {
            answers.Add(new AnswerEntry(where.Id, $"https://code.example/explanations/{submission}"));
        }

        if (submission % 4 == 0)
        {
            answers.Add(new AnswerEntry(help.Id, help.Options[submission / 4 % 3].Key));
        }

        if (submission % 8 == 6)
        {
            answers.Add(new AnswerEntry(question.Id, "A bound that holds for every monotone class."));
        }

        return answers;
    }

    private static T Must<T>(Outcome<T> outcome) => outcome.Succeeded ? outcome.Value : throw new InvalidOperationException(outcome.Refusals[0].Message);
}
