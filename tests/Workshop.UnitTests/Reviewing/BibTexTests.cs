using System.Diagnostics;
using Workshop.Domain.Reviewing;

namespace Workshop.UnitTests.Reviewing;

public class BibTexTests
{
    [Fact]
    public void An_export_with_everything_in_it_is_read()
    {
        var reading = BibTex.Parse("""
            % Encoding: UTF-8
            @string{ nips = "Advances in NeurIPS" }
            @STRING(start = {Sparse})
            @preamble{"\newcommand{\x}{y}"}
            @comment{jabref-meta: databaseType:bibtex;}

            @article{mairal2009,
              author    = {Mairal, Julien and van der Maaten, Laurens and {The {ATLAS} Collaboration, CERN} and others},
              title     = start # { {N}on-local   models
                            of {$\ell_1$} type},
              journal   = nips,
              year      = 2009,
              abstract  = "It is ``well'' {"}established{"} --- 5\% of G{\"o}del, Erd\H{o}s, \v{S}koda, Fran\c{c}ois \& \'{\i}.",
            }
            @InProceedings(king1963, title = "Letter", author = "King, Jr, Martin Luther  and
               De La Cruz, Ana", date = {1963-04-16}, subtitle = {From Birmingham})
            """.ReplaceLineEndings("\r\n"));

        Assert.Empty(reading.Complaints);
        var article = reading.Entries[0];
        Assert.Equal(("mairal2009", "article", @"Sparse Non-local models of $\ell_1$ type", 2009, 7), (article.Key, article.Kind, article.Title, article.Year, article.Line));
        Assert.Equal("It is “well” \"established\" — 5% of Gödel, Erdős, Škoda, François & í.", article.Abstract);
        Assert.Equal(["Julien Mairal", "Laurens van der Maaten", "The ATLAS Collaboration, CERN"], article.Authors);
        var letter = reading.Entries[1];
        Assert.Equal(("king1963", "inproceedings", "Letter: From Birmingham", "", 1963), (letter.Key, letter.Kind, letter.Title, letter.Abstract, letter.Year));
        Assert.Equal(["Martin Luther King Jr", "Ana De La Cruz"], letter.Authors);
        Assert.Equal(2, reading.Entries.Count);
    }

    [Fact]
    public void A_brace_that_does_not_close_costs_its_own_entry_only()
    {
        var reading = BibTex.Parse("@article{a, title={One}, year=2001}\n@article{b,\n title={Two {never closed},\n author={X}\n}\n@article{c, title={Three}}\n@article{d, title=\"Four");

        Assert.Equal(["One", "Three", "Four"], reading.Entries.Where(e => e.Key != "b").Select(e => e.Title));
        Assert.StartsWith("Two never closed", reading.Entries[1].Title, StringComparison.Ordinal);
        Assert.Equal([2, 7], reading.Complaints.Select(c => c.Line));
        Assert.StartsWith("The entry b does not close", reading.Complaints[0].Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("just text, mail me@uni (office)", 0, 1)]
    [InlineData("@", 0, 1)]
    [InlineData("@article{", 1, 2)]
    [InlineData("@article{k, title = {T}, junk, year = 2001}", 1, 1)]
    [InlineData("@article{k title = {T} year = 2001}", 1, 0)]
    [InlineData("@article{title = {T}}", 1, 0)]
    [InlineData("@article{k, title = {T} year = 2001}", 1, 0)]
    [InlineData("@misc{k, note = {no title}}", 1, 1)]
    [InlineData("@article{k, title = {T}}}}}, @article{l, title = {U}}", 2, 0)]
    [InlineData("text before @article{k, title = {T}} text after", 1, 2)]
    [InlineData("@article{k, title = \"T}, year = 2001}", 1, 2)]
    [InlineData("@comment{never closed\n@article{k, title={T}}", 1, 1)]
    public void Broken_text_is_complained_about_and_never_throws(string text, int entries, int complaints)
    {
        var reading = BibTex.Parse(text);

        Assert.Equal((entries, complaints), (reading.Entries.Count, reading.Complaints.Count));
    }

    [Theory]
    [InlineData("Ada Lovelace and Alan Turing", "Ada Lovelace|Alan Turing")]
    [InlineData("Lovelace, Ada AND Turing, Alan", "Ada Lovelace|Alan Turing")]
    [InlineData("Ada Lovelace, Alan Turing, Kurt Gödel", "Ada Lovelace|Alan Turing|Kurt Gödel")]
    [InlineData("Lovelace, Ada, Turing, Alan", "Ada Lovelace|Alan Turing")]
    [InlineData("Anders Andersson", "Anders Andersson")]
    [InlineData("{\\'E}. Candes and {Barnes and Noble}", "É. Candes|Barnes and Noble")]
    [InlineData("", "")]
    [InlineData("others", "")]
    public void Authors_are_told_apart(string field, string authors)
    {
        var entry = Assert.Single(BibTex.Parse($"@misc{{k, title={{T}}, author={{{field}}}}}").Entries);

        Assert.Equal(authors, string.Join('|', entry.Authors));
    }

    [Fact]
    public void Random_damage_never_throws_and_a_megabyte_is_read_at_once()
    {
        const string sample = "@string{x=\"y\"} @article{k, title={A {B} $c$ \\\"o \\v{s}}, author={X, Y and Z}, year=2001, note = x # \"z\"}\n@book(b, title=\"T\")\n";
        var random = new Random(3);
        for (var i = 0; i < 10_000; i++)
        {
            var text = sample.ToCharArray();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                text[random.Next(text.Length)] = "{}()@,=\"#\\$ \n\ud83d"[random.Next(14)];
            }

            PastPaperInput.Read(new string(text));
        }

        var clock = Stopwatch.StartNew();
        foreach (var hostile in (string[])[new string('{', 1 << 20), "@a{" + new string('{', 1 << 20), string.Concat(Enumerable.Repeat("@a{b,\n", 1 << 17)), "@a{b,x={" + string.Concat(Enumerable.Repeat("@a{", 1 << 18)), string.Concat(Enumerable.Repeat("@a{b,c=d,,x\n", 1 << 16)), "@a{b,author={" + string.Concat(Enumerable.Repeat(" and ", 1 << 17)), "@a{b,title={" + new string('$', 1 << 20), string.Concat(Enumerable.Repeat("\\'{", 1 << 18)), string.Concat(Enumerable.Repeat("@string{a=a#a}\n", 1 << 16)) + "@a{b,title=a#a}", string.Concat(Enumerable.Repeat(sample, 8_000))])
        {
            PastPaperInput.Read(hostile);
        }

        // Seconds on a busy machine; anything that is not linear takes minutes.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(40), $"{clock.Elapsed}");
    }

    [Fact]
    public void Macros_of_macros_do_not_blow_up_and_complaints_end()
    {
        var reading = BibTex.Parse("@string{a=\"long text\"}\n" + string.Concat(Enumerable.Repeat("@string{a=a#a}\n", 40)) + "@misc{k, title=a}" + string.Concat(Enumerable.Repeat("@misc{x}\n", 1000)));

        Assert.InRange(reading.Complaints[0].Line, 10, 42);
        Assert.StartsWith("The macros", reading.Complaints[0].Sentence, StringComparison.Ordinal);
        Assert.Equal(501, reading.Complaints.Count);
        Assert.True(reading.Entries[0].Title.Length < 200_000);
    }

    [Fact]
    public void Pasted_entries_become_past_papers_and_those_without_title_are_left_out()
    {
        var reading = PastPaperInput.Read("My list:\n@article{a, title={One}, author={Byron, Ada}, year={2001}}\n@article{b, year=2002}");

        Assert.True(reading.IsBibTex);
        Assert.Equivalent(new PastPaperDetails("One", "", ["Ada Byron"], 2001), Assert.Single(reading.Papers), strict: true);
        Assert.Equal(["This text stands outside of the entries and was passed over.", "The entry b has no title."], reading.Complaints.Select(c => c.Sentence));
    }

    [Fact]
    public void Pasted_blocks_may_name_authors_and_year()
    {
        var reading = PastPaperInput.Read("One\nauthors: Ada Byron, Alan Turing, and Kurt Gödel\nyear: 2001\nFirst line\nsecond, by me@x.org\n\nTwo\nAuthor: Byron, Ada; Turing, Alan\n\nThree\nYear: soon");

        Assert.False(reading.IsBibTex);
        Assert.Equivalent(
            new[]
            {
                new PastPaperDetails("One", "First line\nsecond, by me@x.org", ["Ada Byron", "Alan Turing", "Kurt Gödel"], 2001),
                new PastPaperDetails("Two", "", ["Ada Byron", "Alan Turing"], null),
                new PastPaperDetails("Three", "Year: soon", [], null),
            },
            reading.Papers, strict: true);
    }
}
