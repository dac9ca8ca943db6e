using System.Collections.Frozen;

namespace Workshop.Domain.Pdf;

/// <summary>Everything that the preflight can say, in the order of the settings page.</summary>
public static class PreflightRules
{
    private static readonly RuleSetting[] Any = [RuleSetting.Off, RuleSetting.Notes, RuleSetting.Warns, RuleSetting.Blocks];
    private static readonly RuleSetting[] Always = [RuleSetting.Blocks];
    private static readonly RuleSetting[] NeverBlocks = [RuleSetting.Off, RuleSetting.Notes, RuleSetting.Warns];

    /// <summary>The file could not be looked at: the author must hear of it, and may have to answer for it.</summary>
    private static readonly RuleSetting[] NeverOff = [RuleSetting.Notes, RuleSetting.Warns, RuleSetting.Blocks];

    public static IReadOnlyList<PreflightRule> All { get; } =
    [
        new("pdf.too-many-pages", "More pages than the limit", RuleGroup.Pages, RuleSetting.Blocks, Any),
        new("pdf.main-text-ends", "Where the main text ends, when references are free", RuleGroup.Pages, RuleSetting.Notes, NeverBlocks),
        new("pdf.no-references-heading", "No heading of the references, when they are free", RuleGroup.Pages, RuleSetting.Notes, Any),

        new("pdf.paper-size", "Another paper size than asked for", RuleGroup.Format, RuleSetting.Warns, Any),
        new("pdf.landscape", "Pages in landscape or turned", RuleGroup.Format, RuleSetting.Notes, Any),
        new("pdf.body-size", "Body type smaller than asked for", RuleGroup.Format, RuleSetting.Warns, Any),
        new("pdf.margins", "Margins narrower than asked for", RuleGroup.Format, RuleSetting.Warns, Any),
        new("pdf.text-block", "Text block larger than asked for", RuleGroup.Format, RuleSetting.Warns, Any),
        new("pdf.columns", "Another number of columns than asked for", RuleGroup.Format, RuleSetting.Warns, Any),

        new("pdf.empty", "No file, or an empty one", RuleGroup.Soundness, RuleSetting.Blocks, Always),
        new("pdf.not-a-pdf", "Not a PDF", RuleGroup.Soundness, RuleSetting.Blocks, Always),
        new("pdf.too-large", "A file larger than the limit", RuleGroup.Soundness, RuleSetting.Blocks, Always),
        new("pdf.damaged", "Damaged: no reader opens it", RuleGroup.Soundness, RuleSetting.Blocks, Always),
        new("pdf.password", "Asks for a password", RuleGroup.Soundness, RuleSetting.Blocks, Always),
        new("pdf.no-pages", "No pages", RuleGroup.Soundness, RuleSetting.Blocks, Always),
        new("pdf.too-demanding", "Takes too long to check", RuleGroup.Soundness, RuleSetting.Warns, NeverOff),
        new("pdf.not-checked", "Could not be checked on this server", RuleGroup.Soundness, RuleSetting.Warns, [RuleSetting.Notes, RuleSetting.Warns]),
        new("pdf.partly-checked", "Only a part of it could be checked", RuleGroup.Soundness, RuleSetting.Notes, NeverOff),
        new("pdf.restricted", "Restricts printing, copying or changing", RuleGroup.Soundness, RuleSetting.Notes, Any),
        new("pdf.no-text", "No text layer: a scan or a picture", RuleGroup.Soundness, RuleSetting.Warns, Any),
        new("pdf.fonts-not-embedded", "Fonts are not embedded", RuleGroup.Soundness, RuleSetting.Warns, Any),
        new("pdf.standard-fonts-not-embedded", "Standard fonts (Times, Helvetica …) are not embedded", RuleGroup.Soundness, RuleSetting.Notes, Any),
        new("pdf.type3-fonts", "Fonts drawn as pictures (Type 3)", RuleGroup.Soundness, RuleSetting.Notes, Any),
        new("pdf.javascript", "Runs JavaScript", RuleGroup.Soundness, RuleSetting.Blocks, Any),
        new("pdf.launch", "Starts programs or opens other files", RuleGroup.Soundness, RuleSetting.Blocks, Any),
        new("pdf.attachments", "Contains other files", RuleGroup.Soundness, RuleSetting.Warns, Any),
        new("pdf.form-fields", "Contains form fields", RuleGroup.Soundness, RuleSetting.Warns, Any),
        new("pdf.multimedia", "Contains sound, film or 3D", RuleGroup.Soundness, RuleSetting.Warns, Any),
        new("pdf.page-dimensions", "Pages of no size, or huge ones", RuleGroup.Soundness, RuleSetting.Warns, Any),
        new("pdf.external-links", "Links to the web, counted", RuleGroup.Soundness, RuleSetting.Notes, NeverBlocks),

        new("pdf.author-name", "An author's name in the text", RuleGroup.Anonymity, RuleSetting.Warns, Any),
        new("pdf.author-email", "An author's e-mail address in the text", RuleGroup.Anonymity, RuleSetting.Warns, Any),
        new("pdf.author-affiliation", "An author's affiliation in the text", RuleGroup.Anonymity, RuleSetting.Warns, Any),
        new("pdf.author-in-references", "An author's name in the references", RuleGroup.Anonymity, RuleSetting.Off, NeverBlocks),
        new("pdf.author-in-metadata", "An author in the metadata, which the reviewers' copy does not have", RuleGroup.Anonymity, RuleSetting.Notes, Any),
        new("pdf.author-in-links", "A link that names an author", RuleGroup.Anonymity, RuleSetting.Warns, Any),
        new("pdf.author-in-file-name", "An author in the file name, which reviewers do not see", RuleGroup.Anonymity, RuleSetting.Notes, Any),
        new("pdf.acknowledgements", "Acknowledgements", RuleGroup.Anonymity, RuleSetting.Warns, Any),
        new("pdf.personal-repository", "A link to somebody's repository", RuleGroup.Anonymity, RuleSetting.Warns, Any),

        new(HiddenTextRule.Instructions, "Hidden text that gives a language model or a reviewer instructions", RuleGroup.HiddenText, RuleSetting.Blocks, Any),
        new(HiddenTextRule.Text, "Text that a reader cannot see", RuleGroup.HiddenText, RuleSetting.Warns, Any),
        new(HiddenTextRule.Fragments, "A few letters that a reader cannot see", RuleGroup.HiddenText, RuleSetting.Notes, NeverBlocks),
        new(HiddenTextRule.VisibleInstructions, "Visible text that speaks of such instructions", RuleGroup.HiddenText, RuleSetting.Notes, NeverBlocks),
        new(HiddenTextRule.ScannedText, "Scanned pages with a text layer", RuleGroup.HiddenText, RuleSetting.Notes, NeverBlocks),
        new(HiddenTextRule.NotChecked, "Could not be searched for hidden text", RuleGroup.HiddenText, RuleSetting.Notes, [RuleSetting.Notes, RuleSetting.Warns]),
    ];

    private static readonly FrozenDictionary<string, PreflightRule> ByCode = All.ToFrozenDictionary(rule => rule.Code);

    /// <summary>The rule of that code; every code that <see cref="PdfVerdict"/> uses has one.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static PreflightRule Find(string code) =>
        ByCode.TryGetValue(code, out var rule) ? rule : throw new ArgumentException($"There is no rule \"{code}\".", nameof(code));
}
