using System.Collections.Frozen;
using System.Text;

namespace Workshop.Domain.People;

/// <summary>How likely two spellings name the same person. Names are no proof: also <see cref="Same"/> may be two people.</summary>
public enum NameMatch
{
    None,

    /// <summary>One may be the other: initials, a middle name or a particle left out, family name first, half of a double name, ue for ü.</summary>
    Possible,

    /// <summary>The same full name, but for accents, case, hyphens, titles and "Last, First".</summary>
    Same,
}

/// <summary>
/// A person's name, made comparable: compatibility decomposition (NFKD), no accents, lower case, no titles and no "Jr"; "Last, First" turned around.
/// Deterministic, free of culture. Never throws. Make one key of a name that is compared often.
/// </summary>
public sealed class NameKey
{
    private static readonly FrozenSet<string> Particles = FrozenSet.ToFrozenSet(
        ["van", "von", "vom", "zu", "zur", "zum", "de", "der", "den", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "le", "el", "al", "bin", "ibn", "ben", "ter", "ten", "te", "af", "av", "y", "e"],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> NotPartOfAName = FrozenSet.ToFrozenSet(
        ["jr", "sr", "ii", "iii", "iv", "phd", "md", "dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "dipl", "ing", "msc", "bsc"],
        StringComparer.Ordinal);

    private readonly string[] _given;
    private readonly string[] _family;
    private readonly string _whole;
    private readonly bool _isFull;

    private NameKey(string[] given, string[] family)
    {
        _given = given;
        _family = family;
        Joined = string.Concat(given) + string.Concat(family);
        _whole = string.Concat(given) + "\0" + string.Concat(family);
        _isFull = given.Length > 0 ? given[0].Length > 1 : family.Length > 0 && !char.IsAscii(family[0][0]);
    }

    public static NameKey Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var parts = name.Split(',').Select(Words).Where(words => words.Count > 0).ToList();
        if (parts.Count >= 2)
        {
            // "Last, First"; what is left of "First Last, PhD" after titles is one part only.
            return new NameKey([.. parts.Skip(1).SelectMany(words => words).Select(word => word.Text)], [.. parts[0].Select(word => word.Text)]);
        }

        var all = parts.Count == 0 ? [] : parts[0].ConvertAll(word => word.Text);
        var family = Math.Max(0, all.Count - 1);
        while (family > 0 && parts[0][family].AfterHyphen)
        {
            family--;
        }

        while (family > 1 && Particles.Contains(all[family - 1]))
        {
            family--;
        }

        return new NameKey([.. all.Take(family)], [.. all.Skip(family)]);
    }

    public static NameMatch Compare(string a, string b) => Of(a).Compare(Of(b));

    /// <summary>Symmetric. An empty name matches nobody; a single Latin word, with which many are called, at most possibly.</summary>
    public NameMatch Compare(NameKey other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Joined.Length <= 1 || other.Joined.Length <= 1)
        {
            // Nothing, or a lone initial.
            return NameMatch.None;
        }

        // Joined without blanks, "Jean-Pierre", "Jean Pierre" and "Jeanpierre" are one, and so is a family name that one side split otherwise.
        if (_isFull && other._isFull && (_whole == other._whole || Joined == other.Joined))
        {
            return NameMatch.Same;
        }

        var possible = (FamiliesFit(_family, other._family) && GivenFit(_given, other._given))
            || IsTurnedIn(other) || other.IsTurnedIn(this)
            || (Math.Min(Joined.Length, other.Joined.Length) > 1 && Folded(Joined) == Folded(other.Joined));
        return possible ? NameMatch.Possible : NameMatch.None;
    }

    /// <summary>Of two names of which <see cref="Compare(NameKey)"/> makes anything, either both have one of these in common, or one has it here and the other in <see cref="TurnedBlocks"/>.</summary>
    internal IEnumerable<string> Blocks
    {
        get
        {
            string[] family = [.. _family.Where(word => !Particles.Contains(word))];
            family = family.Length == 0 ? _family : family;
            return family.Length == 0 ? [] : [Folded(string.Concat(family)), Folded(family[0]), Folded(family[^1]), Folded(Joined)];
        }
    }

    /// <inheritdoc cref="Blocks"/>
    internal IEnumerable<string> TurnedBlocks => _given.Length == 0 ? [] : [Folded(_given[0])];

    /// <summary>Two full names of one of these are <see cref="NameMatch.Same"/>.</summary>
    internal string Joined { get; }

    // "Li Wei" and "Wei Li", "Li Weiming" and "Wei-Ming Li": the same words, the family name first on the other side.
    private bool IsTurnedIn(NameKey other)
    {
        if (_given.Length == 0 || other._given.Length == 0 || _family[^1].Length == 1 || !FamiliesFit(_family, [other._given[0]]))
        {
            return false;
        }

        string[] rest = [.. other._given.Skip(1), .. other._family];
        return (_given.Length == rest.Length && GivenFit(_given, rest)) || Folded(string.Concat(_given)) == Folded(string.Concat(rest));
    }

    private static bool FamiliesFit(string[] a, string[] b)
    {
        string[] mine = [.. a.Where(word => !Particles.Contains(word))], theirs = [.. b.Where(word => !Particles.Contains(word))];
        if (mine.Length == 0 || theirs.Length == 0)
        {
            return a.SequenceEqual(b);
        }

        if (Folded(string.Concat(mine)) == Folded(string.Concat(theirs)))
        {
            return true;
        }

        // Half of a double name.
        var (shorter, longer) = mine.Length <= theirs.Length ? (mine, theirs) : (theirs, mine);
        return shorter.Length < longer.Length
            && (longer.Take(shorter.Length).Select(Folded).SequenceEqual(shorter.Select(Folded)) || longer.TakeLast(shorter.Length).Select(Folded).SequenceEqual(shorter.Select(Folded)));
    }

    // The first given names agree, and the shorter list stands in the longer in its order; an initial agrees with what it begins.
    private static bool GivenFit(string[] a, string[] b)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return a.Length == b.Length;
        }

        if (!Agree(a[0], b[0]))
        {
            return false;
        }

        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        var next = 1;
        for (var i = 1; i < longer.Length && next < shorter.Length; i++)
        {
            next += Agree(longer[i], shorter[next]) ? 1 : 0;
        }

        return next == shorter.Length;
    }

    private static bool Agree(string a, string b) => a.Length == 1 || b.Length == 1 ? a[0] == b[0] : Folded(a) == Folded(b);

    // "Mueller" and "Müller".
    private static string Folded(string word) =>
        word.Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal);

    // Words at blanks, hyphens and dots; apostrophes join: O'Brien.
    private static List<(string Text, bool AfterHyphen)> Words(string text)
    {
        var words = new List<(string Text, bool AfterHyphen)>();
        var word = new StringBuilder();
        var afterHyphen = false;
        foreach (var rune in PlainText.Decompose(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(PlainText.Lower(rune));
            }
            else if (!PlainText.IsInsideWord(rune) && rune.Value is not ('\'' or '’' or '‘' or '`'))
            {
                Finish();
                afterHyphen = rune.Value is '-' or '‐' or '‑' or '–';
            }
        }

        Finish();
        return words;

        void Finish()
        {
            if (word.Length > 0 && !NotPartOfAName.Contains(word.ToString()))
            {
                words.Add((word.ToString(), afterHyphen));
            }

            word.Clear();
        }
    }
}
