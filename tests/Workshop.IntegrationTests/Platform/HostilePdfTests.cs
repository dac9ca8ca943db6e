using System.Diagnostics;
using Microsoft.Extensions.Options;
using Workshop.Domain.Pdf;
using Workshop.Testing;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Tools;

namespace Workshop.IntegrationTests.Platform;

[Trait("Database", "none")]
public sealed class HostilePdfTests : IDisposable
{
    /// <summary>Ten seconds for each tool, two by two where there are two places, and twenty for hidden text: with room for a busy machine.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private const long MostMemory = 256 << 20;

    private readonly ToolProcess _tools = new(Options.Create(new ToolSettings()));

    public static TheoryData<string> Hostile => [.. HandmadePdf.Hostile.Keys];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_file_ends_in_a_finding_within_the_limits(string what)
    {
        var file = HandmadePdf.Hostile[what]();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();

        var verdict = await new PdfInspector(_tools).InspectAsync(file, new FormatRules(2, 64 << 20), null, TestContext.Current.CancellationToken);

        Assert.True(clock.Elapsed < Longest, $"{what} took {clock.Elapsed}.");
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < MostMemory);
        Assert.NotEmpty(verdict.Findings);
    }

    public void Dispose() => _tools.Dispose();
}
