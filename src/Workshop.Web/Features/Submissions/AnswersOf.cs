using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

internal static class AnswersOf
{
    /// <summary>Everything that was answered and added, for authors and organizers.</summary>
    public static AnswersView Submission(CallForm form, Submission submission, string slug)
    {
        var content = submission.Content;
        return new AnswersView(
            form.Shown(content, QuestionAudience.Organizers),
            [.. (content.Files ?? []).Where(file => file.QuestionId is null)],
            file => $"/e/{slug}/submissions/{submission.Id}/files/{file.Id}",
            true);
    }
}
