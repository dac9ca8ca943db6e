using Workshop.Domain.People;

namespace Workshop.Domain.Reviewing;

public enum ConflictKind
{
    OwnPaper,
    SameInstitution,
    Declared,
}

/// <summary>Why a person must not review a submission.</summary>
/// <param name="Sentence">For organizers, who may see both names.</param>
public sealed record ConflictReason(ConflictKind Kind, string Sentence);

/// <summary>The conflicts that follow from who people are.</summary>
public static class ConflictRules
{
    /// <summary>
    /// The strongest reason why this person must not review the submission, or null when there is none: own paper by any known address before a
    /// declared conflict before a shared institutional mail domain. A mailbox provider that anybody can use is no institution. Sub-domains count as other institutions.
    /// </summary>
    /// <param name="personEmails">Every address of the person, confirmed or not, normalized.</param>
    /// <param name="ownerId">Null when nobody submitted it here: then its author list alone counts.</param>
    /// <param name="ownerEmails">Every address of the submitter, normalized.</param>
    /// <param name="authorEmails">The author list, normalized; malformed entries of drafts match nothing.</param>
    public static ConflictReason? Find(
        Guid personId,
        IReadOnlyCollection<string> personEmails,
        Guid? ownerId,
        IReadOnlyCollection<string> ownerEmails,
        IReadOnlyCollection<string> authorEmails,
        bool declared)
    {
        if (personId == ownerId)
        {
            return new ConflictReason(ConflictKind.OwnPaper, "Submitted it.");
        }

        foreach (var email in authorEmails.Concat(ownerEmails))
        {
            if (email.Length > 0 && personEmails.Contains(email))
            {
                return new ConflictReason(ConflictKind.OwnPaper, $"Is an author: {email}.");
            }
        }

        if (declared)
        {
            return new ConflictReason(ConflictKind.Declared, "A conflict is declared.");
        }

        foreach (var domain in personEmails.Select(EmailAddress.DomainOf))
        {
            if (EmailAddress.IsInstitutional(domain) && authorEmails.Concat(ownerEmails).Any(email => EmailAddress.DomainOf(email) == domain))
            {
                return new ConflictReason(ConflictKind.SameInstitution, $"Shares the mail domain {domain} with an author.");
            }
        }

        return null;
    }
}
