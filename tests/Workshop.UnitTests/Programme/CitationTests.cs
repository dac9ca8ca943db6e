using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

public sealed class CitationTests
{
    private static readonly DateTimeOffset Nine = new(2027, 6, 10, 9, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void A_talk_is_cited_in_words()
    {
        var citation = Cite(Item(12, "Sufficient reasons", ["Łucja Żółkiewicz", "Anna van den Berg"]));

        Assert.Equal("Łucja Żółkiewicz and Anna van den Berg. Sufficient reasons. Talk at Theory of Testing 2027, Old Observatory, Copenhagen, 10 June 2027. https://x.example/12", citation.ToText());
        Assert.Equal("zolkiewicz2027sufficient", citation.Key);
    }

    [Theory]
    [InlineData(new string[0], "")]
    [InlineData(new[] { "Ada Lovelace" }, "Ada Lovelace. ")]
    [InlineData(new[] { "A B", "C D", "E F" }, "A B, C D, and E F. ")]
    public void Authors_are_listed(string[] authors, string begins) =>
        Assert.StartsWith(begins + "Why? Talk at", Cite(Item(1, "Why?", authors)).ToText(), StringComparison.Ordinal);

    [Fact]
    public void Bibtex_has_everything()
    {
        var item = Item(12, "Sufficient reasons for SHAP: A bound of $O(n^2)$ after Shapley", ["Anna van den Berg", "Martin Luther King Jr.", "王小明", "The Aurora Collaboration"], "One & two.\n\n50% of $x_1$.") with { Topics = ["Foundations", "C&C"] };

        Assert.Equal(
            """
            @misc{berg2027sufficient,
              author       = {van den Berg, Anna and King, Jr., Martin Luther and 王小明 and {The Aurora Collaboration}},
              title        = {Sufficient reasons for {SHAP}: A bound of {$O(n^2)$} after {Shapley}},
              howpublished = {Talk at Theory of Testing 2027, Old Observatory, Copenhagen},
              year         = {2027},
              month        = jun,
              url          = {https://x.example/12},
              keywords     = {Foundations, C\&C},
              abstract     = {One \& two.

            50\% of $x_1$.}
            }

            """.ReplaceLineEndings("\n"),
            Cite(item).ToBibTeX());
    }

    [Fact]
    public void In_a_title_with_capitals_only_acronyms_are_kept() =>
        Assert.Contains("title        = {On the Sufficient Reasons of {XAI} and {iML} for Plan {B}}", Cite(Item(1, "On the Sufficient Reasons of XAI and iML for Plan B", ["Ada Lovelace"])).ToBibTeX(), StringComparison.Ordinal);

    [Theory]
    [InlineData("}{", "\\textbraceright{}\\textbraceleft{}")]
    [InlineData("a\\b ~ ^", "a\\textbackslash{}b \\textasciitilde{} \\textasciicircum{}")]
    [InlineData("# _ % & $", "\\# \\_ \\% \\& \\$")]
    [InlineData("85\\% of \"all\" @x", "85\\% of \"all\" @x")]
    [InlineData("set $\\{x$", "set {$\\lbrace x$}")]
    [InlineData("set $\\{x\\}$", "set {$\\{x\\}$}")]
    public void Nothing_typed_breaks_an_entry(string title, string written)
    {
        var entry = Cite(Item(1, title, ["Ada Lovelace"])).ToBibTeX();

        Assert.Contains($"title        = {{{written}}},", entry, StringComparison.Ordinal);
        Assert.Equal(0, entry.Sum(character => character == '{' ? 1 : character == '}' ? -1 : 0));
    }

    [Fact]
    public void Ris_has_a_line_for_each_fact()
    {
        var item = Item(12, "Sufficient reasons\nof 85\\% *", ["Anna van den Berg", "Martin Luther King Jr.", "Plato*"], "One.\n\nTwo\nthree.\nER  - ") with { Topics = ["Foundations", "*Stars*"] };

        Assert.Equal(
            [
                "TY  - CPAPER", "AU  - van den Berg, Anna", "AU  - King, Martin Luther, Jr.", "AU  - Plato", "TI  - Sufficient reasons of 85% *", "T2  - Theory of Testing 2027", "M3  - Talk",
                "C1  - Old Observatory, Copenhagen", "CY  - Old Observatory, Copenhagen", "PY  - 2027", "DA  - 2027/06/10/", "AB  - One. Two three. ER -", "KW  - Foundations", "KW  - Stars", "UR  - https://x.example/12",
                "ID  - berg2027sufficient", "ER  - ", "",
            ],
            Cite(item).ToRis().Split("\r\n"));
    }

    [Fact]
    public void Keys_are_unique_and_the_lower_number_keeps_the_short_one()
    {
        var programme = Programme(
            Item(9, "Sufficient reasons", ["Bo Li"]), Item(4, "Sufficient causes", ["Ann Li"]), Item(5, "统计学习", ["王小明"]), Item(null, "The long view", ["Ada Lovelace"]), Item(7, "$x$", []));

        var keys = Citation.All(programme, item => "https://x.example/" + item.Key).Select(citation => citation.Key);

        Assert.Equal(["li2027sufficient-p9", "li2027sufficient", "p52027", "lovelace2027long", "p72027"], keys);
        Assert.All(programme.Items, item => Assert.Equal(Citation.All(programme, _ => "").Single(all => all.ItemKey == item.Key).Key, Citation.Of(programme, item, "")!.Key));
    }

    [Fact]
    public void What_has_no_title_or_is_a_break_is_not_cited()
    {
        var tba = Item(null, null, ["Ada Lovelace"]);
        var lunch = Item(null, "Lunch", []);

        Assert.Empty(Citation.All(Programme(tba, lunch), _ => ""));
        Assert.Null(Citation.Of(Programme(tba, lunch), tba, ""));
        Assert.Null(Citation.Of(Programme(), Item(1, "Elsewhere", ["Ada"]), ""));
    }

    [Fact]
    public void Posters_and_invited_talks_say_what_they_are()
    {
        var poster = Item(1, "Poster", ["Ada Lovelace"]) with { Starts = null, Board = "P1" };
        var session = new ProgrammeSession("Posters", SessionKind.Posters, Nine, Nine.AddHours(1), "", "", [poster]);
        var programme = Programme() with { Sessions = [session] };

        Assert.Equal("Poster", Citation.Of(programme, poster, "")!.Kind);
        Assert.Equal("Invited talk", Cite(Item(null, "The long view", ["Ada Lovelace"])).Kind);
    }

    [Fact]
    public void Hostile_text_keeps_every_entry_whole()
    {
        var random = new Random(1);
        string[] signs = ["{", "}", "\\", "$", "%", "&", "#", "_", "^", "~", "@", "\"", ",", ";", "\n", "\r", "\u2028", "\u202e", " ", "a", "b", "🦄", "é", "≤", "*", "-", "="];
        for (var round = 0; round < 500; round++)
        {
            var citation = Cite(Item(1, "t" + Text(), [Text() + "x", Text()], Text()));
            var entry = citation.ToBibTeX();
            var depth = 0;
            foreach (var character in entry)
            {
                depth += character == '{' ? 1 : character == '}' ? -1 : 0;
                Assert.True(depth >= 0, entry);
            }

            Assert.Equal(0, depth);
            Assert.All(citation.ToRis().Split("\r\n")[..^1], line => Assert.Matches("^[A-Z][A-Z0-9]  - [^\\r\\n\u2028]*$", line));
        }

        string Text() => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => signs[random.Next(signs.Length)]));
    }

    private static Citation Cite(ProgrammeItem item) => Citation.Of(Programme(item), item, "https://x.example/12")!;

    private static ProgrammeItem Item(int? number, string? title, string[] authors, string about = "") =>
        new(number is null ? "k" + (title?.Length ?? 0) : $"p{number}", number, Nine, 20, null, title, about, [.. authors.Select(name => new ProgrammeAuthor(name, []))]);

    private static ProgrammeDocument Programme(params ProgrammeItem[] items) => new(
        "Theory of Testing 2027", new DateOnly(2027, 6, 10), new DateOnly(2027, 6, 10), "Old Observatory, Copenhagen", "Copenhagen time",
        [new ProgrammeSession("Morning", SessionKind.Talks, Nine, Nine.AddHours(3), "Room 1", "", items)]);
}
