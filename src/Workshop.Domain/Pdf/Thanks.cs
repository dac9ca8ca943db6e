namespace Workshop.Domain.Pdf;

/// <summary>Finds acknowledgements that would tell reviewers who the authors are.</summary>
internal static class Thanks
{
    private static readonly string[] LeftOut = ["anonym", "blind", "removed", "omitted", "withheld", "redacted", "hidden for", "will be added", "to be added", "upon acceptance", "camera-ready", "camera ready"];

    /// <summary>Null when there are none, or none that say anything.</summary>
    public static PdfHeading? Find(IReadOnlyList<List<PageLine>> lines, double body, int columns)
    {
        foreach (var page in lines)
        {
            var read = MainTextSearch.InReadingOrder(page, columns);
            for (var at = 0; at < read.Count; at++)
            {
                if (Headings.IsThanks(read[at], body))
                {
                    var said = string.Join(' ', read.Skip(at).Take(4).Select(line => line.Text));
                    if (!Array.Exists(LeftOut, word => said.Contains(word, StringComparison.OrdinalIgnoreCase)))
                    {
                        return new PdfHeading(read[at].Page, read[at].Text, read[at].Box);
                    }
                }
            }
        }

        return null;
    }
}
