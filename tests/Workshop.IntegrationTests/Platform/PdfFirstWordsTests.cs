using Workshop.Domain.Reviewing;
using Workshop.Testing;
using Workshop.Web.Platform.Pdf;

namespace Workshop.IntegrationTests.Platform;

[Trait("Database", "none")]
public sealed class PdfFirstWordsTests(WorkshopApp app) : IClassFixture<WorkshopApp>
{
    [Theory]
    [MemberData(nameof(HostileFiles))]
    public async Task Any_file_whatever_gets_an_answer(string name)
    {
        var found = await app.InScopeAsync<PdfFirstWords, PdfFirstWordsFound>(reader => reader.ReadAsync(HandmadePdf.Hostile[name](), TestContext.Current.CancellationToken));

        Assert.Equal(found.Text.Length > 0, found.End == PdfWordsEnd.Read);
        Assert.True(found.Text.Length <= PastPaper.MaxFullTextLength);
        Assert.DoesNotContain('\0', found.Text);
    }

    public static TheoryData<string> HostileFiles => [.. HandmadePdf.Hostile.Keys];
}
