using Workshop.Web.Features.Programme.Print;

namespace Workshop.Web.Features.Programme.Prints;

/// <summary>What somebody wants printed: the arguments of a job.</summary>
/// <param name="SiteAddress">As the asker's browser knows the site, for links and codes: a job has no request to ask.</param>
public sealed record PrintWish(string Kind, bool FromDraft, IReadOnlyDictionary<string, string> Choices, string SiteAddress)
{
    /// <summary>Longer texts of an organizer's own, pasted lists above all, are refused.</summary>
    public const int MaxTextLength = 100_000;

    public PrintChoices AsChoices => new(Choices);

    /// <summary>Of what a form or an address says only the options that the document has; what was not said is remembered or usual.</summary>
    public static PrintWish Of(IPrintDocument document, bool fromDraft, Func<string, string?> said, string siteAddress) =>
        new(document.Kind, fromDraft, document.Options.ToDictionary(option => option.Key, option => Value(option, said(option.Key))), siteAddress);

    private static string Value(PrintOption option, string? said) => new PrintChoices(said is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [option.Key] = said })[option];
}
