using System.Text.RegularExpressions;

namespace Workshop.Domain.Pdf;

/// <summary>A heading as it stands on its page.</summary>
/// <param name="Page">Counted from 1.</param>
public sealed record PdfHeading(int Page, string Text, PageBox Box);

/// <summary>Recognizes headings that rules ask for: a line of its own that says nothing else, not the same word in running text or in a table of contents.</summary>
internal static partial class Headings
{
    private static readonly HashSet<string> References = new(StringComparer.Ordinal)
    {
        "REFERENCES", "REFERENCE", "BIBLIOGRAPHY", "BIBLIOGRAPHYANDREFERENCES", "LITERATURE", "LITERATURECITED", "CITEDLITERATURE", "CITEDREFERENCES", "REFERENCESCITED", "WORKSCITED",
        "REFERENCELIST", "LISTOFREFERENCES", "SELECTEDREFERENCES", "SELECTEDBIBLIOGRAPHY", "REFERENCESANDNOTES", "NOTESANDREFERENCES", "REFERENCESANDLINKS", "MAINREFERENCES",
        "LITERATUR", "LITERATURVERZEICHNIS", "LITERATURANGABEN", "QUELLEN", "QUELLENVERZEICHNIS", "REFERENZEN", "BIBLIOGRAFIE", "BIBLIOGRAPHIE", "REFERENCESBIBLIOGRAPHIQUES",
        "REFERENCIAS", "BIBLIOGRAFIA", "REFERENCIASBIBLIOGRAFICAS", "RIFERIMENTIBIBLIOGRAFICI", "RIFERIMENTI", "REFERENCIASCITADAS", "LITTERATUR", "REFERENSER", "LITERATUUR", "REFERENTIES",
        "参考文献",
    };

    private static readonly HashSet<string> Thanks = new(StringComparer.Ordinal)
    {
        "ACKNOWLEDGEMENTS", "ACKNOWLEDGMENTS", "ACKNOWLEDGEMENT", "ACKNOWLEDGMENT", "ACKNOWLEDGEMENTSANDFUNDING", "ACKNOWLEDGMENTSANDFUNDING", "ACKNOWLEDGEMENTSANDDISCLOSUREOFFUNDING",
        "ACKNOWLEDGMENTSANDDISCLOSUREOFFUNDING", "FUNDINGANDACKNOWLEDGEMENTS", "FUNDINGANDACKNOWLEDGMENTS", "FUNDING", "DANKSAGUNG", "DANK", "REMERCIEMENTS", "AGRADECIMIENTOS", "RINGRAZIAMENTI",
        "AUTHORCONTRIBUTIONS", "ABOUTTHEAUTHORS",
    };

    private static readonly HashSet<string> MainSections = new(StringComparer.Ordinal)
    {
        "INTRODUCTION", "CONCLUSION", "CONCLUSIONS", "CONCLUDINGREMARKS", "CONCLUSIONANDFUTUREWORK", "CONCLUSIONSANDFUTUREWORK", "SUMMARYANDCONCLUSION", "SUMMARYANDCONCLUSIONS", "EINLEITUNG", "SCHLUSS", "FAZIT",
    };

    /// <summary>Sections that no appendix has.</summary>
    public static bool IsMainSection(PageLine line, double body) => (line.Bold || line.Size > body + 0.4 || IsCapital(line.Text)) && Says(line, body, MainSections);

    /// <summary>The heading that says so, or the start of a line in a type that sets it off: "Acknowledgements. We thank …".</summary>
    public static bool IsThanks(PageLine line, double body) => Says(line, body, Thanks);

    public static bool IsReferences(PageLine line, double body) => Says(line, body, References);

    /// <summary>"Appendix", "Supplementary material", also with a letter or a title behind it.</summary>
    public static bool IsAppendix(PageLine line, double body) =>
        Appendix().IsMatch(line.Text) && line.Characters < 80 && (line.Bold || line.Size > body + 0.4 || IsCapital(line.Text)) && !Dots().IsMatch(line.Text);

    private static bool Says(PageLine line, double body, HashSet<string> words)
    {
        if (Dots().IsMatch(line.Text))
        {
            return false;
        }

        if (words.Contains(Squeezed(line.Text)) && !char.IsLower(FirstLetter(line.Text)))
        {
            return true;
        }

        // Set off from what follows in the same line by its type.
        var first = line.Runs[0];
        return line.Runs.Count > 1 && words.Contains(Squeezed(first.Text)) && char.IsUpper(FirstLetter(first.Text))
            && (first.Font != line.Font || first.Bold != line.Bold || first.Size > body + 0.4) && (first.Bold || first.Size > body + 0.4 || IsCapital(first.Text) || first.Text.TrimEnd().EndsWith('.'));
    }

    /// <summary>Letters only, in capitals, without accents and without the number in front: "7  R EFERENCES" is "REFERENCES".</summary>
    internal static string Squeezed(string text)
    {
        var bare = Number().Replace(text, "");
        return string.Concat(Letters.Fold(bare).Where(char.IsLetter)).ToUpperInvariant();
    }

    private static bool IsCapital(string text) => !text.Any(char.IsLower);

    private static char FirstLetter(string text) => Number().Replace(text, "").FirstOrDefault(char.IsLetter);

    /// <summary>"7", "7.", "VII.", "§ 7", "7.1", "A." in front of a heading.</summary>
    [GeneratedRegex(@"^\s*(§\s*)?((\d{1,2}(\.\d{1,2})*\.?)|([IVX]{1,5}\.)|([A-Z]\.))\s+|^\s*\d{1,2}\.?(?=\p{Lu})")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(\d{1,2}\.?\s+|[A-Z]\.?\s+)?(a\s?ppendix|a\s?ppendices|s\s?upplementary|s\s?upplement|s\s?upplemental|anhang|annexe?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Appendix();

    [GeneratedRegex(@"\.\s?\.\s?\.|\s\d{1,3}$")]
    private static partial Regex Dots();
}
