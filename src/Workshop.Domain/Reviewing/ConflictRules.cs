using Workshop.Domain.People;

namespace Workshop.Domain.Reviewing;

/// <summary>What bars a person from reviewing a submission; the strongest first.</summary>
public enum ConflictKind
{
    /// <summary>Certain: submitted it, or has an address or the ORCID iD of one of its authors.</summary>
    OwnPaper,

    /// <summary>A question: has the name of an author and works at the same place, but shares no address. Bars until an organizer answers.</summary>
    PossibleOwnPaper,

    /// <summary>By the person, or recorded by an organizer.</summary>
    Declared,

    /// <summary>The authors named this person as not free to review it.</summary>
    NamedByAuthors,

    /// <summary>Wrote with one of the authors, not too long ago.</summary>
    Coauthor,

    /// <summary>Has an address at the same institution as an author.</summary>
    SameInstitution,

    /// <summary>Never found, only shown: stands for what an organizer is not told about themselves. See <see cref="PairReasons.AsReadBy"/>.</summary>
    AboutTheReader,
}

/// <summary>Where a reason comes from.</summary>
public enum ConflictOrigin
{
    /// <summary>Accounts, addresses and ORCID iDs, compared.</summary>
    Accounts,
    NameAndAffiliation,
    Reviewer,
    Organizer,
    Authors,

    /// <summary>Author lists of submissions to this and earlier events.</summary>
    AuthorLists,

    /// <summary>What the reviewer gave as their past papers.</summary>
    PastPapers,
    MailDomain,
}

/// <summary>Why a person must not review a submission.</summary>
/// <param name="Sentence">For organizers who may manage the submission. Says nothing about any other submission.</param>
public sealed record ConflictReason(ConflictKind Kind, ConflictOrigin Origin, string Sentence)
{
    /// <summary>Where it was found, "#12" or the title of a past paper; empty when the sentence says all.</summary>
    public string Where { get; init; } = "";

    /// <summary>The submission to this event that <see cref="Where"/> speaks of: whoever may not manage that one is not told. Null when it speaks of none.</summary>
    public Guid? WhereSubmissionId { get; init; }

    public ConflictTie Tie { get; init; }

    /// <summary>Whoever said it; null for what was worked out.</summary>
    public Guid? SaidBy { get; init; }

    public DateTimeOffset? SaidAt { get; init; }

    /// <summary>What they wrote beside it.</summary>
    public string Note { get; init; } = "";

    public bool MayBeOverruled => ConflictRules.WhyNotOverrule(Kind) is null;
}

/// <summary>A reason that an organizer overruled.</summary>
public sealed record LiftedReason(ConflictReason Reason, ConflictRuling By);

/// <summary>All there is between one reviewer and one submission, each list with the strongest first. One standing reason bars.</summary>
public sealed record PairReasons(IReadOnlyList<ConflictReason> Standing, IReadOnlyList<LiftedReason> Lifted)
{
    public static PairReasons None { get; } = new([], []);

    public ConflictReason? Strongest => Standing.Count == 0 ? null : Standing[0];

    /// <summary>
    /// These reasons as an organizer may read them. Whether authors named the organizer who reads is not said: about oneself everything that an organizer can overrule becomes one neutral reason, since one
    /// that stood for being named alone would say just that. What is certain, and what was declared, stays; of rulings about oneself those that are about being named are left out.
    /// </summary>
    /// <param name="reviewer">Whom the reasons are about.</param>
    public PairReasons AsReadBy(Viewer organizer, EventReviewer reviewer)
    {
        ArgumentNullException.ThrowIfNull(organizer);
        ArgumentNullException.ThrowIfNull(reviewer);
        if (reviewer.PersonId != organizer.PersonId)
        {
            return this;
        }

        List<ConflictReason> standing = [.. Standing.Where(reason => !reason.MayBeOverruled)];
        if (standing.Count < Standing.Count)
        {
            standing.Add(new ConflictReason(ConflictKind.AboutTheReader, ConflictOrigin.Organizer, "Something stands between you and this submission. Another organizer sees what it is, and decides."));
        }

        return new PairReasons(standing, [.. Lifted.Where(lifted => lifted.Reason.Kind != ConflictKind.NamedByAuthors)]);
    }
}

/// <summary>What a conflict is worth, whoever it concerns. Which ones there are says <see cref="ConflictFinder"/>.</summary>
public static class ConflictRules
{
    /// <summary>Why an organizer cannot overrule conflicts of that kind, or null. What was worked out or named by others can be wrong; what is certain, or said by the person or an organizer, is not overruled.</summary>
    public static Refusal? WhyNotOverrule(ConflictKind kind) => kind switch
    {
        ConflictKind.OwnPaper => new Refusal("conflict.own-paper", "Nobody reviews their own paper, so this cannot be overruled. Is the author list wrong? Then correct that."),
        ConflictKind.Declared => new Refusal("conflict.declared", "What was declared is not overruled: the reviewer takes it back, or an organizer removes what an organizer recorded."),
        ConflictKind.AboutTheReader => new Refusal("conflict.own", "This is about yourself, so another organizer has to decide it."),
        _ => null,
    };

    /// <summary>
    /// Whether a ruling lifts a reason: it has to be about the same kind, and what authors said after it is new. Of a certain kind nothing is ever lifted, whatever rows there are.
    /// </summary>
    public static bool Lifts(ConflictRuling ruling, ConflictReason reason) =>
        ruling.Kind == reason.Kind && reason.MayBeOverruled && (reason.SaidAt is not { } said || said <= ruling.RuledAt);

    /// <summary>The tie as a word in the middle of a sentence; empty when nobody said.</summary>
    public static string Words(ConflictTie tie) => tie switch
    {
        ConflictTie.OwnPaper => "own paper",
        ConflictTie.SameInstitution => "same institution",
        ConflictTie.Coauthor => "co-author",
        ConflictTie.Advisor => "adviser or student",
        ConflictTie.Family => "family or close friend",
        ConflictTie.Financial => "money",
        ConflictTie.Other => "another reason",
        _ => "",
    };
}
