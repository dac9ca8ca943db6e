using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>What the form says.</summary>
/// <param name="SubmissionId">Made when the form was first shown.</param>
/// <param name="Revision">The one that the form was opened at; 0 when nothing was saved yet.</param>
/// <param name="Submit">False to save what there is.</param>
/// <param name="ArrivedAt">When the headers of the request arrived.</param>
public sealed record SaveRequest(Guid EventId, Guid SubmissionId, int Revision, SubmissionContent Content, Upload? File, bool Submit, DateTimeOffset ArrivedAt);

/// <summary>What became of it. Some of it may be saved although something else was refused.</summary>
/// <param name="Revision">The one to go on with; 0 when nothing is saved at all.</param>
/// <param name="TextSaved">What was typed is saved.</param>
/// <param name="FileKept">The file that came with this request is saved as a version.</param>
/// <param name="JustSubmitted">It was a draft before and is submitted now.</param>
public sealed record SaveResult(IReadOnlyList<Refusal> Refusals, int Revision, SubmissionState State, bool TextSaved, bool FileKept, bool JustSubmitted)
{
    public bool Succeeded => Refusals.Count == 0;

    /// <summary>Nobody may know whether there is such a submission.</summary>
    public bool NotFound { get; init; }

    public static SaveResult No(int revision, params Refusal[] refusals) => new(refusals, revision, SubmissionState.Draft, false, false, false);
}

/// <summary>
/// Saves the form of a submission, as a draft or submitted, with or without a file. Makes the submission when it is not there yet. Running it twice with the same
/// request changes nothing the second time and gets the same answer.
/// </summary>
public sealed class SaveSubmission(WorkshopDb db, InspectUpload inspect, SiteAddress site, TimeProvider time)
{
    /// <summary>Each attempt fails only because somebody else's succeeded.</summary>
    private const int Attempts = 20;

    private static readonly string[] WorthAnotherAttempt =
        [ConstraintNames.SubmissionNumberOnce, ConstraintNames.VersionNumberOnce, ConstraintNames.MailOnce, "PK_Submissions", "PK_Files"];

    public async Task<SaveResult> RunAsync(Viewer author, SaveRequest request, CancellationToken cancel)
    {
        var finished = time.GetUtcNow();
        var of = await db.Events.AsNoTracking().Include(e => e.Topics).SingleAsync(e => e.Id == request.EventId, cancel);
        var form = await db.LoadCallFormAsync(of.Id, cancel);
        var window = await db.LoadWindowAsync(of, author, cancel);
        if (window.Check(request.ArrivedAt, finished) is { } closed)
        {
            return SaveResult.No(request.Revision, closed);
        }

        var inspected = request.File is null ? null : await inspect.RunAsync(request.File, SubmissionLimits.Of(of, form.TypeOf(request.Content.TypeId)), cancel);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(author, of, request, inspected, finished, cancel);
            }
            catch (DbUpdateException failed) when (attempt < Attempts && (failed is DbUpdateConcurrencyException || WorthAnotherAttempt.Any(name => db.Violates(failed, name))))
            {
                // The next attempt sees what the other one saved.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<SaveResult> TryAsync(Viewer author, WorkshopEvent of, SaveRequest request, Outcome<InspectedUpload>? inspected, DateTimeOffset now, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var form = await db.LoadCallFormAsync(of.Id, cancel);
        var content = form.Fit(request.Content) with { TopicIds = [.. request.Content.TopicIds.Where(id => of.Topics.Any(topic => topic.Id == id))] };
        var found = await db.Submissions
            .Include(s => s.Authors).Include(s => s.Topics).Include(s => s.Versions)
            .WrittenBy(author)
            .SingleOrDefaultAsync(s => s.Id == request.SubmissionId && s.EventId == of.Id, cancel);

        var refusals = new List<Refusal>();
        var textSaved = true;
        var before = found?.State ?? SubmissionState.Draft;
        Submission submission;
        if (found is null)
        {
            if (request.Revision > 0)
            {
                return SaveResult.No(0) with { NotFound = true };
            }

            var started = await StartAsync(author, of, request.SubmissionId, content, now, cancel);
            if (!started.Succeeded)
            {
                return SaveResult.No(0, [.. started.Refusals]);
            }

            submission = started.Value;
        }
        else if (found.CheckRevision(request.Revision) is { } stale)
        {
            return IsRepeated(found, request, content, inspected, now)
                ? new SaveResult([], found.Revision, found.State, true, false, false)
                : SaveResult.No(found.Revision, stale) with { State = found.State };
        }
        else
        {
            submission = found;
            var edited = submission.Edit(content, request.Revision, form, now);
            refusals.AddRange(edited.Refusals);
            textSaved = edited.Succeeded;
        }

        var fileKept = await KeepFileAsync(author, submission, inspected, request.ArrivedAt, refusals, cancel);
        if (request.Submit)
        {
            var missing = textSaved && refusals.Count == 0 ? submission.Submit(form, now).Refusals : submission.WhyNotComplete(form, now);
            refusals.AddRange(missing.Where(refusal => !refusals.Exists(known => known.Field == refusal.Field)));
        }

        var justSubmitted = before != SubmissionState.Submitted && submission.State == SubmissionState.Submitted;
        if (submission.State == SubmissionState.Submitted)
        {
            await WriteReceiptsAsync(of, submission, now, cancel);
            db.AddRange(Audit(author, submission, justSubmitted, fileKept, now));
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new SaveResult(refusals, submission.Revision, submission.State, textSaved, fileKept, justSubmitted);
    }

    private async Task<Outcome<Submission>> StartAsync(Viewer author, WorkshopEvent of, Guid id, SubmissionContent content, DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.Submissions.AnyAsync(s => s.Id == id, cancel))
        {
            return new Refusal("submission.form-used", "This form was used by somebody else. Open a new one and copy your text into it.");
        }

        var mine = await db.Submissions.CountAsync(s => s.EventId == of.Id && s.OwnerId == author.RequiredPersonId, cancel);
        if (mine >= Submission.MaxByOnePerson)
        {
            return new Refusal("submission.too-many", $"You have {mine} submissions to this event, which is as many as one person may have. Write to the organizers if you need more.");
        }

        var last = await db.Submissions.Where(s => s.EventId == of.Id).MaxAsync(s => (int?)s.Number, cancel) ?? 0;
        var started = Submission.Start(id, of.Id, last + 1, author.RequiredPersonId, content, now);
        if (started.Succeeded)
        {
            db.Add(started.Value);
        }

        return started;
    }

    /// <summary>Whether the same request was answered before: a double click, or a page that was sent again.</summary>
    private static bool IsRepeated(Submission saved, SaveRequest request, SubmissionContent content, Outcome<InspectedUpload>? inspected, DateTimeOffset now)
    {
        var typed = Submission.Start(request.SubmissionId, request.EventId, saved.Number, saved.OwnerId, content, now);
        return typed.Succeeded
            && typed.Value.Content.SaysTheSameAs(saved.Content)
            && (inspected is null || (inspected.Value is { } file && saved.CurrentVersion?.Sha256 == file.File.Sha256))
            && (!request.Submit || saved.State == SubmissionState.Submitted);
    }

    private async Task<bool> KeepFileAsync(Viewer author, Submission submission, Outcome<InspectedUpload>? inspected, DateTimeOffset arrivedAt, List<Refusal> refusals, CancellationToken cancel)
    {
        if (inspected is null)
        {
            return false;
        }

        if (!inspected.Succeeded)
        {
            refusals.AddRange(inspected.Refusals);
            return false;
        }

        var upload = inspected.Value;
        var added = submission.AddVersion(upload.File, upload.FileName, upload.Pages, upload.IsAcceptable, upload.Sentence, author.RequiredPersonId, arrivedAt);
        if (!added.Succeeded)
        {
            refusals.AddRange(added.Refusals);
            return false;
        }

        if (!await db.Files.AnyAsync(file => file.Sha256 == upload.File.Sha256, cancel))
        {
            db.Add(upload.File);
        }

        return true;
    }

    /// <summary>To every author who has none for this version yet: a corrected address gets one too, and nobody gets two.</summary>
    private async Task WriteReceiptsAsync(WorkshopEvent of, Submission submission, DateTimeOffset now, CancellationToken cancel)
    {
        if (submission.CurrentVersion is { IsAcceptable: false } || submission.Receipt is not { } receipt)
        {
            return;
        }

        var about = SubmissionMails.AboutReceipt(receipt);
        var written = await db.OutgoingMails.Where(mail => mail.Kind == SubmissionMails.ReceiptKind && mail.About == about).Select(mail => mail.NormalizedTo).ToListAsync(cancel);
        foreach (var author in submission.Authors.OrderBy(author => author.Position))
        {
            if (!written.Contains(author.NormalizedEmail) && EmailAddress.Parse(author.Email).Value is { } address)
            {
                db.Add(OutgoingMail.Write(SubmissionMails.Receipt(of, receipt, address, author.Name, site.Link($"/e/{of.Slug}/submissions/{submission.Id}")), now));
            }
        }
    }

    private static IEnumerable<AuditEntry> Audit(Viewer author, Submission submission, bool justSubmitted, bool fileKept, DateTimeOffset now)
    {
        if (justSubmitted)
        {
            yield return AuditEntry.Of("submission.submitted", $"Submission #{submission.Number} was submitted.", author.PersonId, submission.EventId, now, submission.Id);
        }
        else
        {
            var what = fileKept ? $"got version {submission.CurrentVersion!.Number} of its PDF" : "was edited";
            yield return AuditEntry.Of("submission.edited", $"Submission #{submission.Number} {what}.", author.PersonId, submission.EventId, now, submission.Id);
        }
    }
}
