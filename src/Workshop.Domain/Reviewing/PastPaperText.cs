using System.Text;

namespace Workshop.Domain.Reviewing;

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

    /// <summary>The text that <see cref="Parse"/> reads back as these papers.</summary>
    public static string Format(IEnumerable<PastPaperEntry> papers)
    {
        var text = new StringBuilder();
        foreach (var paper in papers)
        {
            text.Append(text.Length == 0 ? "" : "\n\n").Append(paper.Title);
            if (paper.Abstract.Length > 0)
            {
                text.Append('\n').Append(paper.Abstract);
            }
        }

        return text.ToString();
    }
}
