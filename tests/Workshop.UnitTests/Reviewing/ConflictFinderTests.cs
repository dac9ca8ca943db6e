using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.UnitTests.Reviewing;

/// <summary>One submission by Ada, one reviewer, and one thing between them.</summary>
public sealed class ConflictFinderTests
{
    private const int Year = 2027;
    private const string Iri = "0000-0002-1825-0097";
    private const string OtherIri = "0000-0001-5109-3700";
    private static readonly DateTimeOffset Now = new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly PublicSuffixes Suffixes = PublicSuffixes.Parse(["com", "example", "uk", "ac.uk", "jp", "ac.jp"]);
    private static readonly Guid Owner = Guid.NewGuid();
    private static readonly Guid Organizer = Guid.NewGuid();

    private static readonly PaperUnderReview Paper = new(Guid.NewGuid(), 1, "On trees")
    {
        OwnerId = Owner,
        Owner = new PaperAuthor("Sam Submitter", "sam@third.example", "Third Institute", ""),
        OwnerEmails = ["sam@third.example"],
        ClaimedOwnerEmails = ["sam@unconfirmed.example"],
        Authors = [new PaperAuthor("Ada Lovelace", "ada@cs.uni-x.ac.uk", "University of X, Department of Computing", Iri)],
    };

    private static readonly EventReviewer Reviewer = Known(new EventReviewer(Guid.NewGuid(), Guid.NewGuid(), "Rosa Reviewer", "rosa@else.example") { Affiliation = "Elsewhere College" }, "rosa@else.example");

    [Fact]
    public void Strangers_have_no_conflict()
    {
        Assert.Same(PairReasons.None, Between(Facts(Reviewer)));
    }

    [Theory]
    [InlineData("ada@cs.uni-x.ac.uk", "Is an author: ada@cs.uni-x.ac.uk.")]
    [InlineData("sam@third.example", "Has an address of whoever submitted it: sam@third.example.")]
    [InlineData("gone@once.example", "Was listed as an author and says not to be one: gone@once.example.")]
    public void One_shared_address_is_ones_own_paper_and_nothing_else_is_said(string address, string sentence)
    {
        var paper = Paper with { DisavowedBy = ["gone@once.example"] };

        var reason = Assert.Single(Between(Facts(Known(Reviewer, "rosa@else.example", address), paper)).Standing);

        Assert.Equal((ConflictKind.OwnPaper, sentence, false), (reason.Kind, reason.Sentence, reason.MayBeOverruled));
    }

    [Fact]
    public void The_submitter_and_whoever_has_an_authors_iD_are_authors()
    {
        var submitter = Reviewer with { PersonId = Owner };
        Assert.Equal("Submitted it.", Assert.Single(Between(Facts(submitter)).Standing).Sentence);
        Assert.Equal($"Has the ORCID iD of Ada Lovelace: {Iri}.", Assert.Single(Between(Facts(Reviewer with { Orcid = Iri })).Standing).Sentence);
        Assert.Empty(Between(Facts(Reviewer with { Orcid = OtherIri })).Standing);
    }

    [Fact]
    public void What_a_submitter_only_says_of_themselves_asks_about_a_critic_and_bars_nobody_for_good()
    {
        var paper = Paper with { Owner = Paper.Owner! with { Orcid = OtherIri } };
        foreach (var critic in new[] { Known(Reviewer, "sam@unconfirmed.example"), Reviewer with { Orcid = OtherIri } })
        {
            var reason = Assert.Single(Between(Facts(critic, paper)).Standing);

            Assert.Equal((ConflictKind.PossibleOwnPaper, true), (reason.Kind, reason.MayBeOverruled));
            Assert.Empty(Between(Facts(critic, paper) with { Rulings = [Ruling(critic, ConflictKind.PossibleOwnPaper)] }).Standing);
        }
    }

    [Theory]
    [InlineData("Ada Lovelace", "University of X", null, true)]
    [InlineData("Lovelace, Ada", "Univ. of X", null, true)]
    [InlineData("A. Lovelace", "University of X", null, true)]
    [InlineData("Ada Lovelace", "Elsewhere College", null, false)]
    [InlineData("Eva Lovelace", "University of X", null, false)]
    [InlineData("Ada Lovelace", "University of X", OtherIri, true)]
    public void The_same_name_at_the_same_place_is_a_question(string name, string affiliation, string? orcid, bool asked)
    {
        var reasons = Between(Facts(Reviewer with { Name = name, Affiliation = affiliation, Orcid = orcid })).Standing;

        Assert.Equal(asked ? [ConflictKind.PossibleOwnPaper] : [], reasons.Select(reason => reason.Kind));
        Assert.All(reasons, reason => Assert.True(reason.MayBeOverruled));
        Assert.All(reasons, reason => Assert.Equal(orcid == OtherIri, reason.Sentence.Contains("Their ORCID iDs differ.", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_no_answers_the_question_and_leaves_the_shared_institution()
    {
        var namesake = Known(Reviewer with { Name = "Ada Lovelace" }, "al@uni-x.ac.uk");
        Assert.Equal([ConflictKind.PossibleOwnPaper, ConflictKind.SameInstitution], Between(Facts(namesake)).Standing.Select(reason => reason.Kind));

        var answered = Between(Facts(namesake) with { Rulings = [Ruling(namesake, ConflictKind.PossibleOwnPaper)] });

        Assert.Equal([ConflictKind.SameInstitution], answered.Standing.Select(reason => reason.Kind));
        Assert.Equal([(ConflictKind.PossibleOwnPaper, "A namesake.")], answered.Lifted.Select(lifted => (lifted.Reason.Kind, lifted.By.Note)));
    }

    [Fact]
    public void A_yes_is_a_recorded_conflict_and_ends_the_question()
    {
        var namesake = Reviewer with { Name = "Ada Lovelace", Affiliation = "University of X" };

        var reason = Assert.Single(Between(Facts(namesake) with { Recorded = [Recorded(namesake, ConflictSource.RecordedByOrganizer, ConflictTie.OwnPaper)] }).Standing);

        Assert.Equal((ConflictKind.Declared, ConflictOrigin.Organizer, ConflictTie.OwnPaper, "An organizer recorded a conflict: own paper."), (reason.Kind, reason.Origin, reason.Tie, reason.Sentence));
    }

    [Theory]
    [InlineData("rosa@uni-x.ac.uk", true)]
    [InlineData("rosa@mail.cs.uni-x.ac.uk", true)]
    [InlineData("rosa@uni-y.ac.uk", false)]
    [InlineData("rosa@ac.uk", false)]
    [InlineData("rosa@third.example", true)]
    [InlineData("rosa@unconfirmed.example", false)]
    [InlineData("rosa@gmail.com", false)]
    public void An_institution_is_what_somebody_registered(string address, bool same) =>
        Assert.Equal(same ? [ConflictKind.SameInstitution] : [], Between(Facts(Known(Reviewer, address))).Standing.Select(reason => reason.Kind));

    [Fact]
    public void A_mailbox_provider_is_no_institution_even_when_both_use_it()
    {
        var paper = Paper with { Authors = [new PaperAuthor("Ada Lovelace", "ada@gmail.com", "", "")] };

        Assert.Empty(Between(Facts(Known(Reviewer, "rosa@gmail.com"), paper)).Standing);
    }

    [Theory]
    [InlineData(ConflictSource.DeclaredByReviewer, ConflictTie.Advisor, "Declared a conflict: adviser or student.")]
    [InlineData(ConflictSource.DeclaredByReviewer, ConflictTie.Unspecified, "Declared a conflict.")]
    [InlineData(ConflictSource.RecordedByOrganizer, ConflictTie.Family, "An organizer recorded a conflict: family or close friend.")]
    public void What_was_declared_stands_whatever_rulings_there_are(ConflictSource source, ConflictTie tie, string sentence)
    {
        var facts = Facts(Reviewer) with { Recorded = [Recorded(Reviewer, source, tie)], Rulings = [Ruling(Reviewer, ConflictKind.Coauthor)] };

        Assert.Equal(sentence, Assert.Single(Between(facts).Standing).Sentence);
    }

    [Theory]
    [InlineData("Somebody Else", "rosa@else.example", "The authors named this person: co-author.")]
    [InlineData("Rosa Reviewer", "", "The authors named “Rosa Reviewer”, compared by name only: co-author.")]
    [InlineData("Rosa Reviewer", "rosa@old-place.example", "The authors named “Rosa Reviewer”, compared by name only: co-author.")]
    [InlineData("R. Reviewer", "", "The authors named “R. Reviewer”, compared by name only: co-author.")]
    [InlineData("Rita Reviewer", "", null)]
    public void Whom_authors_name_is_found_by_address_else_by_name(string name, string email, string? sentence)
    {
        var facts = Facts(Reviewer) with { Named = [Named(name, email, Now)] };

        Assert.Equal(sentence, Between(facts).Strongest?.Sentence);
    }

    [Fact]
    public void An_address_says_who_of_two_namesakes_is_meant_and_a_full_name_beats_an_initial()
    {
        var namesake = Known(new EventReviewer(Guid.NewGuid(), Guid.NewGuid(), "Rosa Reviewer", "rosa@other.example"), "rosa@other.example");
        var almost = Known(new EventReviewer(Guid.NewGuid(), Guid.NewGuid(), "R. Reviewer", "r@initial.example"), "r@initial.example");
        var facts = new ConflictFacts(Year, [Paper], [Reviewer, namesake, almost]);

        Assert.Equal([namesake.Id], Barred(facts with { Named = [Named("Rosa Reviewer", "rosa@other.example", Now)] }));
        Assert.Equal([Reviewer.Id, namesake.Id], Barred(facts with { Named = [Named("Rosa Reviewer", "", Now)] }));
    }

    [Fact]
    public void Whom_authors_name_after_a_ruling_is_news()
    {
        var facts = Facts(Reviewer) with { Rulings = [Ruling(Reviewer, ConflictKind.NamedByAuthors)] };

        Assert.Empty(Between(facts with { Named = [Named("Rosa Reviewer", "", Now)] }).Standing);
        Assert.Single(Between(facts with { Named = [Named("Rosa Reviewer", "", Now.AddDays(1))] }).Standing);
    }

    [Theory]
    [InlineData(2027, true)]
    [InlineData(2022, true)]
    [InlineData(2021, false)]
    public void Co_authors_are_found_in_author_lists_of_five_years(int year, bool conflict)
    {
        var facts = Facts(Reviewer) with { Joint = [new JointSubmission("Workshop of then", null, year, ["rosa@else.example", "ada@cs.uni-x.ac.uk"])] };

        var reasons = Between(facts).Standing;

        Assert.Equal(conflict ? [(ConflictKind.Coauthor, ConflictOrigin.AuthorLists, "Wrote with Ada Lovelace.", "Workshop of then")] : [], reasons.Select(reason => (reason.Kind, reason.Origin, reason.Sentence, reason.Where)));
    }

    [Fact]
    public void Co_authors_are_known_by_every_confirmed_address_and_strangers_in_one_list_with_nobody_are_none()
    {
        var paper = Paper with { Authors = [Paper.Authors[0] with { OtherEmails = ["ada@private.example"] }] };
        var joint = new JointSubmission("#7", Guid.NewGuid(), Year, ["rosa@else.example", "ada@private.example"]);

        Assert.Equal([ConflictKind.Coauthor], Between(Facts(Reviewer, paper) with { Joint = [joint] }).Standing.Select(reason => reason.Kind));
        Assert.Empty(Between(Facts(Reviewer) with { Joint = [joint with { Emails = ["rosa@else.example", "carl@x.example"] }] }).Standing);
    }

    [Theory]
    [InlineData("Ada Lovelace", 2026, "Wrote with Ada Lovelace.", "“Old work”, 2026")]
    [InlineData("Lovelace, Ada", null, "Wrote with Ada Lovelace.", "“Old work”")]
    [InlineData("A. Lovelace", 2026, "Wrote with A. Lovelace, who may be Ada Lovelace.", "“Old work”, 2026")]
    [InlineData("Ada Lovelace", 2021, null, null)]
    [InlineData("Bob Lovelace", 2026, null, null)]
    public void Co_authors_are_found_in_past_papers_by_name(string name, int? year, string? sentence, string? where)
    {
        var facts = Facts(Reviewer) with { Past = [new PastAuthors(Reviewer.Id, "Old work", year, ["Rosa Reviewer", name])] };

        var reason = Between(facts).Strongest;

        Assert.Equal((sentence, where), (reason?.Sentence, reason?.Where));
    }

    [Fact]
    public void The_reviewer_is_not_their_own_co_author()
    {
        var namesake = Reviewer with { Name = "Ada Lovelace" };

        Assert.Empty(Between(Facts(namesake) with { Past = [new PastAuthors(Reviewer.Id, "Old work", 2026, ["Ada Lovelace"])] }).Standing);
    }

    [Theory]
    [InlineData("Ada Lovelace", "Ada Lovelace")]
    [InlineData("A. Lovelace", "a. lovelace")]
    public void A_reviewer_corrects_what_was_found_under_a_name(string found, string said)
    {
        var facts = Facts(Reviewer) with
        {
            Past = [new PastAuthors(Reviewer.Id, "Old work", 2026, [found])],
            Joint = [new JointSubmission("#7", Guid.NewGuid(), Year, ["rosa@else.example", "nobody@x.example"])],
        };
        Assert.Single(Between(facts).Standing);

        Assert.Empty(Between(facts with { Corrections = [Correction(said, none: true)] }).Standing);
        Assert.Single(Between(facts with { Corrections = [Correction("Somebody Else", none: true)] }).Standing);
    }

    [Fact]
    public void What_author_lists_here_prove_stands_whatever_the_reviewer_says_until_an_organizer_overrules()
    {
        var facts = Facts(Reviewer) with { Joint = [new JointSubmission("#7", Guid.NewGuid(), Year, ["rosa@else.example", "ada@cs.uni-x.ac.uk"])], Corrections = [Correction("Ada Lovelace", none: true)] };

        var reason = Assert.Single(Between(facts).Standing);

        Assert.Equal((ConflictOrigin.AuthorLists, "Wrote with Ada Lovelace; the reviewer says that they are no co-authors.", true), (reason.Origin, reason.Sentence, reason.MayBeOverruled));
        Assert.Empty(Between(facts with { Rulings = [Ruling(Reviewer, ConflictKind.Coauthor)] }).Standing);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(Coauthors.MostAuthors, true)]
    [InlineData(Coauthors.MostAuthors + 1, false)]
    public void A_past_paper_of_a_crowd_makes_no_co_authors_as_on_the_reviewers_own_page(int others, bool found)
    {
        string[] authors = ["Rosa Reviewer", "Ada Lovelace", .. Enumerable.Range(1, others - 1).Select(i => $"Member N{i}")];
        var paper = new PastPaper { ReviewerId = Reviewer.Id, Position = 0, Title = "Big", Abstract = "", Authors = string.Join('\n', authors), Year = 2026 };

        Assert.Equal(found, Between(Facts(Reviewer) with { Past = [new PastAuthors(Reviewer.Id, "Big", 2026, authors)] }).Standing.Count > 0);
        Assert.Equal(found, Coauthors.Of([Coauthors.Of(paper, "Rosa Reviewer")], []).Any(coauthor => coauthor.Name == "Ada Lovelace" && coauthor.Counts(Year)));
    }

    [Fact]
    public void A_second_author_who_may_be_the_reviewer_is_a_co_author_for_the_rules_as_on_the_page()
    {
        var paper = Paper with { Authors = [Paper.Authors[0] with { Name = "Rita Reviewer" }] };

        Assert.Single(Between(Facts(Reviewer, paper) with { Past = [new PastAuthors(Reviewer.Id, "Old work", 2026, ["Rosa Reviewer", "R. Reviewer"])] }).Standing);
    }

    [Fact]
    public void A_reviewer_adds_a_co_author()
    {
        var reason = Assert.Single(Between(Facts(Reviewer) with { Corrections = [Correction("Ada Lovelace", none: false)] }).Standing);

        Assert.Equal((ConflictKind.Coauthor, ConflictOrigin.Reviewer, "Says to have written with Ada Lovelace."), (reason.Kind, reason.Origin, reason.Sentence));
    }

    [Theory]
    [InlineData(ConflictKind.OwnPaper, "conflict.own-paper")]
    [InlineData(ConflictKind.Declared, "conflict.declared")]
    [InlineData(ConflictKind.PossibleOwnPaper, null)]
    [InlineData(ConflictKind.NamedByAuthors, null)]
    [InlineData(ConflictKind.Coauthor, null)]
    [InlineData(ConflictKind.SameInstitution, null)]
    [InlineData(ConflictKind.AboutTheReader, "conflict.own")]
    public void What_is_inferred_can_be_overruled_and_what_is_certain_or_said_cannot(ConflictKind kind, string? code)
    {
        Assert.Equal(code, ConflictRuling.Overrule(Guid.NewGuid(), Paper.Id, Reviewer.PersonId, kind, "Because.", Organizer, Now).Refusal?.Code);
        Assert.Equal(code ?? "conflict.note-missing", ConflictRuling.Overrule(Guid.NewGuid(), Paper.Id, Reviewer.PersonId, kind, " ", Organizer, Now).Refusal?.Code);
    }

    [Theory]
    [InlineData(ConflictTie.Coauthor, null, null)]
    [InlineData(ConflictTie.Coauthor, 2022, null)]
    [InlineData(ConflictTie.Coauthor, 2021, "conflict.ended")]
    [InlineData(ConflictTie.Advisor, 1990, null)]
    [InlineData(ConflictTie.Family, 1990, null)]
    [InlineData(ConflictTie.Other, 2028, "conflict.year")]
    [InlineData(ConflictTie.Family, 1850, "conflict.year")]
    public void A_tie_that_ended_long_ago_is_none_any_more(ConflictTie tie, int? endedIn, string? code) =>
        Assert.Equal(code, Conflict.Record(Guid.NewGuid(), Paper.Id, Reviewer.PersonId, ConflictSource.DeclaredByReviewer, tie, endedIn, "", Reviewer.PersonId, Year, Now).Refusal?.Code);

    [Theory]
    [InlineData("", "", ConflictTie.Coauthor, "named.name-missing")]
    [InlineData("Rosa", "rosa", ConflictTie.Coauthor, "email.malformed")]
    [InlineData("Rosa", "", ConflictTie.Unspecified, "named.tie-missing")]
    [InlineData("ROSA REVIEWER", "", ConflictTie.Coauthor, "named.twice")]
    [InlineData("Somebody", "Old@Place.example", ConflictTie.Coauthor, "named.twice")]
    [InlineData("Rosa Reviewer", "rosa@new.example", ConflictTie.Coauthor, null)]
    public void Authors_name_each_person_once(string name, string email, ConflictTie tie, string? code)
    {
        NamedConflict[] others = [Named("Rosa Reviewer", "", Now), Named("Someone", "old@place.example", Now)];

        Assert.Equal(code, NamedConflict.Create(Paper.Id, name, email, tie, null, "", Owner, others, Year, Now).Refusal?.Code);
    }

    [Fact]
    public void An_organizer_reads_about_themselves_neither_that_they_are_named_nor_what_else_can_be_overruled()
    {
        var me = new Viewer(Reviewer.PersonId, "Rosa Reviewer", false, [], [], [], [], []);
        var other = me with { PersonId = Organizer };
        var named = Between(Facts(Reviewer) with { Named = [Named("Rosa Reviewer", "", Now)] });
        var colleague = Between(Facts(Known(Reviewer, "rosa@uni-x.ac.uk")));
        var certain = Between(Facts(Reviewer with { Orcid = Iri }));

        Assert.Equal(ConflictKind.AboutTheReader, Assert.Single(named.AsReadBy(me, Reviewer).Standing).Kind);
        Assert.Equal(named.AsReadBy(me, Reviewer).Standing, colleague.AsReadBy(me, Reviewer).Standing);
        Assert.Equal(certain.Standing, certain.AsReadBy(me, Reviewer).Standing);
        Assert.Same(named, named.AsReadBy(other, Reviewer));
        var overruled = Between(Facts(Reviewer) with { Named = [Named("Rosa Reviewer", "", Now)], Rulings = [Ruling(Reviewer, ConflictKind.NamedByAuthors)] });
        Assert.Single(overruled.Lifted);
        Assert.Empty(overruled.AsReadBy(me, Reviewer).Lifted);
    }

    private static EventReviewer Known(EventReviewer reviewer, params string[] emails) =>
        reviewer with { Emails = emails, Institutions = [.. emails.Select(email => ConflictFinder.InstitutionOf(email, Suffixes)).OfType<string>().Distinct()] };

    private static ConflictFacts Facts(EventReviewer reviewer, PaperUnderReview? paper = null) => new(Year, [paper ?? Paper], [reviewer]);

    private static PairReasons Between(ConflictFacts facts) => new ConflictFinder(facts, Suffixes).Between(facts.Papers[0], facts.Reviewers[0]);

    private static IEnumerable<Guid> Barred(ConflictFacts facts) =>
        new ConflictFinder(facts, Suffixes) is var finder ? facts.Reviewers.Where(reviewer => finder.Between(Paper, reviewer).Standing.Count > 0).Select(reviewer => reviewer.Id) : [];

    private static ConflictRuling Ruling(EventReviewer reviewer, ConflictKind kind) => ConflictRuling.Overrule(Guid.NewGuid(), Paper.Id, reviewer.PersonId, kind, "A namesake.", Organizer, Now).Value!;

    private static Conflict Recorded(EventReviewer reviewer, ConflictSource source, ConflictTie tie) => Conflict.Record(Guid.NewGuid(), Paper.Id, reviewer.PersonId, source, tie, null, "", Organizer, Year, Now).Value!;

    private static NamedConflict Named(string name, string email, DateTimeOffset at) => NamedConflict.Create(Paper.Id, name, email, ConflictTie.Coauthor, null, "", Owner, [], Year, at).Value!;

    private static CoauthorCorrection Correction(string name, bool none) => new() { ReviewerId = Reviewer.Id, Name = name, IsNone = none, SaidAt = Now };
}
