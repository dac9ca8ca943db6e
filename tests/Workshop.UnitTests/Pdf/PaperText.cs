using System.Globalization;
using Workshop.Domain.Pdf;

namespace Workshop.UnitTests.Pdf;

/// <summary>Builds the text of a paper, A4 with margins of 72 points: each call sets the next line.</summary>
internal sealed class PaperText
{
    private const double Width = 595.28;
    private const double Height = 841.89;

    private readonly List<(List<PdfWord> Words, List<PdfRun> Runs)> _pages = [];
    private double _y = 72;
    private int _lines;

    public PaperText() => NewPage();

    public IReadOnlyList<PdfPageText> Pages => [.. _pages.Select((page, at) => new PdfPageText(at + 1, Width, Height, page.Words, page.Runs))];

    public PaperText NewPage()
    {
        _pages.Add(([], []));
        _y = 72;
        return this;
    }

    public PaperText Column() => At(72);

    public PaperText At(double y)
    {
        _y = y;
        return this;
    }

    public PaperText Body(int lines, double left = 72, double width = 451, double size = 10)
    {
        for (var i = 0; i < lines; i++)
        {
            // No two lines are the same: what returns at the edge of another page is a running head.
            var other = string.Concat(_lines++.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0')));
            Line($"We study how explanations of {other} networks behave when the width grows, and", left, width, size);
        }

        return this;
    }

    public PaperText Heading(string text, double left = 72, double size = 12) => Gap(10).Line(text, left, text.Length * size * 0.5, size, bold: true).Gap(6);

    public PaperText Gap(double points)
    {
        _y += points;
        return this;
    }

    public PaperText Entries(int count, double left = 72, double width = 451)
    {
        for (var i = 1; i <= count; i++)
        {
            Line($"[{i}] A. Author and B. Writer. A paper on explanations. In Proc. of a Workshop, 20{i % 20:00}.", left, width, 9);
        }

        return this;
    }

    /// <summary>One line; a part of it that is set off in bold comes first when there is one.</summary>
    public PaperText Line(string text, double left = 72, double? width = null, double size = 10, bool bold = false, string? runIn = null)
    {
        var (words, runs) = _pages[^1];
        var whole = width ?? text.Length * size * 0.5;
        if (runIn is not null)
        {
            var part = runIn.Length * size * 0.5;
            runs.Add(new PdfRun(runIn, new PageBox(left, _y, part, size), size, "Body-Bold", true));
            AddWords(words, runIn, left, size);
            left += part + 3;
        }

        runs.Add(new PdfRun(text, new PageBox(left, _y, whole, size), size, bold ? "Body-Bold" : "Body", bold));
        AddWords(words, text, left, size);
        _y += size * 1.2;
        return this;
    }

    private void AddWords(List<PdfWord> words, string text, double left, double size)
    {
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            words.Add(new PdfWord(word, new PageBox(left, _y, word.Length * size * 0.5, size)));
            left += (word.Length + 1) * size * 0.5;
        }
    }
}
