namespace Workshop.Domain.Pdf;

/// <summary>Makes findings; what the event makes of them is decided in one place, in <see cref="PdfVerdict"/>.</summary>
internal static class Say
{
    public static Finding Of(string code, string message, int? page = null, PageBox? box = null) =>
        new(code, PreflightRules.Find(code).Under(EverythingOn) ?? Severity.Notes, message, page, box);

    private static readonly Dictionary<string, RuleSetting> EverythingOn = [];
}
