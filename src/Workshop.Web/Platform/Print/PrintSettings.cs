namespace Workshop.Web.Platform.Print;

/// <summary>The section "Print" of the settings.</summary>
public sealed class PrintSettings
{
    public const string Section = "Print";

    /// <summary>The longest that one PDF may take, all passes together.</summary>
    public TimeSpan Limit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a browser, some 200 MB of memory, stays for the next print or preview.</summary>
    public TimeSpan KeepBrowser { get; set; } = TimeSpan.FromMinutes(1);
}
