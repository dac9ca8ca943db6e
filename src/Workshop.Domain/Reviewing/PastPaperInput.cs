namespace Workshop.Domain.Reviewing;

/// <param name="Title">Never empty.</param>
/// <param name="Abstract">Empty when none was given.</param>
/// <param name="Authors">"First Last", in order; empty when none were given.</param>
/// <param name="Year">Null when none was given.</param>
public sealed record PastPaperDetails(string Title, string Abstract, IReadOnlyList<string> Authors, int? Year);

/// <param name="IsBibTex">Whether the text was read as BibTeX; otherwise as blocks.</param>
/// <param name="Complaints">What was not understood, by line; empty for blocks.</param>
public sealed record PastPaperReading(bool IsBibTex, IReadOnlyList<PastPaperDetails> Papers, IReadOnlyList<BibTexComplaint> Complaints);

/// <summary>
/// Past papers from whatever a reviewer pastes. A text with a line that begins a BibTeX entry (@word{) is read as BibTeX throughout; any other as blocks
/// between empty lines, see <see cref="PastPaperText"/>, in which lines "Authors: A, B and C" and "Year: 2021" are taken for what they say and do not stay in the
/// abstract. An entry without a title is left out, and complained about.
/// </summary>
public static class PastPaperInput
{
    public static PastPaperReading Read(string? text)
    {
        if (!BibTex.IsIn(text))
        {
            return new PastPaperReading(false, [.. PastPaperText.Parse(text).Select(FromBlock)], []);
        }

        var reading = BibTex.Parse(text);
        return new PastPaperReading(
            true, [.. reading.Entries.Where(e => e.Title.Length > 0).Select(e => new PastPaperDetails(e.Title, e.Abstract, e.Authors, e.Year))], reading.Complaints);
    }

    private static PastPaperDetails FromBlock(PastPaperEntry block)
    {
        var lines = new List<string>();
        List<string> authors = [];
        int? year = null;
        foreach (var line in block.Abstract.Split('\n'))
        {
            if (After(line, "Authors:") is { } several && authors.Count == 0)
            {
                authors = Names(several);
            }
            else if (After(line, "Author:") is { } one && authors.Count == 0)
            {
                authors = Names(one);
            }
            else if (year is null && int.TryParse(After(line, "Year:"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is >= PastPaper.FirstYear and <= PastPaper.LastYear)
            {
                year = number;
            }
            else
            {
                lines.Add(line);
            }
        }

        return new PastPaperDetails(block.Title, string.Join('\n', lines), authors, year);
    }

    private static string? After(string line, string hint) => line.StartsWith(hint, StringComparison.OrdinalIgnoreCase) ? line[hint.Length..].Trim() : null;

    // "A, B and C"; with semicolons, or with one comma and "and" only, commas belong to "Last, First".
    private static List<string> Names(string line)
    {
        var groups = line.Replace(" & ", " and ", StringComparison.Ordinal);
        var names = new List<string>();
        if (groups.Contains(';', StringComparison.Ordinal))
        {
            names.AddRange(groups.Split(';').SelectMany(group => BibTex.Names(group)));
        }
        else
        {
            names.AddRange(groups.Split(',').SelectMany(group => BibTex.Names(Opened(group))));
        }

        return names;

        // ", and C" leaves "and C".
        static string Opened(string group) => group.TrimStart().StartsWith("and ", StringComparison.OrdinalIgnoreCase) ? group.TrimStart()[4..] : group;
    }
}
