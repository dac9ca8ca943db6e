using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Submissions;

/// <summary>A file beside the PDF that the author chose.</summary>
/// <param name="QuestionId">The question that it answers; null for the supplement.</param>
public sealed record AttachmentUpload(Guid? QuestionId, Upload File);

/// <summary>What came with one request for the files beside the PDF, read and judged.</summary>
/// <param name="Detach">Files that the author took away.</param>
public sealed record ReadAttachments(IReadOnlyList<ReadAttachment> Files, IReadOnlyList<Refusal> Refusals, IReadOnlyList<Guid> Detach)
{
    /// <summary>What stands there after the request, for the rules that look at it.</summary>
    public IReadOnlyList<AttachedFile> After(Submission? saved)
    {
        var standing = (saved?.Content.Files ?? []).Where(file => !Detach.Contains(file.Id)).ToList();
        foreach (var file in Files)
        {
            standing.RemoveAll(other => other.QuestionId == file.QuestionId && (file.QuestionId is not null || other.Sha256 == file.File.Sha256));
            standing.Add(new AttachedFile(Guid.Empty, file.QuestionId, file.FileName, file.File.Sha256, file.File.Size, file.Kind));
        }

        return standing;
    }

    /// <summary>Whether all of it was done before: a double click.</summary>
    public bool AreIn(Submission saved)
    {
        var standing = saved.Content.Files ?? [];
        return Refusals.Count == 0
            && Files.All(file => standing.Any(other => other.QuestionId == file.QuestionId && other.Sha256 == file.File.Sha256))
            && !standing.Any(file => Detach.Contains(file.Id));
    }
}

public sealed record ReadAttachment(Guid? QuestionId, string FileName, StoredFile File, AttachmentKinds Kind);

/// <summary>The files beside the PDF: read outside of any transaction, kept within that of the submission.</summary>
public sealed class AttachFiles(WorkshopDb db, TimeProvider time)
{
    /// <summary>Reads what the form can take; the rest is refused unread, by its size, its number, or because its question is not asked.</summary>
    /// <param name="content">As typed, which decides what is asked.</param>
    public async Task<ReadAttachments> RunAsync(CallForm form, SubmissionContent content, IReadOnlyList<AttachmentUpload> uploads, IReadOnlyList<Guid> detach, CancellationToken cancel)
    {
        var asked = form.Applying(content.TypeId, content.Answers);
        var files = new List<ReadAttachment>();
        var refusals = new List<Refusal>();
        foreach (var (questionId, upload) in uploads)
        {
            if (questionId is { } named && form.QuestionOf(named) is { IsArchived: false } question && !asked.Contains(question))
            {
                refusals.Add(new Refusal("submission.file-not-asked", $"“{upload.FileName}” is not saved: with your other answers “{question.Label}” is not asked. Change them, or send the form without this file.", CallForm.FieldOf(named)));
                continue;
            }

            // Those of this request alone; what stands already is counted with them when they are kept.
            var before = files.Count(file => file.QuestionId is null);
            var any = AttachmentKinds.Pdf | AttachmentKinds.Archive | AttachmentKinds.Image | AttachmentKinds.Office | AttachmentKinds.Text | AttachmentKinds.Media;
            if (form.CheckFile(questionId, upload.FileName, upload.Size, any, before) is { } tooLarge)
            {
                refusals.Add(tooLarge);
                continue;
            }

            var bytes = await upload.ReadAsync(cancel);
            var kind = AttachmentKindWords.Of(FileSniffer.Sniff(bytes), upload.FileName);
            if (form.CheckFile(questionId, upload.FileName, upload.Size, kind, before) is { } refusal)
            {
                refusals.Add(refusal);
                continue;
            }

            files.Add(new ReadAttachment(questionId, upload.FileName, StoredFile.Of(bytes, time.GetUtcNow()), kind));
        }

        return new ReadAttachments(files, refusals, detach);
    }

    /// <summary>Takes away and adds; saves nothing by itself.</summary>
    /// <param name="mayDetach">False when the rest was refused: then nothing is taken away either.</param>
    public async Task KeepAsync(CallForm form, Viewer author, Submission submission, ReadAttachments read, bool mayDetach, DateTimeOffset arrivedAt, List<Refusal> refusals, CancellationToken cancel)
    {
        refusals.AddRange(read.Refusals);
        foreach (var id in mayDetach ? read.Detach : [])
        {
            submission.Detach(id, arrivedAt);
        }

        foreach (var file in read.Files)
        {
            var others = (submission.Content.Files ?? []).Count(other => other.QuestionId is null && other.Sha256 != file.File.Sha256);
            if (form.CheckFile(file.QuestionId, file.FileName, file.File.Size, file.Kind, others) is { } refusal)
            {
                refusals.Add(refusal);
                continue;
            }

            var attached = submission.Attach(file.QuestionId, file.File, file.FileName, file.Kind, author.RequiredPersonId, arrivedAt);
            if (!attached.Succeeded)
            {
                refusals.AddRange(attached.Refusals);
                continue;
            }

            var known = db.Files.Local.Any(stored => stored.Sha256 == file.File.Sha256) || await db.Files.AnyAsync(stored => stored.Sha256 == file.File.Sha256, cancel);
            if (!known)
            {
                db.Add(file.File);
            }
        }
    }
}
