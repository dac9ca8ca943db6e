using Workshop.Domain.Pdf;

namespace Workshop.Web.Platform.Pdf;

/// <summary>Puts words that are not seen together to passages, and leaves out what honest files hold.</summary>
internal static class HiddenTextPassages
{
    /// <summary>Single letters here and there are accents, dots and labels under labels; this many of them on a page are not.</summary>
    private const int Crumb = 3;

    private const int ManyCrumbs = 24;

    /// <summary>Of a scan's words, the share that must lie on something.</summary>
    private const double OnInk = 0.7;

    /// <summary>Lightness that a letter and its paper are apart (of 255), at least.</summary>
    private const int Ink = 50;

    private static readonly HashSet<HiddenTextReason> ByLook =
    [
        HiddenTextReason.PaperColour, HiddenTextReason.BackgroundColour, HiddenTextReason.Covered, HiddenTextReason.CoveredByText, HiddenTextReason.WithoutShapes,
        HiddenTextReason.ClippedAway, HiddenTextReason.Transparent,
    ];

    private static readonly HashSet<HiddenTextReason> ByRecognition = [HiddenTextReason.InvisibleMode, HiddenTextReason.Covered, HiddenTextReason.WithoutShapes, HiddenTextReason.Transparent];

    /// <summary>The passages of one page, and whether it is a scan whose text layer lies on what it shows.</summary>
    public static (List<HiddenPassage> Passages, bool IsScan) Gather(PageTrace page, int number, IReadOnlyList<HiddenTextProbe.Answer> answers)
    {
        var visible = answers.Where(a => a.Reason is null).SelectMany(a => a.Words).ToList();
        var hidden = (from answer in answers
                      let reason = answer.Reason ?? default
                      where answer.Reason is not null
                      from word in answer.Words
                      where !IsShownAnyway(word, reason, visible)
                      select (Word: word, Reason: Refine(word, reason, page, visible))).ToList();
        var isScan = IsScan(page, hidden, visible.Count);
        var passages = new List<HiddenPassage>();
        foreach (var group in hidden.GroupBy(h => h.Reason).OrderBy(g => g.Key))
        {
            var words = group.Select(h => h.Word).ToList();
            if (isScan && ByRecognition.Contains(group.Key))
            {
                // Recognized text may stay, unless there is nothing under it or it speaks to a program.
                passages.AddRange(Join(words.Where(w => !LiesOnInk(w, page)), number, group.Key).Where(p => Letters(p.Text) >= 2 * ManyCrumbs));
                passages.AddRange(Join(words, number, group.Key).Where(p => InstructionPhrases.Score(p.Text) >= InstructionPhrases.Clear));
                continue;
            }

            passages.AddRange(Join(words, number, group.Key));
        }

        return (passages, isScan);
    }

    /// <summary>The same word is seen in the same place: drawn twice, for weight, for a shadow, or with a halo.</summary>
    private static bool IsShownAnyway(HiddenTextProbe.ProbeWord word, HiddenTextReason reason, List<HiddenTextProbe.ProbeWord> visible)
    {
        if (!ByLook.Contains(reason))
        {
            return false;
        }

        var letters = InstructionPhrases.Letters(word.Text);
        return visible.Exists(other => !other.Box.Grown(2).And(word.Box).IsEmpty && IsMostOf(InstructionPhrases.Letters(other.Text), letters));
    }

    /// <summary>The hidden word is a part of the visible one, or hardly more.</summary>
    private static bool IsMostOf(string shown, string letters) =>
        shown.Contains(letters, StringComparison.Ordinal) || (2 * shown.Length >= letters.Length && letters.Contains(shown, StringComparison.Ordinal));

    private static HiddenTextReason Refine(HiddenTextProbe.ProbeWord word, HiddenTextReason reason, PageTrace page, List<HiddenTextProbe.ProbeWord> visible)
    {
        if (!ByLook.Contains(reason))
        {
            return reason;
        }

        if (word.Box.ShareIn(page.Extent) < 0.5)
        {
            return HiddenTextReason.OutsideThePage;
        }

        return reason == HiddenTextReason.WithoutShapes && visible.Exists(other => word.Box.ShareIn(other.Box) > 0.3) ? HiddenTextReason.CoveredByText : reason;
    }

    private static bool IsScan(PageTrace page, List<(HiddenTextProbe.ProbeWord Word, HiddenTextReason Reason)> hidden, int visible)
    {
        if (page.LargestPicture < 0.5 || page.Seen is null)
        {
            return false;
        }

        var recognized = hidden.Where(h => ByRecognition.Contains(h.Reason)).ToList();
        return recognized.Count > 0 && recognized.Count >= 4 * visible && recognized.Count(h => LiesOnInk(h.Word, page)) >= OnInk * recognized.Count;
    }

    private static bool LiesOnInk(HiddenTextProbe.ProbeWord word, PageTrace page) => page.Seen is { } seen && seen.Contrast(word.Box.Grown(1), page.Scale) >= Ink;

    /// <summary>Neighbouring words become one passage; crumbs are left out, or put together when there are many.</summary>
    private static IEnumerable<HiddenPassage> Join(IEnumerable<HiddenTextProbe.ProbeWord> words, int number, HiddenTextReason reason)
    {
        var groups = new List<(List<string> Words, Extent Box)>();
        foreach (var word in words)
        {
            var reach = Math.Clamp(1.5 * Math.Min(word.Box.Height, word.Box.Width), 4, 40);
            if (groups.Count > 0 && !groups[^1].Box.Grown(reach).And(word.Box).IsEmpty)
            {
                groups[^1].Words.Add(word.Text);
                groups[^1] = (groups[^1].Words, groups[^1].Box.With(word.Box));
            }
            else
            {
                groups.Add(([word.Text], word.Box));
            }
        }

        var crumbs = groups.Where(g => g.Words.Sum(Letters) < Crumb).ToList();
        foreach (var group in groups.Where(g => g.Words.Sum(Letters) >= Crumb))
        {
            yield return Passage(group.Words, group.Box);
        }

        if (crumbs.Sum(c => c.Words.Sum(Letters)) >= ManyCrumbs)
        {
            yield return Passage(crumbs.SelectMany(c => c.Words), crumbs.Aggregate(Extent.Nowhere, (all, c) => all.With(c.Box)));
        }

        HiddenPassage Passage(IEnumerable<string> parts, Extent box)
        {
            var text = string.Join(' ', parts);
            return new HiddenPassage(
                number,
                new PageBox(Math.Round(box.Left, 1), Math.Round(box.Top, 1), Math.Round(box.Width, 1), Math.Round(box.Height, 1)),
                text.Length > HiddenPassage.MostText ? text[..HiddenPassage.MostText] : text,
                reason);
        }
    }

    private static int Letters(string text) => text.Count(char.IsLetterOrDigit);
}
