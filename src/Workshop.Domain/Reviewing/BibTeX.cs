using System.Globalization;

namespace Workshop.Domain.Reviewing;

/// <summary>One entry of a BibTeX file, read for people: without braces, accents as letters, white space single, maths between dollars as it stands.</summary>
/// <param name="Key">As written; may be empty.</param>
/// <param name="Kind">"article", "inproceedings", …, lower case.</param>
/// <param name="Title">Empty when the entry has none.</param>
/// <param name="Abstract">Empty when the entry has none.</param>
/// <param name="Authors">"First von Last Jr", in order, without "others".</param>
/// <param name="Year">From year, or the first four digits of biblatex' date; null when neither holds a year.</param>
/// <param name="Line">Where the entry begins, from 1.</param>
public sealed record BibTexEntry(string Key, string Kind, string Title, string Abstract, IReadOnlyList<string> Authors, int? Year, int Line);

/// <summary>What could not be read, or not as it was meant. The line counts from 1; the sentence is for whoever pasted the text.</summary>
public sealed record BibTexComplaint(int Line, string Sentence);

/// <param name="Entries">In the order of the text, also those that a complaint is about.</param>
/// <param name="Complaints">By line.</param>
public sealed record BibTexReading(IReadOnlyList<BibTexEntry> Entries, IReadOnlyList<BibTexComplaint> Complaints);

/// <summary>
/// Reads BibTeX as programs really export it: nested braces, quoted values, numbers, # between parts, @string macros, @comment, @preamble, entries in
/// parentheses, any case, any line ending. Never throws and never recurses; one pass, so time is linear in the text. An entry whose braces do not
/// close ends where the next line begins with @word{, is complained about, and keeps what was read of it. Sources: Patashnik, BibTeXing, 1988; the grammar as
/// btparse documents it.
/// </summary>
public static class BibTex
{
    public static BibTexReading Parse(string? text) => new Parser((text ?? "").ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal)).Read();

    /// <summary>Whether the text holds the beginning of an entry: a line that starts with @word{ or @word(.</summary>
    public static bool IsIn(string? text)
    {
        var plain = (text ?? "").ReplaceLineEndings("\n");
        for (var at = plain.IndexOf('@', StringComparison.Ordinal); at >= 0; at = plain.IndexOf('@', at + 1))
        {
            if (Parser.BeginsLine(plain, at) && Parser.OpensEntry(plain, at, out _))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Last, First" and "von Last, Jr, First" turned to "First von Last Jr"; a name without a comma outside of braces stays as it is.</summary>
    internal static IReadOnlyList<string> Names(string field)
    {
        var names = new List<string>();
        foreach (var name in Split(field, " and "))
        {
            var parts = Split(name, ",").ConvertAll(BibTexText.Plain);
            parts.RemoveAll(part => part.Length == 0);
            if (parts.Count == 0 || (parts.Count == 1 && parts[0].Equals("others", StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            var fullNames = parts.TrueForAll(part => part.Contains(' ', StringComparison.Ordinal));
            if (parts.Count > 2 && (fullNames || parts.Count > 3))
            {
                // No name of BibTeX has so many commas: "Ada Byron, Alan Turing, Kurt Gödel" or "Byron, Ada, Turing, Alan".
                names.AddRange(fullNames || parts.Count % 2 == 1 ? parts : parts.Chunk(2).Select(pair => $"{pair[1]} {pair[0]}"));
                continue;
            }

            names.Add(parts.Count switch { 1 => parts[0], 2 => $"{parts[1]} {parts[0]}", _ => $"{parts[2]} {parts[0]} {parts[1]}" });
        }

        return names;
    }

    // At a separator outside of braces, any white space standing for a blank, in any case.
    private static List<string> Split(string text, string separator)
    {
        var parts = new List<string>();
        var depth = 0;
        var start = 0;
        var at = 0;
        while (at < text.Length)
        {
            depth += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
            if (depth <= 0 && Matches(text, at, separator))
            {
                parts.Add(text[start..at]);
                // The blank behind "and" may also stand before the next one.
                at += Math.Max(1, separator.TrimEnd().Length);
                start = at;
            }
            else
            {
                at++;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }

    private static bool Matches(string text, int at, string separator)
    {
        if (at + separator.Length > text.Length)
        {
            return false;
        }

        for (var i = 0; i < separator.Length; i++)
        {
            if (separator[i] == ' ' ? !char.IsWhiteSpace(text[at + i]) : char.ToLowerInvariant(text[at + i]) != separator[i])
            {
                return false;
            }
        }

        return true;
    }

    private sealed class Parser(string text)
    {
        private const int LongestWord = 40;
        private const int MostComplaints = 500;

        private readonly List<BibTexEntry> _entries = [];
        private readonly List<BibTexComplaint> _complaints = [];
        private readonly Dictionary<string, string> _macros = new(StringComparer.OrdinalIgnoreCase);

        // A macro may stand for others, so that a short text could mean an endless one: what macros put in is limited over the whole text.
        private long _expandable = Math.Max(100_000, 2L * text.Length);
        private int _at;
        private int _lineAt;
        private int _line = 1;

        public BibTexReading Read()
        {
            var stray = false;
            while (_at < text.Length)
            {
                // An "@" inside of a word is a mail address.
                if (text[_at] == '@' && (_at == 0 || !char.IsLetterOrDigit(text[_at - 1])) && OpensEntry(text, _at, out var open))
                {
                    ReadEntry(text[(_at + 1)..open].Trim().ToLowerInvariant(), open);
                    stray = false;
                    continue;
                }

                if (char.IsWhiteSpace(text[_at]) || text[_at] is '}' or ')' or ',')
                {
                    _at++;
                    continue;
                }

                if (!stray && text[_at] != '%')
                {
                    stray = true;
                    Complain(LineOf(_at), "This text stands outside of the entries and was passed over.");
                }

                // On to the end of the line, or to an entry that begins in it.
                _at = NextStop(_at + 1);
            }

            return new BibTexReading(_entries, [.. _complaints.OrderBy(c => c.Line)]);
        }

        public static bool BeginsLine(string text, int at)
        {
            while (at > 0 && text[at - 1] is ' ' or '\t')
            {
                at--;
            }

            return at == 0 || text[at - 1] == '\n';
        }

        // @word{ or @word(; open is the place of the brace. The word is short, so that looking ahead costs nothing.
        public static bool OpensEntry(string text, int at, out int open)
        {
            open = at + 1;
            var end = Math.Min(text.Length, at + LongestWord);
            while (open < end && char.IsAsciiLetter(text[open]))
            {
                open++;
            }

            var named = open > at + 1;
            while (open < end && text[open] is ' ' or '\t')
            {
                open++;
            }

            return named && open < text.Length && text[open] is '{' or '(' && text[at] == '@';
        }

        private int NextStop(int at)
        {
            while (at < text.Length && text[at] is not ('@' or '\n'))
            {
                at++;
            }

            return at;
        }

        private void ReadEntry(string kind, int open)
        {
            var line = LineOf(_at);
            var close = text[open] == '{' ? '}' : ')';
            _at = open + 1;
            if (kind is "comment" or "preamble")
            {
                if (ReadBraced(close) is null)
                {
                    Complain(line, $"The braces of @{kind} do not close.");
                }

                return;
            }

            var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            var key = kind == "string" ? "" : ReadKey(close);
            var closed = ReadFields(fields, close, key);
            var name = key.Length > 0 ? $"The entry {key}" : $"This @{kind}";
            if (!closed)
            {
                Complain(line, $"{name} does not close: a brace or a quotation mark is missing. What was read of it is kept.");
            }

            if (kind == "string")
            {
                foreach (var (macro, value) in fields)
                {
                    _macros[macro] = value;
                }

                return;
            }

            var title = BibTexText.Plain(fields.GetValueOrDefault("title", ""));
            if (fields.GetValueOrDefault("subtitle") is { } subtitle && title.Length > 0)
            {
                title = $"{title}: {BibTexText.Plain(subtitle)}";
            }

            if (title.Length == 0)
            {
                Complain(line, $"{name} has no title.");
            }

            _entries.Add(new BibTexEntry(
                key, kind, title, BibTexText.Plain(fields.GetValueOrDefault("abstract", "")), Names(fields.GetValueOrDefault("author", "")),
                YearIn(fields.GetValueOrDefault("year")) ?? YearIn(fields.GetValueOrDefault("date")), line));
        }

        private string ReadKey(char close)
        {
            SkipBlanks();
            var start = _at;
            while (_at < text.Length && text[_at] != ',' && text[_at] != close && text[_at] is not ('\n' or '='))
            {
                _at++;
            }

            if (_at < text.Length && text[_at] == '=')
            {
                // The comma is missing, or there is no key at all: then what stands here is the first field.
                var words = text[start.._at].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                var key = words.Length > 1 ? words[0] : "";
                _at = start + key.Length;
                return key;
            }

            return text[start.._at].Trim();
        }

        // True when the entry's own brace has been read.
        private bool ReadFields(Dictionary<string, string> fields, char close, string key)
        {
            var complained = false;
            while (true)
            {
                while (_at < text.Length && (char.IsWhiteSpace(text[_at]) || text[_at] == ','))
                {
                    _at++;
                }

                if (_at == text.Length || EntryFollows())
                {
                    return false;
                }

                if (text[_at] == close)
                {
                    _at++;
                    return true;
                }

                var start = _at;
                while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not ('=' or ',' or '{' or '}' or '"' or ')'))
                {
                    _at++;
                }

                var name = text[start.._at];
                SkipBlanks();
                if (name.Length == 0 || _at == text.Length || text[_at] != '=')
                {
                    if (!complained)
                    {
                        complained = true;
                        Complain(LineOf(start), $"A field was expected here{(key.Length > 0 ? $" in {key}" : "")}: name = {{value}}.");
                    }

                    SkipBroken(close);
                    continue;
                }

                _at++;
                var value = ReadValue(close, out var whole);
                // The first of a field that comes twice counts, as in BibTeX.
                fields.TryAdd(name, value);
                if (!whole)
                {
                    return false;
                }
            }
        }

        // To the next comma or the end of the entry; one character at least.
        private void SkipBroken(char close)
        {
            if (_at < text.Length && text[_at] is not (',' or '{') && text[_at] != close && !EntryFollows())
            {
                _at++;
            }

            while (_at < text.Length && text[_at] is not ',' && text[_at] != close && !EntryFollows())
            {
                if (text[_at++] == '{')
                {
                    ReadBraced('}');
                }
            }
        }

        private string ReadValue(char close, out bool whole)
        {
            whole = true;
            var parts = new List<string>();
            while (true)
            {
                SkipBlanks();
                if (_at == text.Length || EntryFollows())
                {
                    whole = false;
                    break;
                }

                var start = _at;
                if (text[_at] is '{' or '"')
                {
                    var end = text[_at++] == '{' ? '}' : '"';
                    var part = ReadBraced(end);
                    whole = part is not null;
                    parts.Add(part ?? text[(start + 1).._at]);
                }
                else
                {
                    while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not (',' or '#' or '{' or '}' or '"') && text[_at] != close)
                    {
                        _at++;
                    }

                    var word = text[start.._at];
                    parts.Add(Expanded(word, start));
                }

                SkipBlanks();
                if (!whole || _at == text.Length || text[_at] != '#')
                {
                    break;
                }

                _at++;
            }

            return string.Concat(parts);
        }

        // Up to the closing character outside of inner braces, which is passed over; null when an entry or the end of the text comes first.
        private string? ReadBraced(char close)
        {
            var start = _at;
            var depth = 0;
            for (; _at < text.Length; _at++)
            {
                if (text[_at] == close && depth == 0)
                {
                    return text[start.._at++];
                }

                if (text[_at] == '\\' && _at + 1 < text.Length && text[_at + 1] is '"' && close == '"')
                {
                    // \" is an accent for TeX; BibTeX itself would end the value here, and no exporter means that.
                    _at++;
                }
                else if (text[_at] == '{')
                {
                    depth++;
                }
                else if (text[_at] == '}')
                {
                    depth--;
                    if (depth < 0)
                    {
                        // In quotation marks or parentheses: more braces are closed than opened.
                        break;
                    }
                }
                else if (EntryFollows())
                {
                    break;
                }
            }

            return null;
        }

        private bool EntryFollows() => text[_at] == '@' && BeginsLine(text, _at) && OpensEntry(text, _at, out _);

        private void SkipBlanks()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }
        }

        private string Expanded(string word, int at)
        {
            var value = _macros.GetValueOrDefault(word, word);
            if (value.Length <= _expandable)
            {
                _expandable -= value.Length;
                return value;
            }

            if (_expandable > 0)
            {
                _expandable = 0;
                Complain(LineOf(at), "The macros of @string stand for more text than can be read. From here on their names stay as they are.");
            }

            return word;
        }

        private void Complain(int line, string sentence)
        {
            if (_complaints.Count < MostComplaints)
            {
                _complaints.Add(new BibTexComplaint(line, sentence));
            }
            else if (_complaints.Count == MostComplaints)
            {
                _complaints.Add(new BibTexComplaint(line, "There is more that could not be read as it was meant; it is not listed."));
            }
        }

        // Asked for rising places only, so that all questions together cost one pass.
        private int LineOf(int at)
        {
            for (; _lineAt < at; _lineAt++)
            {
                _line += text[_lineAt] == '\n' ? 1 : 0;
            }

            return _line;
        }

        private static int? YearIn(string? field)
        {
            for (var i = 0; field is not null && i + 4 <= field.Length; i++)
            {
                if (int.TryParse(field.AsSpan(i, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1000 and <= 2999)
                {
                    return year;
                }
            }

            return null;
        }
    }
}
