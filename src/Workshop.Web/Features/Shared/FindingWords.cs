using Workshop.Domain.Pdf;

namespace Workshop.Web.Features.Shared;

/// <summary>What a severity is called on pages; the status tag gives it its colour.</summary>
public static class FindingWords
{
    public static string Of(Severity severity) => severity switch
    {
        Severity.Blocks => "must be mended",
        Severity.Warns => "worth a look",
        _ => "good to know",
    };
}
