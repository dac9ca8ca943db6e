using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.UnitTests.Reviewing;

public class ReviewerExpertiseTests
{
    private static readonly DateTimeOffset Now = new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_paper_of_a_known_title_completes_the_first_and_takes_nothing_away()
    {
        var reviewer = Someone();
        _ = reviewer.AddPastPapers([Paper("Sparse Trees", "We bound them.")]);
        var first = reviewer.PastPapers[0];

        var added = reviewer.AddPastPapers([new(new PastPaperDetails("Sparse trées.", "Another abstract", ["Anna Lang", "Bo Li"], 2021), PastPaperSource.Pdf, "full words"), Paper("New", "")]).Value!;

        Assert.Equal((1, 1, 0), (added.Added.Count, added.Completed.Count, added.Known));
        var whole = reviewer.PastPapers.Single(paper => paper.Title == "Sparse Trees");
        Assert.NotEqual(first.Id, whole.Id);
        Assert.Equal(("We bound them.", "Anna Lang\nBo Li", 2021, "full words", PastPaperSource.Pasted, 0), (whole.Abstract, whole.Authors, whole.Year, whole.FullText, whole.Source, whole.Position));
    }

    [Fact]
    public void Sending_the_same_twice_changes_nothing()
    {
        var reviewer = Someone();
        _ = reviewer.AddPastPapers([Paper("One", "A"), Paper("Two", "B")]);
        var before = reviewer.PastPapers.Select(paper => paper.Id).ToList();

        var again = reviewer.AddPastPapers([Paper("One", "A"), Paper("Two", "B"), Paper("two", "")]).Value!;

        Assert.Equal((0, 0, 3), (again.Added.Count, again.Completed.Count, again.Known));
        Assert.Equal(before, reviewer.PastPapers.Select(paper => paper.Id));
    }

    [Fact]
    public void Too_many_or_too_long_is_refused_and_nothing_is_kept()
    {
        var reviewer = Someone();

        Assert.Equal("reviewer.too-many-papers", reviewer.AddPastPapers([.. Enumerable.Range(0, Reviewer.MaxPastPapers + 1).Select(i => Paper($"Paper {i}", ""))]).Refusal!.Code);
        Assert.Equal("past-paper.title", reviewer.AddPastPapers([Paper("Fine", ""), Paper(new string('t', PastPaper.MaxTitleLength + 1), "")]).Refusal!.Code);
        Assert.Equal("past-paper.title", reviewer.AddPastPapers([Paper(" \0 ", "text")]).Refusal!.Code);
        Assert.Equal("past-paper.abstract", reviewer.AddPastPapers([Paper("Fine", new string('t', PastPaper.MaxAbstractLength + 1))]).Refusal!.Code);
        Assert.Equal("past-paper.year", reviewer.AddPastPapers([new(new PastPaperDetails("Fine", "", [], 0), PastPaperSource.Pasted)]).Refusal!.Code);
        Assert.Equal("reviewer.too-many-papers", reviewer.AddPastPapers([.. Enumerable.Range(0, 501).Select(_ => Paper("The same", ""))]).Refusal!.Code);
        Assert.Empty(reviewer.PastPapers);
        Assert.True(reviewer.AddPastPapers([.. Enumerable.Range(0, Reviewer.MaxPastPapers).Select(i => Paper($"Paper {i}", ""))]).Succeeded);
    }

    [Fact]
    public void A_change_puts_another_paper_in_the_place_of_the_old_one()
    {
        var reviewer = Someone();
        _ = reviewer.AddPastPapers([Paper("One", "A"), new(new PastPaperDetails("Two", "B", [], null), PastPaperSource.Pdf, "words"), Paper("Three", "C")]);
        var old = reviewer.PastPapers[1];

        var changed = reviewer.ChangePastPaper(old.Id, new PastPaperDetails("  Two, corrected ", "B", ["Bo Li", " "], 2020)).Value!;

        Assert.Equal(("Two, corrected", "Bo Li", "words", PastPaperSource.Pdf, 1), (changed.Title, changed.Authors, changed.FullText, changed.Source, changed.Position));
        Assert.Equal(["One", "Two, corrected", "Three"], reviewer.PastPapers.OrderBy(paper => paper.Position).Select(paper => paper.Title));
        Assert.Equal("past-paper.changed-elsewhere", reviewer.ChangePastPaper(old.Id, new PastPaperDetails("X", "", [], null)).Refusal!.Code);
        Assert.Same(changed, reviewer.ChangePastPaper(changed.Id, new PastPaperDetails("Two, corrected", "B", ["Bo Li"], 2020)).Value);
        reviewer.RemovePastPaper(changed.Id);
        reviewer.RemovePastPaper(changed.Id);
        Assert.Equal(2, reviewer.PastPapers.Count);
    }

    [Theory]
    [InlineData(0, null, true)]
    [InlineData(3, 3, true)]
    [InlineData(100, 100, true)]
    [InlineData(2, null, true)]
    [InlineData(4, 3, false)]
    [InlineData(-1, 3, false)]
    [InlineData(0, -1, false)]
    [InlineData(101, null, false)]
    [InlineData(0, 101, false)]
    public void A_quota_has_a_least_and_a_largest_number_in_order(int least, int? most, bool allowed)
    {
        var reviewer = Someone();

        Assert.Equal(allowed, reviewer.SetQuota(least, most, isSenior: true).Succeeded);

        Assert.Equal(allowed ? (least, most, true) : (0, null, false), (reviewer.MinLoad, reviewer.MaxLoad, reviewer.IsSenior));
    }

    [Fact]
    public void Whoever_takes_fewer_than_the_organizers_wished_as_the_least_gets_fewer()
    {
        var reviewer = Someone();
        _ = reviewer.SetQuota(4, 6, false);

        Assert.True(reviewer.TakeAtMost(2).Succeeded);

        Assert.Equal((2, 2), (reviewer.MinLoad, reviewer.MaxLoad));
        Assert.Equal("reviewer.load", reviewer.TakeAtMost(101).Refusal!.Code);
    }

    [Fact]
    public void The_last_word_on_a_co_author_counts()
    {
        var reviewer = Someone();
        SharedPaper[] papers = [new(["José Ñúñez", "Bo Li"], 2024, "“One”"), new(["Jose Nunez", "Caro Old"], 2025, "“Two”"), new(["Caro Old"], 2015, "“Three”")];

        _ = reviewer.CorrectCoauthor("jose nunez", isNone: true, isFound: true, Now);
        _ = reviewer.CorrectCoauthor("Dana Named", isNone: false, isFound: false, Now);
        var found = Coauthors.Of(papers, reviewer.CoauthorCorrections);
        Assert.Equal(["Bo Li", "Caro Old", "Dana Named", "José Ñúñez"], found.Select(coauthor => coauthor.Name));
        Assert.Equal([true, true, true, false], found.Select(coauthor => coauthor.Counts(2027)));
        Assert.Equal([2025, 2024], found[3].Found.Select(paper => paper.Year));
        Assert.False(found[1].Counts(2031));

        _ = reviewer.CorrectCoauthor("José Ñúñez", isNone: false, isFound: true, Now);
        _ = reviewer.CorrectCoauthor("Dana Named", isNone: true, isFound: false, Now);
        Assert.Empty(reviewer.CoauthorCorrections);
        Assert.Equal("coauthor.name", reviewer.CorrectCoauthor(" . ", false, false, Now).Refusal!.Code);
    }

    [Fact]
    public void A_reviewer_is_not_their_own_co_author_however_they_are_spelled()
    {
        var reviewer = Someone();
        _ = reviewer.AddPastPapers(
        [
            new(new PastPaperDetails("One", "", ["P. Zolkiewicz", "Bo Li"], 2020), PastPaperSource.Pasted),
            new(new PastPaperDetails("Two", "", ["Przemysław Żółkiewicz", "Peter Zolkiewicz"], null), PastPaperSource.Pasted),
            new(new PastPaperDetails("Three", "", ["Somebody Else"], 2020), PastPaperSource.Pasted),
        ]);

        var lists = reviewer.PastPapers.Select(paper => Coauthors.Of(paper, "Przemysław Żółkiewicz")).ToList();

        Assert.Equal(["Bo Li"], lists[0].Others);
        Assert.Equal(["Peter Zolkiewicz"], lists[1].Others);
        Assert.Equal(["Somebody Else"], lists[2].Others);
    }

    [Fact]
    public void Of_whom_a_reviewer_sets_aside_only_what_was_submitted_here_counts_and_a_paper_without_a_year_does()
    {
        SharedPaper[] papers = [new(["Bo Li", "Caro Old"], 2026, "“One”"), new(["Bo Li"], 2026, "“Two”, submitted to Workshop", WasSubmittedHere: true), new(["Dora Long"], 2010, "“Three”"), new(["Dora Long"], null, "“Four”")];
        var reviewer = Someone();
        _ = reviewer.CorrectCoauthor("Bo Li", isNone: true, isFound: true, Now);
        _ = reviewer.CorrectCoauthor("Caro Old", isNone: true, isFound: true, Now);

        Assert.Equal([("Bo Li", true), ("Caro Old", false), ("Dora Long", true)], Coauthors.Of(papers, reviewer.CoauthorCorrections).Select(coauthor => (coauthor.Name, coauthor.Counts(2027))));
    }

    [Fact]
    public void A_character_is_never_cut_in_two()
    {
        var reviewer = Someone();
        var name = new string('x', Person.MaxNameLength - 1) + "𝒳yz";

        _ = reviewer.AddPastPapers([new(new PastPaperDetails("One", "", [name], null), PastPaperSource.Pasted)]);

        Assert.Equal(name[..(Person.MaxNameLength - 1)], reviewer.PastPapers[0].Authors);
        Assert.Equal(("𝒳", "a", ""), (CutText.To("𝒳y", 2), CutText.To("a𝒳", 2), CutText.To("𝒳", 1)));
    }

    [Fact]
    public void A_collaboration_of_hundreds_makes_no_co_authors()
    {
        var crowd = new SharedPaper([.. Enumerable.Range(0, Coauthors.MostAuthors + 1).Select(i => $"Member N{i}")], 2026, "“Big”");

        Assert.Empty(Coauthors.Of([crowd], []));
    }

    [Fact]
    public void Bids_are_open_from_the_end_of_the_call_until_decisions_are_released()
    {
        Assert.Equal("bid.too-early", Bidding.WhyNot(Now, null, Now)!.Code);
        Assert.Null(Bidding.WhyNot(Now, null, Now.AddTicks(1)));
        Assert.Equal("bid.too-late", Bidding.WhyNot(Now, Now.AddDays(1), Now.AddDays(2))!.Code);
    }

    private static Reviewer Someone() => Reviewer.Invite(Guid.NewGuid(), "Anna Lang", EmailAddress.Parse("anna@anna.example").Value!, Now).Reviewer;

    private static NewPastPaper Paper(string title, string text) => new(new PastPaperDetails(title, text, [], null), PastPaperSource.Pasted);
}
