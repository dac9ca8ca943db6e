using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>Everything on a desk as one ZIP: each paper without its metadata under a neutral name, and a form for it with what is written already.</summary>
public sealed class PackOfflineForms(WorkshopDb db, ReviewerCopies copies, TimeProvider time)
{
    /// <returns>The ZIP, from its beginning, in a file that is gone when it is closed; null when nothing is on the desk.</returns>
    public async Task<Stream?> RunAsync(Viewer viewer, WorkshopEvent e, CancellationToken cancel)
    {
        var desk = await db.LoadOfflineDeskAsync(viewer, e.Id, time.GetUtcNow(), cancel);
        if (desk.Count == 0)
        {
            return null;
        }

        var form = await db.LoadReviewFormAsync(e.Id, cancel);
        var empty = new ReviewContent(null, null, "", "");
        var missing = new List<string>();
        return await TemporaryZip.MakeAsync(time.GetUtcNow(), async zip =>
        {
            foreach (var item in desk)
            {
                var copy = await copies.RunAsync(viewer, e.Id, item.AssignmentId, cancel);
                if (copy is { Succeeded: true })
                {
                    zip.AddPdf($"submission-{item.Number}.pdf", copy.Value.Content);
                }
                else
                {
                    missing.Add(copy is null ? $"Submission {item.Number} has no PDF; its abstract stands on its page." : $"The PDF of submission {item.Number} could not be put here: {copy.Refusal!.Message}");
                }

                zip.Add(item.FormName, OfflineForm.Write(form, item.Paper, item.Review?.Content ?? empty));
            }

            zip.Add("README.txt", ReadMe(e, desk, missing));
        });
    }

    private static string ReadMe(WorkshopEvent e, IReadOnlyList<OfflineItem> desk, List<string> missing) =>
        $"""
        Your reviews for {e.Name}
        =========================

        {string.Join('\n', desk.Select(item => $"submission-{item.Number}.pdf, {item.FormName}: {Person.Clean(item.Title)}"))}
        {(missing.Count == 0 ? "" : $"\n{string.Join('\n', missing)}\n")}
        1. Open the forms in any text editor. Put an x between the brackets of one line of
           each question, and write your comments between the marks.
        2. When a review is finished, tick the last box of its form. Without it the form is
           stored as a draft.
        3. Back online, go to your reviews, choose “Review offline” and upload the forms: one
           by one, or all in a ZIP. You are shown what will be stored before it is.

        These papers are confidential. Delete them when you are done.
        """.Replace("\r\n", "\n", StringComparison.Ordinal) + "\n";
}
