using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>What organizers call kinds of conflicts and where they come from.</summary>
public static class ConflictWords
{
    public static string Kind(ConflictKind kind) => kind switch
    {
        ConflictKind.OwnPaper => "Own paper",
        ConflictKind.PossibleOwnPaper => "Own paper?",
        ConflictKind.Declared => "Declared",
        ConflictKind.NamedByAuthors => "Named by the authors",
        ConflictKind.Coauthor => "Co-author",
        ConflictKind.SameInstitution => "Same institution",
        ConflictKind.AboutTheReader => "About you",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>As one of several to choose from: "found in …", "said by …".</summary>
    public static string Origin(ConflictOrigin origin) => origin switch
    {
        ConflictOrigin.Accounts => "addresses and ORCID iDs",
        ConflictOrigin.NameAndAffiliation => "name and affiliation",
        ConflictOrigin.Reviewer => "the reviewer",
        ConflictOrigin.Organizer => "an organizer",
        ConflictOrigin.Authors => "the authors",
        ConflictOrigin.AuthorLists => "author lists here",
        ConflictOrigin.PastPapers => "past papers",
        ConflictOrigin.MailDomain => "mail domains",
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };
}
