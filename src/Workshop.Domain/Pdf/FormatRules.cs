namespace Workshop.Domain.Pdf;

/// <summary>What an event asks of a PDF.</summary>
/// <param name="PageLimit">The most pages a file may have, itself allowed; null when there is no limit. At least 1.</param>
/// <param name="MaxBytes">The largest file in bytes, itself allowed. At least 1.</param>
public sealed record FormatRules(int? PageLimit = null, long MaxBytes = FormatRules.DefaultMaxBytes)
{
    /// <summary>10 MB, where 1 MB is 1024 · 1024 bytes, as file managers count.</summary>
    public const long DefaultMaxBytes = 10L * 1024 * 1024;
}
