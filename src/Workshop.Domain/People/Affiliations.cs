using System.Collections.Frozen;
using System.Text;

namespace Workshop.Domain.People;

/// <summary>
/// Whether two affiliations, as people type them, name the same institution. Conservative: a yes needs the same words for the institution itself; accents,
/// case, punctuation, "Univ." and the like, and departments, places and anything in parentheses do not count. No acronyms are resolved
/// ("MIT"), nothing is translated but the word for university, and of a university with several campuses ("University of California, Berkeley") the campus counts.
/// </summary>
public static class Affiliations
{
    private static readonly FrozenDictionary<string, string> SameWord = new Dictionary<string, string>
    {
        ["univ"] = "university", ["uni"] = "university", ["universite"] = "university", ["universitat"] = "university", ["universitaet"] = "university",
        ["universidad"] = "university", ["universita"] = "university", ["universidade"] = "university", ["universiteit"] = "university", ["universitet"] = "university",
        ["universitetet"] = "university", ["uniwersytet"] = "university", ["univerzita"] = "university", ["universitatea"] = "university", ["universitesi"] = "university",
        ["inst"] = "institute", ["institut"] = "institute", ["instituto"] = "institute", ["istituto"] = "institute",
        ["tech"] = "technology", ["technol"] = "technology", ["sci"] = "science", ["sciences"] = "science", ["lab"] = "laboratory", ["labs"] = "laboratory", ["laboratories"] = "laboratory",
        ["natl"] = "national", ["res"] = "research", ["ctr"] = "center", ["centre"] = "center", ["coll"] = "college", ["corp"] = "corporation",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Empty = FrozenSet.ToFrozenSet(
        ["the", "of", "for", "and", "at", "in", "de", "der", "des", "du", "di", "do", "da", "zu", "van", "von", "fur", "fuer", "la", "le", "el", "inc", "ltd", "llc", "gmbh", "ag", "plc", "co"],
        StringComparer.Ordinal);

    // Anywhere in a part; "Computer Science Department".
    private static readonly FrozenSet<string> Department = FrozenSet.ToFrozenSet(
        ["department", "dept", "dep", "departement", "departamento", "dipartimento", "faculty", "faculte", "fakultat", "fakultaet", "facultad", "facolta", "lehrstuhl", "division", "div"],
        StringComparer.Ordinal);

    // Only in front: "School of Computing", but "London School of Economics".
    private static readonly FrozenSet<string> DepartmentInFront = FrozenSet.ToFrozenSet(
        ["school", "group", "chair", "section", "unit", "team", "phd", "professor", "prof", "student", "college"], StringComparer.Ordinal);

    // A part of such words alone names a subject, not a place of work.
    private static readonly FrozenSet<string> Subjects = FrozenSet.ToFrozenSet(
        [
            "computer", "computing", "science", "mathematics", "mathematical", "math", "maths", "applied", "pure", "physics", "statistics", "engineering", "electrical", "mechanical", "informatics", "informatik",
            "information", "data", "machine", "learning", "artificial", "intelligence", "ai", "ml", "cs", "ee", "eecs", "ece", "biology", "chemistry", "economics", "psychology", "linguistics", "philosophy",
            "research", "robotics", "vision", "systems", "medicine", "law",
        ],
        StringComparer.Ordinal);

    // One name over several institutions: the next part says which.
    private static readonly FrozenSet<string> SeveralCampuses = FrozenSet.ToFrozenSet(
        [
            "university california", "university texas", "university illinois", "university massachusetts", "university maryland", "university north carolina", "university wisconsin",
            "university colorado", "university tennessee", "university missouri", "university nebraska", "university alabama", "university minnesota", "university michigan",
            "university hawaii", "university london", "california state university", "state university new york", "city university new york", "indian institute technology",
            "indian institute science education research", "national institute technology", "max planck institute", "fraunhofer institute",
        ],
        StringComparer.Ordinal);

    public static bool LooksSame(string? a, string? b)
    {
        var mine = Institutions(a ?? "");
        return mine.Count > 0 && Institutions(b ?? "").Overlaps(mine);
    }

    // Several affiliations may stand in one text, between semicolons, slashes or lines.
    private static HashSet<string> Institutions(string text)
    {
        var institutions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var affiliation in WithoutParentheses(text).Split([';', '/', '|', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = affiliation.Split([',', '–', '—']).Select(Words).Where(words => words.Count > 0).ToList();
            var main = parts.FindIndex(words => words.Contains("university"));
            if (main < 0)
            {
                main = parts.FindIndex(words => !words.Exists(Department.Contains) && !DepartmentInFront.Contains(words[0]) && !words.TrueForAll(Subjects.Contains));
            }

            if (main < 0)
            {
                continue;
            }

            var key = string.Join(' ', parts[main]);
            if (SeveralCampuses.Contains(key))
            {
                key = main + 1 < parts.Count ? $"{key} {string.Join(' ', parts[main + 1])}" : key;
            }

            // "University", "Institute" and the like alone name nobody.
            if (parts[main].Exists(word => word is not ("university" or "institute" or "college" or "laboratory" or "national" or "research" or "center" or "technology" or "science" or "none" or "independent" or "researcher")))
            {
                institutions.Add(key);
            }
        }

        return institutions;
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in PlainText.Decompose(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(PlainText.Lower(rune));
            }
            else if (!PlainText.IsInsideWord(rune) && rune.Value is not ('\'' or '’'))
            {
                Finish();
            }
        }

        Finish();
        return words;

        void Finish()
        {
            var text = SameWord.GetValueOrDefault(word.ToString(), word.ToString());
            if (text.Length > 0 && !Empty.Contains(text))
            {
                words.Add(text);
            }

            word.Clear();
        }
    }

    private static string WithoutParentheses(string text)
    {
        var outside = new StringBuilder(text.Length);
        var depth = 0;
        foreach (var c in text)
        {
            if (c is '(' or '[')
            {
                depth++;
            }
            else if (c is ')' or ']')
            {
                depth = Math.Max(0, depth - 1);
            }
            else if (depth == 0)
            {
                outside.Append(c);
            }
        }

        return outside.ToString();
    }
}
