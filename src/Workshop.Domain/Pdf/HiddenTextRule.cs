namespace Workshop.Domain.Pdf;

/// <summary>What is said of text that programs read and people do not see.</summary>
public static class HiddenTextRule
{
    public const string Instructions = "pdf.hidden-instructions";
    public const string Text = "pdf.hidden-text";
    public const string Fragments = "pdf.hidden-fragments";
    public const string VisibleInstructions = "pdf.visible-instructions";
    public const string ScannedText = "pdf.scanned-text";
    public const string NotChecked = "pdf.hidden-text-not-checked";

    /// <summary>With fewer letters it is a leftover of a figure: a label under a label, a number that was cut off.</summary>
    private const int FewLetters = 20;

    private const int MostFindings = 20;

    private const int LongestExcerpt = 160;

    /// <summary>
    /// In the order of the passages; severities are defaults. Text that gives instructions blocks, unless the visible text says the same; other hidden text warns, a few letters
    /// are noted. Deterministic.
    /// </summary>
    public static IEnumerable<Finding> Judge(HiddenTextFacts facts)
    {
        if (facts.Search is HiddenTextSearch.Failed or HiddenTextSearch.InPart)
        {
            yield return new Finding(
                NotChecked,
                Severity.Notes,
                facts.Search == HiddenTextSearch.Failed
                    ? "The PDF could not be searched for hidden text. Nothing need be done; saving it anew from your word processor may help."
                    : $"Only the first {facts.Pages} pages were searched for hidden text. Nothing need be done.");
        }

        var visible = InstructionPhrases.Letters(facts.VisibleText);
        var instructions = facts.Passages.Where(passage => IsInstruction(passage, visible)).ToHashSet();
        if (instructions.Count == 0 && facts.Passages.Count > 1 && IsInstruction(Together(facts.Passages), visible))
        {
            // Scattered so that no piece is one: then each of them is a part of it.
            instructions = [.. facts.Passages];
        }

        var findings = Judge(facts.Passages, instructions, visible).ToList();
        foreach (var finding in findings.Take(MostFindings))
        {
            yield return finding;
        }

        if (findings.Count > MostFindings)
        {
            yield return new Finding(Text, Severity.Warns, $"There are {findings.Count - MostFindings} more places with text that a reader cannot see. Remove all of it and choose the new file.");
        }

        if (facts.Scans.Count > 0)
        {
            var which = facts.Scans.Count == 1 ? $"Page {facts.Scans[0]} is a picture" : $"{facts.Scans.Count} pages are pictures";
            yield return new Finding(ScannedText, Severity.Notes, $"{which} with a text layer from text recognition. Nothing need be done; a PDF made from your source is easier to read.", facts.Scans[0]);
        }

        if (InstructionPhrases.Score(facts.VisibleText) >= InstructionPhrases.Clear)
        {
            yield return new Finding(
                VisibleInstructions,
                Severity.Notes,
                "The text speaks of instructions to a language model or a reviewer, for all to see. Nothing need be done when that is its subject.");
        }
    }

    /// <summary>Instructions first, then what else is hidden, each in the order of the pages; leftovers are put together for each page.</summary>
    private static IEnumerable<Finding> Judge(IReadOnlyList<HiddenPassage> passages, HashSet<HiddenPassage> instructions, string visible)
    {
        foreach (var passage in passages.Where(instructions.Contains))
        {
            yield return Say(passage, Instructions, Severity.Blocks, "It reads like an instruction to a language model or a reviewer. Remove it and choose the new file.");
        }

        // What stands elsewhere for all to see is a leftover too: the next step of a slide, a title in the properties.
        var others = passages.Where(passage => !instructions.Contains(passage)).ToLookup(passage => IsShort(passage) || IsSaidOpenly(passage, visible));
        foreach (var passage in others[false])
        {
            yield return Say(passage, Text, Severity.Warns, "Make it visible, or remove it and choose the new file.");
        }

        foreach (var page in others[true].Where(passage => passage.Page is not null).GroupBy(passage => (passage.Page, passage.Reason)))
        {
            yield return Say(Together([.. page]), Fragments, Severity.Notes, "Leftovers in figures and slides are usual; nothing need be done.");
        }
    }

    private static bool IsShort(HiddenPassage passage) => passage.Text.Count(char.IsLetterOrDigit) < FewLetters;

    /// <summary>An instruction, and not one that the paper discusses openly.</summary>
    private static bool IsInstruction(HiddenPassage passage, string visible) =>
        InstructionPhrases.Score(passage.Text) >= InstructionPhrases.Clear && !IsSaidOpenly(passage, visible);

    private static bool IsSaidOpenly(HiddenPassage passage, string visible) =>
        InstructionPhrases.Letters(passage.Text) is { Length: > 0 } letters && visible.Contains(letters, StringComparison.Ordinal);

    /// <summary>All of them as one, in the place of the first, with a box around those on its page.</summary>
    private static HiddenPassage Together(IReadOnlyList<HiddenPassage> passages)
    {
        var boxes = passages.Where(passage => passage.Page == passages[0].Page).Select(passage => passage.Box).OfType<PageBox>().ToList();
        var around = boxes.Count == 0 ? null : new PageBox(
            boxes.Min(box => box.Left),
            boxes.Min(box => box.Top),
            boxes.Max(box => box.Left + box.Width) - boxes.Min(box => box.Left),
            boxes.Max(box => box.Top + box.Height) - boxes.Min(box => box.Top));
        return passages[0] with { Text = string.Join(' ', passages.Select(passage => passage.Text)), Box = around };
    }

    private static Finding Say(HiddenPassage passage, string code, Severity severity, string advice)
    {
        var where = passage.Page is { } page ? $"Page {page}" : "The PDF";
        return new Finding(code, severity, $"{where} holds text that a reader cannot see, because {Because(passage.Reason)}: “{Excerpt(passage.Text)}”. {advice}", passage.Page, passage.Box);
    }

    private static string Because(HiddenTextReason reason) => reason switch
    {
        HiddenTextReason.PaperColour => "it is written in the colour of the paper",
        HiddenTextReason.BackgroundColour => "it is written in the colour of what is behind it",
        HiddenTextReason.Covered => "something lies over it",
        HiddenTextReason.CoveredByText => "other letters lie over it",
        HiddenTextReason.Transparent => "it is transparent",
        HiddenTextReason.InvisibleMode => "it is marked as invisible",
        HiddenTextReason.ClippedAway => "it is cut off",
        HiddenTextReason.OutsideThePage => "it stands outside of the page",
        HiddenTextReason.LayerSwitchedOff => "its layer is switched off",
        HiddenTextReason.HiddenAnnotation => "it is in a hidden annotation",
        HiddenTextReason.TinyType => "its type is smaller than 1 point",
        HiddenTextReason.WithoutShapes => "its letters have no shapes",
        HiddenTextReason.ReplacementText => "the letters shown are said to stand for other text",
        HiddenTextReason.LyingFont => "the font says other letters than it shows",
        HiddenTextReason.Description => "it is a description that only programs read",
        HiddenTextReason.Note => "it is in a note or a form field that is not printed",
        _ => "it is in the properties of the file",
    };

    private static string Excerpt(string text) => text.Length <= LongestExcerpt ? text : text[..LongestExcerpt].TrimEnd() + "…";
}
