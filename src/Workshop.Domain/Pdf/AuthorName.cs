namespace Workshop.Domain.Pdf;

/// <summary>One run of letters in a text, folded; hyphens and apostrophes inside a word are dropped: "O'Neil" is ONEIL.</summary>
/// <param name="Upper">In capitals, without accents.</param>
/// <param name="Word">The index of the word that it comes from.</param>
internal readonly record struct NameToken(string Upper, bool IsCapitalized, int Word)
{
    public bool IsInitial => Upper.Length == 1 && IsCapitalized;

    /// <summary>Splits words; a word that is broken at the end of a line is put together again where <paramref name="isBroken"/> says so.</summary>
    public static List<NameToken> Of(IReadOnlyList<string> words, Func<int, bool>? isBroken = null)
    {
        var tokens = new List<NameToken>();
        for (var at = 0; at < words.Count; at++)
        {
            var (word, from) = (Letters.Fold(words[at]), at);
            while (at + 1 < words.Count && word.EndsWith('-') && isBroken?.Invoke(at) == true)
            {
                word = word[..^1] + Letters.Fold(words[++at]);
            }

            Split(word, from, tokens);
        }

        return tokens;
    }

    private static void Split(string word, int from, List<NameToken> tokens)
    {
        var letters = new System.Text.StringBuilder();
        for (var i = 0; i <= word.Length; i++)
        {
            if (i < word.Length && char.IsLetter(word[i]))
            {
                letters.Append(word[i]);
            }
            else if (letters.Length > 0 && i + 1 < word.Length && word[i] is '-' or '\'' && char.IsLetter(word[i + 1]))
            {
                // Inside a word.
            }
            else if (letters.Length > 0)
            {
                var text = letters.ToString();
                tokens.Add(new NameToken(text.ToUpperInvariant(), char.IsUpper(text[0]) || char.GetUnicodeCategory(text[0]) == System.Globalization.UnicodeCategory.OtherLetter, from));
                letters.Clear();
            }
        }
    }
}

/// <summary>How sure a name is.</summary>
internal enum NameMatch
{
    None,

    /// <summary>Surname with initials.</summary>
    Initials,
    Full,
}

/// <summary>
/// One author's name, and the ways in which papers write it: "Núria Öz", "N. Öz", "Öz, Núria", "Öz N", "NURIA OEZ". A surname alone is never enough, and one that is an
/// ordinary word or very short is not enough with initials: "Long, A." may be the end of a sentence.
/// </summary>
internal sealed class AuthorName
{
    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal)
    {
        "VAN", "VON", "DER", "DEN", "DE", "DEL", "DELLA", "DI", "DA", "DU", "LA", "LE", "TER", "TEN", "ZU", "ZUM", "AL", "EL", "BIN", "IBN", "DOS", "SAN", "ST",
    };

    private static readonly HashSet<string> OrdinaryWords = new(StringComparer.Ordinal)
    {
        "ABBOTT", "AGE", "AN", "ANGEL", "ART", "BAKER", "BALL", "BANK", "BANKS", "BARBER", "BASE", "BELL", "BEST", "BIRD", "BISHOP", "BLACK", "BLOCK", "BLOOM", "BOND", "BOOK", "BRANCH", "BRIDGE", "BRIDGES",
        "BROOK", "BROOKS", "BROWN", "BUSH", "CARPENTER", "CASE", "CHANG", "CHAPTER", "CHASE", "CLAY", "COLE", "COOK", "COOPER", "CORE", "CRAFT", "CROSS", "DAY", "DEAN", "DO", "DRAPER", "EAST", "ENGLISH",
        "FACE", "FARMER", "FIELD", "FIELDS", "FINE", "FISH", "FISHER", "FLOWERS", "FOREST", "FOX", "FRANK", "FREE", "FRENCH", "FRIEND", "FROST", "GAGE", "GATES", "GERMAN", "GOLD", "GOOD", "GRANT", "GRAVES",
        "GRAY", "GREEN", "GROUND", "GUO", "HALL", "HAND", "HE", "HEAD", "HILL", "HOLE", "HOPE", "HUNT", "HUNTER", "ICE", "JOY", "JUDGE", "JUST", "KEY", "KEYS", "KIND", "KING", "KNIGHT", "LAKE", "LANE", "LAW",
        "LEE", "LIGHT", "LITTLE", "LONG", "LOVE", "LOW", "MAI", "MAN", "MARCH", "MARK", "MARKS", "MASON", "MAY", "MILLER", "MOON", "MOORE", "MOSS", "NEAR", "NEW", "NEWMAN", "NICE", "NOBLE", "NORTH", "OLD",
        "PAGE", "PARK", "PARKS", "PART", "POINT", "POOL", "POPE", "PORTER", "POST", "POTTER", "POUND", "POWER", "POWERS", "PRICE", "PRINCE", "RAY", "REED", "RICE", "RICH", "RING", "RIVER", "RIVERS", "ROOT", "ROSE",
        "SALES", "SAY", "SEA", "SHARP", "SHORT", "SILVER", "SINGER", "SINGLE", "SMALL", "SMITH", "SNOW", "SO", "SONG", "SOUTH", "SPACE", "SPEAR", "STAR", "STERN", "STEIN", "STONE", "STORY", "STREET", "STRONG", "SUMMER",
        "SUMMERS", "SUN", "SWIFT", "TABLE", "TAN", "TANG", "TAYLOR", "TO", "TURNER", "TREE", "TRUE", "UNDERWOOD", "WALKER", "WALL", "WANG", "WARD", "WATERS", "WAY", "WEAVER", "WELLS", "WEST", "WHITE", "WILL", "WINTER",
        "WISE", "WOLF", "WOOD", "WOODS", "WORD", "WORTH", "YOUNG", "KLEIN", "GROSS", "LANG", "KURZ", "WEISS", "SCHWARZ", "ROTH", "BECK", "BERG", "FELD", "STARK", "MODEL", "LEARNER", "BIAS", "NORM", "MEAN", "FACTOR",
        "ENGEL", "MARKOV", "BAYES", "GAUSS", "LAPLACE", "FOURIER", "NEWTON", "BANACH", "HILBERT", "FISCHER", "SHAPLEY",
    };

    private readonly string[] _given;
    private readonly string[][] _surnames;

    private AuthorName(string typed, string[] given, string[][] surnames)
    {
        Typed = typed;
        _given = given;
        _surnames = surnames;
    }

    public string Typed { get; }

    /// <summary>In capitals; with "ue" for "ü" as another way to write it.</summary>
    public IEnumerable<string> Surnames => _surnames.Select(parts => parts[^1]);

    public bool IsMononym => _given.Length == 0;

    /// <summary>Too short, or a word of its own: more than the surname must agree.</summary>
    public bool IsOrdinary => _surnames.Any(parts => parts.Length == 1 && (parts[0].Length <= 3 || OrdinaryWords.Contains(parts[0])));

    /// <summary>What people call themselves in addresses: GHOPPER, HOPPERG, GRACEHOPPER, HOPPERGRACE.</summary>
    public IEnumerable<string> UserNames => _given.Length == 0
        ? []
        : Surnames.SelectMany(surname => (string[])[_given[0][..1] + surname, surname + _given[0][..1], _given[0] + surname, surname + _given[0]]).Where(name => name.Length >= 4);

    /// <summary>Null when there are no letters in it.</summary>
    public static AuthorName? Of(string typed)
    {
        var comma = typed.IndexOf(',', StringComparison.Ordinal);
        var given = comma > 0 ? Parts(typed[(comma + 1)..]) : Parts(typed);
        var surname = comma > 0 ? Parts(typed[..comma]) : [];
        if (comma <= 0 && given.Length > 0)
        {
            // The last word, and the particles in front of it.
            var at = given.Length - 1;
            while (at > 1 && Particles.Contains(given[at - 1]))
            {
                at--;
            }

            (given, surname) = (given[..at], given[at..]);
        }

        if (surname.Length == 0)
        {
            return null;
        }

        var spelled = typed.Replace("ä", "ae", StringComparison.Ordinal).Replace("ö", "oe", StringComparison.Ordinal).Replace("ü", "ue", StringComparison.Ordinal)
            .Replace("Ä", "Ae", StringComparison.Ordinal).Replace("Ö", "Oe", StringComparison.Ordinal).Replace("Ü", "Ue", StringComparison.Ordinal)
            .Replace("å", "aa", StringComparison.Ordinal).Replace("Å", "Aa", StringComparison.Ordinal).Replace("ø", "oe", StringComparison.Ordinal).Replace("Ø", "Oe", StringComparison.Ordinal);
        string[][] surnames = spelled != typed && Of(spelled) is { } other ? [surname, other._surnames[0]] : [surname];
        return new AuthorName(typed.Trim(), given, surnames);
    }

    /// <summary>Whether the name stands around <paramref name="at"/>, where a surname would begin; and the tokens that it takes.</summary>
    public (NameMatch Match, int First, int Last) At(IReadOnlyList<NameToken> tokens, int at)
    {
        foreach (var surname in _surnames)
        {
            var parts = surname.Length;
            if (at + parts > tokens.Count || !Enumerable.Range(0, parts).All(i => tokens[at + i].Upper == surname[i]) || !tokens[at + parts - 1].IsCapitalized)
            {
                continue;
            }

            if (_given.Length > 0 && Before(tokens, at) is { Match: not NameMatch.None } before)
            {
                return (before.Match, before.First, at + parts - 1);
            }

            if (_given.Length > 0 && After(tokens, at + parts) is { Match: not NameMatch.None } after)
            {
                return (after.Match, at, after.Last);
            }
        }

        return (NameMatch.None, at, at);
    }

    private (NameMatch Match, int First) Before(IReadOnlyList<NameToken> tokens, int surname)
    {
        // Up to three middle names or initials between the given name and the surname.
        var allInitials = true;
        for (var at = surname - 1; at >= 0 && at >= surname - 4; at--)
        {
            var token = tokens[at];
            if (!token.IsCapitalized)
            {
                break;
            }

            if (token.Upper == _given[0] && token.Upper.Length > 1)
            {
                return (NameMatch.Full, at);
            }

            if (allInitials && (token.IsInitial ? token.Upper[0] == _given[0][0] : at == surname - 1 && IsInitials(token.Upper)))
            {
                return (NameMatch.Initials, at);
            }

            allInitials &= token.IsInitial;
            if (!token.IsInitial && !Array.Exists(_given, given => given == token.Upper) && at < surname - 2)
            {
                break;
            }
        }

        return (NameMatch.None, surname);
    }

    private (NameMatch Match, int Last) After(IReadOnlyList<NameToken> tokens, int next)
    {
        if (next >= tokens.Count || !tokens[next].IsCapitalized)
        {
            return (NameMatch.None, next);
        }

        var token = tokens[next];
        return token.Upper == _given[0] && token.Upper.Length > 1 ? (NameMatch.Full, next)
            : token.IsInitial && token.Upper[0] == _given[0][0] || IsInitials(token.Upper) ? (NameMatch.Initials, next)
            : (NameMatch.None, next);
    }

    /// <summary>"GM" for Grace Murray.</summary>
    private bool IsInitials(string token) => _given.Length > 1 && token.Length == _given.Length && token == string.Concat(_given.Select(given => given[0]));

    private static string[] Parts(string text) => [.. NameToken.Of(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Select(token => token.Upper)];
}
