using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Workshop.Web.Platform.Tools;

/// <summary>
/// One tool that the product can use: what is missing without it (the end of a sentence), what to install on Debian. Path and version are null when it
/// is not there or does not answer.
/// </summary>
public sealed record InstalledTool(string Name, string Purpose, string Package, string? Path, string? Version)
{
    public bool IsThere => Path is not null;
}

/// <summary>Which of the tools outside are on this machine, for the health page and for those who run them.</summary>
public sealed partial class ToolInventory(ToolProcess tools, IOptions<ToolSettings> settings)
{
    private static readonly (string Name, string Purpose, string Package, string Ask)[] Wanted =
    [
        ("pdfinfo", "counting the pages of PDFs", "poppler-utils", "-v"),
        ("pdftotext", "reading the text of PDFs", "poppler-utils", "-v"),
        ("pdftoppm", "pictures of pages", "poppler-utils", "-v"),
        ("qpdf", "copies without the author's metadata", "qpdf", "--version"),
        ("chromium", "printing the programme", "chromium-headless-shell", "--version"),
    ];

    /// <summary>Asked afresh each time: a tool installed while we run is found.</summary>
    public async Task<IReadOnlyList<InstalledTool>> ListAsync(CancellationToken cancel)
    {
        var found = new List<InstalledTool>();
        foreach (var (name, purpose, package, ask) in Wanted)
        {
            var path = name == "chromium" ? Chromium : ToolPath.Find(name);
            var version = path is null ? null : await AskVersionAsync(path, ask, cancel);
            found.Add(new InstalledTool(name, purpose, package, path, version));
        }

        return found;
    }

    /// <summary>Path of a Chromium or Chrome; null when there is none. The settings win, then the environment, then the PATH.</summary>
    public string? Chromium
    {
        get
        {
            // A path that someone wrote down is meant: when it is wrong, another browser would only hide that.
            if (settings.Value.Chromium is { Length: > 0 } named)
            {
                return ToolPath.Find(named);
            }

            string?[] candidates =
            [
                Environment.GetEnvironmentVariable("CHROMIUM"),

                // The same engine without the windows around it, half as much to start and to keep.
                "chromium-headless-shell",
                "chrome-headless-shell",
                "chromium",
                "chromium-browser",
                "google-chrome",
                "google-chrome-stable",
            ];
            foreach (var candidate in candidates)
            {
                if (!string.IsNullOrWhiteSpace(candidate) && ToolPath.Find(candidate) is { } path)
                {
                    return path;
                }
            }

            return null;
        }
    }

    private async Task<string?> AskVersionAsync(string path, string ask, CancellationToken cancel)
    {
        // Chromium reserves far more address space than it ever uses, even to say its version.
        var answer = await tools.RunAsync(new ToolRun(path, [ask]) { Limits = new ToolLimits() with { Memory = 64L << 30 } }, cancel);
        var match = VersionNumber().Match(answer.Text + "\n" + answer.Errors);
        return answer.End == ToolEnd.Exited && match.Success ? match.Value : null;
    }

    [GeneratedRegex(@"\d+(\.\d+)+")]
    private static partial Regex VersionNumber();
}
