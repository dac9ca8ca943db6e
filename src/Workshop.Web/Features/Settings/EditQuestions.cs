using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Settings;

/// <summary>Adds a question, or changes one.</summary>
public sealed class SaveQuestion(WorkshopDb db, EditForm edit)
{
    /// <param name="questionId">Null for a new one.</param>
    public Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, Guid? questionId, int revision, QuestionSettings settings, CancellationToken cancel) =>
        edit.RunAsync(organizer, eventId, revision, async (form, _) =>
        {
            if (questionId is null)
            {
                var added = form.AddQuestion(settings);
                return added.Succeeded ? Done.Instance : Outcome.No<Done>(added.Refusals);
            }

            if (form.QuestionOf(questionId) is not { } question)
            {
                return EditForm.ChangedElsewhere;
            }

            var values = await db.Answers.Where(answer => answer.QuestionId == question.Id).Select(answer => answer.Value).ToListAsync(cancel);
            var files = await db.SubmissionAttachments.CountAsync(attachment => attachment.QuestionId == question.Id, cancel);
            return form.ChangeQuestion(question, settings, [.. values.Concat(Enumerable.Repeat("", files)).Select(value => new AnswerEntry(question.Id, value))]);
        }, "form.question-saved", () => $"The question “{settings.Label.Trim()}” was {(questionId is null ? "added" : "changed")}.", cancel);
}

/// <summary>Stops asking a question; answers that were given are kept.</summary>
public sealed class RemoveQuestion(WorkshopDb db, EditForm edit, TimeProvider time)
{
    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, Guid questionId, CancellationToken cancel)
    {
        var label = "";
        return await edit.RunAsync(organizer, eventId, null, async (form, _) =>
        {
            if (form.QuestionOf(questionId) is not { } question)
            {
                return Done.Instance;
            }

            label = question.Label;
            var answers = await db.Answers.CountAsync(answer => answer.QuestionId == questionId, cancel) + await db.SubmissionAttachments.CountAsync(attachment => attachment.QuestionId == questionId, cancel);
            return form.RemoveQuestion(question, answers, time.GetUtcNow());
        }, "form.question-removed", () => $"The question “{label}” is not asked any more.", cancel);
    }
}

/// <summary>Asks an archived question again.</summary>
public sealed class RestoreQuestion(EditForm edit)
{
    public Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, Guid questionId, CancellationToken cancel) =>
        edit.RunAsync(
            organizer, eventId, null,
            (form, _) => Task.FromResult(form.QuestionOf(questionId) is { } question ? form.RestoreQuestion(question) : Done.Instance),
            "form.question-restored", () => "A question is asked again.", cancel);
}

/// <summary>Moves a question by one place.</summary>
public sealed class MoveQuestion(EditForm edit)
{
    public Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, Guid questionId, bool up, CancellationToken cancel) =>
        edit.RunAsync(
            organizer, eventId, null,
            (form, _) => Task.FromResult(form.QuestionOf(questionId) is { } question ? form.MoveQuestion(question, up) : Done.Instance),
            "form.question-moved", () => "The order of the questions was changed.", cancel);
}

/// <summary>The limits of title and abstract, and what may stand beside the PDF.</summary>
public sealed class SaveFormRules(WorkshopDb db, EditForm edit)
{
    public Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, int revision, TextLimit title, TextLimit @abstract, SupplementRules supplement, CancellationToken cancel) =>
        edit.RunAsync(organizer, eventId, revision, async (form, _) =>
        {
            var standing = await db.SubmissionAttachments.CountAsync(
                attachment => attachment.QuestionId == null && attachment.RemovedAt == null && db.Submissions.Any(s => s.Id == attachment.SubmissionId && s.EventId == eventId), cancel);
            var limits = form.ChangeLimits(title, @abstract);
            var files = form.ChangeSupplement(supplement, standing);
            List<Refusal> refusals = [.. limits.Refusals, .. files.Refusals];
            return refusals.Count == 0 ? Done.Instance : Outcome.No<Done>(refusals);
        }, "form.rules-saved", () => "The limits of the submission form were changed.", cancel);
}
