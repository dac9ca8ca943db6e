using Workshop.Domain.People;

namespace Workshop.UnitTests.People;

public class PublicSuffixesTests
{
    private static readonly string[] List =
    [
        "// ===BEGIN ICANN DOMAINS===", "", "com", "ac.uk // comment", "uk", "jp", "ac.jp", "*.kawasaki.jp", "!city.kawasaki.jp", "*.ck", "!www.ck", "cn", "公司.cn", "// ===END ICANN DOMAINS===",
        "// ===BEGIN PRIVATE DOMAINS===", "github.io", "// ===END PRIVATE DOMAINS===",
    ];

    // The list's own examples, https://raw.githubusercontent.com/publicsuffix/list/master/tests/test_psl.txt, and ours.
    [Theory]
    [InlineData("mail.cs.uni-x.ac.uk", "uni-x.ac.uk")]
    [InlineData("UNI-X.AC.UK.", "uni-x.ac.uk")]
    [InlineData("ac.uk", null)]
    [InlineData("example.com", "example.com")]
    [InlineData("a.b.example.com", "example.com")]
    [InlineData("com", null)]
    [InlineData("b.c.kawasaki.jp", "b.c.kawasaki.jp")]
    [InlineData("a.b.c.kawasaki.jp", "b.c.kawasaki.jp")]
    [InlineData("c.kawasaki.jp", null)]
    [InlineData("city.kawasaki.jp", "city.kawasaki.jp")]
    [InlineData("www.city.kawasaki.jp", "city.kawasaki.jp")]
    [InlineData("ck", null)]
    [InlineData("test.ck", null)]
    [InlineData("b.test.ck", "b.test.ck")]
    [InlineData("www.www.ck", "www.ck")]
    [InlineData("食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn")]
    [InlineData("www.xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn")]
    [InlineData("me.github.io", "me.github.io")]
    [InlineData("www.unlisted", "www.unlisted")]
    [InlineData("unlisted", null)]
    [InlineData("", null)]
    [InlineData(".com", null)]
    [InlineData("a..com", null)]
    [InlineData("192.168.0.1", null)]
    [InlineData("white space.com", null)]
    public void The_registrable_domain_is_the_suffix_and_one_label(string domain, string? registrable)
    {
        Assert.Equal(registrable, PublicSuffixes.Parse(List).RegistrableDomain(domain));
    }

    [Fact]
    public void The_private_section_can_be_passed_over()
    {
        Assert.Equal("pages.me.github.io", PublicSuffixes.Parse([.. List, "me.github.io"]).RegistrableDomain("pages.me.github.io"));
        Assert.Equal("github.io", PublicSuffixes.Parse(List, icannOnly: true).RegistrableDomain("me.github.io"));
        Assert.Equal(PublicSuffixes.Parse(List).Count - 1, PublicSuffixes.Parse(List, icannOnly: true).Count);
    }
}
