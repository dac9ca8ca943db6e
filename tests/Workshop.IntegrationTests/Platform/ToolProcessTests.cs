using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Options;
using Workshop.Web.Platform.Tools;

namespace Workshop.IntegrationTests.Platform;

[Trait("Database", "none")]
public sealed class ToolProcessTests
{
    private static readonly ToolLimits Short = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), 512L << 20, 1 << 20);

    public static TheoryData<bool> WithAndWithoutBubblewrap => [true, false];

    [Theory]
    [MemberData(nameof(WithAndWithoutBubblewrap))]
    public async Task A_tool_gives_its_output_its_errors_and_its_exit_code(bool bubblewrap)
    {
        var result = await RunAsync(bubblewrap, "cat in.txt; echo trouble >&2; exit 3", Short);

        Assert.Equal(ToolEnd.Exited, result.End);
        Assert.Equal(3, result.ExitCode);
        Assert.Equal("hello", result.Text);
        Assert.Equal("trouble\n", result.Errors);
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutBubblewrap))]
    public async Task Arguments_reach_the_tool_as_they_are(bool bubblewrap)
    {
        using var tools = Tools(bubblewrap);

        var result = await tools.RunAsync(new ToolRun("printf", ["%s|", "a b", "$(id)", "'\"", ""]), TestContext.Current.CancellationToken);

        Assert.Equal("a b|$(id)|'\"||", result.Text);
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutBubblewrap))]
    public async Task A_tool_that_hangs_is_ended_with_its_children(bool bubblewrap)
    {
        var mark = Mark();
        var clock = Stopwatch.StartNew();

        var result = await RunAsync(bubblewrap, $"sleep {mark} & sleep {mark} & echo started; sleep {mark}", Short);

        Assert.Equal(ToolEnd.TimedOut, result.End);
        Assert.Equal("started\n", result.Text);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));
        Assert.Empty(await LivingAsync(mark));
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutBubblewrap))]
    public async Task Children_left_behind_by_a_tool_that_ends_well_are_ended_too(bool bubblewrap)
    {
        var mark = Mark();

        var result = await RunAsync(bubblewrap, $"sleep {mark} & echo done", Short with { Wall = TimeSpan.FromSeconds(20) });

        Assert.True(result.Succeeded);
        Assert.Equal("done\n", result.Text);
        Assert.Empty(await LivingAsync(mark));
    }

    [Fact]
    public async Task In_bubblewrap_a_child_cannot_escape_by_leaving_its_group()
    {
        var mark = Mark();

        var result = await RunAsync(true, $"setsid sleep {mark} & echo done", Short with { Wall = TimeSpan.FromSeconds(20) });

        Assert.Equal("done\n", result.Text);
        Assert.Empty(await LivingAsync(mark));
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutBubblewrap))]
    public async Task A_flood_of_output_is_cut_and_ended(bool bubblewrap)
    {
        var mark = Mark();

        var result = await RunAsync(bubblewrap, $"sleep {mark} & yes", Short with { Wall = TimeSpan.FromSeconds(20) });

        Assert.Equal(ToolEnd.OutputTooLarge, result.End);
        Assert.Equal(1 << 20, result.Output.Length);
        Assert.Empty(await LivingAsync(mark));
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutBubblewrap))]
    public async Task A_flood_of_errors_is_thrown_away(bool bubblewrap)
    {
        var result = await RunAsync(bubblewrap, "yes | head -c 3000000 >&2; echo done", Short with { Wall = TimeSpan.FromSeconds(20) });

        Assert.True(result.Succeeded);
        Assert.Equal(64 << 10, result.Errors.Length);
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutBubblewrap))]
    public async Task A_file_that_grows_is_stopped_at_the_limit(bool bubblewrap)
    {
        var result = await RunAsync(bubblewrap, "yes > big; ls -l big | { read -r _ _ _ _ size _; echo $size; }", Short with { Wall = TimeSpan.FromSeconds(20) });

        Assert.Equal("1048576\n", result.Text);
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutBubblewrap))]
    public async Task Processor_time_runs_out(bool bubblewrap)
    {
        var result = await RunAsync(
            bubblewrap, "while :; do :; done", Short with { Wall = TimeSpan.FromSeconds(60), Processor = TimeSpan.FromSeconds(1) });

        Assert.Equal(ToolEnd.Killed, result.End);
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutBubblewrap))]
    public async Task Memory_beyond_the_limit_is_refused(bool bubblewrap)
    {
        // tail keeps its last line, which here has no end.
        var result = await RunAsync(
            bubblewrap, "tail -n 1 < /dev/zero; echo \"ended $?\"", Short with { Wall = TimeSpan.FromSeconds(60), Memory = 100L << 20 });

        Assert.Equal("ended 1\n", result.Text);
        Assert.Contains("memory exhausted", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_bubblewrap_there_is_no_network_and_nothing_of_ours_to_read()
    {
        using var tools = Tools(true);
        var secret = Path.Combine(AppContext.BaseDirectory, "appsettings.json");
        Assert.True(File.Exists(secret));
        Assert.True(tools.IsSandboxed, "bubblewrap must work where the tests run: tests/run.sh installs it");

        var result = await RunAsync(
            true,
            $"cat /proc/net/dev | tail -n +3 | cut -d: -f1; test -e '{secret}' && echo readable; test -e /etc/passwd && echo passwd; touch /usr/x 2>/dev/null && echo writable; env | grep -v -E '^(PATH|HOME|TMPDIR|LC_ALL|PWD|OLDPWD|_|SHLVL)='",
            Short);

        Assert.Equal("lo", result.Text.Trim());
    }

    [Fact]
    public async Task Standard_input_is_empty()
    {
        var result = await RunAsync(true, "wc -c", Short);

        Assert.Equal("0", result.Text.Trim());
    }

    [Fact]
    public async Task A_tool_that_is_not_there_is_a_result()
    {
        using var tools = Tools(true);

        var result = await tools.RunAsync(new ToolRun("no-such-tool-at-all", []), TestContext.Current.CancellationToken);

        Assert.Equal(ToolEnd.Missing, result.End);
        Assert.Equal("no-such-tool-at-all is not installed.", result.Errors);
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutBubblewrap))]
    public async Task A_cancelled_caller_leaves_no_process(bool bubblewrap)
    {
        var mark = Mark();
        using var tools = Tools(bubblewrap);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var run = new ToolRun("sh", ["-c", $"sleep {mark} & sleep {mark}"]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tools.RunAsync(run, cancel.Token));

        Assert.Empty(await LivingAsync(mark));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_tool_cancelled_before_it_has_a_group_of_its_own_is_ended_all_the_same()
    {
        var mark = Mark();
        using var tools = Tools(false);
        var run = new ToolRun("sleep", [mark]);
        for (var tenths = 0; tenths < 60; tenths++)
        {
            using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(tenths / 10.0));

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tools.RunAsync(run, cancel.Token));
        }

        Assert.Empty(await LivingAsync(mark));
    }

    [Fact]
    public async Task The_folder_of_a_tool_is_gone_afterwards()
    {
        // Without bubblewrap the tool sees the real path.
        var result = await RunAsync(false, "echo x > left-over; pwd", Short);

        Assert.Contains("workshop-tool-", result.Text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(result.Text.Trim()));
    }

    [Fact]
    public async Task No_more_tools_run_at_once_than_the_settings_say()
    {
        using var tools = new ToolProcess(Options.Create(new ToolSettings { PdfWorkers = 1 }));
        var run = new ToolRun("sh", ["-c", "date +%s%N; sleep 0.2; date +%s%N"]);

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => tools.RunAsync(run, TestContext.Current.CancellationToken)));

        var spans = results
            .Select(r => r.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse).ToArray())
            .OrderBy(s => s[0])
            .ToArray();
        Assert.True(spans[0][1] <= spans[1][0]);
        Assert.True(spans[1][1] <= spans[2][0]);
    }

    [Fact]
    public async Task The_inventory_names_path_and_version_of_every_tool()
    {
        using var tools = Tools(true);
        var inventory = new ToolInventory(tools, Options.Create(new ToolSettings()));

        var list = await inventory.ListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["pdfinfo", "pdftotext", "pdftoppm", "qpdf", "chromium"], list.Select(t => t.Name));
        Assert.All(list, tool =>
        {
            Assert.True(Path.IsPathFullyQualified(tool.Path!), tool.Name);
            Assert.Matches(@"^\d+(\.\d+)+$", tool.Version);
        });
    }

    private static ToolProcess Tools(bool bubblewrap) => new(Options.Create(new ToolSettings { Bubblewrap = bubblewrap }));

    private static async Task<ToolResult> RunAsync(bool bubblewrap, string script, ToolLimits limits)
    {
        using var tools = Tools(bubblewrap);
        return await tools.RunAsync(
            new ToolRun("sh", ["-c", script])
            {
                Limits = limits,
                Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["in.txt"] = Encoding.UTF8.GetBytes("hello") },
            },
            TestContext.Current.CancellationToken);
    }

    /// <summary>A number of seconds to sleep that no other process on the machine sleeps.</summary>
    private static string Mark() => $"{Random.Shared.Next(100_000, 999_999)}.{Random.Shared.Next(100_000, 999_999)}";

    /// <summary>Those that still run. A killed process keeps its entry until it is reaped, so zombies, whose command line is empty, do not count.</summary>
    private static async Task<List<string>> LivingAsync(string mark)
    {
        var living = new List<string>();
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(f => char.IsAsciiDigit(Path.GetFileName(f)[0])))
        {
            try
            {
                var words = await File.ReadAllTextAsync(Path.Combine(folder, "cmdline"));
                if (words.Contains(mark, StringComparison.Ordinal))
                {
                    living.Add(words.Replace('\0', ' '));
                }
            }
            catch (IOException)
            {
                // It ended while we looked.
            }
        }

        return living;
    }
}
