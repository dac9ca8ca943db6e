using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Submissions;

/// <param name="Save">The form without its file; never submits.</param>
/// <param name="Fields">The whole form as <c>PostedFields</c> writes it: what is kept apart is kept whole.</param>
/// <param name="KeepApart">The author is looking at two texts and has not chosen: nothing of the draft may change.</param>
public sealed record AutosaveRequest(SaveRequest Save, string Fields, bool KeepApart);

public enum AutosaveState
{
    /// <summary>The draft says what the form says.</summary>
    Saved,

    /// <summary>Kept for this person apart from the submission, which says something else.</summary>
    Kept,
}

/// <param name="Revision">The one that the form goes on with.</param>
/// <param name="Why">Why it is kept apart although this is a draft: it was changed elsewhere, or cannot take so much. Null when there is nothing to say.</param>
public sealed record Autosaved(AutosaveState State, int Revision, DateTimeOffset At, Refusal? Why = null);

/// <summary>
/// What the form sends by itself while somebody types. A draft takes it as if it had been saved, without a file and without ceremony. A submitted submission
/// never changes by it: what was typed is kept as a <see cref="WorkingCopy"/>. Running it twice with the same request changes nothing the second time.
/// </summary>
public sealed class AutosaveSubmission(WorkshopDb db, SaveSubmission save, TimeProvider time)
{
    /// <returns>Null when nobody may know whether there is such a submission.</returns>
    public async Task<Outcome<Autosaved>?> RunAsync(Viewer author, AutosaveRequest request, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var typed = request.Save;
        var of = await db.Events.AsNoTracking().SingleAsync(e => e.Id == typed.EventId, cancel);
        var form = await db.LoadCallFormAsync(of.Id, cancel);
        var deadlines = await db.LoadDeadlinesAsync(of, author, typed.SubmissionId, cancel);
        var type = form.TypeOf(typed.Content.TypeId);
        if (deadlines.Check(type, typed.ArrivedAt, now) is { } closed)
        {
            return closed;
        }

        var window = deadlines.As(type?.Id);

        var found = await db.Submissions.WrittenBy(author).AsNoTracking().WithContent()
            .SingleOrDefaultAsync(s => s.Id == typed.SubmissionId && s.EventId == of.Id, cancel);
        if (found is { State: SubmissionState.Withdrawn })
        {
            return Submission.ChangeOfWithdrawn;
        }

        if (found is not null)
        {
            var content = window.WithFrozen(found.Content, form.Fit(typed.Content, found.Content), typed.ArrivedAt);
            if (SaysTheSame(found, content, now))
            {
                await ForgetAsync(author, found.Id, typed.Revision, cancel);
                return new Autosaved(AutosaveState.Saved, found.Revision, found.UpdatedAt);
            }

            if (found.State == SubmissionState.Draft && !StaysTheirs(found, content, author))
            {
                // An address that is half typed must not lock out whoever types it. Whoever means it presses a button.
                var locksOut = new Refusal("submission.own-address", "None of your confirmed addresses would stand in the author list, and you could not open this any more. If you mean it, save it yourself.");
                return await KeepAsync(author, request, found.Revision, found.CheckRevision(typed.Revision) ?? locksOut, now, cancel);
            }
        }

        if (found is null || (found.State == SubmissionState.Draft && !request.KeepApart))
        {
            var saved = await save.RunAsync(author, typed with { File = null, Submit = false, IsAutomatic = true }, cancel);
            if (saved.NotFound)
            {
                return null;
            }

            if (saved.Succeeded)
            {
                return new Autosaved(AutosaveState.Saved, saved.Revision, now);
            }

            return found is null
                ? Outcome.No<Autosaved>(saved.Refusals)
                : await KeepAsync(author, request, saved.Revision, saved.Refusals[0], now, cancel);
        }

        var stale = found.CheckRevision(typed.Revision);
        return await KeepAsync(author, request, found.Revision, stale, now, cancel);
    }

    /// <summary>There is nothing left to offer: the author wants the changes gone.</summary>
    public Task<bool> ForgetAsync(Viewer author, Guid submissionId, CancellationToken cancel) => ForgetAsync(author, submissionId, 0, cancel);

    /// <param name="since">Only what was typed into a form opened at that revision or later: an older one is of another window.</param>
    private async Task<bool> ForgetAsync(Viewer author, Guid submissionId, int since, CancellationToken cancel)
    {
        var me = author.RequiredPersonId;
        return await db.WorkingCopies.Where(copy => copy.SubmissionId == submissionId && copy.PersonId == me && copy.BaseRevision >= since).ExecuteDeleteAsync(cancel) > 0;
    }

    /// <summary>Whether the author would still have the submission: what <see cref="SubmissionQueries.WrittenBy"/> asks of what is saved.</summary>
    private static bool StaysTheirs(Submission saved, SubmissionContent typed, Viewer author) =>
        saved.OwnerId == author.RequiredPersonId
        || typed.Authors.Select(entry => EmailAddress.Normalize(Person.Clean(entry.Email))).Any(email => author.ConfirmedEmails.Contains(email) && !saved.IsDisavowedBy(email));

    private static bool SaysTheSame(Submission saved, SubmissionContent typed, DateTimeOffset now) =>
        Submission.Start(saved.Id, saved.EventId, saved.Number, saved.OwnerId, typed, now) is { Succeeded: true } read && read.Value.Content.SaysTheSameAs(saved.Content);

    private async Task<Outcome<Autosaved>> KeepAsync(Viewer author, AutosaveRequest request, int current, Refusal? why, DateTimeOffset now, CancellationToken cancel)
    {
        if (request.Fields.Length > WorkingCopy.MaxLength)
        {
            return new Refusal("submission.too-much-text", "This is too much text to keep. Shorten the longest field.");
        }

        var (submissionId, me) = (request.Save.SubmissionId, author.RequiredPersonId);
        var copy = new WorkingCopy { SubmissionId = submissionId, PersonId = me, Fields = request.Fields, BaseRevision = request.Save.Revision, SavedAt = now };
        if (!await ReplaceAsync(copy, cancel))
        {
            var added = db.Add(copy);
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException failed) when (db.Violates(failed, ConstraintNames.WorkingCopyOnce))
            {
                // Another tab kept the first one at the same moment.
                await ReplaceAsync(copy, cancel);
            }
            finally
            {
                added.State = EntityState.Detached;
            }
        }

        return new Autosaved(AutosaveState.Kept, current, now, why);
    }

    private async Task<bool> ReplaceAsync(WorkingCopy copy, CancellationToken cancel) =>
        await db.WorkingCopies.Where(known => known.SubmissionId == copy.SubmissionId && known.PersonId == copy.PersonId)
            .ExecuteUpdateAsync(set => set.SetProperty(known => known.Fields, copy.Fields).SetProperty(known => known.BaseRevision, copy.BaseRevision).SetProperty(known => known.SavedAt, copy.SavedAt), cancel) > 0;
}
