using Workshop.Domain.People;

namespace Workshop.UnitTests.People;

public sealed class OrcidTests
{
    // The iDs are ORCID's own examples: Josiah Carberry, who does not exist, and the one of their documentation that ends in X.
    [Theory]
    [InlineData("0000-0002-1825-0097", "0000-0002-1825-0097")]
    [InlineData("  0000000218250097 ", "0000-0002-1825-0097")]
    [InlineData("0000 0002 1825 0097", "0000-0002-1825-0097")]
    [InlineData("0000–0002–1825–0097", "0000-0002-1825-0097")]
    [InlineData("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097")]
    [InlineData("http://www.orcid.org/0000-0002-1825-0097/", "0000-0002-1825-0097")]
    [InlineData("orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X")]
    [InlineData("ORCID: 0000-0002-1694-233X", "0000-0002-1694-233X")]
    public void Every_way_of_writing_one_is_read(string typed, string id)
    {
        var orcid = Orcid.Parse(typed);

        Assert.Equal(id, orcid.Value?.Id);
        Assert.Equal($"https://orcid.org/{id}", orcid.Value?.Link);
        Assert.Equal(id, Orcid.Normalize(typed));
    }

    [Theory]
    [InlineData(null, "orcid.missing")]
    [InlineData("  ", "orcid.missing")]
    [InlineData("https://orcid.org/", "orcid.missing")]
    [InlineData("0000-0002-1825-009", "orcid.malformed")]
    [InlineData("0000-0002-1825-00977", "orcid.malformed")]
    [InlineData("0000-0002-X825-0097", "orcid.malformed")]
    [InlineData("٠000-0002-1825-0097", "orcid.malformed")]
    [InlineData("https://evil.example/0000-0002-1825-0097", "orcid.malformed")]
    [InlineData("0000-0002-1825-0098", "orcid.check-digit")]
    [InlineData("0000-0002-1825-009X", "orcid.check-digit")]
    [InlineData("0000-0002-8125-0097", "orcid.check-digit")]
    public void Anything_else_is_refused_with_its_reason(string? typed, string code) => Assert.Equal((code, "Orcid"), (Orcid.Parse(typed, "Orcid").Refusal?.Code, Orcid.Parse(typed, "Orcid").Refusal?.Field));

    [Fact]
    public void Each_digit_is_checked_and_so_is_the_order_of_each_pair()
    {
        const string Id = "0000000218250097";
        for (var place = 0; place < Id.Length; place++)
        {
            var digit = Id[place];
            for (var other = '0'; other <= '9'; other++)
            {
                Assert.Equal(other == digit, Orcid.Parse(Id[..place] + other + Id[(place + 1)..]).Succeeded);
            }

            if (place > 0 && Id[place - 1] != digit)
            {
                Assert.False(Orcid.Parse(Id[..(place - 1)] + digit + Id[place - 1] + Id[(place + 1)..]).Succeeded);
            }
        }
    }

    [Fact]
    public void What_is_none_stays_as_typed_on_one_line() => Assert.Equal("0000-0002- 18", Orcid.Normalize(" 0000-0002-\n18 "));
}
