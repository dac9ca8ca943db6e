using System.CommandLine;
using System.Text.Json;
using Workshop.Web.Commands;
using Workshop.Web.Platform.Pdf;

namespace Workshop.IntegrationTests.Platform;

[Trait("Database", "none")]
public sealed class CheckPdfCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("check-pdf-");

    [Fact]
    public async Task Acceptable_files_end_with_0_and_a_sentence_each()
    {
        var (code, output, _) = await RunAsync(Pdf("a.pdf", 2), "--rules", Text("rules.json", """{"pageLimit": 2}"""));

        Assert.Equal(0, code);
        Assert.Equal(
            $"{_folder.FullName}/a.pdf: 2 pages of at most 2: acceptable.\n  notes pdf.standard-fonts-not-embedded: 1 standard font (Times-Roman) is not embedded. Readers have a stand-in for each; embedding them makes the paper look the same everywhere.\n",
            output);
    }

    [Fact]
    public async Task A_file_that_is_too_long_ends_with_1_and_its_finding_as_json()
    {
        var (code, output, _) = await RunAsync(Pdf("a.pdf", 1), Pdf("b.pdf", 3), "--json", "--rules", Text("rules.json", """{"pageLimit": 2}"""));

        Assert.Equal(1, code);
        using var json = JsonDocument.Parse(output);
        Assert.True(json.RootElement[0].GetProperty("acceptable").GetBoolean());
        var second = json.RootElement[1];
        Assert.Equal(3, second.GetProperty("pages").GetInt32());
        Assert.False(second.GetProperty("acceptable").GetBoolean());
        var finding = second.GetProperty("findings")[0];
        Assert.Equal("pdf.too-many-pages", finding.GetProperty("code").GetString());
        Assert.Equal("blocks", finding.GetProperty("severity").GetString());
        Assert.Equal(3, finding.GetProperty("page").GetInt32());
    }

    [Theory]
    [InlineData("""{"pageLimit": 0}""")]
    [InlineData("""{"pages": 2}""")]
    [InlineData("""{"severities": {"pdf.damaged": "off"}}""")]
    [InlineData("not json")]
    public async Task Wrong_rules_end_with_2_and_name_the_file(string rules)
    {
        var (code, output, errors) = await RunAsync(Pdf("a.pdf", 1), "--rules", Text("rules.json", rules));

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.StartsWith($"{_folder.FullName}/rules.json: ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authors_make_the_rules_blind_and_are_found_with_page_and_box()
    {
        var authors = Text("authors.json", """{"authors": [{"name": "Hopper, Grace"}]}""");
        var path = Path.Combine(_folder.FullName, "a.pdf");
        await File.WriteAllBytesAsync(path, SimplePdf.Write(new SimplePdfText("A title", "Grace Hopper", [])), TestContext.Current.CancellationToken);

        var (code, output, _) = await RunAsync(path, "--json", "--authors", authors, "--rules", Text("rules.json", """{"severities": {"pdf.author-name": "blocks"}}"""));

        Assert.Equal(1, code);
        using var json = JsonDocument.Parse(output);
        var finding = json.RootElement[0].GetProperty("findings")[0];
        Assert.Equal(("pdf.author-name", "blocks", 1), (finding.GetProperty("code").GetString(), finding.GetProperty("severity").GetString(), finding.GetProperty("page").GetInt32()));
        Assert.InRange(finding.GetProperty("box").GetProperty("left").GetDouble(), 200, 300);
    }

    [Fact]
    public async Task Wrong_authors_end_with_2_and_name_the_file()
    {
        var (code, _, errors) = await RunAsync(Pdf("a.pdf", 1), "--authors", Text("authors.json", """{"names": []}"""));

        Assert.Equal(2, code);
        Assert.StartsWith($"{_folder.FullName}/authors.json: ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_ends_with_2()
    {
        var (code, _, errors) = await RunAsync(Path.Combine(_folder.FullName, "nothing.pdf"));

        Assert.Equal(2, code);
        Assert.StartsWith($"{_folder.FullName}/nothing.pdf: ", errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var root = new RootCommand { CheckPdfCommand.Create() };
        var code = await root.Parse(["check-pdf", .. arguments])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }

    private string Pdf(string name, int pages)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, SimplePdf.Write(new SimplePdfText("A title", "An author", []) { Pages = pages }));
        return path;
    }

    private string Text(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
