using System.Globalization;

namespace Workshop.Domain.Pdf;

/// <summary>What the rules of an event say of one file.</summary>
/// <param name="Pages">Null when they could not be counted.</param>
/// <param name="PageLimit">The limit that was asked for; null when there was none.</param>
/// <param name="Findings">Gravest first; empty when there is nothing to say.</param>
public sealed record PdfVerdict(int? Pages, int? PageLimit, IReadOnlyList<Finding> Findings)
{
    /// <summary>Those that count towards the limit: all, or those up to the references; null when they could not be counted.</summary>
    public int? CountedPages { get; init; } = Pages;

    /// <summary>Nothing blocks. A file that could not be checked is acceptable: the author is not to blame.</summary>
    public bool Acceptable => !Findings.Any(f => f.Severity == Severity.Blocks);

    /// <summary>One sentence: "2 pages of at most 2: acceptable."</summary>
    public string Summary
    {
        get
        {
            if (Pages is not { } pages)
            {
                return Findings.Count > 0 && !Acceptable ? Findings[0].Message : "Stored; the pages could not be counted.";
            }

            var count = pages == 1 ? "1 page" : string.Create(CultureInfo.InvariantCulture, $"{pages} pages");
            if (CountedPages is { } counted && counted != pages)
            {
                count = string.Create(CultureInfo.InvariantCulture, $"{count}, {counted} without references");
            }

            var limit = PageLimit is { } most ? string.Create(CultureInfo.InvariantCulture, $" of at most {most}") : "";
            return $"{count}{limit}: {(Acceptable ? "acceptable" : "not acceptable")}.";
        }
    }

    /// <summary>Judges the facts. Deterministic; the same facts and rules give the same sentences in the same order.</summary>
    public static PdfVerdict Judge(PdfFacts facts, FormatRules rules)
    {
        if (WhyNotAFile(facts) is { } nothing)
        {
            return new PdfVerdict(null, rules.PageLimit, [nothing]);
        }

        IEnumerable<Finding?> findings =
        [
            facts.Size > rules.MaxBytes ? TooLarge(facts.Size, rules.MaxBytes) : null,
            WhyNotOpened(facts),
            .. facts.Opening == PdfOpening.Opened
                ? (IEnumerable<Finding>)
                [
                    .. PageRules.Judge(facts, rules),
                    .. FormatChecks.Judge(facts, rules),
                    .. SoundnessRules.Judge(facts),
                    .. AnonymityRules.Judge(facts, rules),
                    .. HiddenTextRule.Judge(facts.Hidden),
                ]
                : [],
        ];
        return new PdfVerdict(facts.Pages, rules.PageLimit, [.. Weigh(findings.OfType<Finding>(), rules).OrderByDescending(f => f.Severity)])
        {
            CountedPages = PageRules.Counted(facts, rules),
        };
    }

    /// <summary>The event's choices instead of the defaults; what is switched off is not said.</summary>
    private static IEnumerable<Finding> Weigh(IEnumerable<Finding> findings, FormatRules rules)
    {
        foreach (var finding in findings)
        {
            if (rules.SeverityOf(finding.Code) is { } severity)
            {
                yield return finding with { Severity = severity };
            }
        }
    }

    private static Finding? WhyNotAFile(PdfFacts facts) => facts switch
    {
        { Kind: FileKind.Empty, Size: 0 } => Say.Of(
            "pdf.empty", "There is no file, or it is empty (0 bytes). Choose the PDF again."),
        { Kind: FileKind.Pdf } or { Opening: PdfOpening.Opened } => null,
        _ => Say.Of("pdf.not-a-pdf", NotAPdf(facts.Kind)),
    };

    private static string NotAPdf(FileKind kind) => kind switch
    {
        FileKind.WordDocument => "This is a Word document, whatever its name says. Export it as PDF and choose that file.",
        FileKind.OpenDocument => "This is an OpenDocument file, whatever its name says. Export it as PDF and choose that file.",
        FileKind.Presentation => "This is a presentation, whatever its name says. Export it as PDF and choose that file.",
        FileKind.Spreadsheet => "This is a spreadsheet, whatever its name says. Export it as PDF and choose that file.",
        FileKind.Archive => "This is an archive (zip or similar), not a PDF. Unpack it and choose the PDF inside.",
        FileKind.Image => "This is an image, not a PDF. Export your document as PDF and choose that file.",
        FileKind.WebPage => "This is a web page, not a PDF: the download may have saved a sign-in or error page. Fetch the PDF itself and choose that file.",
        FileKind.LatexSource => "This is LaTeX source, not a PDF. Compile it and choose the PDF.",
        FileKind.PostScript => "This is PostScript, not a PDF. Convert it to PDF and choose that file.",
        _ => "This is not a PDF. Export your document as PDF and choose that file.",
    };

    private static Finding? WhyNotOpened(PdfFacts facts) => facts.Opening switch
    {
        PdfOpening.Damaged => Say.Of(
            "pdf.damaged",
           
            "The PDF is damaged or incomplete and cannot be opened. Export it again, check that it opens on your computer, and choose the new file."),
        PdfOpening.NeedsPassword => Say.Of(
            "pdf.password", "The PDF asks for a password. Save it without a password and choose the new file."),
        PdfOpening.TooDemanding => Say.Of(
            "pdf.too-demanding",
           
            "The PDF is stored, but checking it took too long, so its pages could not be counted. Make sure that it opens quickly on your computer; exporting it again may help."),
        PdfOpening.NoReader => Say.Of(
            "pdf.not-checked",
           
            "The PDF is stored, but it could not be checked here, so its pages were not counted. Make sure yourself that it keeps the limits."),
        _ => null,
    };

    private static Finding TooLarge(long size, long most) => Say.Of(
        "pdf.too-large",
       
        $"Choose a PDF of at most {Size(most, Math.Floor)}: this one has {Size(size, Math.Ceiling)}. Smaller pictures help most.");

    // The limit is rounded down and the file up, so that the sentence never says "at most 10 MB: this one has 10 MB".
    private static string Size(long bytes, Func<double, double> round)
    {
        foreach (var (unit, name) in ((long, string)[])[(1L << 30, "GB"), (1L << 20, "MB"), (1L << 10, "KB")])
        {
            if (bytes >= unit)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{round(bytes * 10.0 / unit) / 10:0.#} {name}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
    }
}
