using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Domain.Submissions.Import;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions.Import;

/// <summary>
/// Imports a held file in one transaction, or nothing of it. Works the plan out again first: what the dry run showed may have changed meanwhile. Running it twice
/// changes nothing the second time.
/// </summary>
public sealed class RunImport(WorkshopDb db, FindDuplicates duplicates, WriteTurns turns, SiteAddress site, TimeProvider time)
{
    /// <summary>Each attempt fails only because somebody else's save succeeded, an author's for example, who took the next number.</summary>
    private const int Attempts = 10;

    private static readonly string[] WorthAnotherAttempt =
        [ConstraintNames.SubmissionNumberOnce, ConstraintNames.SubmissionImportedOnce, .. RecordChange.OnlyOnce];

    /// <param name="leftOut">Lines that the organizer does not want.</param>
    /// <returns>Null when the organizer holds no such import.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer organizer, Guid eventId, Guid importId, IReadOnlyList<int> leftOut, CancellationToken cancel)
    {
        var held = await db.HeldImports.HeldBy(organizer, eventId, time.GetUtcNow()).AsNoTracking().SingleOrDefaultAsync(held => held.Id == importId, cancel);
        if (held is null)
        {
            return null;
        }

        if (held.ImportedAt is not null)
        {
            return Done.Instance;
        }

        // Read before anybody has to wait for the writer's turn.
        var open = OpenImport.Of(held);
        var file = new ChosenRows(open.ReadRows(), open.Choices with { LeftOut = leftOut }, held.Choices);
        return await turns.RepeatAsync(db, () => TryAsync(organizer, eventId, importId, file, cancel), Attempts, WorthAnotherAttempt, cancel);
    }

    private async Task<Outcome<Done>?> TryAsync(Viewer organizer, Guid eventId, Guid importId, ChosenRows file, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var held = await db.HeldImports.HeldBy(organizer, eventId, now).SingleOrDefaultAsync(held => held.Id == importId, cancel);
        if (held is null)
        {
            return null;
        }

        if (held.ImportedAt is not null)
        {
            return Done.Instance;
        }

        if (held.Choices != file.ChosenAs)
        {
            return new Refusal("import.chosen-elsewhere", "Something else was chosen for this import in another window. Look at the check again.");
        }

        var of = await db.Events.Include(e => e.Topics.OrderBy(topic => topic.Position)).SingleAsync(e => e.Id == eventId, cancel);
        var before = await db.Submissions.ImportedInto(eventId).ToListAsync(cancel);
        var plan = await db.PlanImportAsync(organizer, of, file.Rows, file.Choices, before, now, cancel);
        if (WhyNot(plan) is { } refusal)
        {
            return refusal;
        }

        if (plan.NewTopics.Count > 0)
        {
            // The second plan knows the topics by their real ids.
            of.AddTopics(plan.NewTopics);
            plan = await db.PlanImportAsync(organizer, of, file.Rows, file.Choices, before, now, cancel);
        }

        var form = await db.LoadCallFormAsync(eventId, cancel);
        var changed = new List<Submission>();
        var refusals = Apply(organizer, of, form, plan, before, file.Choices, changed, now);
        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        await duplicates.CompareAsync(eventId, changed, now, cancel);
        held.Finish(ImportReport.Write(plan), now);
        db.Add(AuditEntry.Of("submissions.imported", Summary(plan, file.Choices), organizer.PersonId, eventId, now));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.Instance;
    }

    private static Refusal? WhyNot(ImportPlan plan)
    {
        if (!plan.CanBeDone)
        {
            var refused = plan.Count(ImportOutcome.Refused);
            return new Refusal("import.rows-refused", $"Nothing was imported, because {(refused == 1 ? "one row is" : $"{refused:N0} rows are")} refused. Correct the file and upload it again, or leave {(refused == 1 ? "that row" : "those rows")} out.");
        }

        return plan.ChangesAnything ? null : new Refusal("import.nothing-to-do", "There is nothing to import: everything in the file is here already or left out.");
    }

    /// <summary>Why the Domain refuses what the plan allowed: both ask the same rules, so this is empty unless one of them was changed alone.</summary>
    /// <param name="changed">Gets those that were made or overwritten.</param>
    private List<Refusal> Apply(
        Viewer organizer, WorkshopEvent of, CallForm form, ImportPlan plan, List<Submission> before, ImportChoices choices, List<Submission> changed, DateTimeOffset now)
    {
        var byId = before.ToDictionary(s => s.Id);
        var refusals = new List<Refusal>();
        foreach (var line in plan.Lines.Where(line => line.Outcome is ImportOutcome.Create or ImportOutcome.Update))
        {
            var origin = $"{ImportWords.Of(choices.Source)} {line.Row.ExternalId}";
            if (line.Outcome == ImportOutcome.Update)
            {
                var known = byId[line.Before!.Id];
                refusals.AddRange(known.ImportAgain(line.Content, line.Row.Withdrawn, line.Row.SubmittedAt ?? known.SubmittedAt ?? now, now).Refusals);
                db.Add(AuditEntry.Of("submission.imported-again", $"Submission #{known.Number} was overwritten by an import ({origin}).", organizer.PersonId, of.Id, now, known.Id));
                var was = line.Before.State == SubmissionState.Withdrawn;
                Keep(known, line.Row.Withdrawn == was ? SnapshotKind.Changed : was ? SnapshotKind.Restored : SnapshotKind.Withdrawn, origin);
                TellOfUpdate(of, form, known, line.Before, choices, origin, now);
                continue;
            }

            var made = Submission.Import(of.Id, line.Number!.Value, choices.Key(line.Row.ExternalId), line.Content, line.Row.Withdrawn, line.Row.SubmittedAt ?? now, now);
            if (made.Value is not { } submission)
            {
                refusals.AddRange(made.Refusals);
                continue;
            }

            db.Add(submission);
            db.Add(AuditEntry.Of("submission.imported", $"Submission #{submission.Number} was imported ({origin}).", organizer.PersonId, of.Id, now, submission.Id));
            Keep(submission, line.Row.Withdrawn ? SnapshotKind.Withdrawn : SnapshotKind.Submitted, origin);
            if (choices.SendReceipts && !line.Row.Withdrawn)
            {
                Tell(of, submission, (to, name, link) => ImportMails.Imported(of, submission, to, name, link), now);
            }
        }

        return refusals;

        void Keep(Submission submission, SnapshotKind kind, string origin)
        {
            changed.Add(submission);
            db.Add(SubmissionSnapshot.Of(submission, kind, organizer.PersonId, true, $"Imported: {origin}.", now));
        }
    }

    /// <summary>Authors hear of what happens to what they changed here, and that it is withdrawn or not any more; of anything else only when the organizer wants that.</summary>
    private void TellOfUpdate(WorkshopEvent of, CallForm form, Submission submission, ImportedBefore before, ImportChoices choices, string origin, DateTimeOffset now)
    {
        var why = $"This comes from an import: {origin}.";
        if ((before.State == SubmissionState.Withdrawn) != (submission.State == SubmissionState.Withdrawn))
        {
            Tell(of, submission, (to, name, link) => submission.State == SubmissionState.Withdrawn
                ? SubmissionMails.Withdrawn(of, submission, submission.Revision, true, why, to, name, link)
                : SubmissionMails.Restored(of, submission, submission.Revision, true, why, to, name, link), now);
            return;
        }

        var diff = SubmissionDiff.Between(before.Content, submission.Content, of.Topics, form);
        if (!diff.IsEmpty && (before.EditedSince || choices.SendReceipts))
        {
            Tell(of, submission, (to, name, link) => SubmissionMails.ChangedOnBehalf(of, submission, diff, null, why, to, name, link), now, before.Content.Authors);
        }
    }

    private void Tell(WorkshopEvent of, Submission submission, Func<EmailAddress, string, string, MailDraft> write, DateTimeOffset now, IReadOnlyList<AuthorEntry>? earlier = null)
    {
        var link = site.Link($"/e/{of.Slug}/submissions/{submission.Id}");
        foreach (var told in RecipientQueries.Listed(submission).WithEarlier(submission, earlier ?? []))
        {
            db.Add(OutgoingMail.Write(write(told.Email, told.Name, link), now));
        }
    }

    private static string Summary(ImportPlan plan, ImportChoices choices) => string.Create(
        CultureInfo.InvariantCulture,
        $"Imported a file from {ImportWords.Of(choices.Source)} with {plan.Lines.Count} rows: {plan.Count(ImportOutcome.Create)} created, {plan.Count(ImportOutcome.Update)} updated, {plan.Count(ImportOutcome.Same) + plan.Count(ImportOutcome.Differs)} already there, {plan.Count(ImportOutcome.LeftOut)} left out.");

    /// <summary>The file as it was chosen.</summary>
    /// <param name="ChosenAs">The choices as they were stored when it was read.</param>
    private sealed record ChosenRows(IReadOnlyList<ImportedRow> Rows, ImportChoices Choices, string ChosenAs);
}
