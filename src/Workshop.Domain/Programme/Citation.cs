using System.Globalization;
using System.Text;
using Workshop.Domain.Mail;
using Workshop.Domain.Submissions;

namespace Workshop.Domain.Programme;

/// <summary>
/// How one item of a programme is cited: as text, BibTeX or RIS. The workshop is not archival, so BibTeX has @misc and RIS a conference paper without volume and pages.
/// The same item always gives the same words, whatever the machine's culture.
/// </summary>
public sealed record Citation
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly HashSet<string> SmallWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "an", "and", "are", "as", "at", "by", "can", "do", "does", "for", "from", "how", "in", "is", "it", "its", "of", "on", "or", "the", "to", "towards", "toward", "what", "when", "where", "which", "who", "why", "with",
    };

    /// <summary>ASCII letters, digits and hyphens: "zolkiewicz2027sufficient". Unique within the programme, also without regard to case.</summary>
    public required string Key { get; init; }

    /// <summary>Of the item that is cited.</summary>
    public required string ItemKey { get; init; }

    /// <summary>As typed: text with LaTeX maths, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>As typed, paragraphs between empty lines; may be empty.</summary>
    public required string Abstract { get; init; }

    public required IReadOnlyList<CitedName> Authors { get; init; }

    /// <summary>"Talk", "Poster" or "Invited talk".</summary>
    public required string Kind { get; init; }

    public required string EventName { get; init; }

    /// <summary>May be empty.</summary>
    public required string Venue { get; init; }

    /// <summary>On which it is presented, at the event.</summary>
    public required DateOnly Day { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>The item's own page.</summary>
    public required string Address { get; init; }

    /// <summary>Whether there is something to cite: a title and somebody who stands for it. A break with a name is none, nor a talk whose title is to be announced.</summary>
    public static bool IsCitable(ProgrammeItem item) => !string.IsNullOrWhiteSpace(item.Title) && (item.Number is not null || item.Authors.Count > 0);

    /// <summary>Everything citable, in the order of the programme.</summary>
    /// <param name="address">Of an item's own page.</param>
    public static IReadOnlyList<Citation> All(ProgrammeDocument programme, Func<ProgrammeItem, string> address)
    {
        var keys = KeysOf(programme);
        return [.. programme.Sessions.SelectMany(session => session.Items.Where(IsCitable).Select(item => Of(programme, session, item, keys[item.Key], address(item))))];
    }

    /// <summary>One of them, with the same key as in <see cref="All"/>; null when the item is not citable or does not stand in the programme.</summary>
    public static Citation? Of(ProgrammeDocument programme, ProgrammeItem item, string address) =>
        IsCitable(item) && programme.Sessions.FirstOrDefault(session => session.Items.Any(known => known.Key == item.Key)) is { } session
            ? Of(programme, session, item, KeysOf(programme)[item.Key], address)
            : null;

    /// <summary>"Ada Lovelace and Bo Li. Sufficient reasons. Talk at Theory of Testing 2027, Copenhagen, 14 June 2027. https://…" Formulas stay LaTeX.</summary>
    public string ToText()
    {
        var authors = Authors.Count switch
        {
            0 => "",
            1 => Authors[0].Shown,
            2 => $"{Authors[0].Shown} and {Authors[1].Shown}",
            _ => $"{string.Join(", ", Authors.Take(Authors.Count - 1).Select(author => author.Shown))}, and {Authors[^1].Shown}",
        };
        var where = string.Join(", ", new[] { EventName, Venue, Day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) }.Where(part => part.Length > 0));
        return $"{Sentence(authors)}{Sentence(OneLine(Said(Title)))}{Sentence($"{Kind} at {where}")}{Address}".Trim();
    }

    /// <summary>One entry, ending in a line break. Lines end in \n.</summary>
    public string ToBibTeX()
    {
        var entry = new StringBuilder();
        entry.Append("@misc{").Append(Key);
        Field("author", "{" + string.Join(" and ", Authors.Select(BibTeXName)) + "}", Authors.Count > 0);
        Field("title", "{" + BibTeXTitle(Title) + "}");
        Field("howpublished", "{" + BibTeXText(string.Join(", ", new[] { $"{Kind} at {EventName}", Venue }.Where(part => part.Length > 0))) + "}");
        Field("year", "{" + Day.Year.ToString("0000", CultureInfo.InvariantCulture) + "}");
        Field("month", Months[Day.Month - 1]);
        Field("url", "{" + PlainAddress(Address) + "}", Address.Length > 0);
        Field("keywords", "{" + BibTeXText(string.Join(", ", Topics)) + "}", Topics.Count > 0);
        Field("abstract", "{" + string.Join("\n\n", Paragraphs(Abstract).Select(BibTeXText)) + "}", !string.IsNullOrWhiteSpace(Abstract));
        return entry.Append("\n}\n").ToString();

        void Field(string name, string value, bool applies = true)
        {
            if (applies)
            {
                entry.Append(",\n  ").Append(name.PadRight(12)).Append(" = ").Append(value);
            }
        }
    }

    /// <summary>One record, from TY to ER. Lines end in CRLF, as the format's specification has it; a value never spans lines.</summary>
    public string ToRis()
    {
        var record = new StringBuilder();
        Line("TY", "CPAPER");
        foreach (var author in Authors)
        {
            Line("AU", author.Turned.Replace("*", "", StringComparison.Ordinal));
        }

        Line("TI", Said(Title));
        Line("T2", EventName);
        Line("M3", Kind);
        Line("C1", Venue);
        Line("CY", Venue);
        Line("PY", Day.Year.ToString("0000", CultureInfo.InvariantCulture));
        Line("DA", Day.ToString("yyyy'/'MM'/'dd'/'", CultureInfo.InvariantCulture));
        Line("AB", string.Join(" ", Paragraphs(Abstract).Select(Said)));
        foreach (var topic in Topics)
        {
            Line("KW", topic.Replace("*", "", StringComparison.Ordinal));
        }

        Line("UR", Address);
        Line("ID", Key);
        return record.Append("ER  - \r\n").ToString();

        void Line(string tag, string value)
        {
            var line = OneLine(value);
            if (line.Length > 0)
            {
                record.Append(tag).Append("  - ").Append(line).Append("\r\n");
            }
        }
    }

    /// <summary>Of two that would have the same key the submission with the lower number has it, the other one adds its own.</summary>
    private static Dictionary<string, string> KeysOf(ProgrammeDocument programme)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var items = programme.Sessions.SelectMany(session => session.Items.Where(IsCitable).Select(item => (session, item)));
        foreach (var (session, item) in items.OrderBy(entry => entry.item.Number ?? int.MaxValue).ThenBy(entry => entry.item.Key, StringComparer.Ordinal))
        {
            var key = ShortKey(item, DayOf(session, item).Year);
            keys.TryAdd(item.Key, taken.Add(key) ? key : $"{key}-{item.Key}");
            taken.Add(keys[item.Key]);
        }

        return keys;
    }

    private static string ShortKey(ProgrammeItem item, int year)
    {
        var family = item.Authors.Count > 0 ? Ascii(CitedName.Of(item.Authors[0].Name).Family) : "";
        var words = string.Concat(TypedText.Read(item.Title!).Where(run => !run.IsFormula).Select(run => run.Text + " "));
        var word = words.Split([' ', '-', '–', '—', '/', ':', ','], StringSplitOptions.RemoveEmptyEntries).Where(word => !SmallWords.Contains(word)).Select(Ascii).FirstOrDefault(word => word.Length > 1) ?? "";

        // A year alone would be no name for anything.
        return string.Create(CultureInfo.InvariantCulture, $"{(family.Length == 0 ? item.Key : CutText.To(family, 30))}{year:0000}{CutText.To(word, 30)}");
    }

    private static Citation Of(ProgrammeDocument programme, ProgrammeSession session, ProgrammeItem item, string key, string address) => new()
    {
        Key = key,
        ItemKey = item.Key,
        Title = OneLine(item.Title!),
        Abstract = item.Abstract,
        Authors = [.. item.Authors.Where(author => author.Name.Length > 0).Select(author => CitedName.Of(author.Name))],
        Kind = item.Number is null ? "Invited talk" : session.HasPosters ? "Poster" : "Talk",
        EventName = OneLine(programme.Name),
        Venue = OneLine(programme.Venue),
        Day = DayOf(session, item),
        Topics = [.. item.Topics.Select(OneLine)],
        Address = OneLine(address),
    };

    private static DateOnly DayOf(ProgrammeSession session, ProgrammeItem item) => DateOnly.FromDateTime((item.Starts ?? session.Starts).DateTime);

    private static string Ascii(string text)
    {
        var letters = new StringBuilder();
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            foreach (var letter in BaseLetters.Of(character) ?? character.ToString())
            {
                if (char.IsAsciiLetterOrDigit(letter))
                {
                    letters.Append(char.ToLowerInvariant(letter));
                }
            }
        }

        return letters.ToString();
    }

    private static string OneLine(string text) => MailText.Line(text);

    /// <summary>What was typed as people read it: an escaped sign is the sign; formulas stay LaTeX.</summary>
    private static string Said(string text) => string.Concat(TypedText.Read(text).Select(run => run.Text));

    private static IEnumerable<string> Paragraphs(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                lines.Add(line);
            }
            else if (lines.Count > 0)
            {
                yield return OneLine(string.Join(' ', lines));
                lines.Clear();
            }
        }
    }

    private static string Sentence(string text) => text.Length == 0 ? "" : text[^1] is '.' or '?' or '!' or '。' or '？' or '！' ? text + " " : text + ". ";

    private static string BibTeXName(CitedName name)
    {
        // "and" separates names and a comma their parts, unless braces hide them.
        if (name.IsLiteral)
        {
            return name.Shown.Contains(' ', StringComparison.Ordinal) || name.Shown.Contains(',', StringComparison.Ordinal) ? "{" + BibTeXText(name.Shown) + "}" : BibTeXText(name.Shown);
        }

        return name.Suffix.Length == 0
            ? $"{BibTeXText(name.FamilyWithParticles)}, {BibTeXText(name.Given)}"
            : $"{BibTeXText(name.FamilyWithParticles)}, {BibTeXText(name.Suffix)}, {BibTeXText(name.Given)}";
    }

    private static string BibTeXText(string text) => string.Concat(TypedText.Read(text).Select(run => run.IsFormula ? Balanced(run.Text) : Escaped(run.Text)));

    /// <summary>
    /// Many styles write titles in lower case. Braces keep what would be wrong then: formulas, words with a capital inside (SHAP), and in a title that is written like a sentence
    /// every later word that begins with one (Shapley).
    /// </summary>
    private static string BibTeXTitle(string title)
    {
        var runs = TypedText.Read(title);
        var words = string.Concat(runs.Where(run => !run.IsFormula).Select(run => run.Text)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Where(word => word.Length > 3 && char.IsLetter(word[0])).ToList();
        var isSentence = words.Count(word => char.IsLower(word[0])) >= words.Count(word => char.IsUpper(word[0]));
        var written = new StringBuilder();
        var begins = true;
        foreach (var run in runs)
        {
            if (run.IsFormula)
            {
                written.Append('{').Append(Balanced(run.Text)).Append('}');
                begins = false;
                continue;
            }

            for (var i = 0; i < run.Text.Length;)
            {
                var end = i;
                while (end < run.Text.Length && IsOfWord(run.Text[end]))
                {
                    end++;
                }

                if (end == i)
                {
                    // BibTeX itself keeps the first letter of a title and the one after a colon.
                    begins = (begins && !char.IsLetterOrDigit(run.Text[i])) || run.Text[i] == ':';
                    written.Append(Escaped(run.Text[i].ToString()));
                    i++;
                    continue;
                }

                var word = run.Text[i..end];
                var isKept = word.Skip(1).Any(char.IsUpper) || (!begins && char.IsUpper(word[0]) && (isSentence || (word.Length == 1 && word is not "A")));
                written.Append(isKept ? "{" + Escaped(word) + "}" : Escaped(word));
                begins = false;
                i = end;
            }
        }

        return written.ToString();

        static bool IsOfWord(char character) => char.IsLetterOrDigit(character) || char.IsSurrogate(character) || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
    }

    /// <summary>BibTeX counts every brace, also one behind a backslash.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            escaped.Append(character switch
            {
                '\\' => "\\textbackslash{}",
                '{' => "\\textbraceleft{}",
                '}' => "\\textbraceright{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '$' or '&' or '%' or '#' or '_' => "\\" + character,
                _ => character.ToString(),
            });
        }

        return escaped.ToString();
    }

    private static string Balanced(string formula)
    {
        var depth = 0;
        foreach (var character in formula)
        {
            depth += character == '{' ? 1 : character == '}' ? -1 : 0;
            if (depth < 0)
            {
                break;
            }
        }

        return depth == 0 ? formula : formula.Replace("\\{", "\\lbrace ", StringComparison.Ordinal).Replace("\\}", "\\rbrace ", StringComparison.Ordinal);
    }

    private static string PlainAddress(string address) => address.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal);
}
