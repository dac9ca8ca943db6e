using Microsoft.EntityFrameworkCore;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Submissions;

/// <summary>Somebody who gets mail about a submission.</summary>
/// <param name="IsOwner">They handed it in.</param>
/// <param name="IsListed">They stand in its author list.</param>
public sealed record Recipient(EmailAddress Email, string Name, bool IsOwner, bool IsListed);

public static class RecipientQueries
{
    /// <summary>
    /// Everybody who is told what happens to a submission: <see cref="Submission.AuthorsToTell"/>, in order, and after them the person who handed it in when no confirmed address of
    /// theirs is among these. Malformed addresses are left out. One query.
    /// </summary>
    /// <param name="submission">With its authors.</param>
    public static async Task<IReadOnlyList<Recipient>> LoadRecipientsAsync(this WorkshopDb db, Submission submission, CancellationToken cancel)
    {
        var owner = await db.People.AsNoTracking().Include(person => person.Emails).SingleOrDefaultAsync(person => person.Id == submission.OwnerId, cancel);
        return Recipients(submission, owner);
    }

    /// <summary>The same for many submissions, by their ids; one query for all of them.</summary>
    /// <param name="submissions">With their authors.</param>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Recipient>>> LoadRecipientsAsync(this WorkshopDb db, IReadOnlyCollection<Submission> submissions, CancellationToken cancel)
    {
        var ids = submissions.Select(submission => submission.OwnerId).OfType<Guid>().Distinct().ToList();
        var owners = await db.People.AsNoTracking().Include(person => person.Emails).Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, cancel);
        return submissions.ToDictionary(submission => submission.Id, IReadOnlyList<Recipient> (submission) => Recipients(submission, owners.GetValueOrDefault(submission.OwnerId ?? Guid.Empty)));
    }

    private static List<Recipient> Recipients(Submission submission, Person? owner)
    {
        string[] owned = [.. (owner?.Emails ?? []).Where(email => email.ConfirmedAt is not null).Select(email => email.NormalizedAddress)];
        var recipients = Listed(submission).Select(recipient => recipient with { IsOwner = owned.Contains(recipient.Email.Normalized) }).ToList();
        if (!recipients.Exists(recipient => recipient.IsOwner) && owner?.PrimaryEmail is { ConfirmedAt: not null } primary && EmailAddress.Parse(primary.Address).Value is { } to)
        {
            recipients.Add(new Recipient(to, owner.Name, true, false));
        }

        return recipients;
    }

    /// <summary>Those of them who stand in the author list: everybody, for what nobody handed in here.</summary>
    /// <param name="submission">With its authors.</param>
    public static IEnumerable<Recipient> Listed(Submission submission) =>
        from author in submission.AuthorsToTell
        let address = EmailAddress.Parse(author.Email).Value
        where address is not null
        select new Recipient(address, author.Name, false, true);

    /// <summary>Together with those who were authors before a change: nobody is taken off a paper unseen. Each address once.</summary>
    public static IEnumerable<Recipient> WithEarlier(this IEnumerable<Recipient> recipients, Submission submission, IEnumerable<AuthorEntry> earlier) => recipients
        .Concat(
            from author in earlier
            let address = EmailAddress.Parse(author.Email).Value
            where address is not null && !submission.IsDisavowedBy(address.Normalized)
            select new Recipient(address, author.Name, false, false))
        .DistinctBy(recipient => recipient.Email.Normalized);
}
