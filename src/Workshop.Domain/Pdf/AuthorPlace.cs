namespace Workshop.Domain.Pdf;

/// <summary>The part of an affiliation that tells one place from others: "University of Copenhagen", not "Department of Computer Science" and not "Denmark".</summary>
/// <param name="Words">In capitals, without accents.</param>
internal sealed record AuthorPlace(string Typed, IReadOnlyList<string> Words)
{
    private static readonly string[] Institutions =
    [
        "UNIVERS", "INSTITUT", "COLLEGE", "POLYTECH", "ECOLE", "HOCHSCHULE", "AKADEM", "ACADEM", "TECHNOLOG", "RESEARCH", "LABS", "LABORATOR", "CENTER", "CENTRE", "HOSPITAL", "INC", "GMBH", "CORP", "INRIA", "CNRS", "ETH", "EPFL",
    ];

    private static readonly string[] Generic = ["DEPARTMENT", "DEPT", "SCHOOL", "FACULTY", "DIVISION", "CHAIR", "GROUP", "COLLEGE", "FAKULTAT", "INSTITUT", "INSTITUTE", "CENTER", "CENTRE", "LABORATORY", "LAB", "SECTION"];

    private static readonly string[] Fields =
    [
        "COMPUTER", "COMPUTING", "SCIENCE", "SCIENCES", "INFORMATICS", "INFORMATIK", "MATHEMATICS", "MATHEMATIK", "STATISTICS", "PHYSICS", "ENGINEERING", "ELECTRICAL", "LEARNING", "MACHINE", "DATA", "ARTIFICIAL", "INTELLIGENCE",
        "APPLIED", "ECONOMICS", "BIOLOGY", "MEDICINE", "PSYCHOLOGY", "LINGUISTICS", "OF", "FOR", "AND", "THE", "INFORMATION", "TECHNOLOGY", "SYSTEMS", "FUR", "UND", "COMPUTATIONAL",
    ];

    public static IEnumerable<AuthorPlace> Of(string affiliations)
    {
        foreach (var affiliation in affiliations.Split(';', '\n'))
        {
            var first = true;
            foreach (var part in affiliation.Split(',', '(', ')'))
            {
                var words = NameToken.Of(part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Select(token => Full(token.Upper)).ToList();
                if (words.Count == 0 || IsGeneric(words))
                {
                    continue;
                }

                if (first || words.Exists(word => Array.Exists(Institutions, begin => word.StartsWith(begin, StringComparison.Ordinal))))
                {
                    yield return new AuthorPlace(part.Trim(), words);
                }

                first = false;
            }
        }
    }

    /// <summary>Whether it stands there, word for word.</summary>
    public bool IsAt(IReadOnlyList<NameToken> tokens, int at)
    {
        if (at + Words.Count > tokens.Count || !tokens[at].IsCapitalized)
        {
            return false;
        }

        for (var i = 0; i < Words.Count; i++)
        {
            if (Full(tokens[at + i].Upper) != Words[i])
            {
                return false;
            }
        }

        return true;
    }

    private static string Full(string word) => word is "UNIV" ? "UNIVERSITY" : word;

    /// <summary>A department that every university has.</summary>
    private static bool IsGeneric(List<string> words) => words.TrueForAll(word => Generic.Contains(word) || Fields.Contains(word)) || words[0] is "DEPARTMENT" or "DEPT" or "FACULTY" or "SCHOOL" or "DIVISION";
}
