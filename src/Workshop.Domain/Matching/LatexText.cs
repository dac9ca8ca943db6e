using System.Collections.Frozen;
using System.Text;

namespace Workshop.Domain.Matching;

/// <summary>
/// Plain words from text with LaTeX in it. Accents lose their mark (<c>Schr\"{o}dinger</c> → Schrodinger); Greek letters keep their name
/// (<c>$\varepsilon$</c> → epsilon); in maths, indices join what they belong to (<c>$\ell_1$</c> and <c>$L_{2}$</c> → l1, L2);
/// citations, labels, links and comments vanish; any other command vanishes and its text stays (<c>\emph{robust}</c> → robust).
/// Never throws: a lone $ or an unclosed brace is read as it stands.
/// </summary>
public static class LatexText
{
    private const int LongestArgument = 2_000;

    private static readonly FrozenSet<string> Greek = FrozenSet.ToFrozenSet(
        [
            "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho",
            "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega", "nabla",
        ],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> WithoutText = FrozenSet.ToFrozenSet(
        [
            "cite", "citep", "citet", "citealp", "citeauthor", "citeyear", "ref", "eqref", "cref", "autoref", "pageref", "label", "url",
            "includegraphics", "begin", "end", "input", "bibliography", "bibliographystyle", "vspace", "hspace",
        ],
        StringComparer.Ordinal);

    // Commands that stand for letters themselves; they join the word around them.
    private static readonly FrozenDictionary<string, string> Letters = new Dictionary<string, string>
    {
        ["ss"] = "ss", ["o"] = "o", ["O"] = "O", ["l"] = "l", ["L"] = "L", ["ae"] = "ae", ["AE"] = "AE", ["oe"] = "oe", ["OE"] = "OE",
        ["aa"] = "a", ["AA"] = "A", ["i"] = "i", ["j"] = "j", ["ell"] = "l",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Plain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAny('\\', '$'))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        var inMaths = false;
        var i = 0;
        while (i < text.Length)
        {
            var c = text[i];
            if (c == '\\' && i + 1 < text.Length)
            {
                i = Command(text, i + 1, plain, ref inMaths);
            }
            else if (c == '$')
            {
                i += i + 1 < text.Length && text[i + 1] == '$' ? 2 : 1;
                // "costs $5 a day" opens no maths: there must be a closing sign.
                inMaths = !inMaths && text.IndexOf('$', i) >= 0;
                plain.Append(' ');
            }
            else if (c is '{' or '}' || (inMaths && c is '_' or '^'))
            {
                i++;
            }
            else
            {
                plain.Append(c == '~' ? ' ' : c);
                i++;
            }
        }

        return plain.ToString();
    }

    // Reads the command whose name begins at start; answers where to go on.
    private static int Command(string text, int start, StringBuilder plain, ref bool inMaths)
    {
        var first = text[start];
        if (!char.IsAsciiLetter(first))
        {
            switch (first)
            {
                case '(' or '[':
                    inMaths = true;
                    plain.Append(' ');
                    return start + 1;
                case ')' or ']':
                    inMaths = false;
                    plain.Append(' ');
                    return start + 1;
                // \"o \'{e} \^i \`a \~n \=a \.z: the mark goes, the letter stays in its word.
                case '"' or '\'' or '^' or '`' or '~' or '=' or '.':
                    return start + 1;
                // \- only says where a word may break.
                case '-':
                    return start + 1;
                default:
                    plain.Append(' ');
                    return start + 1;
            }
        }

        var end = start;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        var name = text[start..end];
        if (Letters.TryGetValue(name, out var letters))
        {
            plain.Append(letters);
            // TeX swallows the blank that ends a command's name: "Erd\H os", "stra\ss e".
            return !inMaths && end < text.Length && text[end] == ' ' ? end + 1 : end;
        }

        // \c{c} \v{s} \H{o} \u{g} \k{a} \r{a}: accents with a letter for a name.
        if (!inMaths && name is "c" or "v" or "H" or "u" or "k" or "r" or "d" or "b")
        {
            return end < text.Length && text[end] == ' ' ? end + 1 : end;
        }

        if (WithoutText.Contains(name))
        {
            plain.Append(' ');
            return SkipArguments(text, end);
        }

        var letter = name.StartsWith("var", StringComparison.Ordinal) ? name[3..] : name;
        if (Greek.Contains(letter.ToLowerInvariant()))
        {
            plain.Append(' ').Append(letter).Append(' ');
        }
        else if (!inMaths)
        {
            plain.Append(' ');
        }
        else if (name is not ("mathbb" or "mathcal" or "mathbf" or "mathrm" or "mathsf" or "mathfrak" or "bm" or "boldsymbol" or "hat" or "tilde" or "bar" or "widehat" or "widetilde" or "overline" or "text" or "operatorname"))
        {
            plain.Append(' ');
        }

        return end;
    }

    private static int SkipArguments(string text, int at)
    {
        while (at < text.Length && text[at] is '{' or '[' or '*')
        {
            if (text[at] == '*')
            {
                at++;
                continue;
            }

            // No further than an argument can be long: else a text of nothing but opening braces would be searched to its end for each of them.
            var close = text.IndexOf(text[at] == '{' ? '}' : ']', at, Math.Min(LongestArgument, text.Length - at));
            if (close < 0)
            {
                return at;
            }

            at = close + 1;
        }

        return at;
    }
}
