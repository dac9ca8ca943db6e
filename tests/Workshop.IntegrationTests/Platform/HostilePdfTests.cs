using System.Diagnostics;
using System.Text.Json;
using Workshop.Testing;
using Workshop.Web.Commands;

namespace Workshop.IntegrationTests.Platform;

/// <summary>Each file goes through a process of its own, which may use little memory and dies when it needs more: what a server holds meanwhile is no concern of the measure.</summary>
[Trait("Database", "none")]
public sealed class HostilePdfTests : IDisposable
{
    /// <summary>Ten seconds for each tool, two by two where there are two places, and twenty for hidden text: with room for a busy machine.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    /// <summary>Bytes of managed memory, everything included.</summary>
    private const long MostMemory = 320 << 20;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hostile-");

    public static TheoryData<string> Hostile => [.. HandmadePdf.Hostile.Keys];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_file_ends_in_a_finding_within_the_limits(string what)
    {
        var cancel = TestContext.Current.CancellationToken;
        var file = Path.Combine(_folder.FullName, "hostile.pdf");
        var rules = Path.Combine(_folder.FullName, "rules.json");
        await File.WriteAllBytesAsync(file, HandmadePdf.Hostile[what](), cancel);
        await File.WriteAllTextAsync(rules, $$"""{"pageLimit": 2, "maxBytes": {{64 << 20}}}""", cancel);
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, "check-pdf", file, "--rules", rules, "--json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_GCHeapHardLimit"] = $"0x{MostMemory:x}" },
        };

        var clock = Stopwatch.StartNew();
        using var check = Process.Start(start)!;
        var errors = check.StandardError.ReadToEndAsync(cancel);
        var output = await check.StandardOutput.ReadToEndAsync(cancel);
        await check.WaitForExitAsync(cancel);

        Assert.True(check.ExitCode is 0 or 1 or 3, $"{what} ended with {check.ExitCode}: {await errors}");
        Assert.True(clock.Elapsed < Longest, $"{what} took {clock.Elapsed}.");
        using var verdicts = JsonDocument.Parse(output);
        Assert.NotEqual(0, verdicts.RootElement[0].GetProperty("findings").GetArrayLength());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
