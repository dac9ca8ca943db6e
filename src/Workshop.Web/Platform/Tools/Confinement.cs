using System.Diagnostics;
using System.Globalization;

namespace Workshop.Web.Platform.Tools;

/// <summary>
/// The programs put in front of a tool to hold it: <c>setsid</c> (a group of its own, to be ended as one), <c>prlimit</c> (processor time, memory,
/// file size) and, where the machine allows it, <c>bwrap</c> (no network, nothing to see but programs, fonts and its own folder). Each
/// replaces itself by the next, so the process that we start is the tool's group leader. Where one is missing the others still hold.
/// </summary>
internal sealed class Confinement(bool useBubblewrap)
{
    /// <summary>What a tool sees as its working folder inside bubblewrap.</summary>
    private const string Inside = "/work";

    private static readonly string? SetSid = OperatingSystem.IsLinux() ? ToolPath.Find("setsid") : null;
    private static readonly string? PrLimit = OperatingSystem.IsLinux() ? ToolPath.Find("prlimit") : null;

    private readonly Lazy<string?> _bubblewrap = new(() => useBubblewrap ? ProbeBubblewrap() : null);

    /// <summary>bubblewrap is there and works: in many containers it is there and does not.</summary>
    public bool HasBubblewrap => _bubblewrap.Value is not null;

    /// <summary>The whole group can be ended by one signal.</summary>
    public static bool HasOwnGroup => SetSid is not null;

    public ProcessStartInfo Start(string tool, ToolRun run, string folder)
    {
        var words = new List<string>();
        if (SetSid is not null)
        {
            words.Add(SetSid);
        }

        if (PrLimit is not null)
        {
            var processor = (long)Math.Ceiling(run.Limits.Processor.TotalSeconds);
            words.AddRange(
                PrLimit,
                string.Create(CultureInfo.InvariantCulture, $"--cpu={processor}:{processor + 1}"),
                string.Create(CultureInfo.InvariantCulture, $"--as={run.Limits.Memory}"),
                string.Create(CultureInfo.InvariantCulture, $"--fsize={run.Limits.Output}"),
                "--nofile=256",
                "--core=0");
        }

        var bubblewrap = run.IsConfined ? _bubblewrap.Value : null;
        if (bubblewrap is { } bwrap)
        {
            words.Add(bwrap);
            words.AddRange(Walls(Path.GetDirectoryName(tool)!, folder));
        }

        words.Add(tool);
        words.AddRange(run.Arguments);

        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // Nothing of ours leaks into a tool: not a connection string, not a token.
        var seen = bubblewrap is null ? folder : Inside;
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = seen;
        start.Environment["TMPDIR"] = seen;
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }

    /// <summary>
    /// No --die-with-parent: the kernel counts the *thread* that started bwrap as its parent, and .NET retires idle threads. A tool that outlives a
    /// killed server still ends at its processor limit.
    /// </summary>
    private static List<string> Walls(string? toolFolder, string? folder)
    {
        List<string> walls = ["--unshare-all", "--hostname", "tool"];
        foreach (var top in (string[])["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64"])
        {
            // On a merged /usr these are links, and the loader's path /lib64/ld-… must still lead somewhere.
            var target = new DirectoryInfo(top).LinkTarget;
            walls.AddRange(target is null ? ["--ro-bind-try", top, top] : ["--symlink", target, top]);
        }

        string[] needed = ["/etc/fonts", "/etc/ld.so.cache", "/etc/alternatives", "/etc/papersize", "/etc/chromium", "/etc/chromium.d", "/var/cache/fontconfig", "/opt", "/nix/store", "/gnu/store"];
        foreach (var path in needed)
        {
            walls.AddRange("--ro-bind-try", path, path);
        }

        // After the empty /tmp: a tool may well be installed below it.
        walls.AddRange("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp");
        if (toolFolder is not null)
        {
            walls.AddRange("--ro-bind-try", toolFolder, toolFolder);
        }

        if (folder is not null)
        {
            walls.AddRange("--bind", folder, Inside, "--chdir", Inside);
        }

        return walls;
    }

    private static string? ProbeBubblewrap()
    {
        if (!OperatingSystem.IsLinux() || ToolPath.Find("bwrap") is not { } bwrap || ToolPath.Find("true") is not { } nothing)
        {
            return null;
        }

        try
        {
            using var probe = Process.Start(new ProcessStartInfo(bwrap, [.. Walls(null, null), nothing])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            if (probe is null)
            {
                return null;
            }

            if (!probe.WaitForExit(TimeSpan.FromSeconds(5)))
            {
                probe.Kill(entireProcessTree: true);
                return null;
            }

            return probe.ExitCode == 0 ? bwrap : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
