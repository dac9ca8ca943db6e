using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace Workshop.Domain.Submissions;

/// <summary>What would make a title stand better in the programme, and how it would then read.</summary>
/// <param name="Sentences">One for each kind of thing noticed; empty when there is nothing to say.</param>
/// <param name="Suggestion">The title put right as far as a rule can; null when it would be the same as typed.</param>
public sealed record TitleAdvice(IReadOnlyList<string> Sentences, string? Suggestion);

/// <summary>
/// Advice about a title, never a reason to refuse it. Formulas are left alone: what stands between dollar signs is the author's business, see
/// <see cref="TypedText"/>. Pure and deterministic; taking the suggestion gives a title about which there is nothing more to suggest.
/// </summary>
public static partial class TitleHints
{
    /// <summary>Shorter titles in capitals are names: "SHAP", "PAC-BAYES".</summary>
    private const int FewestShoutedLetters = 12;

    private static readonly FrozenSet<string> Acronyms = FrozenSet.ToFrozenSet(
        [
            "AI", "XAI", "ML", "NLP", "LIME", "SHAP", "SAGE", "LIFT", "SAE", "ICA", "NP", "NEXPTIME", "PSPACE", "PAC", "VC", "GAN", "GAM", "GNN", "CNN", "RNN", "LLM", "LSTM", "MLP", "DNN", "SGD",
            "SVM", "KL", "EU", "US", "USA", "UK", "IID", "RELU", "BERT", "GPT", "RKHS", "ANOVA", "SAT", "MAXSAT", "BDD", "OBDD", "ODE", "PDE", "MCMC", "ROC", "AUC", "II", "III", "IV", "VI", "VII", "VIII", "IX",
        ],
        StringComparer.Ordinal);

    /// <summary>Commands that only change how their words look.</summary>
    private static readonly FrozenSet<string> Faces = FrozenSet.ToFrozenSet(
        ["emph", "textit", "textbf", "textsc", "textsf", "texttt", "textrm", "textsl", "textup", "textmd", "textnormal", "text", "underline", "mbox", "hbox", "uppercase", "MakeUppercase", "ensuremath", "boldmath", "url", "enquote"],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> Notes = FrozenSet.ToFrozenSet(["thanks", "footnote", "footnotemark", "footnotetext", "label", "cite", "citep", "citet", "vspace", "hspace"], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Signs = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["LaTeX"] = "LaTeX", ["TeX"] = "TeX", ["ss"] = "ß", ["ae"] = "æ", ["AE"] = "Æ", ["oe"] = "œ", ["OE"] = "Œ", ["o"] = "ø", ["O"] = "Ø", ["l"] = "ł", ["L"] = "Ł", ["aa"] = "å", ["AA"] = "Å", ["i"] = "ı",
        ["ldots"] = "…", ["dots"] = "…", ["textellipsis"] = "…", ["textendash"] = "–", ["textemdash"] = "—", ["quad"] = " ", ["qquad"] = " ", ["newline"] = " ", ["linebreak"] = " ", ["bf"] = "", ["it"] = "", ["em"] = "", ["sc"] = "", ["tt"] = "",
        ["large"] = "", ["Large"] = "", ["LARGE"] = "", ["huge"] = "", ["Huge"] = "", ["centering"] = "", ["protect"] = "", ["bfseries"] = "", ["itshape"] = "", ["scshape"] = "", ["xspace"] = "",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static TitleAdvice For(string title)
    {
        var sentences = new List<string>();
        var typed = title.Trim();
        var clean = Rewrite(typed, text => Uncommand(text, sentences));
        clean = Rewrite(clean, text => Requote(text, sentences));
        clean = Rewrite(clean, text =>
        {
            if (Runs().IsMatch(text))
            {
                Say(sentences, "There are two blanks in a row.");
            }

            return Runs().Replace(text, " ");
        }).Trim();

        if (clean.Length > 1 && clean[^1] == '.' && clean[^2] is not ('.' or ' ') && !EndsInAbbreviation().IsMatch(clean))
        {
            Say(sentences, "A title ends without a full stop.");
            clean = clean[..^1].TrimEnd();
        }

        if (IsShouted(clean))
        {
            Say(sentences, "The title is in capitals. In the programme it reads better as a sentence; check the names.");
            clean = Calm(clean);
        }

        return new TitleAdvice(sentences, clean.Length > 0 && clean != typed ? clean : null);
    }

    /// <summary>Everything but the formulas, each stretch by itself.</summary>
    private static string Rewrite(string title, Func<string, string> rewrite)
    {
        var result = new StringBuilder();
        var from = 0;
        for (var i = 0; i < title.Length;)
        {
            var end = TypedText.EndOfFormula(title, i);
            if (end > i)
            {
                result.Append(rewrite(title[from..i])).Append(title, i, end - i);
                from = i = end;
            }
            else
            {
                i += title[i] == '\\' && i + 1 < title.Length ? 2 : 1;
            }
        }

        return result.Append(rewrite(title[from..])).ToString();
    }

    private static string Uncommand(string text, List<string> sentences)
    {
        const string Sentence = "LaTeX commands outside of dollar signs are shown as typed.";
        var result = Command().Replace(text, found =>
        {
            var (name, argument) = (found.Groups["name"].Value, found.Groups["argument"]);
            if (Signs.TryGetValue(name, out var sign))
            {
                Say(sentences, Sentence);
                return argument.Success ? sign + argument.Value : sign + (sign.Length > 0 && found.Groups["blank"].Length > 0 && name.Length > 2 ? " " : "");
            }

            // One-letter commands are accents: TypedText reads them, or they mean nothing we know.
            if (name.Length == 1)
            {
                return found.Value;
            }

            Say(sentences, Sentence);
            return Notes.Contains(name) ? "" : Faces.Contains(name) || argument.Success ? argument.Value + (argument.Success ? "" : found.Groups["blank"].Value) : $"${found.Value.TrimEnd()}$" + found.Groups["blank"].Value;
        });
        if (LineBreak().IsMatch(result))
        {
            Say(sentences, Sentence);
            result = LineBreak().Replace(result, " ");
        }

        // A tie, and the braces by which BibTeX keeps its capitals. Not those of an accent.
        if (Braces().IsMatch(result) || result.Contains('~', StringComparison.Ordinal))
        {
            Say(sentences, "Braces and ties of LaTeX are shown as typed.");
            result = Braces().Replace(result, "${inside}");
            result = Tie().Replace(result, " ");
        }

        return result;
    }

    private static string Requote(string text, List<string> sentences)
    {
        var result = text.Replace("``", "“", StringComparison.Ordinal).Replace("''", "”", StringComparison.Ordinal);
        result = SingleQuotes().Replace(result, "‘${inside}’");
        if (result != text)
        {
            Say(sentences, "Quotation marks in the way of LaTeX are shown as typed.");
        }

        var dashes = result.Replace("---", "—", StringComparison.Ordinal).Replace("--", "–", StringComparison.Ordinal);
        if (dashes != result)
        {
            Say(sentences, "Dashes in the way of LaTeX are shown as typed.");
        }

        return dashes;
    }

    private static bool IsShouted(string title)
    {
        var letters = 0;
        var words = 0;
        var lower = false;
        _ = Rewrite(title, text =>
        {
            letters += text.Count(char.IsUpper);
            lower |= text.Any(char.IsLower);
            words += text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsUpper));
            return text;
        });
        return !lower && words > 1 && letters >= FewestShoutedLetters;
    }

    /// <summary>A sentence: words that are acronyms, or have no vowel and so can only be one, stay as they are.</summary>
    private static string Calm(string title)
    {
        var isFirst = true;
        return Rewrite(title, text => Word().Replace(text, found =>
        {
            var word = found.Value;
            var begins = isFirst || (found.Index >= 2 && text[..found.Index].TrimEnd() is { Length: > 0 } before && before[^1] is ':' or '?' or '!' or '.');
            isFirst = false;
            if (Acronyms.Contains(word) || (word.Length is > 1 and < 6 && !word.Any(letter => "AEIOUYÄÖÜÅÆØ".Contains(letter, StringComparison.Ordinal))))
            {
                return word;
            }

            var small = word.ToLowerInvariant();
            return begins ? char.ToUpperInvariant(small[0]) + small[1..] : small;
        }));
    }

    private static void Say(List<string> sentences, string sentence)
    {
        if (!sentences.Contains(sentence))
        {
            sentences.Add(sentence);
        }
    }

    [GeneratedRegex(@"\\(?<name>[A-Za-z]+)\*?(?:\[[^\]]*\])?(?:\{(?<argument>[^{}]*)\}|(?<blank>\s*))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"\s*\\\\(\[[^\]]*\])?\s*|\s*\\,\s*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LineBreak();

    [GeneratedRegex(@"(?<!\\[A-Za-z'`^""~=.]?)\{(?<inside>[^{}\\]*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Braces();

    [GeneratedRegex(@"(?<!\\)~", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tie();

    [GeneratedRegex(@"(?<!\\)`(?<inside>[^`']+)'(?!\p{L})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SingleQuotes();

    [GeneratedRegex(@" {2,}|[\t\r\n\u00A0]+ *", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Runs();

    [GeneratedRegex(@"\b(et al|etc|vs|Inc|Jr|Sr|\p{Lu})\.$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EndsInAbbreviation();

    [GeneratedRegex(@"\p{Lu}[\p{Lu}\p{M}'’]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
