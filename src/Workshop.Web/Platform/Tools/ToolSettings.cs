namespace Workshop.Web.Platform.Tools;

/// <summary>The section "Tools" of the settings.</summary>
public sealed class ToolSettings
{
    public const string Section = "Tools";

    /// <summary>Path of Chromium when it is not found by itself; the environment variable CHROMIUM does the same.</summary>
    public string? Chromium { get; set; }

    /// <summary>How many tools may run at once; 0 means one for each processor.</summary>
    public int PdfWorkers { get; set; }

    /// <summary>Confine tools with bubblewrap where it works. Off only to look for a fault.</summary>
    public bool Bubblewrap { get; set; } = true;
}
