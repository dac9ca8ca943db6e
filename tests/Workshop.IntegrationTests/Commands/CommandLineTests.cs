using Workshop.Web.Commands;

namespace Workshop.IntegrationTests.Commands;

[Trait("Database", "none")]
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("serve", false)]
    [InlineData("serve --urls http://localhost:1", false)]
    [InlineData("--urls http://localhost:1", false)]
    [InlineData("--environment=Development", false)]
    [InlineData("serve --help", true)]
    [InlineData("--help", true)]
    [InlineData("check-pdf a.pdf", true)]
    [InlineData("nonsense", true)]
    public void What_is_no_verb_is_configuration_for_the_server(string line, bool isVerb) =>
        Assert.Equal(isVerb, CommandLine.IsVerb(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("nonsense", 2)]
    [InlineData("check-pdf", 2)]
    [InlineData("check-pdf --help", 0)]
    [InlineData("serve --help", 0)]
    public async Task A_wrong_line_is_answered_with_2(string line, int expected) =>
        Assert.Equal(expected, await CommandLine.RunAsync(line.Split(' ')));
}
