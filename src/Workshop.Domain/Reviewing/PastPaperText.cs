namespace Workshop.Domain.Reviewing;

/// <summary>A block of pasted text.</summary>
/// <param name="Abstract">Empty when there is one line only.</param>
public sealed record PastPaperEntry(string Title, string Abstract);

/// <summary>Past papers as pasted text: blocks between empty lines, the first line of a block is the title, the others are the abstract.</summary>
public static class PastPaperText
{
    /// <summary>In order. A block of one line is a title without an abstract. Surrounding white space goes, line breaks inside an abstract stay.</summary>
    public static IReadOnlyList<PastPaperEntry> Parse(string? text)
    {
        var papers = new List<PastPaperEntry>();
        var block = new List<string>();
        foreach (var line in (text ?? "").ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal).Split('\n').Append(""))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                block.Add(line.Trim());
            }
            else if (block.Count > 0)
            {
                papers.Add(new PastPaperEntry(block[0], string.Join('\n', block.Skip(1))));
                block.Clear();
            }
        }

        return papers;
    }
}
