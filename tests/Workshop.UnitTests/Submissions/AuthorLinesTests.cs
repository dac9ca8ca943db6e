using Workshop.Domain.Submissions;

namespace Workshop.UnitTests.Submissions;

public sealed class AuthorLinesTests
{
    [Theory]
    [InlineData("Ada Lovelace", "Ada Lovelace", "", "", "")]
    [InlineData("Ada Lovelace <ada@uni.example>", "Ada Lovelace", "ada@uni.example", "", "")]
    [InlineData("\"Ada Lovelace\" <ada@uni.example>,", "Ada Lovelace", "ada@uni.example", "", "")]
    [InlineData("Ada Lovelace, University of Example", "Ada Lovelace", "", "University of Example", "")]
    [InlineData("Ada Lovelace, University of Example, London, ada@uni.example", "Ada Lovelace", "ada@uni.example", "University of Example, London", "")]
    [InlineData("Ada Lovelace ada@uni.example (University of Example)", "Ada Lovelace", "ada@uni.example", "University of Example", "")]
    [InlineData("Ada Lovelace\tada@uni.example\tUniversity of Example", "Ada Lovelace", "ada@uni.example", "University of Example", "")]
    [InlineData("ada@uni.example", "", "ada@uni.example", "", "")]
    [InlineData("Ada Lovelace <ada@uni.example>, https://orcid.org/0000-0002-1825-0097, Uni", "Ada Lovelace", "ada@uni.example", "Uni", "0000-0002-1825-0097")]
    [InlineData("Ada Lovelace <ada at uni>", "Ada Lovelace", "", "ada at uni", "")]
    public void A_line_is_an_author(string line, string name, string email, string affiliation, string orcid) =>
        Assert.Equal(new AuthorEntry(name, email, affiliation, false) { Orcid = orcid }, Assert.Single(AuthorLines.Parse(line)));

    [Theory]
    [InlineData("Ada; Bo <bo@uni.example>; Cy")]
    [InlineData("Ada\r\nBo <bo@uni.example>\n\n  \nCy\n")]
    public void Lines_and_semicolons_divide(string text) => Assert.Equal(["Ada", "Bo", "Cy"], AuthorLines.Parse(text).Select(author => author.Name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ; , <> \n")]
    public void Nobody_is_nobody(string? text) => Assert.Empty(AuthorLines.Parse(text));

    [Fact]
    public void At_most_so_many_as_a_submission_may_have() =>
        Assert.Equal(SubmissionContent.MaxAuthors, AuthorLines.Parse(string.Concat(Enumerable.Repeat("Ada\n", SubmissionContent.MaxAuthors + 1))).Count);
}
