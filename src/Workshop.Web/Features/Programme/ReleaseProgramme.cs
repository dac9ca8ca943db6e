using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Programme;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>
/// Releases the draft as a new version that everybody sees, with a mail to those for whom something is different in the same save, or hides the programme again. A programme that was
/// hidden and not changed since comes back without a new version.
/// </summary>
public sealed class ReleaseProgramme(WorkshopDb db, TimeProvider time, SiteAddress site)
{
    private static readonly Refusal ChangedElsewhere =
        new("programme.changed-elsewhere", "The programme, or who would be told, was changed after you opened this page, and nothing was published. Look at it again, then publish.");

    /// <summary>Names nothing: it may be the decision on a paper that this organizer must keep away from.</summary>
    private static readonly Refusal Staged =
        new("programme.staged", "Something in the programme waits for the release of its decision. Release the decisions, or take it out, then publish.");

    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, ProgrammeRelease wanted, CancellationToken cancel)
    {
        await using var turn = await db.TakeTurnAsync(eventId, cancel);
        var now = time.GetUtcNow();
        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        var detail = wanted.IsPublic ? "Published the programme again as it was." : "Hid the programme.";
        if (!wanted.IsPublic)
        {
            if (e.ProgrammeReleased is null)
            {
                return Done.Instance;
            }

            e.WithdrawProgramme();
        }
        else
        {
            var plan = await db.ReadReleasePlanAsync(organizer, e, site, now, cancel);
            if (wanted.Fingerprint is { } seen && seen != plan.Fingerprint)
            {
                return ChangedElsewhere;
            }

            if (await db.HasStagedItemsAsync(eventId, now, cancel))
            {
                return Staged;
            }

            if (plan.IsUnchanged && e.ProgrammeReleased is not null)
            {
                return new Refusal("programme.unchanged", "Nothing is different from the version that is public. There is nothing to publish.");
            }

            if (!plan.IsUnchanged)
            {
                var version = ProgrammeVersion.Release(eventId, plan.Previous, wanted.Name, wanted.Note, plan.Draft.Document, plan.Draft.Submissions, organizer.RequiredPersonId, now, wanted.TellsPeople);
                if (!version.Succeeded)
                {
                    return Domain.Outcome.No<Done>(version.Refusals);
                }

                // First, because one version of an event can be the current one, and both databases look at every statement.
                await db.ProgrammeVersions.Where(other => other.EventId == eventId && other.IsCurrent).ExecuteUpdateAsync(set => set.SetProperty(other => other.IsCurrent, false), cancel);
                db.Add(version.Value);
                List<OutgoingMail> mails = wanted.TellsPeople ? [.. plan.Letters.SelectMany(letter => letter.Mails(plan, version.Value)).Select(draft => OutgoingMail.Write(draft, now))] : [];
                db.AddRange(mails);
                detail = string.Create(CultureInfo.InvariantCulture, $"Published version {version.Value.Number} of the programme, with {mails.Count} {(mails.Count == 1 ? "mail" : "mails")}.");
            }

            e.ReleaseProgramme(now);
        }

        db.Add(AuditEntry.Of(wanted.IsPublic ? "programme.published" : "programme.hidden", detail, organizer.PersonId, eventId, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            await turn.CommitAsync(cancel);
            return Done.Instance;
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChangedElsewhere;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.ProgrammeVersionOnce) || db.Violates(exception, ConstraintNames.CurrentProgrammeOnce))
        {
            return ChangedElsewhere;
        }
    }
}

/// <param name="Name">Blank takes "Version 3".</param>
/// <param name="Note">For the public change log; may be empty.</param>
/// <param name="TellsPeople">Whether those concerned get a mail.</param>
/// <param name="Fingerprint">Of the <see cref="ReleasePlan"/> that the organizer saw; null when nothing was shown.</param>
public sealed record ProgrammeRelease(bool IsPublic, string Name = "", string Note = "", bool TellsPeople = true, string? Fingerprint = null);
