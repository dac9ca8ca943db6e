using Workshop.Domain.People;

namespace Workshop.Domain.Reviewing;

/// <summary>
/// Finds what stands between the reviewers and the submissions of one event. All pairs at once: addresses, domains, iDs and names are indexed, so that the work grows with the
/// conflicts there are and not with the pairs. Deterministic.
/// </summary>
public sealed class ConflictFinder
{
    private readonly ConflictFacts _facts;
    private readonly PublicSuffixes _suffixes;
    private readonly Dictionary<(Guid Paper, Guid Reviewer), List<ConflictReason>> _found = [];
    private readonly Dictionary<(Guid Paper, Guid Reviewer), PairReasons> _pairs = [];
    private readonly Dictionary<string, string?> _institutions = new(StringComparer.Ordinal);

    private readonly ILookup<string, EventReviewer> _byEmail;
    private readonly ILookup<string, EventReviewer> _byInstitution;
    private readonly ILookup<string, EventReviewer> _byOrcid;
    private readonly ILookup<Guid, EventReviewer> _byPerson;
    private readonly NameIndex<EventReviewer> _byName = new();
    private readonly ILookup<string, (EventReviewer Reviewer, JointSubmission Joint)> _coauthorsByEmail;
    private readonly NameIndex<(EventReviewer Reviewer, ConflictOrigin Origin, string Name, string Where, DateTimeOffset? SaidAt)> _coauthorsByName = new();
    private readonly ILookup<Guid, (string Typed, NameKey Name)> _noCoauthors;

    public ConflictFinder(ConflictFacts facts, PublicSuffixes suffixes)
    {
        _facts = facts;
        _suffixes = suffixes;
        var reviewers = facts.Reviewers;
        _byEmail = reviewers.SelectMany(reviewer => reviewer.Emails.Select(email => (email, reviewer))).ToLookup(pair => pair.email, pair => pair.reviewer, StringComparer.Ordinal);
        _byInstitution = reviewers.SelectMany(reviewer => reviewer.Institutions.Select(domain => (domain, reviewer))).ToLookup(pair => pair.domain, pair => pair.reviewer, StringComparer.Ordinal);
        _byOrcid = reviewers.Where(reviewer => reviewer.Orcid is not null).ToLookup(reviewer => reviewer.Orcid!, StringComparer.Ordinal);
        _byPerson = reviewers.ToLookup(reviewer => reviewer.PersonId);
        _noCoauthors = facts.Corrections.Where(said => said.IsNone).ToLookup(said => said.ReviewerId, said => (said.Name, NameKey.Of(said.Name)));
        foreach (var reviewer in reviewers)
        {
            _byName.Add(NameKey.Of(reviewer.Name), reviewer);
            // The beginning of an address, which stands in for a name that nobody typed, names nobody.
            if (reviewer.InvitedName.Contains(' ', StringComparison.Ordinal) && reviewer.InvitedName != reviewer.Name)
            {
                _byName.Add(NameKey.Of(reviewer.InvitedName), reviewer);
            }
        }

        _coauthorsByEmail = (
            from joint in facts.Joint
            where TieRules.IsConflict(ConflictTie.Coauthor, joint.Year, facts.Year)
            from reviewer in joint.Emails.SelectMany(email => _byEmail[email]).Distinct()
            from email in joint.Emails.Distinct()
            where email.Length > 0 && !reviewer.Emails.Contains(email)
            select (email, reviewer, joint)).ToLookup(row => row.email, row => (row.reviewer, row.joint), StringComparer.Ordinal);
        IndexPastPapers(reviewers.ToDictionary(reviewer => reviewer.Id));
        foreach (var paper in facts.Papers)
        {
            FindOf(paper);
        }

        FindSaid(facts.Papers.ToDictionary(paper => paper.Id));
        Rule();
    }

    /// <summary>Every pair between which there is anything, lifted or not.</summary>
    public IReadOnlyDictionary<(Guid Paper, Guid Reviewer), PairReasons> Pairs => _pairs;

    public PairReasons Between(PaperUnderReview paper, EventReviewer reviewer) => _pairs.GetValueOrDefault((paper.Id, reviewer.Id), PairReasons.None);

    /// <summary>The institution of an address: its registrable domain; null for a mailbox provider that anybody can use and for what is no address.</summary>
    public static string? InstitutionOf(string normalizedEmail, PublicSuffixes suffixes) =>
        EmailAddress.DomainOf(normalizedEmail) is { Length: > 0 } domain && EmailAddress.IsInstitutional(domain) && suffixes.RegistrableDomain(domain) is { } registrable && EmailAddress.IsInstitutional(registrable)
            ? registrable
            : null;

    private void IndexPastPapers(Dictionary<Guid, EventReviewer> reviewers)
    {
        var known = new HashSet<(Guid, string)>();
        foreach (var past in _facts.Past.Where(past => TieRules.IsConflict(ConflictTie.Coauthor, past.Year, _facts.Year)))
        {
            if (!reviewers.TryGetValue(past.ReviewerId, out var reviewer))
            {
                continue;
            }

            var where = past.Title.Length == 0 ? "a past paper" : past.Year is { } year ? $"“{past.Title}”, {year}" : $"“{past.Title}”";
            foreach (var name in Coauthors.OthersIn(past.Authors, reviewer.Name))
            {
                // Who writes with the same people again and again has them in the index once, with the newest paper that the facts bring first.
                if (known.Add((reviewer.Id, name)))
                {
                    _coauthorsByName.Add(NameKey.Of(name), (reviewer, ConflictOrigin.PastPapers, name, where, null));
                }
            }
        }

        foreach (var said in _facts.Corrections.Where(said => !said.IsNone))
        {
            if (reviewers.TryGetValue(said.ReviewerId, out var reviewer))
            {
                _coauthorsByName.Add(NameKey.Of(said.Name), (reviewer, ConflictOrigin.Reviewer, said.Name, "", said.SaidAt));
            }
        }
    }

    private void FindOf(PaperUnderReview paper)
    {
        foreach (var reviewer in paper.OwnerId is { } owner ? _byPerson[owner] : [])
        {
            Add(paper, reviewer, new ConflictReason(ConflictKind.OwnPaper, ConflictOrigin.Accounts, "Submitted it."));
        }

        OwnBy(paper, paper.Authors.Select(author => author.NormalizedEmail), email => $"Is an author: {email}.");
        OwnBy(paper, paper.OwnerEmails, email => $"Has an address of whoever submitted it: {email}.");
        OwnBy(paper, paper.DisavowedBy, email => $"Was listed as an author and says not to be one: {email}.");
        var authors = paper.AuthorsAndOwner.ToList();
        foreach (var author in paper.Authors)
        {
            var orcid = Orcid.Parse(author.Orcid).Value?.Id;
            foreach (var reviewer in orcid is null ? [] : _byOrcid[orcid])
            {
                Own(paper, reviewer, $"Has the ORCID iD of {author.Name}: {orcid}.");
            }
        }

        AskOfOwnersClaims(paper);
        foreach (var author in authors)
        {
            FindOf(paper, author);
        }

        var institutions = authors.Select(author => (author.Name, Institution: InstitutionOf(author.NormalizedEmail)))
            .Concat(paper.OwnerEmails.Select(email => (Name: paper.Owner?.Name ?? "the submitter", Institution: InstitutionOf(email))));
        foreach (var (name, institution) in institutions.Where(one => one.Institution is not null).DistinctBy(one => one.Institution))
        {
            foreach (var reviewer in _byInstitution[institution!])
            {
                Infer(paper, reviewer, new ConflictReason(ConflictKind.SameInstitution, ConflictOrigin.MailDomain, $"Has an address at {institution}, as {name} has."));
            }
        }
    }

    /// <summary>What the submitter says of themselves, and nobody has confirmed, is a question: were it certain, it would bar any critic whose address or iD somebody copies into their own account.</summary>
    private void AskOfOwnersClaims(PaperUnderReview paper)
    {
        foreach (var email in paper.ClaimedOwnerEmails)
        {
            foreach (var reviewer in _byEmail[email])
            {
                Once(paper, reviewer, new ConflictReason(ConflictKind.PossibleOwnPaper, ConflictOrigin.Accounts, $"Whoever submitted it says to have the address {email}, and has not confirmed it. Is this the same person?"));
            }
        }

        if (Orcid.Parse(paper.Owner?.Orcid).Value?.Id is { } orcid)
        {
            foreach (var reviewer in _byOrcid[orcid])
            {
                Once(paper, reviewer, new ConflictReason(ConflictKind.PossibleOwnPaper, ConflictOrigin.Accounts, $"Whoever submitted it says to have the same ORCID iD: {orcid}. Is this the same person?"));
            }
        }
    }

    private void FindOf(PaperUnderReview paper, PaperAuthor author)
    {
        var name = NameKey.Of(author.Name);
        foreach (var (reviewer, match) in _byName.Find(name))
        {
            if (IsAtTheSamePlace(author, reviewer))
            {
                // Different iDs do not answer it: both are claims, and an author could be rid of the question by a typing error.
                var ids = HaveDifferentIds(author, reviewer) ? " Their ORCID iDs differ." : "";
                Once(paper, reviewer, new ConflictReason(
                    ConflictKind.PossibleOwnPaper,
                    ConflictOrigin.NameAndAffiliation,
                    $"{(match == NameMatch.Same ? "Has the name of" : "Has nearly the name of")} {Shown(author)} and works at the same place.{ids} Is this the same person?"));
            }
        }

        foreach (var email in author.OtherEmails.Prepend(author.NormalizedEmail).Distinct())
        {
            // The newest first: it tells most.
            foreach (var (reviewer, joint) in _coauthorsByEmail[email].Where(found => found.Joint.SubmissionId != paper.Id).OrderByDescending(found => found.Joint.Year))
            {
                // A list that was submitted here proves it, whatever the reviewer says; the last word is an organizer's.
                var sentence = IsNoCoauthor(reviewer, author.Name) ? $"Wrote with {author.Name}; the reviewer says that they are no co-authors." : $"Wrote with {author.Name}.";
                Once(paper, reviewer, new ConflictReason(ConflictKind.Coauthor, ConflictOrigin.AuthorLists, sentence) { Where = joint.Where, WhereSubmissionId = joint.SubmissionId });
            }
        }

        foreach (var ((reviewer, origin, found, where, saidAt), match) in _coauthorsByName.Find(name))
        {
            if (origin == ConflictOrigin.Reviewer)
            {
                Once(paper, reviewer, new ConflictReason(ConflictKind.Coauthor, origin, $"Says to have written with {author.Name}.") { SaidBy = reviewer.PersonId, SaidAt = saidAt });
            }
            else if (!IsNoCoauthor(reviewer, found) && !IsNoCoauthor(reviewer, author.Name))
            {
                Once(paper, reviewer, new ConflictReason(ConflictKind.Coauthor, origin, match == NameMatch.Same ? $"Wrote with {author.Name}." : $"Wrote with {found}, who may be {author.Name}.") { Where = where });
            }
        }
    }

    /// <summary>What people said: recorded conflicts, and whom the authors named.</summary>
    private void FindSaid(Dictionary<Guid, PaperUnderReview> papers)
    {
        foreach (var conflict in _facts.Recorded)
        {
            if (papers.TryGetValue(conflict.SubmissionId, out var paper))
            {
                foreach (var reviewer in _byPerson[conflict.PersonId])
                {
                    Add(paper, reviewer, Of(conflict));
                }
            }
        }

        foreach (var named in _facts.Named.Where(named => TieRules.IsConflict(named.Tie, named.EndedIn, _facts.Year)))
        {
            if (papers.TryGetValue(named.SubmissionId, out var paper))
            {
                FindNamed(paper, named);
            }
        }
    }

    /// <summary>A recorded conflict as a reason, for reviewers and for organizers who review nothing.</summary>
    public static ConflictReason Of(Conflict conflict)
    {
        var tie = ConflictRules.Words(conflict.Tie) is { Length: > 0 } words ? $": {words}{Until(conflict.EndedIn)}" : "";
        return new ConflictReason(
            ConflictKind.Declared,
            conflict.Source == ConflictSource.DeclaredByReviewer ? ConflictOrigin.Reviewer : ConflictOrigin.Organizer,
            conflict.Source == ConflictSource.DeclaredByReviewer ? $"Declared a conflict{tie}." : $"An organizer recorded a conflict{tie}.")
        {
            Tie = conflict.Tie,
            SaidBy = conflict.RecordedBy,
            SaidAt = conflict.RecordedAt,
            Note = conflict.Note,
        };
    }

    private void FindNamed(PaperUnderReview paper, NamedConflict named)
    {
        var tie = $"{ConflictRules.Words(named.Tie)}{Until(named.EndedIn)}";
        var reason = new ConflictReason(ConflictKind.NamedByAuthors, ConflictOrigin.Authors, $"The authors named this person: {tie}.") { Tie = named.Tie, SaidBy = named.NamedBy, SaidAt = named.NamedAt, Note = named.Note };
        if (named.NormalizedEmail.Length > 0 && _byEmail.Contains(named.NormalizedEmail))
        {
            foreach (var reviewer in _byEmail[named.NormalizedEmail])
            {
                Infer(paper, reviewer, reason);
            }

            return;
        }

        // Without an address, or with one that no reviewer has, the name is all there is. Whoever has exactly it is meant rather than whoever may have it.
        var found = _byName.Find(NameKey.Of(named.Name)).ToList();
        var best = found.Count == 0 ? NameMatch.None : found.Max(one => one.Match);
        foreach (var (reviewer, match) in found)
        {
            if (match == best)
            {
                Once(paper, reviewer, reason with { Sentence = $"The authors named “{named.Name}”, compared by name only: {tie}." });
            }
        }
    }

    private void OwnBy(PaperUnderReview paper, IEnumerable<string> emails, Func<string, string> sentence)
    {
        foreach (var email in emails.Where(email => email.Length > 0).Distinct())
        {
            foreach (var reviewer in _byEmail[email])
            {
                Own(paper, reviewer, sentence(email));
            }
        }
    }

    private void Own(PaperUnderReview paper, EventReviewer reviewer, string sentence)
    {
        // One certain reason is enough: "submitted it" and "is an author" are the same news.
        if (!Has(paper, reviewer, ConflictKind.OwnPaper))
        {
            Add(paper, reviewer, new ConflictReason(ConflictKind.OwnPaper, ConflictOrigin.Accounts, sentence));
        }
    }

    /// <summary>Of an author nothing weaker is worth saying: everybody is at their own institution and writes with their co-authors.</summary>
    private void Infer(PaperUnderReview paper, EventReviewer reviewer, ConflictReason reason)
    {
        if (!Has(paper, reviewer, ConflictKind.OwnPaper))
        {
            Add(paper, reviewer, reason);
        }
    }

    /// <summary>One of a kind and origin says it; the page need not list every paper that two people wrote together.</summary>
    private void Once(PaperUnderReview paper, EventReviewer reviewer, ConflictReason reason)
    {
        if (!(_found.TryGetValue((paper.Id, reviewer.Id), out var reasons) && reasons.Exists(other => other.Kind == reason.Kind && other.Origin == reason.Origin)))
        {
            Infer(paper, reviewer, reason);
        }
    }

    private bool Has(PaperUnderReview paper, EventReviewer reviewer, ConflictKind kind) =>
        _found.TryGetValue((paper.Id, reviewer.Id), out var reasons) && reasons.Exists(reason => reason.Kind == kind);

    private void Add(PaperUnderReview paper, EventReviewer reviewer, ConflictReason reason)
    {
        if (!_found.TryGetValue((paper.Id, reviewer.Id), out var reasons))
        {
            _found.Add((paper.Id, reviewer.Id), reasons = []);
        }

        reasons.Add(reason);
    }

    private void Rule()
    {
        var people = _facts.Reviewers.ToDictionary(reviewer => reviewer.Id, reviewer => reviewer.PersonId);
        var rulings = _facts.Rulings.ToLookup(ruling => (ruling.SubmissionId, ruling.PersonId));
        foreach (var (pair, reasons) in _found)
        {
            // Who is on record needs no question any more: "yes" was recorded as a conflict, and any other conflict bars as well.
            var asked = reasons.Exists(reason => reason.Kind == ConflictKind.Declared) ? reasons.Where(reason => reason.Kind != ConflictKind.PossibleOwnPaper) : reasons;
            var of = rulings[(pair.Paper, people[pair.Reviewer])].ToList();
            var standing = new List<ConflictReason>();
            var lifted = new List<LiftedReason>();
            foreach (var reason in asked.OrderBy(reason => reason.Kind))
            {
                if (of.Find(ruling => ConflictRules.Lifts(ruling, reason)) is { } ruling)
                {
                    lifted.Add(new LiftedReason(reason, ruling));
                }
                else
                {
                    standing.Add(reason);
                }
            }

            _pairs.Add(pair, new PairReasons(standing, lifted));
        }
    }

    private bool IsAtTheSamePlace(PaperAuthor author, EventReviewer reviewer) =>
        Affiliations.LooksSame(author.Affiliation, reviewer.Affiliation) || (InstitutionOf(author.NormalizedEmail) is { } institution && reviewer.Institutions.Contains(institution));

    private static bool HaveDifferentIds(PaperAuthor author, EventReviewer reviewer) => reviewer.Orcid is { } mine && Orcid.Parse(author.Orcid).Value is { } theirs && theirs.Id != mine;

    /// <summary>What was found under a name is corrected under that name, initials and all.</summary>
    private bool IsNoCoauthor(EventReviewer reviewer, string name) =>
        _noCoauthors.Contains(reviewer.Id) && NameKey.Of(name) is var key
        && _noCoauthors[reviewer.Id].Any(none => string.Equals(none.Typed, name, StringComparison.OrdinalIgnoreCase) || none.Name.Joined == key.Joined);

    private string? InstitutionOf(string normalizedEmail)
    {
        if (!_institutions.TryGetValue(normalizedEmail, out var institution))
        {
            _institutions.Add(normalizedEmail, institution = InstitutionOf(normalizedEmail, _suffixes));
        }

        return institution;
    }

    private static string Shown(PaperAuthor author) => author.NormalizedEmail.Length == 0 ? $"the author {author.Name}" : $"the author {author.Name} ({author.NormalizedEmail})";

    private static string Until(int? endedIn) => endedIn is { } year ? $", until {year}" : "";
}
