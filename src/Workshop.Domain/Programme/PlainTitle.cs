using System.Collections.Frozen;
using System.Text;
using Workshop.Domain.Mail;
using Workshop.Domain.Submissions;

namespace Workshop.Domain.Programme;

/// <summary>
/// A title with LaTeX maths in characters alone, for places that can set no formula: link previews, calendars, feeds. <c>$O(n^2 \log n)$</c> → O(n² log n).
/// What has no such form stays readable source (x^{i+j} → x^(i+j)). One line; never throws.
/// </summary>
public static class PlainTitle
{
    private const int Deepest = 20;

    private static readonly FrozenDictionary<string, string> Signs = new Dictionary<string, string>
    {
        ["alpha"] = "α", ["beta"] = "β", ["gamma"] = "γ", ["delta"] = "δ", ["epsilon"] = "ε", ["varepsilon"] = "ε", ["zeta"] = "ζ", ["eta"] = "η", ["theta"] = "θ", ["vartheta"] = "ϑ", ["iota"] = "ι", ["kappa"] = "κ",
        ["lambda"] = "λ", ["mu"] = "μ", ["nu"] = "ν", ["xi"] = "ξ", ["pi"] = "π", ["rho"] = "ρ", ["sigma"] = "σ", ["tau"] = "τ", ["upsilon"] = "υ", ["phi"] = "φ", ["varphi"] = "φ", ["chi"] = "χ", ["psi"] = "ψ", ["omega"] = "ω",
        ["Gamma"] = "Γ", ["Delta"] = "Δ", ["Theta"] = "Θ", ["Lambda"] = "Λ", ["Xi"] = "Ξ", ["Pi"] = "Π", ["Sigma"] = "Σ", ["Phi"] = "Φ", ["Psi"] = "Ψ", ["Omega"] = "Ω",
        ["ell"] = "ℓ", ["infty"] = "∞", ["partial"] = "∂", ["nabla"] = "∇", ["le"] = "≤", ["leq"] = "≤", ["ge"] = "≥", ["geq"] = "≥", ["ne"] = "≠", ["neq"] = "≠", ["approx"] = "≈", ["sim"] = "∼", ["equiv"] = "≡",
        ["times"] = "×", ["cdot"] = "·", ["pm"] = "±", ["to"] = "→", ["rightarrow"] = "→", ["mapsto"] = "↦", ["Rightarrow"] = "⇒", ["in"] = "∈", ["notin"] = "∉", ["subset"] = "⊂", ["subseteq"] = "⊆", ["cup"] = "∪", ["cap"] = "∩",
        ["forall"] = "∀", ["exists"] = "∃", ["neg"] = "¬", ["land"] = "∧", ["wedge"] = "∧", ["lor"] = "∨", ["vee"] = "∨", ["oplus"] = "⊕", ["otimes"] = "⊗", ["sum"] = "∑", ["prod"] = "∏", ["int"] = "∫", ["emptyset"] = "∅",
        ["ldots"] = "…", ["dots"] = "…", ["cdots"] = "…", ["star"] = "⋆", ["circ"] = "∘", ["dagger"] = "†", ["ll"] = "≪", ["gg"] = "≫", ["propto"] = "∝", ["langle"] = "⟨", ["rangle"] = "⟩", ["lVert"] = "‖", ["rVert"] = "‖", ["Vert"] = "‖",
        ["lbrace"] = "{", ["rbrace"] = "}", ["mid"] = "|", ["vert"] = "|", ["quad"] = " ", ["qquad"] = " ", ["models"] = "⊨", ["vdash"] = "⊢", ["bot"] = "⊥", ["perp"] = "⊥", ["top"] = "⊤", ["sqrt"] = "√", ["setminus"] = "∖",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>They say how, not what.</summary>
    private static readonly FrozenSet<string> Manners = FrozenSet.ToFrozenSet(
        [
            "left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "mathrm", "mathbf", "mathcal", "mathsf", "mathit", "mathfrak", "mathtt", "boldsymbol", "bm", "text", "textbf", "textit", "textrm", "operatorname", "hat", "tilde", "bar",
            "widehat", "widetilde", "overline", "underline", "vec", "displaystyle", "textstyle", "limits", "nolimits", "mathop",
        ],
        StringComparer.Ordinal);

    private const string Blackboard = "RℝNℕZℤQℚCℂPℙHℍ";
    private const string Raised = "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻nⁿiⁱ";
    private const string Lowered = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋";

    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = new StringBuilder(text.Length);
        foreach (var run in TypedText.Read(text))
        {
            plain.Append(run.IsFormula ? Formula(run.Text) : run.Text);
        }

        return MailText.Line(plain.ToString());
    }

    private static string Formula(string source)
    {
        var border = source.StartsWith("$$", StringComparison.Ordinal) || source[0] == '\\' ? 2 : 1;
        var inside = source[border..^border];
        var at = 0;
        return Read(inside, ref at, 0).Trim();
    }

    /// <summary>Up to the brace that closes the group, which is consumed, or to the end.</summary>
    private static string Read(string text, ref int at, int depth)
    {
        var plain = new StringBuilder();
        while (at < text.Length)
        {
            var sign = text[at];
            if (sign == '}')
            {
                at++;
                break;
            }

            if (sign is '^' or '_')
            {
                at++;
                var index = Argument(text, ref at, depth);
                plain.Append(Moved(index, sign == '^' ? Raised : Lowered) ?? (index.Length == 1 ? $"{sign}{index}" : $"{sign}({index})"));
            }
            else
            {
                plain.Append(Next(text, ref at, depth));
            }
        }

        return plain.ToString();
    }

    private static string Next(string text, ref int at, int depth)
    {
        var sign = text[at++];
        return sign switch
        {
            '{' when depth < Deepest => Read(text, ref at, depth + 1),
            '{' or '$' => "",
            '~' => " ",
            '\\' => Command(text, ref at, depth),
            _ => sign.ToString(),
        };
    }

    private static string Command(string text, ref int at, int depth)
    {
        if (at >= text.Length)
        {
            return "\\";
        }

        if (!char.IsAsciiLetter(text[at]))
        {
            // Escaped signs stand for themselves; \, \; \: and a line break are space, \! is none.
            var sign = text[at++];
            return sign switch { ',' or ';' or ':' or ' ' or '\\' => " ", '!' => "", '|' => "‖", _ => sign.ToString() };
        }

        var start = at;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
        {
            at++;
        }

        var name = text[start..at];
        if (name is "frac" or "tfrac" or "dfrac" or "binom")
        {
            var (above, below) = (Argument(text, ref at, depth), Argument(text, ref at, depth));
            return name == "binom" ? $"({above} {below})" : $"{Grouped(above)}/{Grouped(below)}";
        }

        if (name is "mathbb" or "mathds")
        {
            var letter = Argument(text, ref at, depth);
            return letter.Length == 1 && Blackboard.IndexOf(letter[0], StringComparison.Ordinal) is var place && place >= 0 && place % 2 == 0 ? Blackboard[place + 1].ToString() : letter;
        }

        if (Signs.TryGetValue(name, out var shown))
        {
            // TeX swallows the blank that ends a name; between words it has to stay.
            return shown;
        }

        // \log n: a function's name, or a command that nobody here knows.
        return Manners.Contains(name) ? "" : name;
    }

    private static string Argument(string text, ref int at, int depth)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        if (at >= text.Length || text[at] == '}')
        {
            return "";
        }

        return depth < Deepest ? Next(text, ref at, depth + 1) : text[at++].ToString();
    }

    private static string Grouped(string part) => part.Any(character => character is ' ' or '+' or '-' or '/') ? $"({part})" : part;

    private static string? Moved(string index, string table)
    {
        var moved = new StringBuilder();
        foreach (var character in index)
        {
            var place = table.IndexOf(character, StringComparison.Ordinal);
            if (place < 0 || place % 2 != 0)
            {
                return null;
            }

            moved.Append(table[place + 1]);
        }

        return moved.ToString();
    }
}
