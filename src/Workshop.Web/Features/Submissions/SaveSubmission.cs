using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Decisions;
using Workshop.Data.Events;
using Workshop.Data.Mail;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>What the form says.</summary>
/// <param name="SubmissionId">Made when the form was first shown.</param>
/// <param name="Revision">The one that the form was opened at; 0 when nothing was saved yet.</param>
/// <param name="Submit">False to save what there is.</param>
/// <param name="ArrivedAt">When the headers of the request arrived.</param>
public sealed record SaveRequest(Guid EventId, Guid SubmissionId, int Revision, SubmissionContent Content, Upload? File, bool Submit, DateTimeOffset ArrivedAt)
{
    /// <summary>Nobody pressed a button: the page sent what was typed so far. Not worth a line in a history.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Registers title, abstract and authors before the abstract deadline.</summary>
    public bool Register { get; init; }

    /// <summary>Files beside the PDF.</summary>
    public IReadOnlyList<AttachmentUpload> Attachments { get; init; } = [];

    /// <summary>Files beside the PDF that the author takes away.</summary>
    public IReadOnlyList<Guid> Detach { get; init; } = [];

    /// <summary>Not null when an organizer changes it for the authors: what they are told of it. No deadline counts then, and the organizer must be one who may manage it.</summary>
    public string? OnBehalf { get; init; }
}

/// <summary>What became of it. Some of it may be saved although something else was refused.</summary>
/// <param name="Revision">The one to go on with; 0 when nothing is saved at all.</param>
/// <param name="TextSaved">What was typed is saved.</param>
/// <param name="FileKept">The file that came with this request is saved and not turned down.</param>
/// <param name="JustSubmitted">It was a draft before and is submitted now.</param>
public sealed record SaveResult(IReadOnlyList<Refusal> Refusals, int Revision, SubmissionState State, bool TextSaved, bool FileKept, bool JustSubmitted)
{
    public bool Succeeded => Refusals.Count == 0;

    /// <summary>The file is received, and its verdict is still to come.</summary>
    public bool IsBeingChecked { get; init; }

    /// <summary>The files beside the PDF that came with this request are saved, but for those that a refusal names.</summary>
    public bool AttachmentsKept { get; init; }

    /// <summary>It is registered now and was not before.</summary>
    public bool JustRegistered { get; init; }

    /// <summary>The history of a submitted submission knows something new by it: what was sent differs from what was there, or was recorded by the same request before.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>It is saved, and whoever saved it cannot see it any more: they took themselves off its author list, or, as an organizer, put themselves on it.</summary>
    public bool IsNoLongerTheirs { get; init; }

    /// <summary>Nobody may know whether there is such a submission.</summary>
    public bool NotFound { get; init; }

    public static SaveResult No(int revision, params Refusal[] refusals) => new(refusals, revision, SubmissionState.Draft, false, false, false);
}

/// <summary>
/// Saves the form of a submission, as a draft or submitted, with or without a file. Makes the submission when it is not there yet. A file is stored together with the text
/// before it is checked; what the check means for the submission is settled in a second step, after a short wait for the verdict. Running it twice with the same request
/// changes nothing the second time and gets the same answer.
/// </summary>
public sealed class SaveSubmission(WorkshopDb db, ReceiveUpload receive, AttachFiles attach, VersionChecks checks, WriteTurns turns, RecordChange record, SiteAddress site, TimeProvider time)
{
    /// <summary>Each attempt fails only because somebody else's succeeded.</summary>
    private const int Attempts = 20;

    private static readonly string[] WorthAnotherAttempt =
    [
        ConstraintNames.SubmissionNumberOnce, ConstraintNames.VersionNumberOnce, ConstraintNames.AttachmentNumberOnce, "PK_Submissions", "PK_Files", .. RecordChange.OnlyOnce,
    ];

    public async Task<SaveResult> RunAsync(Viewer author, SaveRequest request, CancellationToken cancel)
    {
        var finished = time.GetUtcNow();
        var result = await SaveAsync(author, request, finished, cancel);
        return result.TextSaved && !await Theirs(author, request, finished).AnyAsync(CancellationToken.None) ? result with { IsNoLongerTheirs = true } : result;
    }

    private async Task<SaveResult> SaveAsync(Viewer author, SaveRequest request, DateTimeOffset finished, CancellationToken cancel)
    {
        var of = await db.Events.AsNoTracking().Include(e => e.Topics).SingleAsync(e => e.Id == request.EventId, cancel);
        var form = await db.LoadCallFormAsync(of.Id, cancel);
        var deadlines = await db.LoadDeadlinesAsync(of, author, request.SubmissionId, cancel);
        var type = form.TypeOf(request.Content.TypeId);
        var window = deadlines.As(type?.Id);
        if (WhyNot(deadlines, type, request, finished) is { } refusal)
        {
            return SaveResult.No(request.Revision, refusal);
        }

        await record.BeginAsync(request.SubmissionId, cancel);

        var received = request.File is null ? null : await receive.RunAsync(request.File, SubmissionLimits.Of(of, type), cancel);
        var attachments = await attach.RunAsync(form, form.Fit(request.Content), request.Attachments, request.Detach, cancel);
        var stored = await RepeatAsync(() => StoreAsync(author, of, window, request, attachments, received, finished, cancel), cancel);
        if (stored.VersionId is not { } versionId)
        {
            return stored.Result;
        }

        // What is stored is not given up because a browser went away: from here on nothing is cancelled.
        await checks.StartAndWaitAsync(versionId);
        db.ChangeTracker.Clear();
        return await RepeatAsync(() => SettleAsync(author, of, request, stored, versionId, finished, CancellationToken.None), CancellationToken.None);
    }

    private static Refusal? WhyNot(SubmissionDeadlines deadlines, SubmissionType? type, SaveRequest request, DateTimeOffset finished)
    {
        if (request.OnBehalf is not { } note)
        {
            return deadlines.Check(type, request.ArrivedAt, finished);
        }

        return note.Trim().Length is > 0 and <= SubmissionSnapshot.MaxNoteLength
            ? null
            : new Refusal("submission.note", $"Say in at most {SubmissionSnapshot.MaxNoteLength:N0} characters what you change and why. The authors read it.", "Note");
    }

    private Task<T> RepeatAsync<T>(Func<Task<T>> save, CancellationToken cancel) => turns.RepeatAsync(db, save, Attempts, WorthAnotherAttempt, cancel);

    /// <summary>Text and file in one transaction; without a file also all the rest.</summary>
    private async Task<Stored> StoreAsync(Viewer author, WorkshopEvent of, SubmissionWindow window, SaveRequest request, ReadAttachments attachments, Outcome<ReceivedUpload>? received, DateTimeOffset now, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var form = await db.LoadCallFormAsync(of.Id, cancel);
        var found = await Theirs(author, request, now).WithContent().SingleOrDefaultAsync(cancel);
        var content = form.Fit(request.Content, found?.Content) with
        {
            TopicIds = [.. request.Content.TopicIds.Where(id => of.Topics.Any(topic => topic.Id == id))],
            Files = attachments.After(found),
        };
        content = found is null || request.OnBehalf is not null ? content : window.WithFrozen(found.Content, content, request.ArrivedAt);
        var refusals = new List<Refusal>();
        var textSaved = true;
        var typeBefore = found?.TypeId;
        var before = found?.State ?? SubmissionState.Draft;
        Submission submission;
        if (found is null)
        {
            if (request.Revision > 0 || request.OnBehalf is not null)
            {
                return new Stored(SaveResult.No(0) with { NotFound = true }, null, before);
            }

            var started = await StartAsync(author, of, request.SubmissionId, content, now, cancel);
            if (!started.Succeeded)
            {
                return new Stored(SaveResult.No(0, [.. started.Refusals]), null, before);
            }

            submission = started.Value;
            if (await db.SpendLateLinkAsync(author, window, submission, request.ArrivedAt, cancel) is { } spent)
            {
                return new Stored(SaveResult.No(0, spent), null, before);
            }
        }
        else if (found.CheckRevision(request.Revision) is { } stale)
        {
            if (!IsRepeated(found, request, content, received, now) || !attachments.AreIn(found))
            {
                return new Stored(SaveResult.No(found.Revision, stale) with { State = found.State }, null, before);
            }

            // Of a double click the second one waits for the same verdict and gets the same answer. Should the server have died over the first one, it also finishes what that one left.
            var repeated = new SaveResult([], found.Revision, found.State, true, received is not null, false) { IsRecorded = true };
            var awaited = received is not null || found is { State: SubmissionState.Submitted, LatestVersion.IsBeingChecked: true } ? found.LatestVersion : null;
            if (awaited is null && found.State == SubmissionState.Submitted)
            {
                repeated = await FinishAsync(author, of, form, found, request, before, repeated, now, cancel);
                await db.SaveChangesAsync(cancel);
                await transaction.CommitAsync(cancel);
            }

            return new Stored(repeated, awaited?.Id, before) { IsNewToAuthor = true };
        }
        else if (request.OnBehalf is null && Frozen(found, window, content, request, now) is { Count: > 0 } frozen)
        {
            // The file is another matter, and kept.
            submission = found;
            refusals.AddRange(frozen);
            textSaved = false;
        }
        else
        {
            submission = found;
            var edited = submission.Edit(content, request.Revision, form, now, new EditTerms(request.ArrivedAt, received?.Succeeded == true, request.OnBehalf is not null));
            refusals.AddRange(edited.Refusals);
            textSaved = edited.Succeeded;
        }

        var registered = request.Register && textSaved && refusals.Count == 0 && await RegisterAsync(author, of, form, submission, request.ArrivedAt, refusals, cancel);
        await attach.KeepAsync(form, author, submission, attachments, textSaved, request.ArrivedAt, refusals, cancel);
        var kept = await KeepFileAsync(author, submission, received, request.ArrivedAt, refusals, cancel);
        var result = new SaveResult(refusals, submission.Revision, submission.State, textSaved, kept is not null, false) { JustRegistered = registered, AttachmentsKept = true };
        var due = kept ?? (found is null ? null : typeBefore != submission.TypeId ? submission.LatestVersion : of.DoubleBlind && textSaved && !request.IsAutomatic ? submission.CheckAgainForAuthors() : null);
        if (due is null)
        {
            result = await FinishAsync(author, of, form, submission, request, before, result, now, cancel);
        }
        else if (submission.State == SubmissionState.Submitted)
        {
            // Should the server die during the check, the history knows already who changed what, and the authors are told.
            var recorded = await record.KeepAsync(of, submission, ChangeBy(author, request, before), now, cancel);
            Log(author, submission, request, recorded, now);
            result = result with { IsRecorded = recorded is not null };
        }

        if (before == SubmissionState.Submitted && textSaved)
        {
            await db.ReaddressWaitingDecisionMailsAsync(submission, now, cancel);
        }

        if (textSaved)
        {
            // By itself a form drops nothing that was typed into an older one: that is of another window.
            var since = request.IsAutomatic ? request.Revision : 0;
            await db.WorkingCopies.Where(copy => copy.SubmissionId == submission.Id && copy.PersonId == author.PersonId && copy.BaseRevision >= since).ExecuteDeleteAsync(cancel);
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new Stored(result, due?.Id, before) { IsNewToAuthor = due?.IsBeingChecked == true };
    }

    /// <summary>
    /// What the verdict means, or its absence: then the submission stands, and the authors are told by mail should the check turn the file down. Nobody is asked again whether the
    /// submission is theirs: what was stored a moment ago may have taken them off its author list.
    /// </summary>
    private async Task<SaveResult> SettleAsync(Viewer author, WorkshopEvent of, SaveRequest request, Stored stored, Guid versionId, DateTimeOffset now, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.Submissions.WithContent().SingleOrDefaultAsync(s => s.Id == request.SubmissionId && s.EventId == of.Id, cancel) is not { } submission)
        {
            return stored.Result with { NotFound = true };
        }

        var version = submission.Versions.Single(version => version.Id == versionId);
        var refusals = stored.Result.Refusals.ToList();
        var turnedDown = stored.Before == SubmissionState.Submitted ? submission.WhyNotInPlace(version) : null;
        if (turnedDown is not null)
        {
            refusals.Add(turnedDown);
        }

        if (request.Submit && stored is { IsNewToAuthor: true, Before: SubmissionState.Draft } && version.Check == CheckState.Acceptable && version.LookFirst() is { } look)
        {
            refusals.Add(new Refusal("submission.look-first", $"Saved, and not submitted yet. Look at what the check found, then submit if that is as it should be: {look.Message}", "File"));
        }

        var result = stored.Result with { Refusals = refusals, Revision = submission.Revision, State = submission.State, FileKept = stored.Result.FileKept && turnedDown is null, IsBeingChecked = version.IsBeingChecked };
        var form = await db.LoadCallFormAsync(of.Id, cancel);
        result = await FinishAsync(author, of, form, submission, request, stored.Before, result, now, cancel);
        if (submission.State == SubmissionState.Submitted)
        {
            version.Await();
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return result;
    }

    /// <summary>Submits when that was asked for, and writes what belongs to a submitted submission.</summary>
    private async Task<SaveResult> FinishAsync(Viewer author, WorkshopEvent of, CallForm form, Submission submission, SaveRequest request, SubmissionState before, SaveResult result, DateTimeOffset now, CancellationToken cancel)
    {
        var refusals = result.Refusals.ToList();
        if (request.Submit)
        {
            var missing = result.TextSaved && refusals.Count == 0 ? submission.Submit(form, now, request.ArrivedAt).Refusals : submission.WhyNotComplete(form, request.ArrivedAt);
            refusals.AddRange(missing.Where(refusal => !refusals.Exists(known => known.Field == refusal.Field)));
        }

        var justSubmitted = before != SubmissionState.Submitted && submission.State == SubmissionState.Submitted;
        if (submission.State == SubmissionState.Submitted)
        {
            var recorded = await record.RunAsync(of, submission, ChangeBy(author, request, before), now, cancel);
            Log(author, submission, request, recorded, now);
            result = result with { IsRecorded = result.IsRecorded || recorded is not null };
        }

        return result with { Refusals = refusals, Revision = submission.Revision, State = submission.State, JustSubmitted = justSubmitted };
    }

    private static ChangeMade ChangeBy(Viewer author, SaveRequest request, SubmissionState before) =>
        new(before == SubmissionState.Submitted ? SnapshotKind.Changed : SnapshotKind.Submitted, author.PersonId, request.OnBehalf is not null, request.OnBehalf?.Trim() ?? "");

    /// <summary>The submission that is to be saved when it is one's own, or on behalf of its authors when one manages it; else nothing.</summary>
    private IQueryable<Submission> Theirs(Viewer who, SaveRequest request, DateTimeOffset now) =>
        (request.OnBehalf is null ? db.Submissions.WrittenBy(who) : db.Submissions.VisibleTo(who, SubmissionPart.Management, now))
        .Where(s => s.Id == request.SubmissionId && s.EventId == request.EventId);

    private async Task<Outcome<Submission>> StartAsync(Viewer author, WorkshopEvent of, Guid id, SubmissionContent content, DateTimeOffset now, CancellationToken cancel)
    {
        // One of the author's own that was not there a moment ago is the other click of a double click: saving fails then, and the next attempt finds it.
        if (await db.Submissions.AnyAsync(s => s.Id == id && (s.EventId != of.Id || s.OwnerId != author.PersonId), cancel))
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

    /// <summary>Compared as they would be saved: what is typed is trimmed and normalized first.</summary>
    private static IReadOnlyList<Refusal> Frozen(Submission saved, SubmissionWindow window, SubmissionContent content, SaveRequest request, DateTimeOffset now) =>
        Submission.Start(saved.Id, saved.EventId, saved.Number, saved.OwnerId, content, now).Value is { } typed ? window.WhyNotChange(saved.Content, typed.Content, request.ArrivedAt) : [];

    /// <summary>False, with the reasons added, when it cannot be registered or was before.</summary>
    private async Task<bool> RegisterAsync(Viewer author, WorkshopEvent of, CallForm form, Submission submission, DateTimeOffset arrivedAt, List<Refusal> refusals, CancellationToken cancel)
    {
        var before = submission.RegisteredAt;
        refusals.AddRange(submission.Register(form, arrivedAt).Refusals);
        if (before is not null || submission.RegisteredAt is null)
        {
            return false;
        }

        var recipients = await db.LoadRecipientsAsync(submission, cancel);
        var due = form.TypeOf(submission.TypeId)?.ClosesAt ?? of.SubmissionsClose;
        await db.AddMissingMailAsync(RegistrationMails.Registered(of, submission, recipients, due, site.Link($"/e/{of.Slug}/submissions/{submission.Id}")), arrivedAt, cancel);
        db.Add(AuditEntry.Of("submission.registered", $"Submission #{submission.Number} was registered.", author.PersonId, of.Id, arrivedAt, submission.Id));
        return true;
    }

    /// <summary>Whether the same request came before: a double click, or a page that was sent again.</summary>
    private static bool IsRepeated(Submission saved, SaveRequest request, SubmissionContent content, Outcome<ReceivedUpload>? received, DateTimeOffset now)
    {
        var typed = Submission.Start(request.SubmissionId, request.EventId, saved.Number, saved.OwnerId, content, now);
        return typed.Succeeded
            && typed.Value.Content.SaysTheSameAs(saved.Content)
            && (received is null ? !request.Submit || saved.State == SubmissionState.Submitted : received.Value is { } file && saved.LatestVersion?.Sha256 == file.File.Sha256)
            && (!request.Register || saved.RegisteredAt is not null || saved.SubmittedAt is not null);
    }

    private async Task<SubmissionVersion?> KeepFileAsync(Viewer author, Submission submission, Outcome<ReceivedUpload>? received, DateTimeOffset arrivedAt, List<Refusal> refusals, CancellationToken cancel)
    {
        if (received is null)
        {
            return null;
        }

        if (!received.Succeeded)
        {
            refusals.AddRange(received.Refusals);
            return null;
        }

        var upload = received.Value;
        var added = submission.AddVersion(upload.File, upload.FileName, author.RequiredPersonId, arrivedAt);
        if (!added.Succeeded)
        {
            refusals.AddRange(added.Refusals);
            return null;
        }

        if (!await db.Files.AnyAsync(file => file.Sha256 == upload.File.Sha256, cancel))
        {
            db.Add(upload.File);
        }

        return added.Value;
    }

    /// <summary>A line for what the history learnt, and none for what was refused or sent twice.</summary>
    private void Log(Viewer author, Submission submission, SaveRequest request, RecordedChange? recorded, DateTimeOffset now)
    {
        if (recorded is null)
        {
            return;
        }

        var (action, what) = recorded switch
        {
            { Kind: SnapshotKind.Submitted } => ("submission.submitted", "was submitted"),
            { NewVersion: { } number } => ("submission.edited", $"got version {number} of its PDF"),
            _ => ("submission.edited", "was edited"),
        };
        db.Add(AuditEntry.Of(action, $"Submission #{submission.Number} {what}{(request.OnBehalf is null ? "" : " by an organizer on behalf of its authors")}.", author.PersonId, submission.EventId, now, submission.Id));
    }

    /// <summary>What the first step saved.</summary>
    /// <param name="VersionId">The file whose verdict is waited for; null when there is nothing to wait for.</param>
    /// <param name="Before">What the submission was before.</param>
    private sealed record Stored(SaveResult Result, Guid? VersionId, SubmissionState Before)
    {
        /// <summary>The author has not been shown before what the check says of this file.</summary>
        public bool IsNewToAuthor { get; init; }
    }
}
