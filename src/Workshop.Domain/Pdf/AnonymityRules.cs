namespace Workshop.Domain.Pdf;

/// <summary>What tells reviewers of a blind event who the authors are.</summary>
internal static class AnonymityRules
{
    public static IEnumerable<Finding> Judge(PdfFacts facts, FormatRules rules)
    {
        if (!rules.Blind)
        {
            yield break;
        }

        foreach (var trace in facts.Traces)
        {
            var (code, message) = Sentence(trace);
            yield return Say.Of(code, message, trace.Page, trace.Box);
        }

        if (facts.Acknowledgements is { } thanks)
        {
            yield return Say.Of(
                "pdf.acknowledgements",
                $"The reviews are blind, and \"{(thanks.Text.Length <= 60 ? thanks.Text : thanks.Text[..59] + "…")}\" on page {thanks.Page} may tell who you are. Leave acknowledgements and funding out until the final version.",
                thanks.Page,
                thanks.Box);
        }
    }

    private static (string Code, string Message) Sentence(IdentityTrace trace) => trace.Kind switch
    {
        TraceKind.Name => ("pdf.author-name", $"The reviews are blind, but the name \"{trace.Found}\" stands on page {trace.Page}. Take it out and choose the new file."),
        TraceKind.Email => ("pdf.author-email", $"The reviews are blind, but the address {trace.Found} stands on page {trace.Page}. Take it out and choose the new file."),
        TraceKind.Affiliation => ("pdf.author-affiliation", $"The reviews are blind, but \"{trace.Found}\" stands on page {trace.Page}. Take it out, or write it so that it could be anybody's."),
        TraceKind.InReferences => ("pdf.author-in-references", $"\"{trace.Found}\" is cited on page {trace.Page}. That is fine as long as the text speaks of that work as of anybody's."),
        TraceKind.InMetadata => (
            "pdf.author-in-metadata",
            $"The PDF's properties ({trace.Found}) name an author. Reviewers get a copy without them, so nothing need be done; clear them if you pass the file on yourself."),
        TraceKind.InLink => ("pdf.author-in-links", $"The reviews are blind, but a link leads to {trace.Found}, which names an author. Take it out or link to an anonymous copy."),
        TraceKind.InFileName => ("pdf.author-in-file-name", $"The file name \"{trace.Found}\" names an author. Reviewers see another name, so nothing need be done."),
        _ => ("pdf.personal-repository", $"The reviews are blind, and {trace.Found} shows whose it is. If it is yours, link to an anonymous copy (for example anonymous.4open.science)."),
    };
}
