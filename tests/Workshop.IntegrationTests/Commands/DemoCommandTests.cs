using System.Diagnostics;
using Workshop.Web.Commands;

namespace Workshop.IntegrationTests.Commands;

[Trait("Database", "none")]
public sealed class DemoCommandTests
{
    /// <summary>Everybody in the demo has the same printed password, and one of them is an organizer: none of that may ever land in a real installation.</summary>
    [Fact]
    public async Task The_demo_touches_neither_the_data_nor_the_mail_of_the_installation_in_whose_folder_it_starts()
    {
        var cancel = TestContext.Current.CancellationToken;
        var installation = Directory.CreateTempSubdirectory("workshop-installation-");
        var elsewhere = Directory.CreateTempSubdirectory("workshop-elsewhere-");
        try
        {
            var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, "demo", "--stage", "call", "--urls", "http://127.0.0.1:0"])
            {
                WorkingDirectory = installation.FullName,
                RedirectStandardOutput = true,
                Environment =
                {
                    // What an installation that sends mail has set; incomplete, so that reading it would stop the demo.
                    ["Mail__Transport"] = "Smtp",
                    ["Database__Provider"] = "PostgreSql",
                    ["TMPDIR"] = elsewhere.FullName,
                },
            };
            using var demo = Process.Start(start)!;
            try
            {
                Assert.Contains("Workshop's demo is at http://127.0.0.1:0", await ReadUntilAsync(demo, "password is", cancel), StringComparison.Ordinal);
                Assert.Empty(installation.EnumerateFileSystemInfos());
                Assert.Single(elsewhere.EnumerateDirectories("workshop-demo-*"));
            }
            finally
            {
                demo.Kill(entireProcessTree: true);
                await demo.WaitForExitAsync(CancellationToken.None);
            }
        }
        finally
        {
            installation.Delete(recursive: true);
            elsewhere.Delete(recursive: true);
        }
    }

    private static async Task<string> ReadUntilAsync(Process process, string words, CancellationToken cancel)
    {
        var said = "";
        while (!said.Contains(words, StringComparison.Ordinal) && await process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            said += line + "\n";
        }

        return said;
    }
}
