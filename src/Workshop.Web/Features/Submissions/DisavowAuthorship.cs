using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Decisions;
using Workshop.Data.Events;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>
/// Somebody who owns an address in an author list says "I am not an author of this", or takes that back. The organizers who handle the submission and the person who handed it in are
/// told; the list itself stays as it is.
/// </summary>
public sealed class DisavowAuthorship(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    public static Refusal NotListed { get; } = new("disavowal.not-listed", "This address does not stand in the author list any more. There is nothing to correct.");

    /// <param name="addresses">Normalized; each proved to be theirs by the secret in a mail or by an account.</param>
    /// <param name="personId">Who is signed in, if anybody.</param>
    public async Task<Outcome<Done>> RunAsync(Guid submissionId, IReadOnlyCollection<string> addresses, Guid? personId, bool takeBack, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var submission = await db.Submissions.Include(s => s.Authors).SingleOrDefaultAsync(s => s.Id == submissionId && s.SubmittedAt != null, cancel);
        if (submission is null)
        {
            return NotListed;
        }

        var ownerEmails = await db.PersonEmails.Where(email => email.PersonId == submission.OwnerId && email.ConfirmedAt != null).Select(email => email.NormalizedAddress).ToListAsync(cancel);
        var changed = new List<string>();
        foreach (var address in addresses)
        {
            if (takeBack)
            {
                if (submission.TakeDisavowalBack(address, now))
                {
                    changed.Add(address);
                }

                continue;
            }

            var said = submission.Disavow(address, (personId is not null && personId == submission.OwnerId) || ownerEmails.Contains(address), now);
            if (!said.Succeeded)
            {
                return said.Refusal!;
            }

            if (said.Value)
            {
                changed.Add(address);
            }
        }

        if (changed.Count == 0)
        {
            // What still stands, of what was to be taken back, does not stand in the list any more.
            return takeBack && addresses.Any(submission.IsDisavowedBy) ? NotListed : Done.Instance;
        }

        var of = await db.Events.AsNoTracking().SingleAsync(e => e.Id == submission.EventId, cancel);
        foreach (var address in changed)
        {
            var what = takeBack ? $"The owner of {address} is an author after all." : $"The owner of {address} says that they are not an author.";
            db.Add(AuditEntry.Of(takeBack ? "submission.disavowal-taken-back" : "submission.disavowed", what, personId, of.Id, now, submission.Id));
            await TellAsync(of, submission, address, takeBack, now, cancel);
        }

        await db.ReaddressWaitingDecisionMailsAsync(submission, now, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A release was undone or its mails left at the same moment: look again at how it stands.
            db.ChangeTracker.Clear();
            return await RunAsync(submissionId, addresses, personId, takeBack, cancel);
        }
        catch (DbUpdateException failed) when (db.Violates(failed, ConstraintNames.DisavowalOnce))
        {
            // The second of two presses: the first one did it.
        }

        return Done.Instance;
    }

    private async Task TellAsync(WorkshopEvent of, Submission submission, string address, bool takeBack, DateTimeOffset now, CancellationToken cancel)
    {
        var about = string.Create(CultureInfo.InvariantCulture, $"{submission.Id:n}/{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(address)))[..16]}/{now.UtcTicks}");
        var name = submission.Authors.FirstOrDefault(author => author.NormalizedEmail == address)?.Name ?? address;
        foreach (var organizer in await db.LoadOrganizersOfAsync(of.Id, submission.Id, now, cancel))
        {
            db.Add(OutgoingMail.Write(SubmissionMails.Disavowed(of, submission, about, name, address, takeBack, organizer.Email, organizer.Name, site.Link($"/e/{of.Slug}/organize/submissions/{submission.Id}")), now));
        }

        // An imported submission has nobody who handed it in.
        var owner = await db.People.AsNoTracking().Include(person => person.Emails).SingleOrDefaultAsync(person => person.Id == submission.OwnerId, cancel);
        if (owner?.PrimaryEmail is { } primary && EmailAddress.Parse(primary.Address).Value is { } to)
        {
            db.Add(OutgoingMail.Write(SubmissionMails.Disavowed(of, submission, about, name, address, takeBack, to, owner.Name, site.Link($"/e/{of.Slug}/submissions/{submission.Id}")), now));
        }
    }
}
