using Workshop.Domain.Submissions.Import;

namespace Workshop.UnitTests.Submissions.Import;

public sealed class AuthorTextTests
{
    [Theory]
    [InlineData("Ada Lovelace", "Ada Lovelace||")]
    [InlineData("Ada Lovelace (University of London); Charles Babbage (Cambridge)*", "Ada Lovelace||University of London/Charles Babbage||Cambridge*")]
    [InlineData("Lovelace, Ada*; Babbage, Charles", "Ada Lovelace||*/Charles Babbage||")]
    [InlineData("Ada Lovelace, Charles Babbage and Émile Borel", "Ada Lovelace||/Charles Babbage||/Émile Borel||")]
    [InlineData("Lovelace, Ada and Babbage, Charles", "Ada Lovelace||/Charles Babbage||")]
    [InlineData("Ada Lovelace and Charles Babbage", "Ada Lovelace||/Charles Babbage||")]
    [InlineData("Ada <ada@x.example> (London, UK (north))\nCharles (Trinity; Cambridge)", "Ada|ada@x.example|London, UK (north)/Charles||Trinity; Cambridge")]
    [InlineData("Ada (ada@x.example); Sammy Davis, Jr.;", "Ada|ada@x.example|/Sammy Davis, Jr.||")]
    [InlineData("ada@x.example", "|ada@x.example|")]
    [InlineData("Alexandra Anderson", "Alexandra Anderson||")]
    [InlineData("  ", "")]
    public void A_list_of_authors_is_read_in_the_ways_that_systems_write_it(string cell, string expected) =>
        Assert.Equal(expected, string.Join('/', AuthorText.Parse(cell).Select(author => $"{author.Name}|{author.Email}|{author.Affiliation}{(author.IsContact ? "*" : "")}")));

    [Fact]
    public void What_is_written_is_read_again()
    {
        ImportedAuthor[] authors = [new("Ada Lovelace", "ada@x.example", "London (north)", true), new("Zoë Ångström-Ó Briain", "", "KU Leuven; ETH"), new("宮本 武蔵", "m@x.example", "")];

        Assert.Equal(authors, AuthorText.Parse(string.Join('\n', authors.Select(AuthorText.Write))));
    }

    [Fact]
    public void Forty_authors_are_forty() => Assert.Equal(40, AuthorText.Parse(string.Join("; ", Enumerable.Range(1, 40).Select(i => $"Author {i} (Institute {i})"))).Count);

    [Theory]
    [InlineData("a@x.example; ; c@x.example", "a@x.example//c@x.example")]
    [InlineData("Trinity; Cambridge\nOxford", "Trinity; Cambridge/Oxford")]
    [InlineData("", "")]
    public void Items_keep_their_places(string cell, string expected) => Assert.Equal(expected, string.Join('/', AuthorText.Items(cell)));
}
