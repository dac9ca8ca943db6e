using Workshop.Web.Startup;

namespace Workshop.IntegrationTests.Platform;

[Trait("Database", "none")]
public class PublicSuffixListTests
{
    [Theory]
    [InlineData("mail.cs.uni-x.ac.uk", "uni-x.ac.uk")]
    [InlineData("inf.ethz.ch", "ethz.ch")]
    [InlineData("ac.jp", null)]
    [InlineData("cs.u-tokyo.ac.jp", "u-tokyo.ac.jp")]
    [InlineData("x.edu.au", "x.edu.au")]
    public void The_list_of_the_build_knows_academic_second_levels(string domain, string? registrable)
    {
        var list = PublicSuffixList.Load();

        Assert.True(list.Count > 5_000, $"{list.Count}");
        Assert.Equal(registrable, list.RegistrableDomain(domain));
    }
}
