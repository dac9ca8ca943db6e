using Workshop.Domain.Events;
using Workshop.Domain.Pdf;
using Workshop.Domain.Submissions;

namespace Workshop.UnitTests.Submissions;

public sealed class QuestionTests
{
    private static readonly DateTimeOffset Now = new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly SubmissionContent Complete = new(
        "A title", "An abstract", [new AuthorEntry("Ada", "ada@uni.example", "Uni", true)], [], PresentationPreference.Talk, false, null, null);

    private readonly WorkshopEvent _of = WorkshopEvent.Create("testing", new EventSettings(
        "Theory of Testing", new DateOnly(2027, 6, 10), new DateOnly(2027, 6, 10), "Hall", EventZone.Utc, EventZone.AnywhereOnEarth,
        Now.AddDays(-1), Now.AddDays(30), 0, null, 2, 10, true, 3, 6, "", null, []), Now).Value!;

    private readonly CallForm _form;

    public QuestionTests() => _form = CallForm.Untouched(_of.Id);

    [Theory]
    [InlineData(QuestionRequirement.Never, 0, false)]
    [InlineData(QuestionRequirement.Always, 0, true)]
    [InlineData(QuestionRequirement.FromDate, -1, false)]
    [InlineData(QuestionRequirement.FromDate, 0, true)]
    [InlineData(QuestionRequirement.FromDate, 1, true)]
    public void An_answer_is_required_never_always_or_from_an_instant_on(QuestionRequirement requirement, int seconds, bool missing)
    {
        Add(QuestionKind.Line, "Why?", q => q with { Requirement = requirement, RequiredFrom = Now });

        Assert.Equal(missing ? "submission.answer-missing" : "", Codes(Complete, Now.AddSeconds(seconds)));
    }

    [Theory]
    [InlineData(QuestionKind.Line, "two words", null)]
    [InlineData(QuestionKind.Line, "now three words", "submission.answer-over-limit")]
    [InlineData(QuestionKind.Line, "one", "submission.answer-under-limit")]
    [InlineData(QuestionKind.Number, "2", null)]
    [InlineData(QuestionKind.Number, "2.0001", "submission.answer-range")]
    [InlineData(QuestionKind.Number, "1.9", "submission.answer-range")]
    [InlineData(QuestionKind.Number, "two", "submission.answer-no-number")]
    [InlineData(QuestionKind.Number, "2,0", "submission.answer-no-number")]
    [InlineData(QuestionKind.Link, "https://code.example/1", null)]
    [InlineData(QuestionKind.Link, "javascript:alert(1)", "submission.answer-no-link")]
    [InlineData(QuestionKind.MultipleChoice, "a b", null)]
    [InlineData(QuestionKind.MultipleChoice, "a", "submission.answer-choices")]
    [InlineData(QuestionKind.MultipleChoice, "a b c", "submission.answer-choices")]
    public void An_answer_keeps_to_two_of_whatever_it_counts(QuestionKind kind, string value, string? code)
    {
        var question = Add(kind, "How?", q => q with { Min = 2, Max = 2, Options = [new("a", "A"), new("b", "B"), new("c", "C")] });

        Assert.Equal(code ?? "", Codes(Answered((question, value)), Now));
    }

    [Fact]
    public void A_question_for_one_type_is_asked_of_no_other()
    {
        var settings = new SubmissionTypeSettings("Demo", "", null, null, null, true, null, null, false);
        var demo = _form.AddType(_of, settings).Value!;
        var paper = _form.AddType(_of, settings with { Name = "Paper" }).Value!;
        var question = Add(QuestionKind.Line, "What do you need?", q => q with { OnlyForTypes = [demo.Id], Requirement = QuestionRequirement.Always });

        Assert.Equal("submission.answer-missing", Codes(Complete with { TypeId = demo.Id }, Now));
        Assert.Empty(Codes(Complete with { TypeId = paper.Id }, Now));
        Assert.Empty(_form.Shown(Answered((question, "A table")) with { TypeId = paper.Id }, QuestionAudience.Organizers));
        Assert.Equal("Only for “Demo”.", _form.SayCondition(question));
        Assert.Equal("type.asked", _form.RemoveType(demo, 0).Refusal?.Code);
    }

    [Theory]
    [InlineData(QuestionKind.Checkbox, ConditionTest.IsChecked, null, "yes", "")]
    [InlineData(QuestionKind.SingleChoice, ConditionTest.Equals, "a", "a", "b")]
    [InlineData(QuestionKind.MultipleChoice, ConditionTest.Contains, "a", "b a", "b")]
    [InlineData(QuestionKind.Line, ConditionTest.Equals, "Zürich", "zürich", "Zürich West")]
    [InlineData(QuestionKind.Line, ConditionTest.Contains, "lean", "Lean 4", "Coq")]
    [InlineData(QuestionKind.Number, ConditionTest.Equals, "2", "2", "3")]
    public void A_question_is_asked_after_a_certain_answer(QuestionKind kind, ConditionTest test, string? value, string holds, string fails)
    {
        var first = Add(kind, "First?", q => q with { Options = [new("a", "A"), new("b", "B")] });
        var second = Add(QuestionKind.Line, "Second?", q => q with { DependsOn = first.Id, Test = test, TestValue = value });
        var third = Add(QuestionKind.Line, "Third?", q => q with { DependsOn = second.Id, Test = ConditionTest.Equals, TestValue = "x" });

        Assert.Equal([first, second], _form.Applying(null, [new(first.Id, holds)]));
        Assert.Equal([first, second, third], _form.Applying(null, [new(first.Id, holds), new(second.Id, "x")]));
        // What was answered to a question that does not apply decides nothing.
        Assert.Equal([first], _form.Applying(null, [new(first.Id, fails), new(second.Id, "x")]));
    }

    [Fact]
    public void Reviewers_read_only_what_is_for_them()
    {
        var open = Add(QuestionKind.Line, "Is there code?", q => q with { Audience = QuestionAudience.Reviewers });
        var closed = Add(QuestionKind.Line, "Who needs a visa?", q => q);
        var content = Answered((open, "Yes"), (closed, "Ada"));

        Assert.Equal(["Yes"], _form.Shown(content, QuestionAudience.Reviewers).Select(answer => answer.Words));
        Assert.Equal(["Yes", "Ada"], _form.Shown(content, QuestionAudience.Organizers).Select(answer => answer.Words));
    }

    [Fact]
    public void A_question_for_reviewers_does_not_depend_on_what_they_may_not_know()
    {
        var closed = Add(QuestionKind.Checkbox, "Is an author a student?", q => q);
        var refused = _form.AddQuestion(QuestionSettings.Of(QuestionKind.Line, "Which year?") with { DependsOn = closed.Id, Test = ConditionTest.IsChecked, Audience = QuestionAudience.Reviewers });
        Assert.Equal("question.condition-leaks", refused.Refusal?.Code);

        var open = Add(QuestionKind.Checkbox, "Is there code?", q => q with { Audience = QuestionAudience.Reviewers });
        Add(QuestionKind.Line, "Where?", q => q with { DependsOn = open.Id, Test = ConditionTest.IsChecked, Audience = QuestionAudience.Reviewers });
        Assert.Equal("question.condition-leaks", _form.ChangeQuestion(open, open.Settings with { Audience = QuestionAudience.Organizers }, []).Refusal?.Code);
    }

    [Theory]
    [InlineData(AttachmentKinds.Pdf, false, true)]
    [InlineData(AttachmentKinds.Archive, false, false)]
    [InlineData(AttachmentKinds.Archive, true, true)]
    public void A_file_goes_to_reviewers_as_a_clean_pdf_or_when_it_may_go_as_it_is(AttachmentKinds kind, bool asItIs, bool shown)
    {
        var question = Add(QuestionKind.File, "Proof", q => q with { Audience = QuestionAudience.Reviewers, ShowsFilesAsTheyAre = asItIs, FileKinds = kind });
        var file = new AttachedFile(Guid.NewGuid(), question.Id, "ada-proof.zip", "00", 3, kind);

        Assert.Equal(shown ? 1 : 0, _form.FilesForReviewers(Complete with { Files = [file] }).Count);
        Assert.Single(_form.Shown(Complete with { Files = [file] }, QuestionAudience.Organizers));
    }

    [Fact]
    public void What_was_answered_keeps_its_meaning_when_a_question_changes()
    {
        var question = Add(QuestionKind.SingleChoice, "Code?", q => q with { Options = [new("a", "Yes"), new("b", "No"), new("c", "Later")] });
        AnswerEntry[] answers = [new(question.Id, "a")];

        Assert.Equal("question.kind-used", _form.ChangeQuestion(question, question.Settings with { Kind = QuestionKind.Line }, answers).Refusal?.Code);
        Assert.Equal("question.option-used", _form.ChangeQuestion(question, question.Settings with { Options = [new("b", "No"), new("c", "Later")] }, answers).Refusal?.Code);
        Assert.True(_form.ChangeQuestion(question, question.Settings with { Options = [new("b", "No"), new("a", "Yes, public")] }, answers).Succeeded);
        Assert.Equal("Yes, public", question.Say("a"));
    }

    [Fact]
    public void A_removed_question_is_archived_with_its_answers_and_put_back_with_them()
    {
        var question = Add(QuestionKind.Line, "Why?", q => q with { Requirement = QuestionRequirement.Always });
        var unused = Add(QuestionKind.Line, "Who?", q => q);
        var saved = Answered((question, "Because"));

        Assert.True(_form.RemoveQuestion(question, 1, Now).Succeeded);
        Assert.True(_form.RemoveQuestion(unused, 0, Now).Succeeded);
        Assert.Equal([question], _form.Questions);
        Assert.Empty(Codes(Complete, Now));
        Assert.Empty(_form.Shown(saved, QuestionAudience.Organizers));
        Assert.Equal(saved.Answers, _form.Fit(Complete, saved).Answers);

        Assert.True(_form.RestoreQuestion(question).Succeeded);
        Assert.Equal(["Because"], _form.Shown(saved, QuestionAudience.Organizers).Select(answer => answer.Words));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "There is one answer already, given for the organizers alone. Remove this question and ask another one that reviewers read.")]
    public void What_was_answered_for_the_organizers_alone_is_not_opened_to_reviewers(int answers, string? sentence)
    {
        var question = Add(QuestionKind.Line, "Who needs a visa?", q => q);
        List<AnswerEntry> given = [.. Enumerable.Repeat(new AnswerEntry(question.Id, "Ada"), answers)];

        Assert.Equal(sentence, _form.ChangeQuestion(question, question.Settings with { Audience = QuestionAudience.Reviewers }, given).Refusal?.Message);
        Assert.True(_form.ChangeQuestion(question, question.Settings with { Audience = QuestionAudience.Reviewers }, []).Succeeded);
        Assert.True(_form.ChangeQuestion(question, question.Settings with { Audience = QuestionAudience.Organizers }, given).Succeeded);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(2, "There are 2 files already, added for the organizers alone. Ask for files that reviewers get with a new question.")]
    public void Files_that_were_added_for_the_organizers_alone_are_not_opened_to_reviewers(int standing, string? sentence)
    {
        var rules = new SupplementRules(2, 1, AttachmentKinds.Pdf, false, "");
        Assert.True(_form.ChangeSupplement(rules, standing).Succeeded);

        Assert.Equal(sentence, _form.ChangeSupplement(rules with { ReviewersSee = true }, standing).Refusal?.Message);
        Assert.True(_form.ChangeSupplement(rules with { ReviewersSee = true }).Succeeded);
        Assert.True(_form.ChangeSupplement(rules with { ReviewersSee = true, Hint = "Proofs." }, standing).Succeeded);
        Assert.True(_form.ChangeSupplement(rules, standing).Succeeded);
    }

    [Fact]
    public void A_question_is_not_put_back_before_the_one_that_it_depends_on()
    {
        var first = Add(QuestionKind.Checkbox, "First?", q => q);
        var second = Add(QuestionKind.Line, "Second?", q => q with { DependsOn = first.Id, Test = ConditionTest.IsChecked });
        Add(QuestionKind.Line, "Third?", q => q);
        _ = _form.RemoveQuestion(second, 1, Now);
        _ = _form.MoveQuestion(first, up: false);

        var refused = _form.RestoreQuestion(second);
        Assert.Equal(("question.not-earlier", "“Second?” is asked after a certain answer to “First?”, so it must come after it. Move “First?” up first."), (refused.Refusal?.Code, refused.Refusal?.Message));
        Assert.True(second.IsArchived);
        _ = _form.MoveQuestion(first, up: true);
        Assert.True(_form.RestoreQuestion(second).Succeeded);
    }

    [Fact]
    public void A_question_is_not_put_back_when_that_would_tell_reviewers_what_they_may_not_know()
    {
        var first = Add(QuestionKind.Checkbox, "First?", q => q with { Audience = QuestionAudience.Reviewers });
        var second = Add(QuestionKind.Line, "Second?", q => q with { DependsOn = first.Id, Test = ConditionTest.IsChecked, Audience = QuestionAudience.Reviewers });
        _ = _form.RemoveQuestion(second, 1, Now);
        Assert.True(_form.ChangeQuestion(first, first.Settings with { Audience = QuestionAudience.Organizers }, []).Succeeded);

        Assert.Equal("question.condition-leaks", _form.RestoreQuestion(second).Refusal?.Code);
    }

    [Fact]
    public void A_question_is_not_put_back_when_nobody_can_give_the_answer_that_it_is_asked_after()
    {
        var first = Add(QuestionKind.SingleChoice, "First?", q => q with { Options = [new("a", "A"), new("b", "B"), new("c", "C")] });
        var second = Add(QuestionKind.Line, "Second?", q => q with { DependsOn = first.Id, Test = ConditionTest.Equals, TestValue = "a" });
        _ = _form.RemoveQuestion(second, 1, Now);
        Assert.True(_form.ChangeQuestion(first, first.Settings with { Options = [new("b", "B"), new("c", "C")] }, []).Succeeded);

        Assert.Equal("“Second?” is asked after an answer to “First?” that cannot be given any more. Change “Second?” first.", _form.RestoreQuestion(second).Refusal?.Message);
        Assert.True(_form.ChangeQuestion(second, second.Settings with { TestValue = "b" }, [new(second.Id, "x")]).Succeeded);
        Assert.True(_form.RestoreQuestion(second).Succeeded);
    }

    [Fact]
    public void An_answer_stays_when_its_question_was_not_on_the_form_and_goes_when_it_was_emptied()
    {
        var question = Add(QuestionKind.Line, "Why?", q => q);
        var saved = Answered((question, "Because"));

        Assert.Equal(saved.Answers, _form.Fit(Complete, saved).Answers);
        Assert.Empty(_form.Fit(Answered((question, "")), saved).Answers);
    }

    [Fact]
    public void What_an_answer_is_compared_with_is_cleaned_like_the_answer()
    {
        var first = Add(QuestionKind.Line, "Where?", q => q);
        var second = Add(QuestionKind.Line, "Which room?", q => q with { DependsOn = first.Id, Test = ConditionTest.Equals, TestValue = " E\u0301cole   d'e\u0301te\u0301 " });

        Assert.Equal([first, second], _form.Applying(null, _form.Fit(Answered((first, "École  d'été"))).Answers));
    }

    [Fact]
    public void A_question_stays_after_the_one_that_it_depends_on()
    {
        var first = Add(QuestionKind.Checkbox, "First?", q => q);
        var second = Add(QuestionKind.Line, "Second?", q => q with { DependsOn = first.Id, Test = ConditionTest.IsChecked });

        Assert.Equal("question.order", _form.MoveQuestion(second, up: true).Refusal?.Code);
        Assert.Equal("question.order", _form.MoveQuestion(first, up: false).Refusal?.Code);
        Assert.Equal("question.condition-used", _form.RemoveQuestion(first, 0, Now).Refusal?.Code);
        Assert.Equal("question.not-earlier", _form.ChangeQuestion(first, first.Settings with { DependsOn = second.Id, Test = ConditionTest.Equals, TestValue = "x" }, []).Refusal?.Code);
    }

    [Fact]
    public void Only_what_the_form_has_is_kept()
    {
        var choice = Add(QuestionKind.MultipleChoice, "Which?", q => q with { Options = [new("a", "A"), new("b", "B")] });
        var text = Add(QuestionKind.Line, "Why?", q => q);

        var fitted = _form.Fit(Complete with { Answers = [new(choice.Id, "b x a"), new(text.Id, "  because\n of it "), new(Guid.NewGuid(), "stray")] });

        Assert.Equal([new AnswerEntry(choice.Id, "a b"), new AnswerEntry(text.Id, "because of it")], fitted.Answers);
    }

    [Fact]
    public void Answers_are_part_of_what_a_submission_says()
    {
        var question = Add(QuestionKind.Line, "Why?", q => q);
        var submission = Submission.Start(Guid.NewGuid(), _of.Id, 1, Guid.NewGuid(), Answered((question, "Because")), Now).Value!;

        Assert.True(submission.Content.SaysTheSameAs(Answered((question, "Because"))));
        Assert.False(submission.Content.SaysTheSameAs(Answered((question, "Why not"))));
    }

    [Fact]
    public void A_file_that_is_replaced_stays_in_the_history()
    {
        var question = Add(QuestionKind.File, "Proof", q => q);
        var submission = Submission.Start(Guid.NewGuid(), _of.Id, 1, Guid.NewGuid(), Complete, Now).Value!;

        var first = Attach(submission, question.Id, [1]);
        Assert.Same(first, Attach(submission, question.Id, [1]));
        var second = Attach(submission, question.Id, [2]);
        var extra = Attach(submission, null, [3]);
        submission.Detach(extra.Id, Now.AddMinutes(1));

        Assert.Equal([second.Id], submission.Content.Files!.Select(file => file.Id));
        Assert.Equal([1, 2, 3], submission.Attachments.Select(attachment => attachment.Number));
        Assert.Equal((Now, null, Now.AddMinutes(1)), (first.RemovedAt, second.RemovedAt, extra.RemovedAt));
    }

    [Theory]
    [InlineData(0, 10, AttachmentKinds.Pdf, "submission.too-many-files")]
    [InlineData(2, 10, AttachmentKinds.Pdf, null)]
    [InlineData(1, 10, AttachmentKinds.Pdf, "submission.too-many-files")]
    [InlineData(2, 10, AttachmentKinds.Archive, "submission.file-kind")]
    [InlineData(2, 10, AttachmentKinds.None, "submission.file-kind")]
    [InlineData(2, 1 << 20, AttachmentKinds.Pdf, null)]
    [InlineData(2, (1 << 20) + 1, AttachmentKinds.Pdf, "submission.file-too-large")]
    [InlineData(2, 0, AttachmentKinds.Pdf, "submission.file-empty")]
    public void The_supplement_keeps_to_its_rules(int max, int size, AttachmentKinds kind, string? code)
    {
        _ = _form.ChangeSupplement(new SupplementRules(max, 1, AttachmentKinds.Pdf, false, ""));

        Assert.Equal(code, _form.CheckFile(null, "a.pdf", size, kind, 1)?.Code);
    }

    [Theory]
    [InlineData(FileKind.Pdf, "x.zip", AttachmentKinds.Pdf)]
    [InlineData(FileKind.Archive, "x.pdf", AttachmentKinds.Archive)]
    [InlineData(FileKind.Unknown, "data.CSV", AttachmentKinds.Text)]
    [InlineData(FileKind.Unknown, "tool.exe", AttachmentKinds.None)]
    [InlineData(FileKind.Unknown, "csv", AttachmentKinds.None)]
    [InlineData(FileKind.WebPage, "x.txt", AttachmentKinds.None)]
    [InlineData(FileKind.Image, "clip.mp4", AttachmentKinds.Media)]
    public void A_file_is_what_its_bytes_say(FileKind sniffed, string name, AttachmentKinds kind) => Assert.Equal(kind, AttachmentKindWords.Of(sniffed, name));

    private static SubmissionContent Answered(params (Question Question, string Value)[] answers) =>
        Complete with { Answers = [.. answers.Select(answer => new AnswerEntry(answer.Question.Id, answer.Value))] };

    private static SubmissionAttachment Attach(Submission submission, Guid? questionId, byte[] bytes) =>
        submission.Attach(questionId, StoredFile.Of(bytes, Now), "a.pdf", AttachmentKinds.Pdf, Guid.NewGuid(), Now).Value!;

    private Question Add(QuestionKind kind, string label, Func<QuestionSettings, QuestionSettings> with)
    {
        var added = _form.AddQuestion(with(QuestionSettings.Of(kind, label)));
        return added.Succeeded ? added.Value : throw new ArgumentException(added.Refusal!.Message);
    }

    private string Codes(SubmissionContent content, DateTimeOffset now) => string.Join(' ', _form.Check(content, now).Select(refusal => refusal.Code));
}
