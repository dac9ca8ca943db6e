using System.Globalization;

namespace Workshop.Domain.Pdf;

/// <summary>Whether the file opens, prints and reads everywhere, and does nothing but that.</summary>
internal static class SoundnessRules
{
    /// <summary>Letters on all pages together below which there is no text to speak of: a stamp on a scan is no text layer.</summary>
    private const int HardlyAnyText = 10;

    /// <summary>Words from which a layer that is not shown is the text of a page.</summary>
    private const int SomeWords = 5;

    /// <summary>Points: Acrobat shows no page beyond 200 inches, and nobody prints beyond A2.</summary>
    private const double HugePage = 1700;

    private const double NoPage = 3;

    private static readonly string[] Standard = ["Times", "Helvetica", "Courier", "Arial", "Symbol", "ZapfDingbats"];

    public static IEnumerable<Finding> Judge(PdfFacts facts)
    {
        if (facts.Encrypted)
        {
            yield return Say.Of(
                "pdf.restricted", "The PDF opens without a password but restricts printing, copying or changing. Nothing need be done; saving it without restrictions helps reviewers.");
        }

        if (!facts.TextIsWhole || !facts.StructureIsWhole)
        {
            yield return Say.Of("pdf.partly-checked", Partly(facts));
        }

        if (WithoutText(facts) is { } noText)
        {
            yield return noText;
        }

        if (Odd(facts.PageSizes) is { } odd)
        {
            yield return odd;
        }

        foreach (var finding in facts.Structure is { } structure ? [.. Fonts(structure.Fonts), .. Actions(structure)] : (IEnumerable<Finding>)[])
        {
            yield return finding;
        }
    }

    private static string Partly(PdfFacts facts) =>
        facts.TextIsWhole ? "Fonts, links and attachments of this PDF could not be read, so they were not checked. Exporting it again may help."
        : facts.Pages > facts.PageSizes.Count && facts.PageSizes.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"Only the first {facts.PageSizes.Count} of {facts.Pages} pages were checked.")
        : "The text of this PDF could not be read in full, so layout and text were checked only in part. Exporting it again may help.";

    private static Finding? WithoutText(PdfFacts facts)
    {
        // A text layer that is not shown belongs to a scan that was read by a program: it can be searched, but the page is a picture.
        if (facts is not { Opening: PdfOpening.Opened, Pages: > 0, VisibleLetters: < HardlyAnyText, TextIsWhole: true })
        {
            return null;
        }

        if (facts.Words >= SomeWords && facts.Hidden.Scans.Count > 0)
        {
            // The search for hidden text has looked at the pictures and says the same, and more exactly.
            return null;
        }

        return Say.Of(
            "pdf.no-text",
            facts.Words >= SomeWords
                ? "The pages are pictures with an invisible text layer, as of a scan. Reviewers can search it, but layout and type could not be checked; export the PDF from the original document if you can."
                : "The pages have no text, only pictures, as of a scan. Reviewers can neither search nor copy it, and screen readers read nothing: export the PDF from the original document.");
    }

    private static Finding? Odd(IReadOnlyList<PdfPageSize> pages)
    {
        var odd = pages.FirstOrDefault(page => page.Width < NoPage || page.Height < NoPage || page.Width > HugePage || page.Height > HugePage);
        return odd is null
            ? null
            : Say.Of(
                "pdf.page-dimensions",
                string.Create(CultureInfo.InvariantCulture, $"Page {odd.Number} is {odd.Width * 25.4 / 72:0} × {odd.Height * 25.4 / 72:0} mm large, which cannot be printed. Choose A4 or Letter and export again."),
                odd.Number);
    }

    private static IEnumerable<Finding> Fonts(IReadOnlyList<PdfFont> fonts)
    {
        var missing = fonts.Where(font => !font.Embedded).Select(font => font.Name).Distinct(StringComparer.Ordinal).ToList();
        var standard = missing.Where(IsStandard).ToList();
        var others = missing.Except(standard).ToList();
        if (others.Count > 0)
        {
            yield return Say.Of(
                "pdf.fonts-not-embedded",
                $"{Listed(others, "font", "fonts")} {(others.Count == 1 ? "is" : "are")} not embedded: other computers will show other letters. Embed all fonts when you export (in LaTeX, check the figures too).");
        }

        if (standard.Count > 0)
        {
            yield return Say.Of(
                "pdf.standard-fonts-not-embedded",
                $"{Listed(standard, "standard font", "standard fonts")} {(standard.Count == 1 ? "is" : "are")} not embedded. Readers have a stand-in for each; embedding them makes the paper look the same everywhere.");
        }

        var drawn = fonts.Count(font => font.IsType3);
        if (drawn > 0)
        {
            yield return Say.Of(
                "pdf.type3-fonts",
                string.Create(CultureInfo.InvariantCulture, $"{drawn} {(drawn == 1 ? "font is" : "fonts are")} of Type 3, drawn as pictures: they look coarse on screen and may not be searchable. For figures by Matplotlib set pdf.fonttype to 42."));
        }
    }

    private static bool IsStandard(string font) => Array.Exists(Standard, name => font.StartsWith(name, StringComparison.OrdinalIgnoreCase));

    private static string Listed(IReadOnlyList<string> names, string one, string many)
    {
        var shown = string.Join(", ", names.Take(4).Select(name => name.Length <= 60 ? name : name[..59] + "…"));
        return string.Create(CultureInfo.InvariantCulture, $"{names.Count} {(names.Count == 1 ? one : many)} ({shown}{(names.Count > 4 ? " …" : "")})");
    }

    private static IEnumerable<Finding> Actions(PdfStructure structure)
    {
        if (structure.Scripts is [var script, ..])
        {
            yield return Say.Of("pdf.javascript", "The PDF runs JavaScript, which many readers refuse and reviewers should not have to trust. Export it without scripts and animations.", script.Page, script.Box);
        }

        if (structure.Launches is [var launch, ..])
        {
            yield return Say.Of("pdf.launch", "The PDF starts a program, sends a form or opens another file when something is pressed. Remove that link or action and export again.", launch.Page, launch.Box);
        }

        if (structure.Attachments is { Count: > 0 } files)
        {
            yield return Say.Of("pdf.attachments", $"The PDF contains {Listed(files, "other file", "other files")}. Reviewers may never see them, and they may name you: take them out.");
        }

        if (structure.Fields is [var field, ..])
        {
            yield return Say.Of("pdf.form-fields", "The PDF has form fields to fill in, which look different in each reader. Print it to a new PDF, or take them out.", field.Page, field.Box);
        }

        if (structure.Media is [var media, ..])
        {
            yield return Say.Of("pdf.multimedia", "The PDF contains sound, film or 3D, which most readers do not play. Show a picture instead.", media.Page, media.Box);
        }

        var links = structure.Links.Select(link => link.Target).Where(target => !target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)).ToList();
        if (links.Count > 0)
        {
            var hosts = links.Select(Host).Distinct(StringComparer.OrdinalIgnoreCase).Count();
            yield return Say.Of(
                "pdf.external-links",
                string.Create(CultureInfo.InvariantCulture, $"The PDF has {links.Count} {(links.Count == 1 ? "link" : "links")} to the web ({hosts} {(hosts == 1 ? "site" : "sites")}). Nothing need be done."));
        }
    }

    private static string Host(string target) => Uri.TryCreate(target, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host : target;
}
