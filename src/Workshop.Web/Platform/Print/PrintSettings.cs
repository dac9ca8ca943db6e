namespace Workshop.Web.Platform.Print;

/// <summary>The section "Print" of the settings.</summary>
public sealed class PrintSettings
{
    public const string Section = "Print";

    /// <summary>The longest that one PDF may take, all passes together.</summary>
    public TimeSpan Limit { get; set; } = TimeSpan.FromMinutes(2);
}
