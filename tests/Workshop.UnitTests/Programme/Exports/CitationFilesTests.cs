using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme.Exports;

/// <summary>The files that reference programs read, taken apart by readers that forgive nothing.</summary>
public sealed class CitationFilesTests
{
    private static readonly IReadOnlyList<Citation> Citations = Citation.All(HostileProgramme.Document, HostileProgramme.Address);

    [Fact]
    public void Bibtex_is_read_back_entry_by_entry()
    {
        var entries = StrictBibTeX.Read(string.Join('\n', Citations.Select(citation => citation.ToBibTeX())));

        Assert.Equal(HostileProgramme.Document.Items.Count(item => item.Number is not null), entries.Count);
        Assert.Equal(entries.Count, entries.Select(entry => entry.Key.ToUpperInvariant()).Distinct().Count());
        var first = entries.Single(entry => entry.Fields["url"].EndsWith("/p1", StringComparison.Ordinal));
        Assert.Equal("misc", first.Kind);
        Assert.Contains("$n^{2}$", first.Fields["title"], StringComparison.Ordinal);
        Assert.Contains("100\\%", first.Fields["title"], StringComparison.Ordinal);
        Assert.Equal(2, first.Fields["author"].Split(" and ").Length);
        Assert.Contains("zolkiewicz2027sufficient", entries.Select(entry => entry.Key));
        Assert.Contains("zolkiewicz2027sufficient-p6", entries.Select(entry => entry.Key));
    }

    [Fact]
    public void Ris_is_read_back_record_by_record()
    {
        var records = StrictRis.Read(string.Concat(Citations.Select(citation => citation.ToRis())));

        Assert.Equal(Citations.Count, records.Count);
        var first = records.Single(record => record.Any(line => line is ("UR", var url) && url.EndsWith("/p1", StringComparison.Ordinal)));
        Assert.Equal(["Żółkiewicz, Zofia", "王小明"], first.Where(line => line.Tag == "AU").Select(line => line.Value));
        Assert.Contains(("TI", "=cmd|'/C calc'!A0, \"quoted\", 100% of {sets} & $n^{2}$ </script>"), first);
    }

    [Theory]
    [InlineData("@misc{a, title = {x}")]
    [InlineData("@misc{a, title = {x {y}}, }}")]
    [InlineData("@misc{a b, title = {x}}")]
    [InlineData("@misc{a, title = {50% off}}")]
    public void The_strict_reader_refuses(string text)
    {
        Assert.Throws<FormatException>(() => StrictBibTeX.Read(text));
    }
}

/// <summary>BibTeX as bibtex(1) reads it, and stricter: nothing between entries, no unescaped sign that TeX would act on outside of maths.</summary>
internal static class StrictBibTeX
{
    public sealed record Entry(string Kind, string Key, IReadOnlyDictionary<string, string> Fields);

    public static IReadOnlyList<Entry> Read(string text)
    {
        var at = 0;
        var entries = new List<Entry>();
        while (Skip())
        {
            Expect('@');
            var kind = Word();
            Expect('{');
            var key = Word();
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            Skip();
            while (Peek() == ',')
            {
                at++;
                Skip();
                var name = Word();
                Skip();
                Expect('=');
                Skip();
                fields.Add(name, Peek() == '{' ? Braced(name) : Word());
                Skip();
            }

            Expect('}');
            entries.Add(new Entry(kind, key, fields));
        }

        return entries;

        bool Skip()
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            return at < text.Length;
        }

        char Peek() => at < text.Length ? text[at] : throw new FormatException("The file ends in the middle.");

        void Expect(char wanted)
        {
            if (Peek() != wanted)
            {
                throw new FormatException($"{wanted} was expected at {at}.");
            }

            at++;
        }

        string Word()
        {
            var from = at;
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_' or ':'))
            {
                at++;
            }

            return at > from ? text[from..at] : throw new FormatException($"A word was expected at {at}.");
        }

        string Braced(string name)
        {
            Expect('{');
            var (from, depth, maths) = (at, 1, false);
            for (; depth > 0; at++)
            {
                var c = Peek();
                if (c == '\\')
                {
                    at++;
                    if (Peek() is '{' or '}')
                    {
                        throw new FormatException("BibTeX counts an escaped brace as a brace.");
                    }
                }
                else if (c == '$')
                {
                    maths = !maths;
                }
                else if (!maths && name != "url" && c is '%' or '#' or '&')
                {
                    throw new FormatException($"{c} is not escaped at {at}.");
                }
                else
                {
                    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                }
            }

            return maths ? throw new FormatException("Maths does not end.") : text[from..(at - 1)];
        }
    }
}

/// <summary>RIS: two capitals or digits, two spaces, hyphen, space; TY first, ER last; CRLF.</summary>
internal static class StrictRis
{
    public static IReadOnlyList<IReadOnlyList<(string Tag, string Value)>> Read(string text)
    {
        var records = new List<IReadOnlyList<(string, string)>>();
        List<(string, string)>? open = null;
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        foreach (var line in text[..^2].Split("\r\n"))
        {
            Assert.Matches(@"^[A-Z][A-Z0-9]  - [^\r\n\u0000-\u001f]*$", line);
            var (tag, value) = (line[..2], line[6..]);
            Assert.Equal(tag == "TY", open is null);
            open ??= [];
            open.Add((tag, value));
            if (tag == "ER")
            {
                Assert.Empty(value);
                records.Add(open);
                open = null;
            }
        }

        Assert.Null(open);
        return records;
    }
}
